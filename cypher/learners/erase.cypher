// name: eraseLearner(id) write one
// All that is kept about a learner. What others wrote about the credential stays.
MATCH (n:Learner {id: $id})
OPTIONAL MATCH (n)-[:EARNED|HAD|HAS|GAVE|SHARES|APPLIED|OFFERED]->(part)
DETACH DELETE part
WITH DISTINCT n, n.id AS id
DETACH DELETE n
RETURN id

// name: eraseShowings(id) write one
// To whom a learner was shown goes with the learner.
MATCH (s:Showing {subject: $id})
DELETE s
RETURN count(*) AS erased

// name: expiredLearners(on) read many
// The learners whose records are to be kept no longer.
MATCH (n:Learner) WHERE n.keepUntil < $on
RETURN n.id AS id ORDER BY n.keepUntil, id
