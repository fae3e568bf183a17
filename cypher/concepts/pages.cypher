// name: skillsPage(framework, kinds, afterName, afterId, first) read many
// A page in the order of names, after a place in it; of active versions unless one is named; groups only
// when asked for.
MATCH (n:Skill)-[:IN_FRAMEWORK]->(f:Framework)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
  AND ((f.active AND ($framework IS NULL OR $framework = f.code))
       OR $framework IN [f.id, f.uri, f.code + '@' + f.version])
  AND (n.kind IN $kinds OR ($kinds IS NULL AND n.kind <> 'GROUP'))
RETURN n {.*, frameworkId: f.id} AS node
ORDER BY n.sortName, n.id LIMIT $first

// name: countSkills(framework, kinds) read one scan: it counts them all
// How many there are, by the same rules.
MATCH (n:Skill)-[:IN_FRAMEWORK]->(f:Framework)
WHERE ((f.active AND ($framework IS NULL OR $framework = f.code))
       OR $framework IN [f.id, f.uri, f.code + '@' + f.version])
  AND (n.kind IN $kinds OR ($kinds IS NULL AND n.kind <> 'GROUP'))
RETURN count(n) AS total

// name: skillsById(ids) read many
// Those of some ids.
UNWIND $ids AS id
MATCH (n:Skill {id: id})-[:IN_FRAMEWORK]->(f:Framework)
RETURN id, n {.*, frameworkId: f.id} AS node

// name: jobRolesPage(framework, kinds, afterName, afterId, first) read many
// A page in the order of names, after a place in it; of active versions unless one is named; groups only
// when asked for.
MATCH (n:JobRole)-[:IN_FRAMEWORK]->(f:Framework)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
  AND ((f.active AND ($framework IS NULL OR $framework = f.code))
       OR $framework IN [f.id, f.uri, f.code + '@' + f.version])
  AND (n.kind IN $kinds OR ($kinds IS NULL AND n.kind <> 'GROUP'))
RETURN n {.*, frameworkId: f.id} AS node
ORDER BY n.sortName, n.id LIMIT $first

// name: countJobRoles(framework, kinds) read one scan: it counts them all
// How many there are, by the same rules.
MATCH (n:JobRole)-[:IN_FRAMEWORK]->(f:Framework)
WHERE ((f.active AND ($framework IS NULL OR $framework = f.code))
       OR $framework IN [f.id, f.uri, f.code + '@' + f.version])
  AND (n.kind IN $kinds OR ($kinds IS NULL AND n.kind <> 'GROUP'))
RETURN count(n) AS total

// name: jobRolesById(ids) read many
// Those of some ids.
UNWIND $ids AS id
MATCH (n:JobRole {id: id})-[:IN_FRAMEWORK]->(f:Framework)
RETURN id, n {.*, frameworkId: f.id} AS node

// name: credentialsPage(afterName, afterId, first) read many
// A page of the catalogue in the order of names, after a place in it.
MATCH (n:Credential)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
RETURN n {.*} AS node
ORDER BY n.sortName, n.id LIMIT $first

// name: countCredentials() read one scan: it counts them all
// How many credentials the catalogue has.
MATCH (n:Credential) RETURN count(n) AS total

// name: credentialsById(ids) read many
// Those of some ids.
UNWIND $ids AS id
MATCH (n:Credential {id: id})
RETURN id, n {.*} AS node

// name: countRequirements(ids) read many
// How many requirements the job roles of framework versions have.
UNWIND $ids AS id
MATCH (:Framework {id: id})<-[:IN_FRAMEWORK]-(role:JobRole)
RETURN id, sum(COUNT { (role)-[:REQUIRES]->() }) AS requirements

// name: frameworks() read many scan: there are few, and all are asked for
// Every framework version.
MATCH (n:Framework)
RETURN n {.*} AS node
ORDER BY n.sortName, n.id
