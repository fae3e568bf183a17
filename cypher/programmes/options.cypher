// name: optionsByUri(uris, withheld) read many
// What rules can name, by uri: credentials, skills and job roles.
UNWIND $uris AS uri
MATCH (n:Credential {uri: uri})
RETURN n.id AS id, n.uri AS uri, n.name AS name, 'Credential' AS label, false AS withheld
UNION
UNWIND $uris AS uri
MATCH (n:Skill {uri: uri})
RETURN n.id AS id, n.uri AS uri, n.name AS name, 'Skill' AS label,
       EXISTS { MATCH (n)-[:IN_FRAMEWORK]->(f:Framework) WHERE f.id IN $withheld } AS withheld
UNION
UNWIND $uris AS uri
MATCH (n:JobRole {uri: uri})
RETURN n.id AS id, n.uri AS uri, n.name AS name, 'JobRole' AS label,
       EXISTS { MATCH (n)-[:IN_FRAMEWORK]->(f:Framework) WHERE f.id IN $withheld } AS withheld
