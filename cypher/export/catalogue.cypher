// name: organizationsToExport() read many scan: all of them are read
// Every organization, what it is a part of before it.
MATCH (n:Organization)
RETURN n {.*} AS node, COLLECT { MATCH (n)-[:PART_OF]->(whole:Organization) RETURN whole.uri } AS partOf
ORDER BY n.uri

// name: credentialsToExport(awardedBy, after, limit) read many scan: all of them are read, page by page
// Credentials with what belongs to them alone, of an organization or of all, in the order of ids after one of them.
MATCH (n:Credential)-[:AWARDED_BY]->(o:Organization)
WHERE n.id > $after AND ($awardedBy IS NULL OR o.uri = $awardedBy)
WITH n, o ORDER BY n.id LIMIT $limit
RETURN n {.*} AS node, o.uri AS awardedBy,
       COLLECT { MATCH (n)-[link:TEACHES]->(s:Skill) RETURN {skill: s.uri, level: link.level} } AS teaches,
       COLLECT { MATCH (n)-[link:ASSESSES]->(s:Skill) RETURN {skill: s.uri, level: link.level} } AS assesses,
       COLLECT { MATCH (n)-[:PREPARES_FOR]->(role:JobRole) RETURN DISTINCT role.uri } AS preparesFor,
       COLLECT { MATCH (n)<-[link:RECOGNISED_AS]-(other:Credential)
                 RETURN {credential: other.uri, link: properties(link)} } AS recognises,
       COLLECT { MATCH (n)-[:ASSESSED_BY]->(part:Assessment) RETURN properties(part) } AS assessments,
       COLLECT { MATCH (n)-[:COSTS]->(part:Cost) RETURN properties(part) } AS costs,
       COLLECT { MATCH (n)-[:HAS_OFFERING]->(part:Offering) RETURN properties(part) } AS offerings,
       COLLECT { MATCH (n)-[:HAS_OFFERING]->(part:Offering)-[:COSTS]->(cost:Cost)
                 RETURN {of: part.id, cost: properties(cost)} } AS offeringCosts
ORDER BY n.id
