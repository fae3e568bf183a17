// name: frameworkToExport(code, version) read one
// One version of a framework; the active one where none is named.
MATCH (f:Framework {code: $code})
WHERE f.version = $version OR ($version IS NULL AND f.active)
RETURN f {.*} AS node

// name: conceptsToExport(frameworkId, labels, after, limit) read many
// What stands in a framework version, in the order of ids, after one of them.
MATCH (f:Framework {id: $frameworkId})<-[:IN_FRAMEWORK]-(n)
WHERE n.id > $after AND labels(n)[0] IN $labels
RETURN labels(n)[0] AS label, n {.*} AS node
ORDER BY n.id LIMIT $limit

// name: skillWordsToExport(ids) read many
// Labels and longer texts of some skills.
UNWIND $ids AS id
MATCH (n:Skill {id: id})-[:HAS_TERM|HAS_TEXT]->(w)
RETURN n.uri AS uri, labels(w)[0] AS label, w {.*} AS node
ORDER BY id, w.id

// name: jobRoleWordsToExport(ids) read many
// Labels and longer texts of some job roles.
UNWIND $ids AS id
MATCH (n:JobRole {id: id})-[:HAS_TERM|HAS_TEXT]->(w)
RETURN n.uri AS uri, labels(w)[0] AS label, w {.*} AS node
ORDER BY id, w.id

// name: skillRelationsToExport(ids) read many
// What relates some skills to other skills, and to levels.
UNWIND $ids AS id
MATCH (n:Skill {id: id})-[r:BROADER|RELATED|REPLACED_BY|AT_LEVEL]->(m)
RETURN type(r) AS type, n.uri AS start, m.uri AS end, r.relation AS relation
ORDER BY id, type, end, relation

// name: jobRoleRelationsToExport(ids) read many
// What relates some job roles to other job roles, to levels, and to the skills that they require.
UNWIND $ids AS id
MATCH (n:JobRole {id: id})-[r:BROADER|RELATED|REPLACED_BY|AT_LEVEL|REQUIRES]->(m)
RETURN type(r) AS type, n.uri AS start, m.uri AS end, r.relation AS relation, r.level AS level,
       r.importance AS importance, r.source AS source, r.derivedBy AS derivedBy
ORDER BY id, type, end, relation

// name: collectionContentsToExport(ids) read many
// What some collections contain.
UNWIND $ids AS id
MATCH (n:Collection {id: id})-[:CONTAINS]->(m)
RETURN n.uri AS start, m.uri AS end, labels(m)[0] AS label
ORDER BY id, end

// name: scaleLevelsToExport(ids) read many
// The levels of some scales.
UNWIND $ids AS id
MATCH (n:Scale {id: id})-[:HAS_LEVEL]->(m:Level)
RETURN n.uri AS start, m.uri AS end
ORDER BY id, m.rank

// name: mappingsToExport(ids) read many
// Both ends of some mappings, as the source names them.
UNWIND $ids AS id
MATCH (n:Mapping {id: id})-[:SUBJECT]->(s:Reference)
MATCH (n)-[:OBJECT]->(o:Reference)
RETURN n {.*} AS node, s {.*} AS subject, o {.*} AS object
ORDER BY id
