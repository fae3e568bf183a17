CALL () {
  MATCH (n0:Skill {uri: $p0})-[:IN_FRAMEWORK]->(f:Framework)
  WITH n0, f ORDER BY f.active DESC, f.version DESC LIMIT 1
  WITH [n0.name, COLLECT { MATCH (n0)-[r0:IN_FRAMEWORK]->(n1:Framework) WITH n1 LIMIT 1 RETURN [n1.code, n1.version] }] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
