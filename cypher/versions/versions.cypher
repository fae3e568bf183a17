// name: frameworkVersion(name) read one scan: there are few, and any of four names may be meant
// The framework version that an id, a uri, `code@version` or a code (its active version) means.
MATCH (f:Framework)
WHERE $name IN [f.id, f.uri, f.code + '@' + f.version] OR ($name = f.code AND f.active)
RETURN f.id AS id, f.code AS code, f.version AS version, f.name AS name, f.active AS active
ORDER BY f.active DESC, version DESC LIMIT 1

// name: skillsOfVersion(frameworkId) read many
// (:Skill)-[:IN_FRAMEWORK]->(:Framework): all that two versions are compared by, with what stands above a skill
// and what has replaced it.
MATCH (n:Skill)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
RETURN n.id AS id, n.uri AS uri, n.name AS name, n.kind AS kind,
       COLLECT { MATCH (n)-[:BROADER]->(broader:Skill) RETURN broader.uri } AS broader,
       COLLECT { MATCH (n)-[:REPLACED_BY]->(successor:Skill) RETURN successor.uri } AS successors,
       [] AS requires
ORDER BY uri

// name: jobRolesOfVersion(frameworkId) read many
// (:JobRole)-[:IN_FRAMEWORK]->(:Framework): the same, with what each requires.
MATCH (n:JobRole)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
RETURN n.id AS id, n.uri AS uri, n.name AS name, n.kind AS kind,
       COLLECT { MATCH (n)-[:BROADER]->(broader:JobRole) RETURN broader.uri } AS broader,
       COLLECT { MATCH (n)-[:REPLACED_BY]->(successor:JobRole) RETURN successor.uri } AS successors,
       COLLECT { MATCH (n)-[need:REQUIRES]->(skill:Skill)
                 RETURN {skill: skill.uri, relation: need.relation, level: need.level} } AS requires
ORDER BY uri

// name: linksToVersion(frameworkId) read many
// (:Credential)-[:TEACHES|ASSESSES]->(:Skill)-[:IN_FRAMEWORK]->(:Framework): what of the catalogue names a version.
// The relations tell the labels; named, they would tempt the planner to begin at every credential.
MATCH (skill)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
MATCH (credential)-[link:TEACHES|ASSESSES]->(skill)
RETURN credential.id AS credential, credential.name AS credentialName, type(link) AS link, link.key AS key,
       link.level AS level, link.source AS source, skill.id AS skill, skill.uri AS uri, skill.name AS name
ORDER BY credentialName, credential, uri, key

// name: evidenceOfVersion(frameworkId) read many
// How much that people hold names a skill of a version; counts alone, no person.
MATCH (skill:Skill)-[:IN_FRAMEWORK]->(:Framework {id: $frameworkId})
WITH skill, COUNT { (skill)<-[:SELF_ASSERTS]-(:Learner) } AS asserted, COUNT { (skill)<-[:ATTESTS]-(:Award) } AS attested
WHERE asserted + attested > 0
RETURN skill.uri AS uri, asserted + attested AS evidence
ORDER BY uri
