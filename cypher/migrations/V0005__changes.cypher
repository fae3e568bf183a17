// name: changeId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT change_id IF NOT EXISTS FOR (n:Change) REQUIRE n.id IS UNIQUE

// name: changeAt() schema none
// The feed is read in the order of time.
CREATE INDEX change_at IF NOT EXISTS FOR (n:Change) ON (n.at)
