MATCH (s:Skill {id: $a})
RETURN s.id AS id, s.name AS name
UNION ALL
MATCH (s:Skill {id: $b})
RETURN s.id AS id, s.name AS name
UNION ALL
MATCH (s:Skill {id: $c})
RETURN s.id AS id, s.name AS name
UNION ALL
MATCH (s:Skill {id: $d})
RETURN s.id AS id, s.name AS name
UNION ALL
MATCH (s:Skill {id: $e})
RETURN s.id AS id, s.name AS name
