// name: issuerOf(id) read one
// An organization by its id.
MATCH (n:Organization {id: $id})
RETURN n.id AS id, n.name AS name, n.homepage AS homepage

// name: achievementOf(id) read one
// What is awarded, by whom, and the skills that it assesses.
MATCH (n:Credential {id: $id})-[:AWARDED_BY]->(organization:Organization)
RETURN n {.*} AS credential, organization {.*} AS issuer,
       COLLECT { MATCH (n)-[:ASSESSES]->(s:Skill)-[:IN_FRAMEWORK]->(f:Framework)
                 RETURN {uri: s.uri, name: s.name, framework: f.name} } AS skills

// name: takeStatusIndex(id, issuer, index) write one
// Give an award its place in the issuer's status list, unless it has one. No row if the place is taken.
MATCH (award:Award {id: $id})
WHERE award.statusIndex IS NOT NULL
   OR NOT EXISTS { MATCH (:Award {statusList: $issuer, statusIndex: $index}) }
SET award.statusIndex = coalesce(award.statusIndex, $index), award.statusList = $issuer
RETURN award.statusIndex AS index

// name: keepDocument(id, document, exception) write one
// The signed document of an award, as text, and why it was awarded if a condition was not met.
MATCH (award:Award {id: $id})
SET award.document = $document, award.verification = 'VERIFIED',
    award.exception = coalesce($exception, award.exception)
RETURN award.id AS id

// name: takenBack(issuer, status) read many
// The places of an issuer's awards of a status: those that are revoked, or those that are suspended.
MATCH (award:Award {statusList: $issuer})
WHERE award.status = $status AND award.statusIndex IS NOT NULL
RETURN award.statusIndex AS index ORDER BY index
