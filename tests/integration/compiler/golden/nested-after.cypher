CALL () {
  MATCH (n0:JobRole {id: $p0})
  WITH [COLLECT { MATCH (n0)-[r0:REQUIRES]->(n1:Skill) WHERE (n1.sortName >= $p2) AND ((n1.sortName > $p2) OR n1.id > $p3) WITH n1, r0 ORDER BY n1.sortName, n1.id LIMIT $p1 RETURN [n1.sortName, n1.id, n1.id] }] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
