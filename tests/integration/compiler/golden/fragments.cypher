CALL () {
  MATCH (n0:Skill {id: $p0})
  WITH [n0.name, n0.code, COLLECT { MATCH (n0)-[r0:BROADER]->(n1:Skill) WITH n1, r0 ORDER BY n1.sortName, n1.id LIMIT $p1 RETURN [n1.name, n1.kind] }] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
