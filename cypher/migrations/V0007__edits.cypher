// name: idempotencyKeyId() schema none
// A key is one node, however many bring it at once.
CREATE CONSTRAINT idempotency_key_id IF NOT EXISTS FOR (n:IdempotencyKey) REQUIRE n.id IS UNIQUE

// name: idempotencyKeyUntil() schema none
// Keys that are over are found by their end.
CREATE INDEX idempotency_key_until IF NOT EXISTS FOR (n:IdempotencyKey) ON (n.until)
