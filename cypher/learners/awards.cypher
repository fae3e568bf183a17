// name: awardOf(id) read one
// Whose an award is, and of which credential if it is of the catalogue.
MATCH (n:Learner)-[:EARNED]->(award:Award {id: $id})
RETURN n.id AS learner, award {.*} AS award,
       COLLECT { MATCH (award)-[:OF]->(c:Credential) RETURN c.id }[0] AS credential

// name: setAwardStatus(id, status, reason, at) write one
// What the issuer says of an award now, since when and why.
MATCH (award:Award {id: $id})
SET award.status = $status, award.statusReason = $reason, award.statusAt = $at
RETURN award.id AS id

// name: addBadge(id, award, properties) write one
// (:Learner)-[:EARNED]->(:Award): what a badge from elsewhere says, and its verification.
MATCH (n:Learner {id: $id})
MERGE (award:Award {id: $award})
SET award += $properties
MERGE (n)-[:EARNED]->(award)
RETURN award.id AS id

// name: linkBadge(award, credential) write many
// (:Award)-[:OF]->(:Credential)
MATCH (award:Award {id: $award})
MATCH (credential:Credential {id: $credential})
MERGE (award)-[:OF]->(credential)
RETURN award.id AS id

// name: attestBadge(award, rows) write many
// (:Award)-[:ATTESTS {level, result, source}]->(:Skill): what the badge names, wherever in it.
MATCH (award:Award {id: $award})
UNWIND $rows AS row
MATCH (skill:Skill {id: row.skill})
MERGE (award)-[attested:ATTESTS]->(skill)
SET attested.level = row.level, attested.result = row.result, attested.source = row.source
RETURN skill.id AS id

// name: holdMembers(award, members) write many
// (:Award)-[:HOLDS]->(:Award): a record, and the awards of the credentials in it.
MATCH (award:Award {id: $award})
UNWIND $members AS member
MATCH (held:Award {id: member})
MERGE (award)-[:HOLDS]->(held)
RETURN held.id AS id

// name: recordMembers(ids) read many
// The awards that records hold, the newest first.
UNWIND $ids AS id
MATCH (:Award {id: id})-[:HOLDS]->(n:Award)
RETURN id, n {.*, learnerId: COLLECT { MATCH (l:Learner)-[:EARNED]->(n) RETURN l.id }[0],
              credentialId: COLLECT { MATCH (n)-[:OF]->(c:Credential) RETURN c.id }[0]} AS node
ORDER BY id, n.issuedOn DESC, n.id

// name: recordVerification(id, properties) write one
// What the last verification of a badge has found.
MATCH (award:Award {id: $id})
SET award += $properties
RETURN award.id AS id

// name: dueForVerification(on, first) read many
// The awards whose badges are to be verified again by a day, those that wait longest first.
MATCH (award:Award) WHERE award.nextCheckOn <= $on
RETURN award.id AS id, award.status AS status ORDER BY award.nextCheckOn, id LIMIT $first
