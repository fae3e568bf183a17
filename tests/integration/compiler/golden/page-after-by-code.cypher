CALL () {
  CALL () {
  MATCH (n0:JobRole)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND n0.kind <> 'GROUP' AND n0.code IS NOT NULL AND n0.code <= $p1 AND (n0.code < $p1 OR n0.id > $p2)
  WITH n0 ORDER BY n0.code DESC, n0.id LIMIT $p0
  RETURN collect(n0) AS q0
  } CALL (q0) {
  WITH q0 WHERE size(q0) < $p0
  MATCH (n0:JobRole)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND n0.kind <> 'GROUP' AND n0.code IS NULL AND ($p1 IS NOT NULL OR n0.id > $p2)
  WITH n0 ORDER BY n0.id LIMIT $p0
  RETURN collect(n0) AS q1
  } UNWIND q0 + q1 AS n0
  WITH n0 LIMIT $p0
  WITH [n0.id] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
