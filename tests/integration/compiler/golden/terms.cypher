CALL () {
  MATCH (n0:Skill {id: $p0})
  WITH [COLLECT { MATCH (n0)-[:HAS_TERM]->(n1:Term) WHERE n1.language IN $p1 WITH n1 ORDER BY CASE n1.kind WHEN 'PREFERRED' THEN 0 WHEN 'ALTERNATIVE' THEN 1 ELSE 2 END, n1.folded, n1.id RETURN [n1.text, n1.kind] }, COLLECT { MATCH (n0)-[:HAS_TERM]->(n2:Term) WITH n2 ORDER BY CASE n2.kind WHEN 'PREFERRED' THEN 0 WHEN 'ALTERNATIVE' THEN 1 ELSE 2 END, n2.folded, n2.id RETURN [n2.language] }] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
