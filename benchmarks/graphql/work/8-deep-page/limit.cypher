MATCH (s:Skill)
WHERE s.sortName >= $name AND (s.sortName > $name OR s.id > $id) AND s.kind <> 'GROUP'
RETURN s.id AS id, s.name AS name ORDER BY s.sortName, s.id LIMIT 50
