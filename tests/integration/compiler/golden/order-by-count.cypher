CALL () {
  MATCH (n0:JobRole)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND n0.kind <> 'GROUP'
  WITH n0 ORDER BY COUNT { (n0)-[:REQUIRES]->() } DESC, n0.id LIMIT $p0
  WITH [n0.id] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
