CALL () {
  MATCH (n0:Credential) WHERE $p0 IN coalesce(n0.languages, []) AND n0.credits > $p1 AND n0.credits <= $p2 AND n0.sortName IS NOT NULL
  WITH n0 ORDER BY n0.sortName, n0.id LIMIT $p3
  WITH [n0.id] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
