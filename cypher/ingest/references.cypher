// name: referencePage(after, limit, code) read many
// The ids of references, in order, after one of them: of all, or of those that may mean a framework.
MATCH (reference:Reference)
WHERE reference.id > $after AND ($code IS NULL OR coalesce(reference.framework, $code) = $code)
RETURN reference.id AS id
ORDER BY id LIMIT $limit

// name: mappingPage(after, limit, code) read many
// The ids of mappings, in order, after one of them: of all, or of those with an end that may mean a framework.
MATCH (mapping:Mapping)
WHERE mapping.id > $after AND ($code IS NULL OR EXISTS {
  MATCH (mapping)-[:SUBJECT|OBJECT]->(end) WHERE coalesce(end.framework, $code) = $code
})
RETURN mapping.id AS id
ORDER BY id LIMIT $limit

// name: observationPage(after, limit, code) read many
// The ids of observations, in order, after one of them: of all, or of those that may be about a framework.
MATCH (observation:Observation)
WHERE observation.id > $after AND ($code IS NULL OR EXISTS {
  MATCH (observation)-[:REFERS_TO]->(about) WHERE coalesce(about.framework, $code) = $code
})
RETURN observation.id AS id
ORDER BY id LIMIT $limit

// name: denoteSkillsByUri(ids) write one
// (:Reference)-[:DENOTES]->(:Skill), where the reference tells a uri.
UNWIND $ids AS id
MATCH (reference:Reference {id: id})
WHERE reference.conceptType = 'Skill' AND reference.uri IS NOT NULL
MATCH (concept:Skill {uri: reference.uri})-[:IN_FRAMEWORK]->(framework:Framework)
WHERE coalesce(reference.framework, framework.code) = framework.code
  AND coalesce(reference.version, framework.version) = framework.version
MERGE (reference)-[:DENOTES]->(concept)
RETURN count(concept) AS denoted

// name: denoteSkillsByCode(ids) write one
// The same where it tells a code within a framework.
UNWIND $ids AS id
MATCH (reference:Reference {id: id})
WHERE reference.conceptType = 'Skill' AND reference.uri IS NULL
MATCH (concept:Skill {code: reference.code})-[:IN_FRAMEWORK]->(framework:Framework)
WHERE reference.framework = framework.code
  AND coalesce(reference.version, framework.version) = framework.version
MERGE (reference)-[:DENOTES]->(concept)
RETURN count(concept) AS denoted

// name: denoteJobRolesByUri(ids) write one
// (:Reference)-[:DENOTES]->(:JobRole), where the reference tells a uri.
UNWIND $ids AS id
MATCH (reference:Reference {id: id})
WHERE reference.conceptType = 'JobRole' AND reference.uri IS NOT NULL
MATCH (concept:JobRole {uri: reference.uri})-[:IN_FRAMEWORK]->(framework:Framework)
WHERE coalesce(reference.framework, framework.code) = framework.code
  AND coalesce(reference.version, framework.version) = framework.version
MERGE (reference)-[:DENOTES]->(concept)
RETURN count(concept) AS denoted

// name: denoteJobRolesByCode(ids) write one
// The same where it tells a code within a framework.
UNWIND $ids AS id
MATCH (reference:Reference {id: id})
WHERE reference.conceptType = 'JobRole' AND reference.uri IS NULL
MATCH (concept:JobRole {code: reference.code})-[:IN_FRAMEWORK]->(framework:Framework)
WHERE reference.framework = framework.code
  AND coalesce(reference.version, framework.version) = framework.version
MERGE (reference)-[:DENOTES]->(concept)
RETURN count(concept) AS denoted

// name: linkMatches(ids) write one
// (:Skill|JobRole)-[:MATCHES]->(same), for the mappings whose two ends both denote something.
UNWIND $ids AS id
MATCH (mapping:Mapping {id: id})
MATCH (mapping)-[:SUBJECT]->(:Reference)-[:DENOTES]->(a)
MATCH (mapping)-[:OBJECT]->(:Reference)-[:DENOTES]->(b)
WHERE a.id <> b.id
MERGE (a)-[r:MATCHES {key: mapping.id + ' ' + a.id + ' ' + b.id}]->(b)
SET r.mapping = mapping.id, r.kind = mapping.kind, r.confidence = mapping.confidence,
    r.justification = mapping.justification, r.source = mapping.source, r.author = mapping.author,
    r.date = mapping.date, r.status = coalesce(mapping.decision, mapping.status)
RETURN count(r) AS linked

// name: linkObservations(ids) write one
// (:Observation)-[:ABOUT]->(:JobRole|Skill), for those whose reference denotes something.
UNWIND $ids AS id
MATCH (observation:Observation {id: id})-[:REFERS_TO]->(:Reference)-[:DENOTES]->(concept)
MERGE (observation)-[:ABOUT]->(concept)
RETURN count(concept) AS linked

// name: countUnresolvedMappings(frameworkId) read many
// The mappings of a set that wait for one or both of their ends, by the framework that the end is said to be in.
// The relations tell the labels; named, they would tempt the planner to begin at all of them where there are few.
MATCH (mapping)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
MATCH (mapping)-[:SUBJECT|OBJECT]->(reference)
WHERE NOT (reference)-[:DENOTES]->()
RETURN coalesce(reference.framework, 'some framework') AS framework, count(DISTINCT mapping) AS mappings,
       count(DISTINCT reference) AS concepts
ORDER BY framework

// name: countUnresolvedObservations(frameworkId) read many
// The observations of a set whose concept is not here yet, likewise.
MATCH (observation)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
MATCH (observation)-[:REFERS_TO]->(reference)
WHERE NOT (reference)-[:DENOTES]->()
RETURN coalesce(reference.framework, 'some framework') AS framework, count(DISTINCT observation) AS observations,
       count(DISTINCT reference) AS concepts
ORDER BY framework
