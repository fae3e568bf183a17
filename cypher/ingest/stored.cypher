// name: storedConcepts(frameworkId) read many
// What imports have put into a framework version, by label: [where it begins, keys, contents]. Statements are its
// members too. A driver needs as long for a row as for hundreds of keys, so there are few rows.
MATCH (n)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
WHERE n.run IS NOT NULL
WITH labels(n)[0] AS what, collect(n.id) AS keys, collect(coalesce(n.contentHash, '')) AS contents
RETURN what, [['', keys, contents]] AS places

// name: storedWords(frameworkId, language) read many
// The same for the terms and texts of its concepts in a language, by concept, in portions.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
MATCH (concept)-[:HAS_TERM|HAS_TEXT]->(n)
WHERE n.language = $language AND n.run IS NOT NULL
WITH labels(n)[0] AS what, concept.id AS start, collect(n.id) AS keys,
     collect(coalesce(n.contentHash, '')) AS contents
RETURN what, right(start, 1) AS portion, collect([start, keys, contents]) AS places

// name: storedRelations(frameworkId) read many
// The same for the relations that begin at its concepts. One that says no more than its sort is told by that.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
MATCH (concept)-[r:BROADER|RELATED|REPLACED_BY|REQUIRES|RATES|CONTAINS|HAS_LEVEL|AT_LEVEL]->()
WHERE r.run IS NOT NULL
WITH type(r) AS what, concept.id AS start, collect(r.key) AS keys,
     collect(coalesce(r.contentHash, r.relation, '')) AS contents
RETURN what, right(start, 1) AS portion, collect([start, keys, contents]) AS places
