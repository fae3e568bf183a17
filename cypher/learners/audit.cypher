// name: recordEvent(properties) write one
// (:AuditEvent {at, actor, action, subject, object}): who did what with whose record. Ids only.
CREATE (e:AuditEvent)
SET e = $properties
RETURN e.id AS id

// name: eventsOf(id) read many
// What was done with a learner's record, the newest first.
MATCH (e:AuditEvent {subject: $id})
RETURN e {.*} AS node ORDER BY e.at DESC, e.id
