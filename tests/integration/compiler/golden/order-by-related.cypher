CALL () {
  MATCH (n0:Credential)
  WITH n0 ORDER BY COLLECT { MATCH (n0)-[:AWARDED_BY]->(o:Organization) RETURN o.sortName LIMIT 1 }[0] IS NULL, COLLECT { MATCH (n0)-[:AWARDED_BY]->(o:Organization) RETURN o.sortName LIMIT 1 }[0], n0.id LIMIT $p0
  WITH [n0.id] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
