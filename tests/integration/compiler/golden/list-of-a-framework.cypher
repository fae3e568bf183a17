CALL () {
  MATCH (n0:Skill)-[:IN_FRAMEWORK]->(f0:Framework) WHERE ((f0.active AND f0.code = $p0) OR $p0 IN [f0.id, f0.uri, f0.code + '@' + f0.version]) AND n0.kind <> 'GROUP' AND n0.sortName IS NOT NULL
  WITH n0 ORDER BY n0.sortName, n0.id LIMIT $p1
  WITH [n0.id] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
