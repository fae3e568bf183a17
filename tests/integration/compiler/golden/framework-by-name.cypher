CALL () {
  MATCH (n0:Framework) WHERE $p0 IN [n0.id, n0.uri, n0.code + '@' + n0.version] OR (n0.active AND n0.code = $p0)
  WITH n0 ORDER BY n0.id LIMIT 1
  WITH [n0.id, COUNT { (n0)<-[:IN_FRAMEWORK]-(:JobRole)-[:REQUIRES]->() }] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
