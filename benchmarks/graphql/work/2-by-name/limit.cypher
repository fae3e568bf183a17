MATCH (s:Skill)
WHERE s.sortName IS NOT NULL AND s.kind <> 'GROUP'
RETURN s.id AS id, s.name AS name ORDER BY s.sortName, s.id LIMIT 100
