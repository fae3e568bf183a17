// name: adoptionId() schema none
// Every entity has an id of ours.
CREATE CONSTRAINT adoption_id IF NOT EXISTS FOR (n:Adoption) REQUIRE n.id IS UNIQUE
