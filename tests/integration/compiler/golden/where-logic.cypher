CALL () {
  MATCH (n0:Skill)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND ((n0.kind IN $p0) AND ((coalesce(n0.code = $p1, false) = false))) AND ((n0.uri = $p2) OR (n0.status >= $p3))
  RETURN count(*) AS c0
}
RETURN [c0] AS row
