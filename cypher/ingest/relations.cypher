// name: createBroaderSkills(rows, run) write one
// (:Skill)-[:BROADER]->(:Skill), for a version that is new.
UNWIND $rows AS row
MATCH (a:Skill {id: row.start})
MATCH (b:Skill {id: row.end})
CREATE (a)-[r:BROADER {key: row.key, run: $run}]->(b)
RETURN count(r) AS created, 0 AS updated

// name: mergeBroaderSkills(rows, run) write one
// The same for what may be there, found by its key.
UNWIND $rows AS row
MATCH (a:Skill {id: row.start})
MATCH (b:Skill {id: row.end})
MERGE (a)-[r:BROADER {key: row.key}]->(b)
WITH r, r.run AS stamp
SET r.run = $run
RETURN sum(CASE WHEN stamp IS NULL THEN 1 ELSE 0 END) AS created, 0 AS updated

// name: createBroaderJobRoles(rows, run) write one
// (:JobRole)-[:BROADER]->(:JobRole), for a version that is new.
UNWIND $rows AS row
MATCH (a:JobRole {id: row.start})
MATCH (b:JobRole {id: row.end})
CREATE (a)-[r:BROADER {key: row.key, run: $run}]->(b)
RETURN count(r) AS created, 0 AS updated

// name: mergeBroaderJobRoles(rows, run) write one
// The same for what may be there, found by its key.
UNWIND $rows AS row
MATCH (a:JobRole {id: row.start})
MATCH (b:JobRole {id: row.end})
MERGE (a)-[r:BROADER {key: row.key}]->(b)
WITH r, r.run AS stamp
SET r.run = $run
RETURN sum(CASE WHEN stamp IS NULL THEN 1 ELSE 0 END) AS created, 0 AS updated

// name: createRelatedSkills(rows, run) write one
// (:Skill)-[:RELATED {relation}]->(:Skill), for a version that is new.
UNWIND $rows AS row
MATCH (a:Skill {id: row.start})
MATCH (b:Skill {id: row.end})
CREATE (a)-[r:RELATED {key: row.key, run: $run, relation: row.relation}]->(b)
RETURN count(r) AS created, 0 AS updated

// name: mergeRelatedSkills(rows, run) write one
// The same for what may be there, found by its key.
UNWIND $rows AS row
MATCH (a:Skill {id: row.start})
MATCH (b:Skill {id: row.end})
MERGE (a)-[r:RELATED {key: row.key}]->(b)
WITH row, r, r.run AS stamp, r.relation AS before
SET r.run = $run
FOREACH (_ IN CASE WHEN before = row.relation THEN [] ELSE [1] END | SET r.relation = row.relation)
RETURN sum(CASE WHEN stamp IS NULL THEN 1 ELSE 0 END) AS created,
       sum(CASE WHEN before <> row.relation THEN 1 ELSE 0 END) AS updated

// name: createRelatedJobRoles(rows, run) write one
// (:JobRole)-[:RELATED {relation}]->(:JobRole), for a version that is new.
UNWIND $rows AS row
MATCH (a:JobRole {id: row.start})
MATCH (b:JobRole {id: row.end})
CREATE (a)-[r:RELATED {key: row.key, run: $run, relation: row.relation}]->(b)
RETURN count(r) AS created, 0 AS updated

// name: mergeRelatedJobRoles(rows, run) write one
// The same for what may be there, found by its key.
UNWIND $rows AS row
MATCH (a:JobRole {id: row.start})
MATCH (b:JobRole {id: row.end})
MERGE (a)-[r:RELATED {key: row.key}]->(b)
WITH row, r, r.run AS stamp, r.relation AS before
SET r.run = $run
FOREACH (_ IN CASE WHEN before = row.relation THEN [] ELSE [1] END | SET r.relation = row.relation)
RETURN sum(CASE WHEN stamp IS NULL THEN 1 ELSE 0 END) AS created,
       sum(CASE WHEN before <> row.relation THEN 1 ELSE 0 END) AS updated

