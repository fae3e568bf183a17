// name: addApplication(learner, credential, properties, now) write one
// (:Learner)-[:APPLIED]->(:Application)-[:FOR]->(:Credential). The learner is locked by the first write, so that
// of two applications for the same at once one is refused: no row while another is open, or approved and unused.
MATCH (n:Learner {id: $learner})
SET n.touchedAt = $now
WITH n
MATCH (credential:Credential {id: $credential})
WHERE NOT EXISTS {
    MATCH (n)-[:APPLIED]->(other:Application)-[:FOR]->(credential)
    WHERE other.status = 'SUBMITTED' OR (other.status = 'APPROVED' AND other.award IS NULL) }
CREATE (n)-[:APPLIED]->(part:Application)-[:FOR]->(credential)
SET part = $properties
RETURN part.id AS id

// name: applicationOf(id) read one
// Whose an application is, and for which credential.
MATCH (n:Learner)-[:APPLIED]->(part:Application {id: $id})-[:FOR]->(credential:Credential)
RETURN part {.*} AS node, n.id AS learner, credential.id AS credential

// name: closeApplication(id, properties, now) write one
// Decide an application, or take it back; no row unless it is open. It and its learner are locked before that is
// looked at, so that of several decisions at once one counts.
MATCH (n:Learner)-[:APPLIED]->(part:Application {id: $id})
SET n.touchedAt = $now, part.touchedAt = $now
WITH part
WHERE part.status = 'SUBMITTED'
SET part += $properties
RETURN part.id AS id

// name: useApplication(learner, credential, award, now) write many
// An approved application is used up by one award; no row where there is none left. They are locked first, so that
// of several awards at once one has it; the award that has it already keeps it.
MATCH (n:Learner {id: $learner})
SET n.touchedAt = $now
WITH n
MATCH (n)-[:APPLIED]->(part:Application)-[:FOR]->(:Credential {id: $credential})
SET part.touchedAt = $now
WITH part
WHERE part.status = 'APPROVED' AND (part.award IS NULL OR part.award = $award)
WITH part ORDER BY part.award IS NULL, part.appliedAt, part.id LIMIT 1
SET part.award = $award
RETURN part.id AS id

// name: learnerApplications(ids) read many
// What learners have applied for, the newest first, each with its credential and who awards that.
UNWIND $ids AS id
MATCH (:Learner {id: id})-[:APPLIED]->(n:Application)-[:FOR]->(credential:Credential)
RETURN id, n {.*} AS node, credential.id AS credential,
       COLLECT { MATCH (credential)-[:AWARDED_BY]->(o:Organization) RETURN o.id } AS organizations
ORDER BY id, n.appliedAt DESC, n.id

// name: applicationsFor(credential, status, everyone, own, purpose, organization, now, start, first) read many
// Applications for a credential by learners whom the caller may see, the oldest first: a page from a place on.
MATCH (:Credential {id: $credential})<-[:FOR]-(part:Application)<-[:APPLIED]-(n:Learner)
WHERE ($status IS NULL OR part.status = $status)
  AND ($everyone OR n.id = $own OR EXISTS {
    MATCH (n)-[:GAVE]->(c:Consent {purpose: $purpose})
    WHERE c.from <= $now AND (c.until IS NULL OR c.until > $now)
      AND (c.organization IS NULL OR c.organization = $organization) })
RETURN part {.*} AS node, n.id AS learner, $credential AS credential
ORDER BY part.appliedAt, part.id SKIP $start LIMIT $first

// name: countApplications(credential) read many
// How many applications for a credential stand where.
MATCH (:Credential {id: $credential})<-[:FOR]-(part:Application)
RETURN part.status AS status, count(*) AS number ORDER BY status
