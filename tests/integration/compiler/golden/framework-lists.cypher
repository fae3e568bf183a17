CALL () {
  MATCH (n0:Framework) WHERE n0.sortName IS NOT NULL
  WITH n0 ORDER BY n0.sortName, n0.id LIMIT $p0
  WITH [n0.code, coalesce(n0.kind, 'CONCEPTS'), COLLECT { MATCH (n0)<-[r0:IN_FRAMEWORK]-(n1:Skill) WHERE n1.kind <> 'GROUP' WITH n1, r0 ORDER BY n1.sortName, n1.id LIMIT $p1 RETURN [n1.id] }, COLLECT { MATCH (n0)<-[r1:IN_FRAMEWORK]-(n2:JobRole) WHERE n2.kind = $p2 WITH n2, r1 ORDER BY n2.sortName, n2.id LIMIT $p3 RETURN [n2.id] }] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
