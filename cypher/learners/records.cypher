// name: upsertLearner(id, properties) write one
// (:Learner): made, or its own values set.
MERGE (n:Learner {id: $id})
WITH n, n.sortName IS NULL AS created
SET n += $properties
RETURN n.id AS id, created

// name: assertSkills(id, rows) write many
// (:Learner)-[:SELF_ASSERTS {level, at}]->(:Skill)
MATCH (n:Learner {id: $id})
UNWIND $rows AS row
MATCH (skill:Skill {id: row.skill})
MERGE (n)-[link:SELF_ASSERTS]->(skill)
SET link.level = row.level, link.at = row.at
RETURN skill.id AS id

// name: addExperience(id, rows) write many
// (:Learner)-[:HAD]->(:Experience {from, to, kind})-[:AS]->(:JobRole)
MATCH (n:Learner {id: $id})
UNWIND $rows AS row
MATCH (role:JobRole {id: row.role})
MERGE (part:Experience {id: row.id})
SET part.kind = row.kind, part.from = row.from, part.to = row.to
MERGE (n)-[:HAD]->(part)
MERGE (part)-[:AS]->(role)
RETURN part.id AS id

// name: addAwards(id, rows) write many
// (:Learner)-[:EARNED]->(:Award)-[:OF]->(:Credential)
MATCH (n:Learner {id: $id})
UNWIND $rows AS row
MATCH (credential:Credential {id: row.credential})
MERGE (award:Award {id: row.properties.id})
SET award += row.properties
MERGE (n)-[:EARNED]->(award)
MERGE (award)-[:OF]->(credential)
RETURN award.id AS id

// name: attestAssessed(ids) write many
// (:Award)-[:ATTESTS {level, source}]->(:Skill): what the credential assesses when it is awarded, for good.
UNWIND $ids AS id
MATCH (award:Award {id: id})-[:OF]->(:Credential)-[link:ASSESSES]->(skill:Skill)
MERGE (award)-[attested:ATTESTS]->(skill)
SET attested.level = link.level, attested.source = 'CREDENTIAL'
RETURN skill.id AS id

// name: enrol(id, rows) write many
// (:Learner)-[:HAS]->(:Enrolment {cohort, since, status, rulesAsOf})-[:IN]->(:Credential)
MATCH (n:Learner {id: $id})
UNWIND $rows AS row
MATCH (credential:Credential {id: row.credential})
MERGE (part:Enrolment {id: row.properties.id})
SET part += row.properties
MERGE (n)-[:HAS]->(part)
MERGE (part)-[:IN]->(credential)
RETURN part.id AS id

// name: joinOrganizations(id, rows) write many
// (:Learner)-[:MEMBER_OF {grade, from, until}]->(:Organization)
MATCH (n:Learner {id: $id})
UNWIND $rows AS row
MATCH (organization:Organization {id: row.organization})
MERGE (n)-[link:MEMBER_OF]->(organization)
SET link.grade = row.grade, link.from = row.from, link.until = row.until
RETURN organization.id AS id

// name: aimAtRoles(id, ids) write many
// (:Learner)-[:AIMS_AT]->(:JobRole)
MATCH (n:Learner {id: $id})
UNWIND $ids AS aim
MATCH (target:JobRole {id: aim})
MERGE (n)-[:AIMS_AT]->(target)
RETURN target.id AS id

// name: aimAtCredentials(id, ids) write many
// (:Learner)-[:AIMS_AT]->(:Credential)
MATCH (n:Learner {id: $id})
UNWIND $ids AS aim
MATCH (target:Credential {id: aim})
MERGE (n)-[:AIMS_AT]->(target)
RETURN target.id AS id
