// name: graphVersion() read many scan: there are few framework versions
// What tells that concepts and their relations may have changed: the imports of each framework version, with all
// that they wrote, and the last decision on one of its matches.
MATCH (framework:Framework)
OPTIONAL MATCH (run:ImportRun)-[:OF]->(framework)
WITH framework, count(run) AS runs, max(run.finishedOn) AS finishedOn, sum(run.writes) AS writes
RETURN framework.id AS id, framework.active AS active, runs, finishedOn, writes,
       framework.decidedAt AS decidedAt
ORDER BY id

// name: everyRole() read many scan: the index is built from each role
// Every job role of an active framework that can be matched, with its words and what it requires.
MATCH (role:JobRole)-[:IN_FRAMEWORK]->(framework:Framework {active: true})
WHERE role.kind <> 'GROUP'
RETURN role.id AS id, role.uri AS uri, role.name AS name, role.code AS code, role.description AS description,
       framework.code AS framework, framework.language AS language,
       COLLECT { MATCH (role)-[:HAS_TERM]->(term:Term) WHERE term.language = framework.language
                 RETURN term.text } AS terms,
       COLLECT { MATCH (role)-[need:REQUIRES {relation: 'ESSENTIAL'}]->(skill:Skill)
                 RETURN skill.id } AS essential,
       COLLECT { MATCH (role)-[need:REQUIRES {relation: 'OPTIONAL'}]->(skill:Skill)
                 RETURN skill.id } AS optional
ORDER BY id

// name: everyBroaderRole() read one scan: the index is built from each role
// What stands directly above each job role.
MATCH (role:JobRole)-[:BROADER]->(broader:JobRole)
RETURN collect(role.id) AS ids, collect(broader.id) AS broaders

// name: everyBroaderSkill() read one scan: the index is built from each skill
// What stands directly above each skill, and which of all these are groups.
MATCH (skill:Skill)-[:BROADER]->(broader:Skill)
RETURN collect(skill.id) AS ids, collect(broader.id) AS broaders,
       collect(DISTINCT CASE WHEN skill.kind = 'GROUP' THEN skill.id END) AS narrowerGroups,
       collect(DISTINCT CASE WHEN broader.kind = 'GROUP' THEN broader.id END) AS broaderGroups

// name: everyRelatedSkill() read one scan: the index is built from each skill
// The pairs of skills that their framework calls related.
MATCH (skill:Skill)-[:RELATED]->(other:Skill)
RETURN collect(skill.id) AS ids, collect(other.id) AS others

// name: everySkillMatch() read one scan: the index is built from each skill
// The accepted matches between skills, from subject to object.
MATCH (skill:Skill)-[match:MATCHES {status: 'ACCEPTED'}]->(other:Skill)
RETURN collect(skill.id) AS ids, collect(other.id) AS others, collect(match.kind) AS kinds

// name: everySkillLabel(language) read many scan: every label is looked for
// The labels of the skills of active frameworks in a language, to be looked for in texts: [skill, text, kind] each,
// in portions, since a driver needs as long for a row as for hundreds of values.
MATCH (skill:Skill)-[:IN_FRAMEWORK]->(:Framework {active: true})
WHERE skill.kind <> 'GROUP'
MATCH (skill)-[:HAS_TERM]->(term:Term {language: $language})
RETURN right(skill.id, 1) AS portion, collect([skill.id, term.text, term.kind]) AS labels
