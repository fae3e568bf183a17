CALL () {
  MATCH (n0:Skill)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND n0.kind <> 'GROUP' AND false
  RETURN count(*) AS c0
}
CALL () {
  MATCH (n1:JobRole)-[:IN_FRAMEWORK]->(f1:Framework) WHERE f1.active AND n1.kind <> 'GROUP'
  RETURN count(*) AS c1
}
RETURN [c0, c1] AS row
