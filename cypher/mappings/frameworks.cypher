// name: frameworkLevels(ids, withheld) read many
// The levels of each scale of a framework version, from the lowest.
UNWIND [one IN $ids WHERE NOT one IN $withheld] AS id
MATCH (scale:Scale)-[:IN_FRAMEWORK]->(:Framework {id: id})
MATCH (scale)-[:HAS_LEVEL]->(level:Level)
RETURN id, scale {.*} AS scale, level {.*, scale: scale.name} AS node
ORDER BY id, scale.name, scale.id, level.rank, level.id

// name: frameworkMappings(ids, withheld) read many
// How many mappings a set has, by kind, the source's word for it and status, and how many have both their ends.
// The relations tell the labels, as in `countUnresolvedMappings`. What joins a concept that is withheld is not one.
UNWIND [one IN $ids WHERE NOT one IN $withheld] AS id
MATCH (m)-[:IN_FRAMEWORK]->(:Framework {id: id})
WHERE size($withheld) = 0 OR NOT EXISTS {
  MATCH (m)-[:SUBJECT|OBJECT]->(:Reference)-[:DENOTES]->()-[:IN_FRAMEWORK]->(f:Framework) WHERE f.id IN $withheld }
MATCH (m)-[:SUBJECT]->(subject)
MATCH (m)-[:OBJECT]->(object)
WITH id, m, EXISTS { MATCH (subject)-[:DENOTES]->() } AND EXISTS { MATCH (object)-[:DENOTES]->() } AS resolved
RETURN id, m.kind AS kind, m.sourceType AS sourceType, coalesce(m.decision, m.status) AS status,
       count(m) AS mappings, sum(CASE WHEN resolved THEN 1 ELSE 0 END) AS resolved
ORDER BY kind, sourceType, status

// name: mappingsPage(frameworkId, statuses, after, first, withheld) read many
// A page of a set's mappings, in the order of their ids; but for those of concepts that are withheld.
MATCH (m:Mapping)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
WHERE m.id > $after AND coalesce(m.decision, m.status) IN $statuses
  AND (size($withheld) = 0 OR NOT EXISTS {
    MATCH (m)-[:SUBJECT|OBJECT]->(:Reference)-[:DENOTES]->()-[:IN_FRAMEWORK]->(f:Framework)
    WHERE f.id IN $withheld })
MATCH (m)-[:SUBJECT]->(subject:Reference)
MATCH (m)-[:OBJECT]->(object:Reference)
RETURN m {.*} AS node, subject {.*} AS subject, object {.*} AS object
ORDER BY m.id LIMIT $first

// name: decideMapping(id, status) write one
// Somebody's word on a match, which stands whatever its source says later. Its set remembers when the last was.
MATCH (m:Mapping {id: $id})-[:IN_FRAMEWORK]->(set:Framework)
SET m.decision = $status, set.decidedAt = timestamp()
RETURN m.id AS id

// name: showDecision(id) write one
// The same on the relation that tells the match in short, where both ends are here.
MATCH (m:Mapping {id: $id})-[:SUBJECT]->(:Reference)-[:DENOTES]->(a)-[r:MATCHES {mapping: m.id}]->()
SET r.status = m.decision
RETURN count(r) AS shown

// name: mappingById(id) read one
// One mapping with its two ends.
MATCH (m:Mapping {id: $id})
MATCH (m)-[:SUBJECT]->(subject:Reference)
MATCH (m)-[:OBJECT]->(object:Reference)
RETURN m {.*} AS node, subject {.*} AS subject, object {.*} AS object
