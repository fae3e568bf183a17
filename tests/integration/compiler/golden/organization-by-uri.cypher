CALL () {
  MATCH (n0:Organization {uri: $p0})
  WITH n0 ORDER BY n0.id LIMIT 1
  WITH [n0.name, COLLECT { MATCH (n0)-[r0:PART_OF]->(n1:Organization) WITH n1 LIMIT 1 RETURN [n1.name, COLLECT { MATCH (n1)-[r1:PART_OF]->(n2:Organization) WITH n2 LIMIT 1 RETURN [n2.name] }] }] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
