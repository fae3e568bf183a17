// name: removeEntryConditions(id, jurisdiction) write one
// Take away what is asked of those who are to work in a job role in one place, with the nested rules. Written to
// first, so that two who write the same follow each other.
MATCH (n:JobRole {id: $id})
SET n.touched = timestamp()
REMOVE n.touched
WITH n
OPTIONAL MATCH (n)-[:ENTRY {jurisdiction: $jurisdiction}]->(rule:Rule)
OPTIONAL MATCH (rule)-[:OPTION*1..10]->(nested:Rule)
DETACH DELETE nested, rule
RETURN DISTINCT n.id AS id

// name: addEntryCondition(id, jurisdiction, legalBasis, since, until, properties) write one
// (:JobRole)-[:ENTRY {jurisdiction, legalBasis, from, until}]->(:Rule)
MATCH (n:JobRole {id: $id})
CREATE (n)-[link:ENTRY {jurisdiction: $jurisdiction}]->(rule:Rule)
SET rule = $properties, link.legalBasis = $legalBasis, link.from = $since, link.until = $until
RETURN rule.id AS id

// name: entryConditions(ids, withheld) read many
// Every rule of the conditions of entry to some job roles, nested ones too, each with its options as in `ruleTrees`.
UNWIND $ids AS id
MATCH (role:JobRole {id: id})-[own:ENTRY]->(root:Rule)
MATCH (root)-[:OPTION*0..8]->(rule:Rule)
RETURN role.id AS role, role.uri AS uri, role.name AS name, own.jurisdiction AS jurisdiction,
       own.legalBasis AS legalBasis, own.from AS since, own.until AS until, 'ENTRY' AS use,
       null AS everyMonths, root.id AS root, properties(rule) AS rule,
       COLLECT { MATCH (rule)-[:THEME]->(theme) RETURN theme.uri } AS themes,
       COLLECT { MATCH (rule)-[:PRECEDES]->(later:Rule) RETURN later.key ORDER BY later.key } AS precedes,
       COLLECT { MATCH (rule)-[link:OPTION]->(option)
                 RETURN {position: link.position, id: option.id, uri: option.uri, name: option.name,
                         label: labels(option)[0],
                         withheld: EXISTS { MATCH (option)-[:IN_FRAMEWORK]->(f:Framework)
                                            WHERE f.id IN $withheld }} } AS options
ORDER BY role, jurisdiction, since, root, rule.id

// name: rolesWithEntryConditions() read many scan: all of them are read
// The job roles of active frameworks that somebody has said conditions of entry of.
MATCH (role:JobRole)-[:ENTRY]->(:Rule)
MATCH (role)-[:IN_FRAMEWORK]->(:Framework {active: true})
RETURN DISTINCT role.id AS id
ORDER BY id
