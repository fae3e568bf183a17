CALL () {
  MATCH (n0:Credential) WHERE ((((n0.eqfLevel < $p1) OR ($p1 IS NOT NULL AND n0.eqfLevel IS NULL))) OR (((n0.eqfLevel = $p1) OR (n0.eqfLevel IS NULL AND $p1 IS NULL)) AND (n0.sortName > $p2)) OR (((n0.eqfLevel = $p1) OR (n0.eqfLevel IS NULL AND $p1 IS NULL)) AND (n0.sortName = $p2) AND (n0.id > $p3)))
  WITH n0 ORDER BY n0.eqfLevel IS NULL, n0.eqfLevel DESC, n0.sortName, n0.id LIMIT $p0
  WITH [n0.id] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
