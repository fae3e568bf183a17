// name: scaleId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT scale_id IF NOT EXISTS FOR (n:Scale) REQUIRE n.id IS UNIQUE

// name: levelId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT level_id IF NOT EXISTS FOR (n:Level) REQUIRE n.id IS UNIQUE

// name: referenceId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT reference_id IF NOT EXISTS FOR (n:Reference) REQUIRE n.id IS UNIQUE

// name: mappingId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT mapping_id IF NOT EXISTS FOR (n:Mapping) REQUIRE n.id IS UNIQUE

// name: observationId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT observation_id IF NOT EXISTS FOR (n:Observation) REQUIRE n.id IS UNIQUE

// name: areaId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT area_id IF NOT EXISTS FOR (n:Area) REQUIRE n.id IS UNIQUE

// name: sectorId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT sector_id IF NOT EXISTS FOR (n:Sector) REQUIRE n.id IS UNIQUE

// name: ratesKey() schema none
// (:JobRole)-[:RATES]->(:Skill): merged by key, so that two writers cannot make it twice.
CREATE CONSTRAINT rates_key IF NOT EXISTS FOR ()-[r:RATES]-() REQUIRE r.key IS UNIQUE

// name: replacedByKey() schema none
// (:Skill|JobRole)-[:REPLACED_BY]->(same label): merged by key, so that two writers cannot make it twice.
CREATE CONSTRAINT replaced_by_key IF NOT EXISTS FOR ()-[r:REPLACED_BY]-() REQUIRE r.key IS UNIQUE

// name: hasLevelKey() schema none
// (:Scale)-[:HAS_LEVEL]->(:Level): merged by key, so that two writers cannot make it twice.
CREATE CONSTRAINT has_level_key IF NOT EXISTS FOR ()-[r:HAS_LEVEL]-() REQUIRE r.key IS UNIQUE

// name: matchesKey() schema none
// (:Skill|JobRole)-[:MATCHES]->(same label): merged by key, so that two writers cannot make it twice.
CREATE CONSTRAINT matches_key IF NOT EXISTS FOR ()-[r:MATCHES]-() REQUIRE r.key IS UNIQUE
