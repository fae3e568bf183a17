MATCH (r:JobRole {id: $id})
OPTIONAL MATCH (r)-[:REQUIRES]->(s:Skill)
RETURN r.id AS id, count(s) AS totalCount, min(s.name) AS least, max(s.name) AS greatest
