// name: recognitionId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT recognition_id IF NOT EXISTS FOR (n:Recognition) REQUIRE n.id IS UNIQUE
