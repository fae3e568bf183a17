// name: addRecognition(learner, towards, properties) write one
// (:Learner)-[:HAS]->(:Recognition)-[:TOWARDS]->(:Credential): a decision on what somebody has learned.
MATCH (n:Learner {id: $learner}), (target:Credential {id: $towards})
CREATE (n)-[:HAS]->(part:Recognition)-[:TOWARDS]->(target)
SET part = $properties
RETURN part.id AS id

// name: recogniseWithin(id, programme) write one
// (:Recognition)-[:WITHIN]->(:Credential): the only programme in which it counts.
MATCH (part:Recognition {id: $id}), (programme:Credential {id: $programme})
CREATE (part)-[:WITHIN]->(programme)
RETURN part.id AS id

// name: recognisedBy(id, organization) write one
// (:Recognition)-[:DECIDED_BY]->(:Organization)
MATCH (part:Recognition {id: $id}), (body:Organization {id: $organization})
CREATE (part)-[:DECIDED_BY]->(body)
RETURN part.id AS id

// name: withdrawRecognition(id, reason, at) write one
// End a decision, with the reason. It stays on record; no row where it has ended before.
MATCH (part:Recognition {id: $id}) WHERE part.withdrawnAt IS NULL
SET part.withdrawnAt = $at, part.withdrawnReason = $reason
RETURN part.id AS id

// name: recognitionOf(id) read one
// Whose a decision is, and the credential whose awarding body may decide so.
MATCH (n:Learner)-[:HAS]->(part:Recognition {id: $id})-[:TOWARDS]->(target:Credential)
RETURN n.id AS learner, target.id AS towards,
       COLLECT { MATCH (part)-[:WITHIN]->(programme:Credential) RETURN programme.id }[0] AS within

// name: learnerRecognitions(ids) read many
// What was decided on learners' learning, the newest first, what has ended too.
UNWIND $ids AS id
MATCH (:Learner {id: id})-[:HAS]->(n:Recognition)-[:TOWARDS]->(target:Credential)
RETURN id, n {.*} AS node, target.id AS towards, target.uri AS towardsUri,
       COLLECT { MATCH (n)-[:WITHIN]->(programme:Credential) RETURN programme.uri }[0] AS withinUri,
       COLLECT { MATCH (n)-[:WITHIN]->(programme:Credential) RETURN programme.id }[0] AS within,
       COLLECT { MATCH (n)-[:DECIDED_BY]->(body:Organization) RETURN body.name }[0] AS decidedBy
ORDER BY id, n.decidedOn DESC, n.id
