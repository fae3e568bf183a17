CALL () {
  UNWIND $p0 AS id
  MATCH (n0:Framework {id: id})
  WITH [n0.id, n0.id] AS row
  RETURN collect(row) AS c0
}
CALL () {
  UNWIND $p0 AS id
  MATCH (n1:Collection {id: id})
  WITH [n1.id, n1.id] AS row
  RETURN collect(row) AS c1
}
CALL () {
  UNWIND $p0 AS id
  MATCH (n2:Skill {id: id})
  WITH [n2.id, n2.id, n2.name] AS row
  RETURN collect(row) AS c2
}
CALL () {
  UNWIND $p0 AS id
  MATCH (n3:JobRole {id: id})
  WITH [n3.id, n3.id, n3.code] AS row
  RETURN collect(row) AS c3
}
CALL () {
  UNWIND $p0 AS id
  MATCH (n4:Organization {id: id})
  WITH [n4.id, n4.id] AS row
  RETURN collect(row) AS c4
}
CALL () {
  UNWIND $p0 AS id
  MATCH (n5:Credential {id: id})
  WITH [n5.id, n5.id] AS row
  RETURN collect(row) AS c5
}
RETURN [c0, c1, c2, c3, c4, c5] AS row
