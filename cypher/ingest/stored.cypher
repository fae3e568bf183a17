// name: storedConcepts(frameworkId) read many
// What imports have put into a framework version: keys and contents by label. Statements are its members too.
MATCH (n)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
WHERE n.run IS NOT NULL
RETURN labels(n)[0] AS what, '' AS start, collect(n.id) AS keys, collect(coalesce(n.contentHash, '')) AS contents

// name: storedWords(frameworkId, language) read many
// The same for the terms and texts of its concepts in a language, by concept.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
MATCH (concept)-[:HAS_TERM|HAS_TEXT]->(n)
WHERE n.language = $language AND n.run IS NOT NULL
RETURN labels(n)[0] AS what, concept.id AS start, collect(n.id) AS keys,
       collect(coalesce(n.contentHash, '')) AS contents

// name: storedRelations(frameworkId) read many
// The same for the relations that begin at its concepts. One that says no more than its sort is told by that.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
MATCH (concept)-[r:BROADER|RELATED|REPLACED_BY|REQUIRES|RATES|CONTAINS|HAS_LEVEL|AT_LEVEL]->()
WHERE r.run IS NOT NULL
RETURN type(r) AS what, concept.id AS start, collect(r.key) AS keys,
       collect(coalesce(r.contentHash, r.relation, '')) AS contents
