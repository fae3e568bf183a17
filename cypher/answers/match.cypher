// name: countRoles() read one scan: each role of an active framework is counted
// How many job roles there are to match, groups left out.
MATCH (role:JobRole)-[:IN_FRAMEWORK]->(:Framework {active: true})
WHERE role.kind <> 'GROUP'
RETURN count(role) AS roles

// name: neighbours(held) read many
// The skills that held ones bear on in one hop, with the relation. Groups are no skills.
UNWIND $held AS heldId
MATCH (held:Skill {id: heldId})-[:BROADER]->(other:Skill)
WHERE held.kind <> 'GROUP' AND other.kind <> 'GROUP'
RETURN held.id AS held, other.id AS required, 'NARROWER' AS relation
UNION ALL
UNWIND $held AS heldId
MATCH (held:Skill {id: heldId})<-[:BROADER]-(other:Skill)
WHERE held.kind <> 'GROUP'
RETURN held.id AS held, other.id AS required, 'BROADER' AS relation
UNION ALL
UNWIND $held AS heldId
MATCH (held:Skill {id: heldId})-[:RELATED]-(other:Skill)
RETURN held.id AS held, other.id AS required, 'RELATED' AS relation

// name: skillUse(ids) read many
// By how many job roles of active frameworks each skill is required.
UNWIND $ids AS id
MATCH (skill:Skill {id: id})
RETURN id, COUNT {
  MATCH (skill)<-[:REQUIRES]-(:JobRole)-[:IN_FRAMEWORK]->(:Framework {active: true})
} AS roles

// name: candidateRoles(credits, first) read many
// The job roles that need most of what a profile gives, to be scored exactly.
UNWIND $credits AS credit
MATCH (:Skill {id: credit.id})<-[need:REQUIRES]-(role:JobRole)
WHERE role.kind <> 'GROUP'
WITH role, sum(credit.weight * CASE need.relation WHEN 'ESSENTIAL' THEN 1.0 ELSE 0.5 END) AS mass
MATCH (role)-[:IN_FRAMEWORK]->(:Framework {active: true})
WITH role, mass ORDER BY mass DESC, role.id LIMIT $first
RETURN role.id AS id, role.uri AS uri, role.name AS name, role.code AS code

// name: requirementsOfRoles(ids) read many
// What several job roles require.
UNWIND $ids AS id
MATCH (role:JobRole {id: id})-[need:REQUIRES]->(skill:Skill)
RETURN id AS role, skill.id AS id, skill.uri AS uri, skill.name AS name, need.relation AS relation
ORDER BY role, id

// name: groupsOfSkills(ids) read many
// What stands directly above each skill: groups, and broader skills.
UNWIND $ids AS id
MATCH (:Skill {id: id})-[:BROADER]->(broader:Skill)
RETURN id, broader.id AS broader
ORDER BY id, broader

// name: credentialsFor(skills, first) read many
// The credentials that can be earned now and teach or assess some of these skills.
UNWIND $skills AS id
MATCH (:Skill {id: id})<-[:TEACHES|ASSESSES]-(credential:Credential)
WHERE credential.status = 'ACTIVE' AND credential.kind <> 'PATHWAY'
WITH credential, count(DISTINCT id) AS covered
ORDER BY covered DESC, credential.id LIMIT $first
RETURN credential.id AS id, credential.uri AS uri, credential.name AS name, credential.kind AS kind,
       credential.workloadHours AS workloadHours,
       COLLECT { MATCH (credential)-[:AWARDED_BY]->(o:Organization) RETURN o.name } AS awardedBy,
       COLLECT { MATCH (credential)-[:COSTS]->(c:Cost) WHERE c.audience IS NULL
                 RETURN {kind: c.kind, amount: c.amount, currency: c.currency} } AS costs
