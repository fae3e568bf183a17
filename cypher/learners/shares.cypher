// name: addShareLink(learner, properties) write one
// (:Learner)-[:SHARES]->(:ShareLink): known by the hash of its token alone.
MATCH (n:Learner {id: $learner})
CREATE (n)-[:SHARES]->(link:ShareLink)
SET link = $properties
RETURN link.id AS id

// name: shareLinks(learner) read many
// The links of a learner, the newest first.
MATCH (:Learner {id: $learner})-[:SHARES]->(link:ShareLink)
RETURN link {.*} AS node ORDER BY link.createdAt DESC, link.id

// name: withdrawShareLink(learner, id, now) write one
// End a link for good.
MATCH (:Learner {id: $learner})-[:SHARES]->(link:ShareLink {id: $id})
SET link.withdrawnAt = coalesce(link.withdrawnAt, $now)
RETURN link {.*} AS node

// name: useShareLink(hash, now) write one
// Count a use of a link that may be used, and tell whose it is and what it shows; no row for any other.
MATCH (link:ShareLink {hash: $hash})
WHERE link.withdrawnAt IS NULL AND link.until > $now AND link.uses < link.mostUses
SET link.uses = link.uses + 1, link.lastUsedAt = $now
WITH link
MATCH (n:Learner)-[:SHARES]->(link)
RETURN link {.*} AS node, n.id AS learner, n.label AS label

// name: sharedAwards(learner, ids, withheld) read many
// What a link shows of its learner's awards: who awards each, and the skills with their frameworks, but for what
// licences withhold.
MATCH (n:Learner {id: $learner})-[:EARNED]->(award:Award)
WHERE award.id IN $ids
RETURN award {.*} AS award,
       COLLECT { MATCH (award)-[:OF]->(:Credential)-[:AWARDED_BY]->(o:Organization) RETURN o.name }[0] AS issuer,
       COLLECT { MATCH (award)-[a:ATTESTS]->(s:Skill)-[:IN_FRAMEWORK]->(f:Framework)
                 WHERE NOT f.id IN $withheld
                 RETURN {name: s.name, uri: s.uri, level: a.level, framework: f.name,
                         attribution: f.attribution} } AS skills
ORDER BY award.issuedOn DESC, award.id
