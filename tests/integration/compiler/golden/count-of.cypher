CALL () {
  MATCH (n0:JobRole)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND n0.kind <> 'GROUP' AND (COUNT { (n0)-[:REQUIRES]->() } >= $p0) AND (COUNT { (n0)-[:REQUIRES]->() } < $p1)
  RETURN count(*) AS c0
}
CALL () {
  MATCH (n2:Framework) WHERE (COUNT { MATCH (n2)<-[:IN_FRAMEWORK]-(o:Skill) WHERE o.kind <> 'GROUP' } > $p3)
  RETURN count(*) AS c1
}
RETURN [c0, c1] AS row
