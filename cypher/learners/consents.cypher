// name: giveConsents(id, rows) write many
// (:Learner)-[:GAVE]->(:Consent {purpose, basis, textVersion, from, until})
MATCH (n:Learner {id: $id})
UNWIND $rows AS row
MERGE (part:Consent {id: row.id})
SET part += row
MERGE (n)-[:GAVE]->(part)
RETURN part.id AS id

// name: withdrawConsents(id, purpose, organization, now) write many
// End what a learner has allowed for a purpose, to one organization or, without one, to all, from now on.
MATCH (:Learner {id: $id})-[:GAVE]->(part:Consent {purpose: $purpose})
WHERE ($organization IS NULL OR part.organization = $organization)
  AND (part.until IS NULL OR part.until > $now)
SET part.until = $now
RETURN part.id AS id

// name: learnerConsents(ids) read many
// What learners have allowed, the newest first, and what has ended.
UNWIND $ids AS id
MATCH (:Learner {id: id})-[:GAVE]->(n:Consent)
RETURN id, n {.*} AS node
ORDER BY id, n.from DESC, n.id
