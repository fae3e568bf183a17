// name: removeStaleRelations(frameworkId, starts, keys) write one
// Delete relations by their keys; `starts` are the concepts that they begin at.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
WHERE concept.id IN $starts
MATCH (concept)-[r:BROADER|RELATED|REPLACED_BY|REQUIRES|RATES|CONTAINS|HAS_LEVEL|AT_LEVEL]->()
WHERE r.key IN $keys
DELETE r
RETURN count(r) AS removed

// name: removeStaleTerms(ids) write one
// Delete terms.
UNWIND $ids AS id
MATCH (n:Term {id: id})
DETACH DELETE n
RETURN count(n) AS removed

// name: removeStaleTexts(ids) write one
// Delete texts.
UNWIND $ids AS id
MATCH (n:Text {id: id})
DETACH DELETE n
RETURN count(n) AS removed

// name: removeWordsOfStaleConcepts(frameworkId, ids) write one
// Delete the terms and texts, in any language, of those of some concepts that will go.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
WHERE concept.id IN $ids
  AND NOT EXISTS { (concept)<-[r]-() WHERE NOT type(r) IN ['BROADER', 'RELATED', 'REQUIRES', 'CONTAINS'] }
  AND NOT EXISTS { (concept)-[:ENTRY]->() }
MATCH (concept)-[:HAS_TERM|HAS_TEXT]->(n)
DETACH DELETE n
RETURN count(n) AS removed

// name: removeStaleConcepts(frameworkId, ids) write one
// Delete concepts. What a credential, a person or another framework refers to stays: it is theirs too; and so does
// a job role with conditions of entry, which are somebody else's.
MATCH (concept)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
WHERE concept.id IN $ids
  AND NOT EXISTS { (concept)<-[r]-() WHERE NOT type(r) IN ['BROADER', 'RELATED', 'REQUIRES', 'CONTAINS'] }
  AND NOT EXISTS { (concept)-[:ENTRY]->() }
DETACH DELETE concept
RETURN count(concept) AS removed

// name: removeStaleMatches(ids) write one
// Delete the matches that were drawn for some mappings.
UNWIND $ids AS id
MATCH (mapping:Mapping {id: id})-[:SUBJECT]->(:Reference)-[:DENOTES]->()-[r:MATCHES {mapping: id}]->()
DELETE r
RETURN count(r) AS removed

// name: removeStaleStatements(frameworkId, ids) write one
// Delete mappings and observations.
MATCH (n)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
WHERE n.id IN $ids AND (n:Mapping OR n:Observation)
DETACH DELETE n
RETURN count(n) AS removed

// name: removeIdleReferences(ids) write one
// Delete those of some references that nothing refers by any more.
UNWIND $ids AS id
MATCH (reference:Reference {id: id})
WHERE NOT EXISTS { (reference)<-[]-() }
DETACH DELETE reference
RETURN count(reference) AS removed
