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
