CALL () {
  MATCH (n0:Skill)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND n0.kind <> 'GROUP' AND n0.sortName IS NOT NULL
  WITH n0 ORDER BY n0.sortName, n0.id LIMIT $p0
  WITH [n0.id] AS row
  RETURN collect(row) AS c0
}
CALL () {
  MATCH (n1:JobRole)-[:IN_FRAMEWORK]->(f1:Framework) WHERE f1.active AND n1.kind <> 'GROUP' AND n1.sortName IS NOT NULL
  WITH n1 ORDER BY n1.sortName, n1.id LIMIT $p1
  WITH [n1.id] AS row
  RETURN collect(row) AS c1
}
CALL () {
  MATCH (n2:Credential) WHERE n2.sortName IS NOT NULL
  WITH n2 ORDER BY n2.sortName, n2.id LIMIT $p2
  WITH [n2.id] AS row
  RETURN collect(row) AS c2
}
CALL () {
  MATCH (n3:Framework) WHERE n3.sortName IS NOT NULL
  WITH n3 ORDER BY n3.sortName, n3.id LIMIT $p3
  WITH [n3.id] AS row
  RETURN collect(row) AS c3
}
CALL () {
  MATCH (n4:Organization) WHERE n4.sortName IS NOT NULL
  WITH n4 ORDER BY n4.sortName, n4.id LIMIT $p4
  WITH [n4.id] AS row
  RETURN collect(row) AS c4
}
RETURN [c0, c1, c2, c3, c4] AS row
