// name: preparesForKey() schema none
// (:Credential)-[:PREPARES_FOR]->(:JobRole): merged by key, so that two writers cannot make it twice.
CREATE CONSTRAINT prepares_for_key IF NOT EXISTS FOR ()-[r:PREPARES_FOR]-() REQUIRE r.key IS UNIQUE
