// name: requirements(roleId, withheld) read many
// What a job role requires: the skills, whether each is essential or optional, and the proficiency if stated; but
// for what is withheld.
MATCH (:JobRole {id: $roleId})-[need:REQUIRES]->(skill:Skill)
WHERE NOT EXISTS { MATCH (skill)-[:IN_FRAMEWORK]->(f:Framework) WHERE f.id IN $withheld }
RETURN skill.id AS id, skill.uri AS uri, skill.name AS name, skill.kind AS kind, need.relation AS relation,
       need.level AS level, need.importance AS importance
ORDER BY relation, skill.sortName, id

// name: neighbours(ids) read many
// The skills that some bear on in one hop, with the relation, and how many stand below a broader one. Groups
// are no skills, and a match counts once it is accepted.
UNWIND $ids AS id
MATCH (skill:Skill {id: id})-[:BROADER]->(other:Skill)
WHERE skill.kind <> 'GROUP' AND other.kind <> 'GROUP'
RETURN id, other.id AS other, 'NARROWER' AS relation,
       COUNT { MATCH (other)<-[:BROADER]-(child:Skill) WHERE child.kind <> 'GROUP' } AS children
UNION ALL
UNWIND $ids AS id
MATCH (skill:Skill {id: id})<-[:BROADER]-(other:Skill)
WHERE skill.kind <> 'GROUP' AND other.kind <> 'GROUP'
RETURN id, other.id AS other, 'BROADER' AS relation, 0 AS children
UNION ALL
UNWIND $ids AS id
MATCH (skill:Skill {id: id})-[:RELATED]-(other:Skill)
RETURN id, other.id AS other, 'RELATED' AS relation, 0 AS children
UNION ALL
UNWIND $ids AS id
MATCH (skill:Skill {id: id})-[match:MATCHES {status: 'ACCEPTED'}]->(other:Skill)
RETURN id, other.id AS other,
       CASE match.kind WHEN 'BROAD' THEN 'NARROWER' WHEN 'NARROW' THEN 'BROADER' ELSE match.kind END AS relation,
       0 AS children
UNION ALL
UNWIND $ids AS id
MATCH (skill:Skill {id: id})<-[match:MATCHES {status: 'ACCEPTED'}]-(other:Skill)
RETURN id, other.id AS other,
       CASE match.kind WHEN 'BROAD' THEN 'BROADER' WHEN 'NARROW' THEN 'NARROWER' ELSE match.kind END AS relation,
       0 AS children

// name: mappedRoles(ids, withheld) read many
// The job roles that accepted matches call the same as some, or nearly so, and the mapping that each match tells.
UNWIND $ids AS id
MATCH (:JobRole {id: id})-[match:MATCHES {status: 'ACCEPTED'}]-(other:JobRole)
WHERE match.kind IN ['EXACT', 'CLOSE']
  AND NOT EXISTS { MATCH (other)-[:IN_FRAMEWORK]->(f:Framework) WHERE f.id IN $withheld }
RETURN DISTINCT id, other.id AS other, other.uri AS uri, other.name AS name, match.kind AS relation,
       match.mapping AS mapping,
       COLLECT { MATCH (m:Mapping {id: match.mapping})-[:IN_FRAMEWORK]->(set:Framework)
                 RETURN set.code + '@' + set.version }[0] AS mappingSet
ORDER BY id, other, relation, mapping

// name: groupsOfSkills(ids) read many
// The groups that stand directly above skills, in the order of names.
UNWIND $ids AS id
MATCH (:Skill {id: id})-[:BROADER]->(broader:Skill {kind: 'GROUP'})
RETURN id, broader.id AS broader, broader.sortName AS sortName
ORDER BY id, sortName, broader

// name: skillsOfCredentials(ids, withheld) read many
// What credentials teach and assess, and the ways in which each assesses; but for what is withheld. A row each, of
// lists in which the same place is the same skill; a level that is not stated is empty.
UNWIND $ids AS id
MATCH (credential:Credential {id: id})-[link:TEACHES|ASSESSES]->(skill:Skill)
WHERE NOT EXISTS { MATCH (skill)-[:IN_FRAMEWORK]->(f:Framework) WHERE f.id IN $withheld }
WITH credential, collect(skill.id) AS ids, collect(skill.uri) AS uris, collect(skill.name) AS names,
     collect(coalesce(link.level, '')) AS levels, collect(type(link)) AS links
RETURN credential.id AS credential, credential.name AS credentialName, ids, uris, names, levels, links,
       COLLECT { MATCH (credential)-[:ASSESSED_BY]->(a:Assessment) RETURN a.method } AS methods
ORDER BY credential
