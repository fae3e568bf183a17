// name: cohortLearners(credential, cohort, everyone, own, purpose, organization, now, most) read many
// Of those enrolled in a credential, in one cohort or (null) in any, whom the caller may see, by their labels.
MATCH (:Credential {id: $credential})<-[:IN]-(e:Enrolment)<-[:HAS]-(n:Learner)
WHERE ($cohort IS NULL OR e.cohort = $cohort)
  AND ($everyone OR n.id = $own OR EXISTS {
    MATCH (n)-[:GAVE]->(c:Consent {purpose: $purpose})
    WHERE c.from <= $now AND (c.until IS NULL OR c.until > $now)
      AND (c.organization IS NULL OR c.organization = $organization) })
WITH DISTINCT n
RETURN n.id AS id, n.sortName AS name
ORDER BY name, id LIMIT $most
