CALL () {
  MATCH (n0:JobRole {id: $p0})
  WITH [COLLECT { MATCH (n0)-[r0:REQUIRES]->(n1:Skill) WHERE r0.relation = $p1 WITH n1, r0 ORDER BY n1.sortName, n1.id LIMIT $p2 RETURN [r0.relation, r0.level, r0.importance, r0.derivedBy, n1.id] }] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
