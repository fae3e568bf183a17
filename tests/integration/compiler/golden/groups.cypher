CALL () {
  MATCH (n0:JobRole)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND n0.kind <> 'GROUP'
  WITH n0.kind AS value, count(*) AS size ORDER BY size DESC, value LIMIT 100
  WITH [value, size] AS row
  RETURN collect(row) AS c0
}
CALL () {
  MATCH (n0:JobRole)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND n0.kind <> 'GROUP'
  RETURN [count(*)] AS c1
}
RETURN [c0, c1] AS row
