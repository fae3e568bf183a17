CALL () {
  MATCH (n0:Skill)-[:IN_FRAMEWORK]->(f0:Framework) WHERE f0.active AND n0.kind <> 'GROUP' AND n0.sortName IS NOT NULL
  WITH n0 ORDER BY n0.sortName, n0.id LIMIT $p0
  WITH [coalesce(COLLECT { UNWIND range(0, size($p1) - 1) AS i0 MATCH (n0)-[:HAS_TERM]->(n1:Term {kind: 'PREFERRED'}) WHERE toLower(n1.language) = $p1[i0] WITH n1 ORDER BY i0, n1.id LIMIT 1 RETURN n1.text }[0], n0.name), n0.name, coalesce(COLLECT { UNWIND range(0, size($p2) - 1) AS i1 MATCH (n0)-[:HAS_TEXT]->(n2:Text {kind: 'DESCRIPTION'}) WHERE toLower(n2.language) = $p2[i1] WITH n2 ORDER BY i1, n2.id LIMIT 1 RETURN n2.text }[0], n0.description)] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
