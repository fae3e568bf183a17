// name: recordChange(change) write none
// (:Change): that something published has changed, in the transaction that changed it; times are the database's.
CREATE (n:Change)
SET n = $change, n.at = timestamp()

// name: changesSince(at, afterId, first) read many
// What has changed at or after a moment, in milliseconds since 1970, the oldest first; after a place among equals.
MATCH (n:Change)
WHERE n.at >= $at AND (n.at > $at OR n.id > $afterId)
RETURN n.id AS id, n.at AS at, n.kind AS kind, n.subject AS subject, n.name AS name
ORDER BY at, id LIMIT $first
