CALL () {
  MATCH (n0:Skill)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND n0.kind <> 'GROUP' AND n0.sortName IS NOT NULL
  WITH n0 ORDER BY n0.sortName, n0.id LIMIT $p0
  WITH [n0.id, n0.name] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
