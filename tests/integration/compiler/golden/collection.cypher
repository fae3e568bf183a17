CALL () {
  MATCH (n0:Skill {id: $p0})
  WITH [COLLECT { MATCH (n0)<-[r0:CONTAINS]-(n1:Collection) WITH n1, r0 ORDER BY n1.sortName, n1.id LIMIT $p1 RETURN [n1.name, COLLECT { MATCH (n1)-[r1:IN_FRAMEWORK]->(n2:Framework) WITH n2 LIMIT 1 RETURN [n2.code] }, COLLECT { MATCH (n1)-[r2:CONTAINS]->(n3:Skill) WITH n3, r2 ORDER BY n3.sortName, n3.id LIMIT $p2 RETURN [n3.id] }, COLLECT { MATCH (n1)-[r3:CONTAINS]->(n4:JobRole) WITH n4, r3 ORDER BY n4.sortName, n4.id LIMIT $p3 RETURN [n4.id] }] }] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
