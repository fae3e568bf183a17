// name: createSkillTerms(rows, run) write one
// (:Skill)-[:HAS_TERM]->(:Term), for a version that is new.
UNWIND $rows AS row
MATCH (concept:Skill {id: row.concept})
CREATE (concept)-[:HAS_TERM]->(n:Term)
SET n = row.properties, n.run = $run
RETURN count(n) AS created, 0 AS updated

// name: mergeSkillTerms(rows, run) write one
// The same for what may be there.
UNWIND $rows AS row
MATCH (concept:Skill {id: row.concept})
MERGE (n:Term {id: row.properties.id})
WITH concept, row, n, n.text AS before
SET n.run = $run
FOREACH (_ IN CASE WHEN before = row.properties.text THEN [] ELSE [1] END |
  SET n += row.properties
  MERGE (concept)-[:HAS_TERM]->(n))
RETURN sum(CASE WHEN before IS NULL THEN 1 ELSE 0 END) AS created,
       sum(CASE WHEN before <> row.properties.text THEN 1 ELSE 0 END) AS updated

// name: createJobRoleTerms(rows, run) write one
// (:JobRole)-[:HAS_TERM]->(:Term), for a version that is new.
UNWIND $rows AS row
MATCH (concept:JobRole {id: row.concept})
CREATE (concept)-[:HAS_TERM]->(n:Term)
SET n = row.properties, n.run = $run
RETURN count(n) AS created, 0 AS updated

// name: mergeJobRoleTerms(rows, run) write one
// The same for what may be there.
UNWIND $rows AS row
MATCH (concept:JobRole {id: row.concept})
MERGE (n:Term {id: row.properties.id})
WITH concept, row, n, n.text AS before
SET n.run = $run
FOREACH (_ IN CASE WHEN before = row.properties.text THEN [] ELSE [1] END |
  SET n += row.properties
  MERGE (concept)-[:HAS_TERM]->(n))
RETURN sum(CASE WHEN before IS NULL THEN 1 ELSE 0 END) AS created,
       sum(CASE WHEN before <> row.properties.text THEN 1 ELSE 0 END) AS updated

// name: createSkillTexts(rows, run) write one
// (:Skill)-[:HAS_TEXT]->(:Text), for a version that is new.
UNWIND $rows AS row
MATCH (concept:Skill {id: row.concept})
CREATE (concept)-[:HAS_TEXT]->(n:Text)
SET n = row.properties, n.run = $run
RETURN count(n) AS created, 0 AS updated

// name: mergeSkillTexts(rows, run) write one
// The same for what may be there.
UNWIND $rows AS row
MATCH (concept:Skill {id: row.concept})
MERGE (n:Text {id: row.properties.id})
WITH concept, row, n, n.text AS before, n.contentHash AS content
SET n.run = $run
FOREACH (_ IN CASE WHEN content = row.properties.contentHash THEN [] ELSE [1] END |
  SET n += row.properties
  MERGE (concept)-[:HAS_TEXT]->(n))
RETURN sum(CASE WHEN before IS NULL THEN 1 ELSE 0 END) AS created,
       sum(CASE WHEN before <> row.properties.text THEN 1 ELSE 0 END) AS updated

// name: createJobRoleTexts(rows, run) write one
// (:JobRole)-[:HAS_TEXT]->(:Text), for a version that is new.
UNWIND $rows AS row
MATCH (concept:JobRole {id: row.concept})
CREATE (concept)-[:HAS_TEXT]->(n:Text)
SET n = row.properties, n.run = $run
RETURN count(n) AS created, 0 AS updated

// name: mergeJobRoleTexts(rows, run) write one
// The same for what may be there.
UNWIND $rows AS row
MATCH (concept:JobRole {id: row.concept})
MERGE (n:Text {id: row.properties.id})
WITH concept, row, n, n.text AS before, n.contentHash AS content
SET n.run = $run
FOREACH (_ IN CASE WHEN content = row.properties.contentHash THEN [] ELSE [1] END |
  SET n += row.properties
  MERGE (concept)-[:HAS_TEXT]->(n))
RETURN sum(CASE WHEN before IS NULL THEN 1 ELSE 0 END) AS created,
       sum(CASE WHEN before <> row.properties.text THEN 1 ELSE 0 END) AS updated
