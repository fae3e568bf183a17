CALL () {
  MATCH (n0:Credential) WHERE n0.eqfLevel IS NULL AND n0.creditUnit IS NOT NULL AND n0.sortName IS NOT NULL
  WITH n0 ORDER BY n0.sortName, n0.id LIMIT $p0
  WITH [n0.id] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
