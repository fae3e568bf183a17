// name: resolveSkills(refs) read many
// The skills that references mean: by id, uri or code, and if several versions hold it, the active one.
UNWIND $refs AS ref
CALL (ref) {
  MATCH (n:Skill {id: ref.id}) RETURN n
  UNION
  MATCH (n:Skill {uri: ref.uri}) RETURN n
  UNION
  MATCH (n:Skill {code: ref.code}) RETURN n
}
MATCH (n)-[:IN_FRAMEWORK]->(f:Framework)
WHERE ref.framework IS NULL OR ref.framework IN [f.id, f.uri, f.code, f.code + '@' + f.version]
WITH ref, n, f ORDER BY f.active DESC, f.version DESC
WITH ref.position AS position, collect(n)[0] AS n
RETURN position, n.id AS id, n.uri AS uri, n.name AS name, n.kind AS kind
ORDER BY position

// name: resolveJobRoles(refs) read many
// The job roles that references mean: by id, uri or code, and if several versions hold it, the active one.
UNWIND $refs AS ref
CALL (ref) {
  MATCH (n:JobRole {id: ref.id}) RETURN n
  UNION
  MATCH (n:JobRole {uri: ref.uri}) RETURN n
  UNION
  MATCH (n:JobRole {code: ref.code}) RETURN n
}
MATCH (n)-[:IN_FRAMEWORK]->(f:Framework)
WHERE ref.framework IS NULL OR ref.framework IN [f.id, f.uri, f.code, f.code + '@' + f.version]
WITH ref, n, f ORDER BY f.active DESC, f.version DESC
WITH ref.position AS position, collect(n)[0] AS n
RETURN position, n.id AS id, n.uri AS uri, n.name AS name, n.kind AS kind
ORDER BY position

// name: resolveCredentials(refs) read many
// The credentials that references mean, by id or uri.
UNWIND $refs AS ref
CALL (ref) {
  MATCH (n:Credential {id: ref.id}) RETURN n
  UNION
  MATCH (n:Credential {uri: ref.uri}) RETURN n
}
RETURN ref.position AS position, n.id AS id, n.uri AS uri, n.name AS name, n.kind AS kind
ORDER BY position
