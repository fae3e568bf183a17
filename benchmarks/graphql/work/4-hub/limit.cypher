MATCH (s:Skill {id: $id})
RETURN s.id AS id, s.name AS name, COLLECT {
MATCH (s)<-[:REQUIRES]-(r:JobRole)
WITH r ORDER BY r.sortName, r.id LIMIT 10
RETURN {id: r.id, name: r.name, requires: COLLECT {
MATCH (r)-[:REQUIRES]->(o:Skill)
WITH o ORDER BY o.sortName, o.id LIMIT 10
RETURN {id: o.id, name: o.name} } } } AS requiredBy
