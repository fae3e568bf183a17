// name: countStaleConcepts(frameworkId, run) read many
// How many concepts of each kind a framework version has, and how many of them its last run did not see.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
RETURN labels(concept)[0] AS what, count(*) AS stored,
       sum(CASE WHEN concept.run <> $run THEN 1 ELSE 0 END) AS stale

// name: countStaleRelations(frameworkId, run) read many
// The same for the relations of its concepts.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
MATCH (concept)-[r:BROADER|RELATED|REPLACED_BY|REQUIRES|RATES|CONTAINS|HAS_LEVEL|AT_LEVEL]->()
RETURN type(r) AS what, count(*) AS stored, sum(CASE WHEN r.run <> $run THEN 1 ELSE 0 END) AS stale

// name: countStaleWords(frameworkId, run, languages) read many
// The same for the terms and texts in some languages.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
MATCH (concept)-[:HAS_TERM|HAS_TEXT]->(n)
WHERE n.language IN $languages
RETURN labels(n)[0] AS what, count(*) AS stored, sum(CASE WHEN n.run <> $run THEN 1 ELSE 0 END) AS stale

// name: removeStaleRelations(frameworkId, run) write one
// Delete a batch of the relations that the run did not see.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
MATCH (concept)-[r:BROADER|RELATED|REPLACED_BY|REQUIRES|RATES|CONTAINS|HAS_LEVEL|AT_LEVEL]->()
WHERE r.run <> $run
WITH r LIMIT 5000
DELETE r
RETURN count(r) AS removed

// name: removeStaleTerms(frameworkId, run, languages) write one
// Delete a batch of the terms in some languages that the run did not see.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
MATCH (concept)-[:HAS_TERM]->(n:Term)
WHERE n.language IN $languages AND n.run <> $run
WITH n LIMIT 5000
DETACH DELETE n
RETURN count(n) AS removed

// name: removeStaleTexts(frameworkId, run, languages) write one
// Delete a batch of the texts in some languages that the run did not see.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
MATCH (concept)-[:HAS_TEXT]->(n:Text)
WHERE n.language IN $languages AND n.run <> $run
WITH n LIMIT 5000
DETACH DELETE n
RETURN count(n) AS removed

// name: removeWordsOfStaleConcepts(frameworkId, run) write one
// Delete a batch of terms and texts, in any language, of the concepts that will go.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
WHERE concept.run <> $run
  AND NOT EXISTS { (concept)<-[r]-() WHERE NOT type(r) IN ['BROADER', 'RELATED', 'REQUIRES', 'CONTAINS'] }
MATCH (concept)-[:HAS_TERM|HAS_TEXT]->(n)
WITH n LIMIT 5000
DETACH DELETE n
RETURN count(n) AS removed

// name: removeStaleConcepts(frameworkId, run) write one
// Delete a batch of the concepts that the run did not see. What a credential, a person or another framework
// refers to stays: it is theirs too.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
WHERE concept.run <> $run
  AND NOT EXISTS { (concept)<-[r]-() WHERE NOT type(r) IN ['BROADER', 'RELATED', 'REQUIRES', 'CONTAINS'] }
WITH concept LIMIT 1000
DETACH DELETE concept
RETURN count(concept) AS removed

// name: removeStaleMatches(frameworkId, run) write one
// Delete a batch of the matches whose mapping the run did not see.
MATCH (mapping:Mapping)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
WHERE mapping.run <> $run
MATCH (mapping)-[:SUBJECT]->(:Reference)-[:DENOTES]->()-[r:MATCHES {mapping: mapping.id}]->()
WITH r LIMIT 5000
DELETE r
RETURN count(r) AS removed

// name: removeStaleStatements(frameworkId, run) write one
// Delete a batch of the mappings and observations that the run did not see.
MATCH (n)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
WHERE n.run <> $run AND (n:Mapping OR n:Observation)
WITH n LIMIT 5000
DETACH DELETE n
RETURN count(n) AS removed

// name: removeIdleReferences(ids) write one
// Delete those of some references that nothing refers by any more.
UNWIND $ids AS id
MATCH (reference:Reference {id: id})
WHERE NOT EXISTS { (reference)<-[]-() }
DETACH DELETE reference
RETURN count(reference) AS removed
