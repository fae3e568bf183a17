// name: upsertOrganizations(rows) write many
// (:Organization)-[:PART_OF]->(:Organization)
UNWIND $rows AS row
MERGE (n:Organization {id: row.properties.id})
WITH row, n, n.uri IS NULL AS created
SET n = row.properties
FOREACH (whole IN CASE WHEN row.partOf IS NULL THEN [] ELSE [row.partOf] END |
  MERGE (parent:Organization {id: whole})
  MERGE (n)-[:PART_OF]->(parent))
RETURN n.id AS id, created
