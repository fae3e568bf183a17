// name: addOffer(learner, credential, properties, now) write one
// (:Learner)-[:OFFERED]->(:CredentialOffer)-[:OF]->(:Credential): known by the hash of its secret alone. The learner
// is locked by the first write; no row while another offer of the same credential is open.
MATCH (n:Learner {id: $learner})
SET n.touchedAt = $now
WITH n
MATCH (credential:Credential {id: $credential})
WHERE NOT EXISTS {
    MATCH (n)-[:OFFERED]->(open:CredentialOffer {status: 'OPEN'})-[:OF]->(credential) WHERE open.until > $now }
CREATE (n)-[:OFFERED]->(offer:CredentialOffer)-[:OF]->(credential)
SET offer = $properties
RETURN offer.id AS id

// name: offerOf(id) read one
// Whose an offer is, of which credential, and who awards that.
MATCH (n:Learner)-[:OFFERED]->(offer:CredentialOffer {id: $id})-[:OF]->(credential:Credential)
RETURN offer {.*} AS node, n.id AS learner, credential.id AS credential, credential.name AS name,
       credential.description AS description,
       COLLECT { MATCH (credential)-[:AWARDED_BY]->(o:Organization) RETURN o.name }[0] AS issuer,
       COLLECT { MATCH (credential)-[:ASSESSES]->(s:Skill) RETURN s.name } AS skills

// name: offerByHash(hash) read many
// The offer that a link's secret opens.
MATCH (offer:CredentialOffer {hash: $hash})
RETURN offer.id AS id

// name: closeOffer(id, now, properties) write one
// Answer an offer or withdraw it; no row unless it is open. It and its learner are locked before that is looked at,
// so that of several answers at once one counts.
MATCH (n:Learner)-[:OFFERED]->(offer:CredentialOffer {id: $id})
SET n.touchedAt = $now, offer.touchedAt = $now
WITH offer
WHERE offer.status = 'OPEN' AND offer.until > $now
SET offer += $properties
RETURN offer.id AS id

// name: learnerOffers(ids) read many
// What learners were offered, the newest first, each with its credential and who awards that.
UNWIND $ids AS id
MATCH (:Learner {id: id})-[:OFFERED]->(n:CredentialOffer)-[:OF]->(credential:Credential)
RETURN id, n {.*, hash: null} AS node, credential.id AS credential,
       COLLECT { MATCH (credential)-[:AWARDED_BY]->(o:Organization) RETURN o.id } AS organizations
ORDER BY id, n.offeredAt DESC, n.id

// name: renewAward(award, renewed, now) write one
// (:Award)-[:RENEWS]->(:Award): the later one takes the earlier one's place. No row if another has taken it, and was
// not revoked. The earlier one is locked before that is looked at.
MATCH (earlier:Award {id: $renewed})
SET earlier.renewedAt = $now
WITH earlier
MATCH (award:Award {id: $award})
WHERE NOT EXISTS { MATCH (other:Award)-[:RENEWS]->(earlier) WHERE other.id <> $award AND other.status <> 'REVOKED' }
MERGE (award)-[:RENEWS]->(earlier)
RETURN award.id AS id

// name: renewalsOf(award) read many
// The awards that have taken an award's place: of several all but the last were revoked.
MATCH (other:Award)-[:RENEWS]->(:Award {id: $award})
RETURN other.id AS id, other.status AS status ORDER BY other.issuedOn, id

// name: countOffers(credential, now) read many
// How many offers of a credential stand where.
MATCH (:Credential {id: $credential})<-[:OF]-(offer:CredentialOffer)
RETURN CASE WHEN offer.status = 'OPEN' AND offer.until <= $now THEN 'LAPSED' ELSE offer.status END AS status,
       count(*) AS number
ORDER BY status

// name: countAwards(credential, today) read many
// How many awards of a credential stand where: EXPIRED follows from the day, SIGNED and RENEWAL are counted besides.
MATCH (:Credential {id: $credential})<-[:OF]-(award:Award)
WITH award, CASE WHEN award.status = 'VALID' AND award.validUntil < $today THEN 'EXPIRED'
                 ELSE award.status END AS status
RETURN status, count(*) AS number, count(award.document) AS signed,
       sum(CASE WHEN EXISTS { MATCH (award)-[:RENEWS]->(:Award) } THEN 1 ELSE 0 END) AS renewals
ORDER BY status

// name: expiringAwards(today, until, credential, everyone, own, purpose, organization, now, start, first) read many
// Valid awards that end within some days and are not renewed yet, of learners whom the caller may see and, for an
// organization, of credentials that it awards: the soonest first, a page from a place on.
MATCH (award:Award)
WHERE award.validUntil >= $today AND award.validUntil <= $until AND award.status = 'VALID'
  AND NOT EXISTS { MATCH (award)<-[:RENEWS]-(other:Award) WHERE other.status <> 'REVOKED' }
MATCH (award)-[:OF]->(credential:Credential)
MATCH (n:Learner)-[:EARNED]->(award)
WHERE ($credential IS NULL OR credential.id = $credential)
  AND ($organization IS NULL OR EXISTS { MATCH (credential)-[:AWARDED_BY]->(:Organization {id: $organization}) })
  AND ($everyone OR n.id = $own OR EXISTS {
    MATCH (n)-[:GAVE]->(c:Consent {purpose: $purpose})
    WHERE c.from <= $now AND (c.until IS NULL OR c.until > $now)
      AND (c.organization IS NULL OR c.organization = $organization) })
RETURN award {.*, document: null, learnerId: n.id, credentialId: credential.id} AS node, n.label AS label,
       credential.name AS name, credential.uri AS uri,
       EXISTS { MATCH (credential)-[:RENEWAL]->(:Rule) } AS renewable
ORDER BY award.validUntil, award.id SKIP $start LIMIT $first

// name: noteReminder(award, at) write one
// The holder was reminded that an award will end.
MATCH (award:Award {id: $award})
SET award.remindedAt = $at
RETURN award.id AS id
