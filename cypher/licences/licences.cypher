// name: restrictedFrameworks() read many scan: there are few framework versions
// The framework versions whose licence does not let them be passed on, and the organizations that are entitled:
// to a framework, in all its versions.
MATCH (f:Framework)
WHERE f.redistribution = false
RETURN f.id AS id, f.code AS code, f.version AS version, f.name AS name,
       COLLECT { MATCH (o:Organization)-[:ENTITLED_TO]->(any:Framework {code: f.code}) RETURN o.id } AS entitled
ORDER BY id

// name: withheldSkills(ids, withheld) read many
// Which of some skills stand in frameworks that are withheld.
UNWIND $ids AS id
MATCH (:Skill {id: id})-[:IN_FRAMEWORK]->(f:Framework)
WHERE f.id IN $withheld
RETURN id

// name: withheldJobRoles(ids, withheld) read many
// Which of some job roles stand in frameworks that are withheld.
UNWIND $ids AS id
MATCH (:JobRole {id: id})-[:IN_FRAMEWORK]->(f:Framework)
WHERE f.id IN $withheld
RETURN id

// name: entitleOrganization(organization, code, key) write one
// (:Organization)-[:ENTITLED_TO]->(:Framework): one relation stands for all versions.
MATCH (o:Organization {id: $organization})
MATCH (f:Framework {code: $code})
WITH o, f ORDER BY f.id LIMIT 1
MERGE (o)-[r:ENTITLED_TO {key: $key}]->(f)
RETURN o.name AS organization, f.name AS framework

// name: withdrawEntitlement(organization, code) write one
// The same undone; no row where there was none.
MATCH (o:Organization {id: $organization})-[r:ENTITLED_TO]->(f:Framework {code: $code})
WITH o, f, r, o.name AS organization, f.name AS framework
DELETE r
RETURN organization, framework
