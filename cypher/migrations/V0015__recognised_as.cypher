// name: recognisedAsKey() schema none
// (:Credential)-[:RECOGNISED_AS]->(:Credential): merged by key, so that two writers cannot make it twice.
CREATE CONSTRAINT recognised_as_key IF NOT EXISTS FOR ()-[r:RECOGNISED_AS]-() REQUIRE r.key IS UNIQUE
