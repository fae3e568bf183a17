CALL () {
  MATCH (n0:Skill)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND n0.kind <> 'GROUP' AND (((n0.name = $p1 AND n0.sortName = $p0)) OR ((n0.name IN $p2 AND n0.sortName IN $p3))) AND n0.sortName IS NOT NULL
  WITH n0 ORDER BY n0.sortName, n0.id LIMIT $p4
  WITH [n0.id] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