// name: createRequirements(rows, run) write one
// (:JobRole)-[:REQUIRES {relation, level, importance, source, derivedBy}]->(:Skill), for a version that is new.
UNWIND $rows AS row
MATCH (a:JobRole {id: row.start})
MATCH (b:Skill {id: row.end})
CREATE (a)-[r:REQUIRES {key: row.key, run: $run, relation: row.relation}]->(b)
FOREACH (content IN CASE WHEN row.contentHash IS NULL THEN [] ELSE [row.contentHash] END |
  SET r.contentHash = content, r.level = row.level, r.importance = row.importance, r.source = row.source,
      r.derivedBy = row.derivedBy)
RETURN count(r) AS created, 0 AS updated

// name: mergeRequirements(rows, run) write one
// The same for what may be there, found by its key.
UNWIND $rows AS row
MATCH (a:JobRole {id: row.start})
MATCH (b:Skill {id: row.end})
MERGE (a)-[r:REQUIRES {key: row.key}]->(b)
WITH row, r, r.run AS stamp,
     coalesce(r.contentHash, r.relation) = coalesce(row.contentHash, row.relation) AS same
SET r.run = $run
FOREACH (_ IN CASE WHEN same THEN [] ELSE [1] END |
  SET r.relation = row.relation, r.contentHash = row.contentHash, r.level = row.level,
      r.importance = row.importance, r.source = row.source, r.derivedBy = row.derivedBy)
RETURN sum(CASE WHEN stamp IS NULL THEN 1 ELSE 0 END) AS created,
       sum(CASE WHEN stamp IS NOT NULL AND NOT same THEN 1 ELSE 0 END) AS updated

// name: createRatings(rows, run) write one
// (:JobRole)-[:RATES {importance, level, n, standardError, suppress, notRelevant}]->(:Skill), likewise.
UNWIND $rows AS row
MATCH (a:JobRole {id: row.start})
MATCH (b:Skill {id: row.end})
CREATE (a)-[r:RATES {key: row.key}]->(b)
SET r = row.properties, r.run = $run
RETURN count(r) AS created, 0 AS updated

// name: mergeRatings(rows, run) write one
// The same for what may be there: only what differs is written, but for the run's stamp.
UNWIND $rows AS row
MATCH (a:JobRole {id: row.start})
MATCH (b:Skill {id: row.end})
MERGE (a)-[r:RATES {key: row.key}]->(b)
WITH row, r, r.contentHash AS before
FOREACH (_ IN CASE WHEN before = row.properties.contentHash THEN [] ELSE [1] END | SET r = row.properties)
SET r.run = $run
RETURN sum(CASE WHEN before IS NULL THEN 1 ELSE 0 END) AS created,
       sum(CASE WHEN before <> row.properties.contentHash THEN 1 ELSE 0 END) AS updated

// name: createCollectedSkills(rows, run) write one
// (:Collection)-[:CONTAINS]->(:Skill), for a version that is new.
UNWIND $rows AS row
MATCH (a:Collection {id: row.start})
MATCH (b:Skill {id: row.end})
CREATE (a)-[r:CONTAINS {key: row.key, run: $run}]->(b)
RETURN count(r) AS created, 0 AS updated

// name: mergeCollectedSkills(rows, run) write one
// The same for what may be there, found by its key.
UNWIND $rows AS row
MATCH (a:Collection {id: row.start})
MATCH (b:Skill {id: row.end})
MERGE (a)-[r:CONTAINS {key: row.key}]->(b)
WITH r, r.run AS stamp
SET r.run = $run
RETURN sum(CASE WHEN stamp IS NULL THEN 1 ELSE 0 END) AS created, 0 AS updated

// name: createCollectedJobRoles(rows, run) write one
// (:Collection)-[:CONTAINS]->(:JobRole), for a version that is new.
UNWIND $rows AS row
MATCH (a:Collection {id: row.start})
MATCH (b:JobRole {id: row.end})
CREATE (a)-[r:CONTAINS {key: row.key, run: $run}]->(b)
RETURN count(r) AS created, 0 AS updated

// name: mergeCollectedJobRoles(rows, run) write one
// The same for what may be there, found by its key.
UNWIND $rows AS row
MATCH (a:Collection {id: row.start})
MATCH (b:JobRole {id: row.end})
MERGE (a)-[r:CONTAINS {key: row.key}]->(b)
WITH r, r.run AS stamp
SET r.run = $run
RETURN sum(CASE WHEN stamp IS NULL THEN 1 ELSE 0 END) AS created, 0 AS updated
