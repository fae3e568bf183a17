// name: frameworkId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT framework_id IF NOT EXISTS FOR (n:Framework) REQUIRE n.id IS UNIQUE

// name: skillId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT skill_id IF NOT EXISTS FOR (n:Skill) REQUIRE n.id IS UNIQUE

// name: jobRoleId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT job_role_id IF NOT EXISTS FOR (n:JobRole) REQUIRE n.id IS UNIQUE

// name: collectionId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT collection_id IF NOT EXISTS FOR (n:Collection) REQUIRE n.id IS UNIQUE

// name: termId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT term_id IF NOT EXISTS FOR (n:Term) REQUIRE n.id IS UNIQUE

// name: textId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT text_id IF NOT EXISTS FOR (n:Text) REQUIRE n.id IS UNIQUE

// name: organizationId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT organization_id IF NOT EXISTS FOR (n:Organization) REQUIRE n.id IS UNIQUE

// name: credentialId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT credential_id IF NOT EXISTS FOR (n:Credential) REQUIRE n.id IS UNIQUE

// name: offeringId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT offering_id IF NOT EXISTS FOR (n:Offering) REQUIRE n.id IS UNIQUE

// name: costId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT cost_id IF NOT EXISTS FOR (n:Cost) REQUIRE n.id IS UNIQUE

// name: assessmentId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT assessment_id IF NOT EXISTS FOR (n:Assessment) REQUIRE n.id IS UNIQUE

// name: ruleId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT rule_id IF NOT EXISTS FOR (n:Rule) REQUIRE n.id IS UNIQUE

// name: importRunId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT import_run_id IF NOT EXISTS FOR (n:ImportRun) REQUIRE n.id IS UNIQUE

// name: broaderKey() schema none
// (:Skill|JobRole)-[:BROADER]->(same label): merged by key, so that two writers cannot make it twice.
CREATE CONSTRAINT broader_key IF NOT EXISTS FOR ()-[r:BROADER]-() REQUIRE r.key IS UNIQUE

// name: relatedKey() schema none
// (:Skill)-[:RELATED]->(:Skill): merged by key, so that two writers cannot make it twice.
CREATE CONSTRAINT related_key IF NOT EXISTS FOR ()-[r:RELATED]-() REQUIRE r.key IS UNIQUE

// name: requiresKey() schema none
// (:JobRole)-[:REQUIRES]->(:Skill): merged by key, so that two writers cannot make it twice.
CREATE CONSTRAINT requires_key IF NOT EXISTS FOR ()-[r:REQUIRES]-() REQUIRE r.key IS UNIQUE

// name: containsKey() schema none
// (:Collection)-[:CONTAINS]->(:Skill|JobRole): merged by key, so that two writers cannot make it twice.
CREATE CONSTRAINT contains_key IF NOT EXISTS FOR ()-[r:CONTAINS]-() REQUIRE r.key IS UNIQUE

// name: teachesKey() schema none
// (:Credential)-[:TEACHES]->(:Skill): merged by key, so that two writers cannot make it twice.
CREATE CONSTRAINT teaches_key IF NOT EXISTS FOR ()-[r:TEACHES]-() REQUIRE r.key IS UNIQUE

// name: assessesKey() schema none
// (:Credential)-[:ASSESSES]->(:Skill): merged by key, so that two writers cannot make it twice.
CREATE CONSTRAINT assesses_key IF NOT EXISTS FOR ()-[r:ASSESSES]-() REQUIRE r.key IS UNIQUE
