CALL () {
  MATCH (n0:Skill {id: $p0})
  WITH [n0.uri, n0.name, n0.kind] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
