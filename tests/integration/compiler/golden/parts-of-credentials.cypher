CALL () {
  MATCH (n0:Credential) WHERE n0.sortName IS NOT NULL
  WITH n0 ORDER BY n0.sortName, n0.id LIMIT $p0
  WITH [n0.id, COLLECT { MATCH (n0)-[use:ENTRY]->(root:Rule) MATCH (root)-[:OPTION*0..8]->(rule:Rule) RETURN [type(use), use.everyMonths, root.id, properties(rule), COLLECT { MATCH (rule)-[:THEME]->(theme) RETURN theme.uri }, COLLECT { MATCH (rule)-[:PRECEDES]->(later:Rule) WITH later ORDER BY later.key RETURN later.key }, COLLECT { MATCH (rule)-[link:OPTION]->(option) RETURN [link.position, option.id, option.uri, option.name, labels(option)[0], EXISTS { MATCH (option)-[:IN_FRAMEWORK]->(g:Framework) WHERE g.id IN [] }] }] }, COLLECT { MATCH (n0)-[r0:HAS_OFFERING]->(n1:Offering) WITH n1, r0 ORDER BY n1.startsOn IS NULL, n1.startsOn, n1.id LIMIT $p1 RETURN [n1.startsOn, COLLECT { MATCH (n1)-[r1:COSTS]->(n2:Cost) WITH n2, r1 ORDER BY n2.id LIMIT $p2 RETURN [n2.amount, n2.currency] }] }, COLLECT { MATCH (n0)<-[r2:COVERS]-(n3:Accreditation) WITH n3, r2 ORDER BY n3.id LIMIT $p3 RETURN [COLLECT { MATCH (n3)-[r3:GRANTED_BY]->(n4:Organization) WITH n4 LIMIT 1 RETURN [n4.id] }] }] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
