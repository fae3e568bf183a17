// name: createMappings(frameworkId, rows, run) write one
// (:Mapping)-[:SUBJECT]->(:Reference) and -[:OBJECT]->(:Reference), for a version that is new.
MATCH (framework:Framework {id: $frameworkId})
UNWIND $rows AS row
MERGE (subject:Reference {id: row.subject.id})
MERGE (object:Reference {id: row.object.id})
SET subject += row.subject, object += row.object
CREATE (n:Mapping)-[:IN_FRAMEWORK]->(framework)
SET n = row.properties, n.run = $run
CREATE (n)-[:SUBJECT]->(subject)
CREATE (n)-[:OBJECT]->(object)
RETURN count(n) AS created, 0 AS updated

// name: mergeMappings(frameworkId, rows, run) write one
// The same for what may be there: only what differs is written, but for the run's stamp. What somebody decided
// on a proposed match stays decided.
MATCH (framework:Framework {id: $frameworkId})
UNWIND $rows AS row
MERGE (n:Mapping {id: row.id})
WITH framework, row, n, n.contentHash AS before
MERGE (subject:Reference {id: row.subject.id})
MERGE (object:Reference {id: row.object.id})
SET subject += row.subject, object += row.object
FOREACH (_ IN CASE WHEN before = row.properties.contentHash THEN [] ELSE [1] END | SET n += row.properties)
SET n.run = $run
MERGE (n)-[:IN_FRAMEWORK]->(framework)
MERGE (n)-[:SUBJECT]->(subject)
MERGE (n)-[:OBJECT]->(object)
RETURN sum(CASE WHEN before IS NULL THEN 1 ELSE 0 END) AS created,
       sum(CASE WHEN before <> row.properties.contentHash THEN 1 ELSE 0 END) AS updated

// name: createObservations(frameworkId, rows, run) write one
// (:Observation)-[:REFERS_TO]->(:Reference), -[:IN]->(:Area), -[:SECTOR]->(:Sector), for a version that is new.
MATCH (framework:Framework {id: $frameworkId})
UNWIND $rows AS row
MERGE (subject:Reference {id: row.subject.id})
SET subject += row.subject
CREATE (n:Observation)-[:IN_FRAMEWORK]->(framework)
SET n = row.properties, n.run = $run
CREATE (n)-[:REFERS_TO]->(subject)
FOREACH (area IN row.area | MERGE (a:Area {id: area.id}) SET a += area MERGE (n)-[:IN]->(a))
FOREACH (sector IN row.sector | MERGE (s:Sector {id: sector.id}) SET s += sector MERGE (n)-[:SECTOR]->(s))
RETURN count(n) AS created, 0 AS updated

// name: mergeObservations(frameworkId, rows, run) write one
// The same for what may be there: only what differs is written, but for the run's stamp.
MATCH (framework:Framework {id: $frameworkId})
UNWIND $rows AS row
MERGE (n:Observation {id: row.id})
WITH framework, row, n, n.contentHash AS before
MERGE (subject:Reference {id: row.subject.id})
SET subject += row.subject
FOREACH (_ IN CASE WHEN before = row.properties.contentHash THEN [] ELSE [1] END | SET n = row.properties)
SET n.run = $run
MERGE (n)-[:IN_FRAMEWORK]->(framework)
MERGE (n)-[:REFERS_TO]->(subject)
FOREACH (area IN row.area | MERGE (a:Area {id: area.id}) SET a += area MERGE (n)-[:IN]->(a))
FOREACH (sector IN row.sector | MERGE (s:Sector {id: sector.id}) SET s += sector MERGE (n)-[:SECTOR]->(s))
RETURN sum(CASE WHEN before IS NULL THEN 1 ELSE 0 END) AS created,
       sum(CASE WHEN before <> row.properties.contentHash THEN 1 ELSE 0 END) AS updated
