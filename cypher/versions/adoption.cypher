// name: linkTaught(rows) write many
// (:Credential)-[:TEACHES {level, source}]->(:Skill), for links that move to another version.
UNWIND $rows AS row
MATCH (credential:Credential {id: row.credential})
MATCH (skill:Skill {id: row.skill})
MERGE (credential)-[link:TEACHES {key: row.key}]->(skill)
SET link.level = row.level, link.source = row.source
RETURN link.key AS key

// name: linkAssessed(rows) write many
// (:Credential)-[:ASSESSES {level, source}]->(:Skill), for links that move to another version.
UNWIND $rows AS row
MATCH (credential:Credential {id: row.credential})
MATCH (skill:Skill {id: row.skill})
MERGE (credential)-[link:ASSESSES {key: row.key}]->(skill)
SET link.level = row.level, link.source = row.source
RETURN link.key AS key

// name: unlinkSkills(rows) write one
// Take away the links that have moved.
UNWIND $rows AS row
MATCH (:Credential {id: row.credential})-[link:TEACHES|ASSESSES {key: row.key}]->(:Skill)
DELETE link
RETURN count(*) AS removed

// name: recordAdoption(properties) write one
// (:Adoption): that links were moved from one version to another, and which, so that it can be taken back.
CREATE (n:Adoption)
SET n = $properties
RETURN n.id AS id

// name: adoption(id) read one
// One adoption that has not been taken back.
MATCH (n:Adoption {id: $id})
RETURN n.id AS id, n.fromVersion AS fromVersion, n.toVersion AS toVersion, n.moves AS moves

// name: removeAdoption(id) write one
// The adoption has been taken back. Written to first, so that of two who take it back the second finds nothing.
MATCH (n:Adoption {id: $id})
SET n.touched = timestamp()
WITH n, n.id AS id
DELETE n
RETURN id
