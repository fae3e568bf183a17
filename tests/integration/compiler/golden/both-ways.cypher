CALL () {
  MATCH (n0:Skill {id: $p0})
  WITH [COLLECT { MATCH (n0)-[r0:BROADER]->(n1:Skill) WITH n1, r0 ORDER BY n1.sortName, n1.id LIMIT $p1 RETURN [n1.id] }, COLLECT { MATCH (n0)<-[r1:BROADER]-(n2:Skill) WITH n2, r1 ORDER BY n2.sortName, n2.id LIMIT $p2 RETURN [n2.id] }, COLLECT { MATCH (n0)-[r2:RELATED]-(n3:Skill) WITH n3, r2 ORDER BY n3.sortName, n3.id, r2.key LIMIT $p3 RETURN [n3.id] }, COLLECT { MATCH (n0)<-[r3:CONTAINS]-(n4:Collection) WITH n4, r3 ORDER BY n4.sortName, n4.id LIMIT $p4 RETURN [n4.id] }, COLLECT { MATCH (n0)<-[r4:TEACHES]-(n5:Credential) WITH n5, r4 ORDER BY n5.sortName, n5.id, r4.key LIMIT $p5 RETURN [n5.id] }, COLLECT { MATCH (n0)<-[r5:ASSESSES]-(n6:Credential) WITH n6, r5 ORDER BY n6.sortName, n6.id, r5.key LIMIT $p6 RETURN [n6.id] }] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
