CALL () {
  MATCH (n0:JobRole)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND n0.kind <> 'GROUP' AND n0.sortName IS NOT NULL
  WITH n0 ORDER BY n0.sortName, n0.id LIMIT $p0
  WITH [n0.id, COLLECT { MATCH (n0)-[r0:REQUIRES]->(n1:Skill) WITH n1, r0 ORDER BY n1.sortName, n1.id LIMIT $p1 RETURN [n1.id, COLLECT { MATCH (n1)-[r1:BROADER]->(n2:Skill) WITH n2, r1 ORDER BY n2.sortName, n2.id LIMIT $p2 RETURN [n2.name] }] }, COUNT { MATCH (n0)-[r0:REQUIRES]->(n1:Skill) }] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
