// name: resolveSkills(refs, withheld) read many
// The skills that references mean: by id, uri or code, and if several versions hold it, the active one;
// `alike` are the uris of all that have a code in that version. Each way
// by itself, since the embedded engine reads every skill to look for what is null.
UNWIND [one IN $refs WHERE one.id IS NOT NULL] AS ref
MATCH (n:Skill {id: ref.id})-[:IN_FRAMEWORK]->(f:Framework)
WHERE ref.framework IS NULL OR ref.framework IN [f.id, f.uri, f.code, f.name, f.code + '@' + f.version]
WITH ref, n, f WHERE NOT f.id IN $withheld
WITH ref, n, f ORDER BY f.active DESC, f.version DESC
WITH ref.position AS position, collect(n)[0] AS n
RETURN position, n.id AS id, n.uri AS uri, n.name AS name, n.kind AS kind, [] AS alike
UNION ALL
UNWIND [one IN $refs WHERE one.uri IS NOT NULL] AS ref
MATCH (n:Skill {uri: ref.uri})-[:IN_FRAMEWORK]->(f:Framework)
WHERE ref.framework IS NULL OR ref.framework IN [f.id, f.uri, f.code, f.name, f.code + '@' + f.version]
WITH ref, n, f WHERE NOT f.id IN $withheld
WITH ref, n, f ORDER BY f.active DESC, f.version DESC
WITH ref.position AS position, collect(n)[0] AS n
RETURN position, n.id AS id, n.uri AS uri, n.name AS name, n.kind AS kind, [] AS alike
UNION ALL
UNWIND [one IN $refs WHERE one.code IS NOT NULL] AS ref
MATCH (n:Skill {code: ref.code})-[:IN_FRAMEWORK]->(f:Framework)
WHERE ref.framework IS NULL OR ref.framework IN [f.id, f.uri, f.code, f.name, f.code + '@' + f.version]
WITH ref, n, f WHERE NOT f.id IN $withheld
WITH ref, n, f ORDER BY f.active DESC, f.version DESC
WITH ref.position AS position, collect(n)[0] AS n, collect(n.uri) AS uris, collect(f.id) AS versions
RETURN position, n.id AS id, n.uri AS uri, n.name AS name, n.kind AS kind,
       [place IN range(0, size(uris) - 1) WHERE versions[place] = versions[0] | uris[place]] AS alike

// name: resolveJobRoles(refs, withheld) read many
// The job roles that references mean: by id, uri or code, and if several versions hold it, the active one;
// `alike` are the uris of all that have a code in that version.
UNWIND [one IN $refs WHERE one.id IS NOT NULL] AS ref
MATCH (n:JobRole {id: ref.id})-[:IN_FRAMEWORK]->(f:Framework)
WHERE ref.framework IS NULL OR ref.framework IN [f.id, f.uri, f.code, f.code + '@' + f.version]
WITH ref, n, f WHERE NOT f.id IN $withheld
WITH ref, n, f ORDER BY f.active DESC, f.version DESC
WITH ref.position AS position, collect(n)[0] AS n
RETURN position, n.id AS id, n.uri AS uri, n.name AS name, n.kind AS kind, [] AS alike
UNION ALL
UNWIND [one IN $refs WHERE one.uri IS NOT NULL] AS ref
MATCH (n:JobRole {uri: ref.uri})-[:IN_FRAMEWORK]->(f:Framework)
WHERE ref.framework IS NULL OR ref.framework IN [f.id, f.uri, f.code, f.code + '@' + f.version]
WITH ref, n, f WHERE NOT f.id IN $withheld
WITH ref, n, f ORDER BY f.active DESC, f.version DESC
WITH ref.position AS position, collect(n)[0] AS n
RETURN position, n.id AS id, n.uri AS uri, n.name AS name, n.kind AS kind, [] AS alike
UNION ALL
UNWIND [one IN $refs WHERE one.code IS NOT NULL] AS ref
MATCH (n:JobRole {code: ref.code})-[:IN_FRAMEWORK]->(f:Framework)
WHERE ref.framework IS NULL OR ref.framework IN [f.id, f.uri, f.code, f.code + '@' + f.version]
WITH ref, n, f WHERE NOT f.id IN $withheld
WITH ref, n, f ORDER BY f.active DESC, f.version DESC
WITH ref.position AS position, collect(n)[0] AS n, collect(n.uri) AS uris, collect(f.id) AS versions
RETURN position, n.id AS id, n.uri AS uri, n.name AS name, n.kind AS kind,
       [place IN range(0, size(uris) - 1) WHERE versions[place] = versions[0] | uris[place]] AS alike

// name: resolveCredentials(refs) read many
// The credentials that references mean, by id or uri.
UNWIND [one IN $refs WHERE one.id IS NOT NULL] AS ref
MATCH (n:Credential {id: ref.id})
RETURN ref.position AS position, n.id AS id, n.uri AS uri, n.name AS name, n.kind AS kind
UNION ALL
UNWIND [one IN $refs WHERE one.uri IS NOT NULL] AS ref
MATCH (n:Credential {uri: ref.uri})
RETURN ref.position AS position, n.id AS id, n.uri AS uri, n.name AS name, n.kind AS kind

// name: successorsOfSkills(ids) read many
// What has replaced withdrawn ones, at the end of the line.
UNWIND $ids AS id
MATCH (:Skill {id: id})-[:REPLACED_BY*1..5]->(n:Skill)
WHERE NOT EXISTS { MATCH (n)-[:REPLACED_BY]->(:Skill) }
RETURN DISTINCT id, n.id AS successor, n.uri AS uri, n.name AS name
ORDER BY id, successor

// name: successorsOfJobRoles(ids) read many
// What has replaced withdrawn ones, at the end of the line.
UNWIND $ids AS id
MATCH (:JobRole {id: id})-[:REPLACED_BY*1..5]->(n:JobRole)
WHERE NOT EXISTS { MATCH (n)-[:REPLACED_BY]->(:JobRole) }
RETURN DISTINCT id, n.id AS successor, n.uri AS uri, n.name AS name
ORDER BY id, successor
