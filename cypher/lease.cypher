// name: leaseKey() schema none
// A lease is one node, however many ask for it at once.
CREATE CONSTRAINT lease_id IF NOT EXISTS FOR (n:Lease) REQUIRE n.id IS UNIQUE

// name: takeLease(id, holder, milliseconds, replaceable) write one
// Take a lease that is free, over, ours, or held by one of `replaceable`. It is written to before it is
// looked at, so that of two who ask at once the second waits and sees the first; times are the database's.
MERGE (lease:Lease {id: $id})
SET lease.touched = timestamp()
WITH lease,
     lease.holder IS NULL OR lease.until < lease.touched OR lease.holder IN $replaceable
     OR lease.holder = $holder AS free
SET lease.holder = CASE WHEN free THEN $holder ELSE lease.holder END,
    lease.until = CASE WHEN free THEN lease.touched + $milliseconds ELSE lease.until END
RETURN free AS taken, lease.holder AS holder, lease.until AS until

// name: renewLease(id, holder, milliseconds) write one
// Keep a lease that is still ours; no row when it is somebody else's by now.
MATCH (lease:Lease {id: $id})
SET lease.touched = timestamp()
WITH lease WHERE lease.holder = $holder
SET lease.until = lease.touched + $milliseconds
RETURN lease.until AS until

// name: dropLease(id, holder) write none
// Give back a lease of ours; nothing happens when it is somebody else's by now.
MATCH (lease:Lease {id: $id})
SET lease.touched = timestamp()
WITH lease WHERE lease.holder = $holder
REMOVE lease.holder, lease.until
