// name: recordEvent(properties) write one
// (:AuditEvent {at, actor, action, subject, object}): who did what with whose record. Ids only.
CREATE (e:AuditEvent)
SET e = $properties
RETURN e.id AS id

// name: eventsOf(id) read many
// What was done with a learner's record, the newest first.
MATCH (e:AuditEvent {subject: $id})
RETURN e {.*} AS node ORDER BY e.at DESC, e.id

// name: recordShowings(rows) write many
// (:Showing {at, actor, role, organization, subject, object}): which learner was shown to whom for which job role.
UNWIND $rows AS row
CREATE (s:Showing)
SET s = row
RETURN s.subject AS id

// name: showingsOf(id) read many
// To whom a learner was shown, the newest first.
MATCH (s:Showing {subject: $id})
RETURN s {.*} AS node ORDER BY s.at DESC, s.object, s.actor
