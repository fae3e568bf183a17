// name: editCredentials(rows) write many
// Change some properties of credentials. Written to before the revision is looked at, so that of several writers
// with the same revision one wins; a credential that is not there, or has another revision, gives no row.
UNWIND $rows AS row
MATCH (n:Credential {id: row.id})
SET n.touched = timestamp()
WITH row, n, coalesce(n.revision, 1) AS revision
WHERE row.revision IS NULL OR row.revision = revision
SET n += row.set, n.revision = revision + 1
REMOVE n.touched
RETURN row.position AS position, n.id AS id, n.uri AS uri, n.name AS name, n.revision AS revision
ORDER BY position

// name: revisionsOf(ids) read many
// The revision of each credential of some ids.
UNWIND $ids AS id
MATCH (n:Credential {id: id})
RETURN n.id AS id, coalesce(n.revision, 1) AS revision

// name: hangsOnCredentials(ids) read many
// What would lose its meaning without a credential: awards of it, enrolments in it, rules that name it, and
// credentials that it is recognised as.
UNWIND $ids AS id
MATCH (n:Credential {id: id})
RETURN n.id AS id, COUNT { (n)<-[:OF]-(:Award) } AS awards, COUNT { (n)<-[:IN]-(:Enrolment) } AS enrolments,
       COUNT { (n)<-[:OPTION]-(:Rule) } AS rules, COUNT { (n)-[:RECOGNISED_AS]->(:Credential) } AS recognitions

// name: deleteCredentials(rows) write many
// Take credentials away, after what belongs to them alone. Locked and looked at as in `editCredentials`.
UNWIND $rows AS row
MATCH (n:Credential {id: row.id})
SET n.touched = timestamp()
WITH row, n, n.id AS id, n.uri AS uri, n.name AS name, coalesce(n.revision, 1) AS revision
WHERE row.revision IS NULL OR row.revision = revision
DETACH DELETE n
RETURN row.position AS position, id, uri, name, revision
ORDER BY position

// name: disconnectSkills(rows) write many
// Take away links of credentials to skills; one that is not there gives no row.
UNWIND $rows AS row
MATCH (:Credential {id: row.credential})-[link:TEACHES|ASSESSES {key: row.key}]->(:Skill)
WITH row, link
DELETE link
RETURN row.position AS position
ORDER BY position

// name: claimIdempotencyKey(id, body, milliseconds) write one
// (:IdempotencyKey): the first to bring a key has it; another is told what it was used for. One that is over
// is taken anew. Written to before it is looked at.
MERGE (key:IdempotencyKey {id: $id})
SET key.touched = timestamp()
WITH key, key.body IS NULL OR key.until < key.touched AS free
SET key.body = CASE WHEN free THEN $body ELSE key.body END,
    key.answer = CASE WHEN free THEN null ELSE key.answer END,
    key.until = CASE WHEN free THEN key.touched + $milliseconds ELSE key.until END
RETURN free AS mine, key.body AS body, key.answer AS answer

// name: keepAnswer(id, answer) write none
// What was answered, for whoever brings the same key again.
MATCH (key:IdempotencyKey {id: $id})
SET key.answer = $answer

// name: removeExpiredKeys() write one
// Keys that are over; called now and then by whoever claims one.
MATCH (key:IdempotencyKey) WHERE key.until < timestamp()
WITH key LIMIT 1000
DELETE key
RETURN count(*) AS removed
