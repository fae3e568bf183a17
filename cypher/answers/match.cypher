// name: requirementsOfRoles(ids) read many
// What several job roles require: a row each, of lists in which the same place is the same skill.
UNWIND $ids AS id
MATCH (role:JobRole {id: id})-[need:REQUIRES]->(skill:Skill)
RETURN id AS role, collect(skill.id) AS ids, collect(skill.uri) AS uris, collect(skill.name) AS names,
       collect(need.relation) AS relations
ORDER BY role

// name: credentialsFor(skills, first, kinds, awardedBy, price, currency, hours, offered, languages, participation, startsBy, day) read many
// The credentials that can be earned now and teach or assess some of these skills, those that serve most of them
// first; null does not narrow, and `offered` asks for an offering that can be joined from the day on.
UNWIND $skills AS id
MATCH (:Skill {id: id})<-[:TEACHES|ASSESSES]-(credential:Credential)
WHERE credential.status = 'ACTIVE' AND credential.kind <> 'PATHWAY'
WITH credential, count(DISTINCT id) AS covered
WHERE ($kinds IS NULL OR credential.kind IN $kinds)
  AND ($hours IS NULL OR credential.workloadHours <= $hours)
  AND ($awardedBy IS NULL
    OR EXISTS { MATCH (credential)-[:AWARDED_BY]->(o:Organization) WHERE o.uri IN $awardedBy })
  AND ($price IS NULL OR (
    EXISTS { MATCH (credential)-[:COSTS]->(c:Cost) WHERE c.audience IS NULL }
    AND NOT EXISTS { MATCH (credential)-[:COSTS]->(c:Cost) WHERE c.audience IS NULL AND c.currency <> $currency }
    AND reduce(total = 0.0, amount IN COLLECT { MATCH (credential)-[:COSTS]->(c:Cost)
                 WHERE c.audience IS NULL RETURN c.amount } | total + amount) <= $price))
  AND (NOT $offered OR EXISTS { MATCH (credential)-[:HAS_OFFERING]->(o:Offering)
    WHERE ($participation IS NULL OR o.participation IN $participation)
      AND ($languages IS NULL OR any(one IN CASE WHEN size(coalesce(o.languages, [])) > 0 THEN o.languages
                                     ELSE coalesce(credential.languages, []) END WHERE one IN $languages))
      AND (o.startsOn IS NULL OR (o.startsOn >= $day AND ($startsBy IS NULL OR o.startsOn <= $startsBy)))
      AND (o.applyUntil IS NULL OR o.applyUntil >= $day) })
ORDER BY covered DESC, credential.id LIMIT $first
RETURN credential.id AS id, credential.uri AS uri, credential.name AS name, credential.kind AS kind,
       credential.workloadHours AS workloadHours,
       COLLECT { MATCH (credential)-[:AWARDED_BY]->(o:Organization) RETURN o.name } AS awardedBy,
       COLLECT { MATCH (credential)-[:COSTS]->(c:Cost) WHERE c.audience IS NULL
                 RETURN {kind: c.kind, amount: c.amount, currency: c.currency} } AS costs,
       COLLECT { MATCH (credential)-[:HAS_OFFERING]->(o:Offering)
                 RETURN {startsOn: o.startsOn, applyUntil: o.applyUntil} } AS offerings

// name: observedRoles(measure, area, sector, least) read many scan: all that was observed of a measure is looked at
// The job roles of which a measure was at least so much in the last period that is known, in a place and a sector
// if these are named.
MATCH (n:Observation {measure: $measure})-[:ABOUT]->(role:JobRole)
WHERE ($area IS NULL OR EXISTS { MATCH (n)-[:IN]->(a:Area) WHERE a.code = $area })
  AND ($sector IS NULL OR EXISTS { MATCH (n)-[:SECTOR]->(s:Sector) WHERE s.code = $sector })
WITH role.id AS id, n.period AS period, max(n.value) AS value
ORDER BY period DESC
WITH id, collect(value)[0] AS value
WHERE value >= $least
RETURN id, value
ORDER BY id

// name: regulationOf(id) read one
// What a job role's framework says of its regulation by law.
MATCH (role:JobRole {id: $id})
RETURN role.regulationNote AS note
