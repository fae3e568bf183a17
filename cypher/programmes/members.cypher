// name: programmeMembers(ids) read many
// What audits and checks ask of credentials: their own facts, who awards them, what they teach, when they run.
UNWIND $ids AS id
MATCH (credential:Credential {id: id})
RETURN credential.id AS id, properties(credential) AS node,
       COLLECT { MATCH (credential)-[:AWARDED_BY]->(issuer:Organization) RETURN issuer.uri } AS issuers,
       COLLECT { MATCH (credential)-[:AWARDED_BY]->(issuer:Organization) WHERE issuer.country IS NOT NULL
                 RETURN issuer.country } AS countries,
       EXISTS { MATCH (credential)<-[:COVERS]-(:Accreditation) } AS accreditedItself,
       EXISTS { MATCH (credential)-[:AWARDED_BY]->(:Organization)<-[:COVERS]-(:Accreditation) } AS accredited,
       COLLECT { MATCH (credential)-[:TEACHES|ASSESSES]->(skill:Skill) RETURN DISTINCT skill.uri } AS skills,
       COLLECT { MATCH (credential)-[:ASSESSED_BY]->(part:Assessment) RETURN part.method } AS methods,
       COLLECT { MATCH (credential)-[:HAS_OFFERING]->(part:Offering)
                 RETURN {endsOn: part.endsOn, participation: part.participation} } AS offerings
ORDER BY id

// name: standingRecognitions(ids) read many
// (:Credential)-[:RECOGNISED_AS]->(:Credential): what holders of credentials are credited with, and by whom.
UNWIND $ids AS id
MATCH (:Credential {id: id})-[link:RECOGNISED_AS]->(member:Credential)
RETURN id, member.uri AS towards, link.credits AS credits, link.since AS since, link.until AS until,
       link.source AS source,
       COLLECT { MATCH (member)-[:AWARDED_BY]->(decider:Organization) RETURN decider.name } AS decidedBy
ORDER BY id, towards
