MATCH (s:Skill {id: $id})
RETURN s.id AS id, s.name AS name, s.description AS description
