// name: pathwayProviders(skills) read many
// The credentials that can be earned now and teach or assess these skills or what bears on them in one hop.
UNWIND $skills AS id
MATCH (skill:Skill {id: id})<-[:TEACHES|ASSESSES]-(credential:Credential)
WHERE credential.status = 'ACTIVE' AND credential.kind <> 'PATHWAY'
RETURN credential.id AS id
UNION
UNWIND $skills AS id
MATCH (skill:Skill {id: id})-[:BROADER]-(near:Skill)<-[:TEACHES|ASSESSES]-(credential:Credential)
WHERE skill.kind <> 'GROUP' AND near.kind <> 'GROUP'
  AND credential.status = 'ACTIVE' AND credential.kind <> 'PATHWAY'
RETURN credential.id AS id
UNION
UNWIND $skills AS id
MATCH (skill:Skill {id: id})-[:RELATED]-(near:Skill)<-[:TEACHES|ASSESSES]-(credential:Credential)
WHERE credential.status = 'ACTIVE' AND credential.kind <> 'PATHWAY'
RETURN credential.id AS id

// name: pathwayTeachers(skills) read many
// Which credentials that can be earned now teach or assess each of these skills themselves.
UNWIND $skills AS id
MATCH (:Skill {id: id})<-[:TEACHES|ASSESSES]-(credential:Credential)
WHERE credential.status = 'ACTIVE' AND credential.kind <> 'PATHWAY'
RETURN DISTINCT id AS skill, credential.id AS id
ORDER BY skill, id

// name: pathwayCredentials(ids) read many
// Credentials as a plan needs them: who awards them, what they cost, and when they are offered.
UNWIND $ids AS id
MATCH (n:Credential {id: id})
RETURN n AS credential,
       COLLECT { MATCH (n)-[:AWARDED_BY]->(o:Organization) RETURN {id: o.id, name: o.name} } AS awardedBy,
       COLLECT { MATCH (n)-[:COSTS]->(c:Cost) RETURN c } AS costs,
       COLLECT { MATCH (n)-[:HAS_OFFERING]->(o:Offering)
                 RETURN {offering: o, costs: COLLECT { MATCH (o)-[:COSTS]->(c:Cost) RETURN c }} } AS offerings
ORDER BY n.id
