CALL () {
  MATCH (n0:JobRole)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND n0.kind <> 'GROUP' AND NOT EXISTS { MATCH (n0)-[r0:REQUIRES]->(n1:Skill) WHERE (coalesce(n1.kind = $p0, false) = false) } AND NOT EXISTS { MATCH (n0)-[r1:REQUIRES]->(n2:Skill) WHERE (n2.name = $p2 AND n2.sortName = $p1) } AND (COUNT { MATCH (n0)-[r2:REQUIRES]->(n3:Skill) WHERE n3.code = $p3 } = 1)
  RETURN count(*) AS c0
}
RETURN [c0] AS row
