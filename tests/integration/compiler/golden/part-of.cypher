CALL () {
  MATCH (n0:Credential {id: $p0})
  CALL (n0) { MATCH w0 = (n0)<-[:COMPLETION|OPTION*2..16]-(n1:Credential) WHERE n1 <> n0 AND none(node IN nodes(w0) WHERE node:JobRole OR node.kind = 'NOT' OR (node:Rule AND node.until IS NOT NULL)) WITH n1, min(size([link IN relationships(w0) WHERE type(link) = 'COMPLETION'])) AS d0 WITH n1, d0 ORDER BY d0, n1.sortName, n1.id LIMIT $p1 RETURN collect([d0, n1.id]) AS a0 }
  WITH [a0] AS row
  RETURN collect(row) AS c0
}
RETURN [c0] AS row
