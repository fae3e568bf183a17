// name: lastImportRun(frameworkId) read one
// The last import of a framework version, finished or not.
MATCH (run:ImportRun)-[:OF]->(:Framework {id: $frameworkId})
RETURN run.id AS id, run.number AS number, run.digest AS digest, run.batch AS batch,
       run.batches AS batches, run.finishedOn IS NOT NULL AS finished, run.creating AS creating,
       coalesce(run.linked, false) AS linked
ORDER BY number DESC LIMIT 1

// name: startImportRun(framework, run) write none
// Begin an import: the framework version, not active yet when it is new, and the run's checkpoint.
MERGE (framework:Framework {id: $framework.id})
ON CREATE SET framework.active = false, framework.languages = []
SET framework += $framework
CREATE (run:ImportRun)-[:OF]->(framework)
SET run = $run, run.startedOn = timestamp()

// name: advanceImportRun(id, batches) write one
// The checkpoint: how many batches are in the graph, with the last of them in the same transaction.
MATCH (run:ImportRun {id: $id})
SET run.batches = $batches
RETURN run.batches AS batches

// name: countImportWrite(id) write none
// Something that a run writes, removes or links is counted in the same transaction, and so is known to others.
MATCH (run:ImportRun {id: $id})
SET run.writes = coalesce(run.writes, 0) + 1

// name: finishImportRun(id, languages, linked) write one
// The run is complete; `linked` when its references denote what they should. The first version of a framework becomes the one that lookups mean.
MATCH (run:ImportRun {id: $id})-[:OF]->(framework:Framework)
SET run.finishedOn = timestamp(), run.linked = $linked
WITH framework
OPTIONAL MATCH (other:Framework {code: framework.code, active: true})
WITH framework, count(other) AS others
SET framework.active = framework.active OR others = 0,
    framework.languages = framework.languages + [l IN $languages WHERE NOT l IN framework.languages]
RETURN framework.active AS active

// name: activateFramework(code, version) write one
// Make a version the one that lookups mean. Nothing changes, and no row comes, when there is no such version
// or its import has never been complete, which its languages tell.
MATCH (wanted:Framework {code: $code, version: $version})
WHERE size(wanted.languages) > 0
MATCH (framework:Framework {code: $code})
SET framework.active = (framework.id = wanted.id)
WITH DISTINCT wanted
RETURN wanted.id AS id

// name: conceptIds(frameworkId) read many
// The ids of every concept of a framework version, if its import has ever been complete.
MATCH (concept)-[:IN_FRAMEWORK]->(framework:Framework {id: $frameworkId})
WHERE size(framework.languages) > 0
RETURN concept.id AS id
