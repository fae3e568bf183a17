CALL () {
  MATCH (n0:JobRole)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND n0.kind <> 'GROUP' AND n0.sortName IS NOT NULL
  WITH n0 ORDER BY n0.sortName, n0.id LIMIT $p0
  CALL (n0) { MATCH (n0)-[r0:REQUIRES]->(n1:Skill) WITH r0.relation AS value, count(*) AS size ORDER BY size DESC, value LIMIT 100 RETURN collect([value, size]) AS a0 }
  CALL (n0) { MATCH (n0)-[r0:REQUIRES]->(n1:Skill) RETURN [count(*), min(n1.name)] AS a1 }
  WITH [n0.id, a0, a1] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
