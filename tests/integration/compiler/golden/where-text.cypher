CALL () {
  MATCH (n0:Skill)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND n0.kind <> 'GROUP' AND toLower(n0.name) CONTAINS $p0 AND n0.code STARTS WITH $p1 AND n0.code IS NOT NULL AND n0.sortName IS NOT NULL
  WITH n0 ORDER BY n0.sortName, n0.id LIMIT $p2
  WITH [n0.id] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
