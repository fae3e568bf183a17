// name: credentialsById(ids) read many
// Those of some ids.
UNWIND $ids AS id
MATCH (n:Credential {id: id})
RETURN id, n {.*} AS node

// name: frameworks() read many scan: there are few, and all are asked for
// Every framework version.
MATCH (n:Framework)
RETURN n {.*} AS node
ORDER BY n.sortName, n.id
