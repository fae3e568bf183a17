CALL () {
  MATCH (n0:Organization)
  WITH n0 ORDER BY n0.kind, n0.id DESC LIMIT $p0
  WITH [n0.id] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
