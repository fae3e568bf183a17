CALL () {
  MATCH (n1:JobRole) WHERE n1.uri = $p0
  MATCH (n0:Skill)<-[r0:REQUIRES]-(n1:JobRole)
  MATCH (n0:Skill)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND n0.kind <> 'GROUP' AND n0.reuseLevel IS NULL
  WITH DISTINCT n0
  WITH n0 ORDER BY n0.sortName, n0.id LIMIT $p1
  WITH [n0.id] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
