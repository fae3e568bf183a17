// name: learnersVersion() read one scan: they are counted
// What tells that somebody's record may have changed: there are as many learners and events as before, or not.
MATCH (n:Learner)
WITH count(n) AS learners
OPTIONAL MATCH (e:AuditEvent)
RETURN learners, count(e) AS events

// name: findableLearners(now) read many scan: the index is built from each of them
// The learners who allow to be found for a job role, and to whom: an organization, or null for everybody.
MATCH (n:Learner)-[:GAVE]->(c:Consent {purpose: 'MATCHING'})
WHERE c.from <= $now AND (c.until IS NULL OR c.until > $now)
RETURN DISTINCT n.id AS id, c.organization AS organization
ORDER BY id, organization

// name: findableAwards(now) read many scan: the index is built from each of them
// What these learners have earned: by which credential, or, of a badge from elsewhere, what it attests.
MATCH (n:Learner)
WHERE EXISTS {
    MATCH (n)-[:GAVE]->(c:Consent {purpose: 'MATCHING'})
    WHERE c.from <= $now AND (c.until IS NULL OR c.until > $now) }
MATCH (n)-[:EARNED]->(a:Award {status: 'VALID'})
RETURN n.id AS id, a.verification AS verification, a.validUntil AS validUntil,
       COLLECT { MATCH (a)-[:OF]->(c:Credential) RETURN c.id }[0] AS credential,
       COLLECT { MATCH (a)-[:ATTESTS]->(s:Skill) RETURN s.id } AS attests

// name: findableSkills(now) read many scan: the index is built from each of them
// The skills that these learners say to have.
MATCH (n:Learner)
WHERE EXISTS {
    MATCH (n)-[:GAVE]->(c:Consent {purpose: 'MATCHING'})
    WHERE c.from <= $now AND (c.until IS NULL OR c.until > $now) }
MATCH (n)-[:SELF_ASSERTS]->(skill:Skill)
RETURN n.id AS id, collect(skill.id) AS skills

// name: findableExperience(now) read many scan: the index is built from each of them
// What these learners have worked as.
MATCH (n:Learner)
WHERE EXISTS {
    MATCH (n)-[:GAVE]->(c:Consent {purpose: 'MATCHING'})
    WHERE c.from <= $now AND (c.until IS NULL OR c.until > $now) }
MATCH (n)-[:HAD]->(:Experience)-[:AS]->(role:JobRole)
RETURN n.id AS id, collect(DISTINCT role.id) AS roles
