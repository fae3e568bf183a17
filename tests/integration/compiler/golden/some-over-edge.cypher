CALL () {
  MATCH (n0:Skill)<-[r0:REQUIRES]-(n1:JobRole) WHERE (n1.name = $p1 AND n1.sortName = $p0) AND r0.relation = $p2
  MATCH (n0:Skill)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND n0.kind <> 'GROUP'
  WITH DISTINCT n0
  WITH n0 ORDER BY n0.sortName, n0.id LIMIT $p3
  WITH [n0.id] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
