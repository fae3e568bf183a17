CALL () {
  MATCH (n0:Skill)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND n0.kind <> 'GROUP'
  RETURN count(*) AS c0
}
RETURN [c0] AS row
