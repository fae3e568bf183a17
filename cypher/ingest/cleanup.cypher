// name: countStaleConcepts(frameworkId, run) read one
// How many concepts a framework version has, and how many of them its last run did not see.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
RETURN count(concept) AS concepts, sum(CASE WHEN concept.run <> $run THEN 1 ELSE 0 END) AS stale

// name: removeStaleRelations(frameworkId, run) write one
// Delete a batch of the relations that the run did not see.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
MATCH (concept)-[r:BROADER|RELATED|REQUIRES|CONTAINS]->()
WHERE r.run <> $run
WITH r LIMIT 5000
DELETE r
RETURN count(r) AS removed

// name: removeStaleTerms(frameworkId, run, language) write one
// Delete a batch of the terms of one language that the run did not see.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
MATCH (concept)-[:HAS_TERM]->(n:Term {language: $language})
WHERE n.run <> $run
WITH n LIMIT 5000
DETACH DELETE n
RETURN count(n) AS removed

// name: removeStaleTexts(frameworkId, run, language) write one
// Delete a batch of the texts of one language that the run did not see.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
MATCH (concept)-[:HAS_TEXT]->(n:Text {language: $language})
WHERE n.run <> $run
WITH n LIMIT 5000
DETACH DELETE n
RETURN count(n) AS removed

// name: removeWordsOfStaleConcepts(frameworkId, run) write one
// Delete a batch of terms and texts, in any language, of concepts that the run did not see.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
WHERE concept.run <> $run
MATCH (concept)-[:HAS_TERM|HAS_TEXT]->(n)
WITH n LIMIT 5000
DETACH DELETE n
RETURN count(n) AS removed

// name: removeStaleConcepts(frameworkId, run) write one
// Delete a batch of the concepts that the run did not see, with what hangs on them.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
WHERE concept.run <> $run
WITH concept LIMIT 1000
DETACH DELETE concept
RETURN count(concept) AS removed
