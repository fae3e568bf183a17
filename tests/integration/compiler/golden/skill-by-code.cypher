CALL () {
  MATCH (n0:Skill {code: $p0})-[:IN_FRAMEWORK]->(f:Framework) WHERE $p1 IN [f.code, f.id, f.uri, f.code + '@' + f.version]
  WITH n0, f ORDER BY f.active DESC, f.version DESC LIMIT 1
  WITH [n0.name] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
