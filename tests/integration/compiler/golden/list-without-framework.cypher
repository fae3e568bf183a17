CALL () {
  MATCH (n0:Credential) WHERE n0.sortName IS NOT NULL
  WITH n0 ORDER BY n0.sortName, n0.id LIMIT $p0
  WITH [n0.id, n0.name, coalesce(n0.languages, [])] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
