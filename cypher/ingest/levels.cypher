// name: createReplacedSkills(rows, run) write one
// (:Skill)-[:REPLACED_BY]->(:Skill), for a version that is new.
UNWIND $rows AS row
MATCH (a:Skill {id: row.start})
MATCH (b:Skill {id: row.end})
CREATE (a)-[r:REPLACED_BY {key: row.key, run: $run}]->(b)
RETURN count(r) AS created, 0 AS updated

// name: mergeReplacedSkills(rows, run) write one
// The same for what may be there, found by its key.
UNWIND $rows AS row
MATCH (a:Skill {id: row.start})
MATCH (b:Skill {id: row.end})
MERGE (a)-[r:REPLACED_BY {key: row.key}]->(b)
WITH r, r.run AS stamp
SET r.run = $run
RETURN sum(CASE WHEN stamp IS NULL THEN 1 ELSE 0 END) AS created, 0 AS updated

// name: createReplacedJobRoles(rows, run) write one
// (:JobRole)-[:REPLACED_BY]->(:JobRole), for a version that is new.
UNWIND $rows AS row
MATCH (a:JobRole {id: row.start})
MATCH (b:JobRole {id: row.end})
CREATE (a)-[r:REPLACED_BY {key: row.key, run: $run}]->(b)
RETURN count(r) AS created, 0 AS updated

// name: mergeReplacedJobRoles(rows, run) write one
// The same for what may be there, found by its key.
UNWIND $rows AS row
MATCH (a:JobRole {id: row.start})
MATCH (b:JobRole {id: row.end})
MERGE (a)-[r:REPLACED_BY {key: row.key}]->(b)
WITH r, r.run AS stamp
SET r.run = $run
RETURN sum(CASE WHEN stamp IS NULL THEN 1 ELSE 0 END) AS created, 0 AS updated

// name: createScaleLevels(rows, run) write one
// (:Scale)-[:HAS_LEVEL]->(:Level), for a version that is new.
UNWIND $rows AS row
MATCH (a:Scale {id: row.start})
MATCH (b:Level {id: row.end})
CREATE (a)-[r:HAS_LEVEL {key: row.key, run: $run}]->(b)
RETURN count(r) AS created, 0 AS updated

// name: mergeScaleLevels(rows, run) write one
// The same for what may be there, found by its key.
UNWIND $rows AS row
MATCH (a:Scale {id: row.start})
MATCH (b:Level {id: row.end})
MERGE (a)-[r:HAS_LEVEL {key: row.key}]->(b)
WITH r, r.run AS stamp
SET r.run = $run
RETURN sum(CASE WHEN stamp IS NULL THEN 1 ELSE 0 END) AS created, 0 AS updated

// name: createSkillLevels(rows, run) write one
// (:Skill)-[:AT_LEVEL]->(:Level), for a version that is new.
UNWIND $rows AS row
MATCH (a:Skill {id: row.start})
MATCH (b:Level {id: row.end})
CREATE (a)-[r:AT_LEVEL {key: row.key, run: $run}]->(b)
RETURN count(r) AS created, 0 AS updated

// name: mergeSkillLevels(rows, run) write one
// The same for what may be there, found by its key.
UNWIND $rows AS row
MATCH (a:Skill {id: row.start})
MATCH (b:Level {id: row.end})
MERGE (a)-[r:AT_LEVEL {key: row.key}]->(b)
WITH r, r.run AS stamp
SET r.run = $run
RETURN sum(CASE WHEN stamp IS NULL THEN 1 ELSE 0 END) AS created, 0 AS updated

// name: createJobRoleLevels(rows, run) write one
// (:JobRole)-[:AT_LEVEL]->(:Level), for a version that is new.
UNWIND $rows AS row
MATCH (a:JobRole {id: row.start})
MATCH (b:Level {id: row.end})
CREATE (a)-[r:AT_LEVEL {key: row.key, run: $run}]->(b)
RETURN count(r) AS created, 0 AS updated

// name: mergeJobRoleLevels(rows, run) write one
// The same for what may be there, found by its key.
UNWIND $rows AS row
MATCH (a:JobRole {id: row.start})
MATCH (b:Level {id: row.end})
MERGE (a)-[r:AT_LEVEL {key: row.key}]->(b)
WITH r, r.run AS stamp
SET r.run = $run
RETURN sum(CASE WHEN stamp IS NULL THEN 1 ELSE 0 END) AS created, 0 AS updated
