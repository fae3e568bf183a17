MATCH (r:JobRole)
WHERE r.sortName IS NOT NULL AND r.kind <> 'GROUP'
WITH r ORDER BY r.sortName, r.id LIMIT 20
RETURN r.id AS id, r.name AS name, COLLECT {
MATCH (r)-[:REQUIRES]->(s:Skill)
WITH s ORDER BY s.sortName, s.id LIMIT 10
RETURN {id: s.id, name: s.name, requiredBy: COLLECT {
MATCH (s)<-[:REQUIRES]-(o:JobRole)
WITH o ORDER BY o.sortName, o.id LIMIT 5
RETURN {id: o.id, name: o.name} } } } AS requires
