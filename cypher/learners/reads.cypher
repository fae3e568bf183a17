// name: learnersById(ids, everyone, own, purpose, organization, now) read many
// Those of some learners whom the caller may see: all, their own record, or who consented to the purpose.
UNWIND $ids AS id
MATCH (n:Learner {id: id})
WHERE $everyone OR n.id = $own OR EXISTS {
    MATCH (n)-[:GAVE]->(c:Consent {purpose: $purpose})
    WHERE c.from <= $now AND (c.until IS NULL OR c.until > $now)
      AND (c.organization IS NULL OR c.organization = $organization) }
RETURN id, n {.*} AS node

// name: learnersPage(everyone, own, purpose, organization, now, afterName, afterId, first) read many
// Of the learners whom the caller may see, a page in the order of labels, after a place in it.
MATCH (n:Learner)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
  AND ($everyone OR n.id = $own OR EXISTS {
    MATCH (n)-[:GAVE]->(c:Consent {purpose: $purpose})
    WHERE c.from <= $now AND (c.until IS NULL OR c.until > $now)
      AND (c.organization IS NULL OR c.organization = $organization) })
RETURN n {.*} AS node
ORDER BY n.sortName, n.id LIMIT $first

// name: countLearners(everyone, own, purpose, organization, now) read one scan: it counts them all
// How many learners the caller may see.
MATCH (n:Learner)
WHERE $everyone OR n.id = $own OR EXISTS {
    MATCH (n)-[:GAVE]->(c:Consent {purpose: $purpose})
    WHERE c.from <= $now AND (c.until IS NULL OR c.until > $now)
      AND (c.organization IS NULL OR c.organization = $organization) }
RETURN count(n) AS total

// name: learnerAwards(ids) read many
// What learners have earned, the newest first, each with its credential's id if it is of the catalogue.
UNWIND $ids AS id
MATCH (:Learner {id: id})-[:EARNED]->(n:Award)
RETURN id, n {.*, learnerId: id,
              credentialId: COLLECT { MATCH (n)-[:OF]->(c:Credential) RETURN c.id }[0]} AS node
ORDER BY id, n.issuedOn DESC, n.id

// name: learnerSkills(ids) read many
// The skills that learners say to have.
UNWIND $ids AS id
MATCH (:Learner {id: id})-[r:SELF_ASSERTS]->(n:Skill)
RETURN id, n.id AS skill, r.level AS level, r.at AS at
ORDER BY id, n.sortName, skill

// name: learnerExperience(ids) read many
// What learners have worked as, the newest first.
UNWIND $ids AS id
MATCH (:Learner {id: id})-[:HAD]->(n:Experience)-[:AS]->(role:JobRole)
RETURN id, n {.*} AS node, role.id AS role
ORDER BY id, n.from DESC, n.id

// name: learnerEnrolments(ids) read many
// What learners study for.
UNWIND $ids AS id
MATCH (:Learner {id: id})-[:HAS]->(n:Enrolment)-[:IN]->(c:Credential)
RETURN id, n {.*} AS node, c.id AS credential
ORDER BY id, n.since DESC, n.id

// name: learnerMemberships(ids, organization) read many
// Whose members learners are; of one organization if it is given.
UNWIND $ids AS id
MATCH (:Learner {id: id})-[r:MEMBER_OF]->(n:Organization)
WHERE $organization IS NULL OR n.id = $organization
RETURN id, n {.*} AS node, r.grade AS grade, r.from AS from, r.until AS until
ORDER BY id, n.sortName, n.id

// name: learnerGoals(ids) read many
// What learners aim at.
UNWIND $ids AS id
MATCH (:Learner {id: id})-[:AIMS_AT]->(n)
RETURN id, n.id AS goal, 'JobRole' IN labels(n) AS isRole, n.sortName AS sortName
ORDER BY id, sortName, goal

// name: attestedSkills(ids) read many
// The skills that awards attest.
UNWIND $ids AS id
MATCH (:Award {id: id})-[r:ATTESTS]->(n:Skill)
RETURN id, n.id AS skill, n.uri AS uri, n.name AS name, r.level AS level, r.result AS result, r.source AS source
ORDER BY id, n.sortName, skill

// name: awardingOrganization(id) read many
// Who awards a credential.
MATCH (:Credential {id: $id})-[:AWARDED_BY]->(n:Organization)
RETURN n.id AS organization
