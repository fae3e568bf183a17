MATCH (r:JobRole)
WHERE r.sortName IS NOT NULL AND r.kind <> 'GROUP'
WITH r ORDER BY r.sortName, r.id LIMIT 250
RETURN r.id AS id, r.name AS name, COLLECT {
MATCH (r)-[:REQUIRES]->(s:Skill)
WITH s ORDER BY s.sortName, s.id LIMIT 150
RETURN {id: s.id, name: s.name} } AS requires
