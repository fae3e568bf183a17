// name: requirements(roleId) read many
// What a job role requires: the skills, whether each is essential or optional, and the proficiency if stated.
MATCH (:JobRole {id: $roleId})-[need:REQUIRES]->(skill:Skill)
RETURN skill.id AS id, skill.uri AS uri, skill.name AS name, skill.kind AS kind, need.relation AS relation,
       need.level AS level
ORDER BY relation, skill.sortName, id

// name: linksBetween(held, required) read many
// How skills that are held bear on skills that are required, in one hop. Groups are no skills.
UNWIND $held AS heldId
MATCH (held:Skill {id: heldId})-[:BROADER]->(required:Skill)
WHERE required.id IN $required AND held.kind <> 'GROUP' AND required.kind <> 'GROUP'
RETURN held.id AS held, required.id AS required, 'NARROWER' AS relation
UNION ALL
UNWIND $held AS heldId
MATCH (held:Skill {id: heldId})<-[:BROADER]-(required:Skill)
WHERE required.id IN $required AND held.kind <> 'GROUP' AND required.kind <> 'GROUP'
RETURN held.id AS held, required.id AS required, 'BROADER' AS relation
UNION ALL
UNWIND $held AS heldId
MATCH (held:Skill {id: heldId})-[:RELATED]-(required:Skill)
WHERE required.id IN $required
RETURN held.id AS held, required.id AS required, 'RELATED' AS relation

// name: skillsOfCredentials(ids) read many
// What credentials teach and assess, and the strongest way in which each assesses.
UNWIND $ids AS id
MATCH (credential:Credential {id: id})-[link:TEACHES|ASSESSES]->(skill:Skill)
RETURN credential.id AS credential, credential.name AS credentialName, skill.id AS id, skill.uri AS uri,
       skill.name AS name, link.level AS level, type(link) AS link,
       COLLECT { MATCH (credential)-[:ASSESSED_BY]->(a:Assessment) RETURN a.method } AS methods
ORDER BY credential, id, link
