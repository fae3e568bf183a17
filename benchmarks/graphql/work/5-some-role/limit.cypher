MATCH (r:JobRole)
WHERE r.name = $name
MATCH (r)-[:REQUIRES]->(s:Skill)
WITH DISTINCT s ORDER BY s.sortName, s.id LIMIT 100
RETURN s.id AS id, s.name AS name
