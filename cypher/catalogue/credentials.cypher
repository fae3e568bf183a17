// name: upsertCredential(properties, organizationId) write one
// (:Credential)-[:AWARDED_BY]->(:Organization). Locked by the first write, so that two who upsert the same
// credential follow each other.
MERGE (n:Credential {id: $properties.id})
SET n.touched = timestamp()
WITH n, n.uri IS NULL AS created, CASE WHEN n.uri IS NULL THEN 1 ELSE coalesce(n.revision, 1) + 1 END AS revision
SET n = $properties, n.revision = revision
WITH n, created
MATCH (organization:Organization {id: $organizationId})
OPTIONAL MATCH (n)-[old:AWARDED_BY]->(other) WHERE other.id <> $organizationId
DELETE old
MERGE (n)-[:AWARDED_BY]->(organization)
RETURN DISTINCT n.id AS id, created

// name: removeCredentialParts(id) write one
// Take away what belongs to this credential alone, before it is written anew: offerings, costs, assessments.
MATCH (n:Credential {id: $id})
OPTIONAL MATCH (n)-[:HAS_OFFERING|COSTS|ASSESSED_BY]->(part)
OPTIONAL MATCH (part)-[:COSTS]->(cost:Cost)
DETACH DELETE part, cost
RETURN DISTINCT n.id AS id

// name: removeCredentialRules(id) write one
// Take away the rules of this credential, nested ones too.
MATCH (n:Credential {id: $id})
OPTIONAL MATCH (n)-[:ENTRY|COMPLETION|RENEWAL]->(rule:Rule)
OPTIONAL MATCH (rule)-[:OPTION*1..10]->(nested:Rule)
DETACH DELETE nested, rule
RETURN DISTINCT n.id AS id

// name: removeCredentialSkills(id, keys) write one
// Take away the links to skills that are not among those to be written.
MATCH (n:Credential {id: $id})
OPTIONAL MATCH (n)-[link:TEACHES|ASSESSES]->(:Skill) WHERE NOT link.key IN $keys
DELETE link
RETURN DISTINCT n.id AS id

// name: removePreparedJobRoles(id, keys) write one
// Take away the links to job roles that are not among those to be written.
MATCH (n:Credential {id: $id})
OPTIONAL MATCH (n)-[link:PREPARES_FOR]->(:JobRole) WHERE NOT link.key IN $keys
DELETE link
RETURN DISTINCT n.id AS id

// name: prepareForJobRoles(id, rows) write many
// (:Credential)-[:PREPARES_FOR]->(:JobRole)
MATCH (n:Credential {id: $id})
UNWIND $rows AS row
MATCH (role:JobRole {id: row.role})
MERGE (n)-[link:PREPARES_FOR {key: row.key}]->(role)
RETURN link.key AS key

// name: removeRecognised(id, keys) write one
// Take away the standing recognitions that are not among those to be written.
MATCH (n:Credential {id: $id})
OPTIONAL MATCH (n)<-[link:RECOGNISED_AS]-(:Credential) WHERE NOT link.key IN $keys
DELETE link
RETURN DISTINCT n.id AS id

// name: recogniseCredentials(id, rows) write many
// (:Credential)-[:RECOGNISED_AS {credits, since, until, source}]->(:Credential)
MATCH (n:Credential {id: $id})
UNWIND $rows AS row
MATCH (other:Credential {uri: row.uri})
MERGE (other)-[link:RECOGNISED_AS {key: row.key}]->(n)
SET link.credits = row.credits, link.since = row.since, link.until = row.until, link.source = row.source
RETURN link.key AS key

// name: teachSkills(id, rows) write many
// (:Credential)-[:TEACHES {level, source}]->(:Skill)
MATCH (n:Credential {id: $id})
UNWIND $rows AS row
MATCH (skill:Skill {id: row.skill})
MERGE (n)-[link:TEACHES {key: row.key}]->(skill)
SET link.level = row.level, link.source = row.source
RETURN link.key AS key

// name: assessSkills(id, rows) write many
// (:Credential)-[:ASSESSES {level, source}]->(:Skill)
MATCH (n:Credential {id: $id})
UNWIND $rows AS row
MATCH (skill:Skill {id: row.skill})
MERGE (n)-[link:ASSESSES {key: row.key}]->(skill)
SET link.level = row.level, link.source = row.source
RETURN link.key AS key

// name: addAssessments(id, rows) write many
// (:Credential)-[:ASSESSED_BY]->(:Assessment)
MATCH (n:Credential {id: $id})
UNWIND $rows AS row
CREATE (n)-[:ASSESSED_BY]->(part:Assessment)
SET part = row
RETURN part.id AS id

// name: addCosts(id, rows) write many
// (:Credential)-[:COSTS]->(:Cost)
MATCH (n:Credential {id: $id})
UNWIND $rows AS row
CREATE (n)-[:COSTS]->(part:Cost)
SET part = row
RETURN part.id AS id

// name: addOfferings(id, rows) write many
// (:Credential)-[:HAS_OFFERING]->(:Offering)-[:COSTS]->(:Cost)
MATCH (n:Credential {id: $id})
UNWIND $rows AS row
CREATE (n)-[:HAS_OFFERING]->(part:Offering)
SET part = row.properties
FOREACH (cost IN row.costs | CREATE (part)-[:COSTS]->(c:Cost) SET c = cost)
RETURN part.id AS id
