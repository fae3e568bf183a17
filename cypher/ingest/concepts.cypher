// name: createSkills(frameworkId, rows, run) write one
// (:Skill)-[:IN_FRAMEWORK]->(:Framework), for a version that is new.
MATCH (framework:Framework {id: $frameworkId})
UNWIND $rows AS row
CREATE (n:Skill)-[:IN_FRAMEWORK]->(framework)
SET n = row, n.run = $run
RETURN count(n) AS created, 0 AS updated

// name: mergeSkills(frameworkId, rows, run) write one
// The same for what may be there: only what differs is written, but for the run's stamp.
MATCH (framework:Framework {id: $frameworkId})
UNWIND $rows AS row
MERGE (n:Skill {id: row.id})
WITH framework, row, n, n.contentHash AS before
FOREACH (_ IN CASE WHEN before = row.contentHash THEN [] ELSE [1] END | SET n = row)
SET n.run = $run
MERGE (n)-[:IN_FRAMEWORK]->(framework)
RETURN sum(CASE WHEN before IS NULL THEN 1 ELSE 0 END) AS created,
       sum(CASE WHEN before <> row.contentHash THEN 1 ELSE 0 END) AS updated

// name: createJobRoles(frameworkId, rows, run) write one
// (:JobRole)-[:IN_FRAMEWORK]->(:Framework), for a version that is new.
MATCH (framework:Framework {id: $frameworkId})
UNWIND $rows AS row
CREATE (n:JobRole)-[:IN_FRAMEWORK]->(framework)
SET n = row, n.run = $run
RETURN count(n) AS created, 0 AS updated

// name: mergeJobRoles(frameworkId, rows, run) write one
// The same for what may be there: only what differs is written, but for the run's stamp.
MATCH (framework:Framework {id: $frameworkId})
UNWIND $rows AS row
MERGE (n:JobRole {id: row.id})
WITH framework, row, n, n.contentHash AS before
FOREACH (_ IN CASE WHEN before = row.contentHash THEN [] ELSE [1] END | SET n = row)
SET n.run = $run
MERGE (n)-[:IN_FRAMEWORK]->(framework)
RETURN sum(CASE WHEN before IS NULL THEN 1 ELSE 0 END) AS created,
       sum(CASE WHEN before <> row.contentHash THEN 1 ELSE 0 END) AS updated

// name: createCollections(frameworkId, rows, run) write one
// (:Collection)-[:IN_FRAMEWORK]->(:Framework), for a version that is new.
MATCH (framework:Framework {id: $frameworkId})
UNWIND $rows AS row
CREATE (n:Collection)-[:IN_FRAMEWORK]->(framework)
SET n = row, n.run = $run
RETURN count(n) AS created, 0 AS updated

// name: mergeCollections(frameworkId, rows, run) write one
// The same for what may be there: only what differs is written, but for the run's stamp.
MATCH (framework:Framework {id: $frameworkId})
UNWIND $rows AS row
MERGE (n:Collection {id: row.id})
WITH framework, row, n, n.contentHash AS before
FOREACH (_ IN CASE WHEN before = row.contentHash THEN [] ELSE [1] END | SET n = row)
SET n.run = $run
MERGE (n)-[:IN_FRAMEWORK]->(framework)
RETURN sum(CASE WHEN before IS NULL THEN 1 ELSE 0 END) AS created,
       sum(CASE WHEN before <> row.contentHash THEN 1 ELSE 0 END) AS updated

// name: createScales(frameworkId, rows, run) write one
// (:Scale)-[:IN_FRAMEWORK]->(:Framework), for a version that is new.
MATCH (framework:Framework {id: $frameworkId})
UNWIND $rows AS row
CREATE (n:Scale)-[:IN_FRAMEWORK]->(framework)
SET n = row, n.run = $run
RETURN count(n) AS created, 0 AS updated

// name: mergeScales(frameworkId, rows, run) write one
// The same for what may be there: only what differs is written, but for the run's stamp.
MATCH (framework:Framework {id: $frameworkId})
UNWIND $rows AS row
MERGE (n:Scale {id: row.id})
WITH framework, row, n, n.contentHash AS before
FOREACH (_ IN CASE WHEN before = row.contentHash THEN [] ELSE [1] END | SET n = row)
SET n.run = $run
MERGE (n)-[:IN_FRAMEWORK]->(framework)
RETURN sum(CASE WHEN before IS NULL THEN 1 ELSE 0 END) AS created,
       sum(CASE WHEN before <> row.contentHash THEN 1 ELSE 0 END) AS updated

// name: createLevels(frameworkId, rows, run) write one
// (:Level)-[:IN_FRAMEWORK]->(:Framework), for a version that is new.
MATCH (framework:Framework {id: $frameworkId})
UNWIND $rows AS row
CREATE (n:Level)-[:IN_FRAMEWORK]->(framework)
SET n = row, n.run = $run
RETURN count(n) AS created, 0 AS updated

// name: mergeLevels(frameworkId, rows, run) write one
// The same for what may be there: only what differs is written, but for the run's stamp.
MATCH (framework:Framework {id: $frameworkId})
UNWIND $rows AS row
MERGE (n:Level {id: row.id})
WITH framework, row, n, n.contentHash AS before
FOREACH (_ IN CASE WHEN before = row.contentHash THEN [] ELSE [1] END | SET n = row)
SET n.run = $run
MERGE (n)-[:IN_FRAMEWORK]->(framework)
RETURN sum(CASE WHEN before IS NULL THEN 1 ELSE 0 END) AS created,
       sum(CASE WHEN before <> row.contentHash THEN 1 ELSE 0 END) AS updated
