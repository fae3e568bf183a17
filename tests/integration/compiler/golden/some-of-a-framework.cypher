CALL () {
  MATCH (n1:Skill) WHERE n1.kind <> 'GROUP' AND n1.code = $p0
  MATCH (n0:Framework)<-[r0:IN_FRAMEWORK]-(n1:Skill)
  MATCH (n0:Framework)
  WITH DISTINCT n0
  WITH n0 ORDER BY n0.sortName, n0.id LIMIT $p1
  WITH [n0.id] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
