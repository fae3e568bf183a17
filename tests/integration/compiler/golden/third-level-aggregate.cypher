CALL () {
  MATCH (n0:Credential) WHERE n0.sortName IS NOT NULL
  WITH n0 ORDER BY n0.sortName, n0.id LIMIT $p0
  CALL (n0) { MATCH (n0)-[r0:ASSESSES]->(n1:Skill) WITH n1, r0 ORDER BY n1.sortName, n1.id, r0.key LIMIT $p1 CALL (n1) { MATCH (n1)-[r1:IN_FRAMEWORK]->(n2:Framework) WITH n2 LIMIT 1 CALL (n2) { MATCH (n2)<-[r2:IN_FRAMEWORK]-(n3:Skill) WHERE n3.kind <> 'GROUP' RETURN [max(n3.code), count(*)] AS a0 } RETURN collect([a0]) AS a1 } CALL (n1) { MATCH (n1)-[r3:RELATED]-(n4:Skill) RETURN [count(*), count(*)] AS a2 } RETURN collect([n1.name, a1, a2]) AS a3 }
  WITH [a3] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
