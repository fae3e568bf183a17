// name: rolesServedBy(id, withheld) read many
// Job roles of active versions with an essential skill that this credential teaches or assesses: how many
// essential skills each has, how many of these it gives, how many no other credential gives, and how many can
// be had at all.
MATCH (:Credential {id: $id})-[:TEACHES|ASSESSES]->(given:Skill)
WHERE NOT EXISTS { MATCH (given)-[:IN_FRAMEWORK]->(f:Framework) WHERE f.id IN $withheld }
MATCH (given)<-[:REQUIRES {relation: 'ESSENTIAL'}]-(role:JobRole)
MATCH (role)-[:IN_FRAMEWORK]->(f:Framework {active: true}) WHERE NOT f.id IN $withheld AND role.kind <> 'GROUP'
WITH DISTINCT role
MATCH (role)-[:REQUIRES {relation: 'ESSENTIAL'}]->(skill:Skill)
WHERE NOT EXISTS { MATCH (skill)-[:IN_FRAMEWORK]->(f:Framework) WHERE f.id IN $withheld }
WITH role,
     CASE WHEN EXISTS { MATCH (skill)<-[:TEACHES|ASSESSES]-(c:Credential) WHERE c.id = $id } THEN 1 ELSE 0 END AS here,
     CASE WHEN EXISTS { MATCH (skill)<-[:TEACHES|ASSESSES]-(c:Credential)
       WHERE c.id <> $id AND c.status = 'ACTIVE' AND c.kind <> 'PATHWAY' } THEN 1 ELSE 0 END AS elsewhere
WITH role, count(*) AS essential, sum(here) AS given, sum(here * (1 - elsewhere)) AS only,
     sum(here + elsewhere - here * elsewhere) AS possible
RETURN role.id AS id, role.name AS name, essential, given, only, possible,
       EXISTS { MATCH (role)<-[:ABOUT]-(:Observation) } AS observed
ORDER BY role.sortName, id

// name: skillsGivenBy(id, withheld) read many
// What a credential teaches or assesses, and whether another that can be earned now does so too.
MATCH (:Credential {id: $id})-[:TEACHES|ASSESSES]->(skill:Skill)
MATCH (skill)-[:IN_FRAMEWORK]->(f:Framework) WHERE NOT f.id IN $withheld
WITH DISTINCT skill
RETURN skill.id AS id, skill.name AS name, EXISTS { MATCH (skill)<-[:TEACHES|ASSESSES]-(c:Credential)
  WHERE c.id <> $id AND c.status = 'ACTIVE' AND c.kind <> 'PATHWAY' } AS elsewhere
ORDER BY skill.sortName, id

// name: countHolders(id, today) read one
// How many people hold a valid award of a credential.
MATCH (:Credential {id: $id})<-[:OF]-(a:Award {status: 'VALID'})<-[:EARNED]-(n:Learner)
WHERE a.validUntil IS NULL OR a.validUntil >= $today
RETURN count(DISTINCT n) AS people

// name: countHoldersOfSkills(ids, today) read many
// How many people hold a valid award of a credential that teaches or assesses each of some skills.
UNWIND $ids AS id
MATCH (:Skill {id: id})<-[:TEACHES|ASSESSES]-(:Credential)<-[:OF]-(a:Award {status: 'VALID'})<-[:EARNED]-(n:Learner)
WHERE a.validUntil IS NULL OR a.validUntil >= $today
RETURN id, count(DISTINCT n) AS people
ORDER BY id

// name: supplyAndDemand(framework, skip, first, withheld) read many
// The skills of a framework version: how many job roles require each, how many credentials that can be earned
// now teach or assess it, and first those with the most roles for each credential. Roles that are withheld are not
// counted.
MATCH (skill:Skill)-[:IN_FRAMEWORK]->(:Framework {id: $framework})
WHERE skill.kind <> 'GROUP'
WITH skill, COUNT { MATCH (skill)<-[:REQUIRES {relation: 'ESSENTIAL'}]-(role:JobRole)
                    WHERE size($withheld) = 0 OR NOT EXISTS {
                      MATCH (role)-[:IN_FRAMEWORK]->(f:Framework) WHERE f.id IN $withheld } } AS essential,
     COUNT { MATCH (skill)<-[:REQUIRES {relation: 'OPTIONAL'}]-(role:JobRole)
             WHERE size($withheld) = 0 OR NOT EXISTS {
               MATCH (role)-[:IN_FRAMEWORK]->(f:Framework) WHERE f.id IN $withheld } } AS optional,
     COLLECT { MATCH (skill)<-[:TEACHES|ASSESSES]-(c:Credential)
               WHERE c.status = 'ACTIVE' AND c.kind <> 'PATHWAY' RETURN DISTINCT c.id } AS credentials
WITH skill, essential, optional, size(credentials) AS credentials,
     1.0 * essential / (1 + size(credentials)) AS score
ORDER BY score DESC, optional DESC, skill.sortName, skill.id SKIP $skip LIMIT $first
RETURN skill.id AS id, essential, optional, credentials, score,
       COUNT { (skill)<-[:ABOUT]-(:Observation) } AS observations
ORDER BY score DESC, optional DESC, skill.sortName, id

// name: skillsCovered(framework, organization) read many
// The skills of a framework version by the groups directly above them: how many there are, and how many the
// credentials that can be earned now (of one organization or, null, of all) teach and assess.
MATCH (skill:Skill)-[:IN_FRAMEWORK]->(:Framework {id: $framework})
WHERE skill.kind <> 'GROUP'
WITH skill, COLLECT { MATCH (skill)<-[link:TEACHES|ASSESSES]-(c:Credential)
  WHERE c.status = 'ACTIVE' AND c.kind <> 'PATHWAY' AND ($organization IS NULL
    OR EXISTS { MATCH (c)-[:AWARDED_BY]->(o:Organization) WHERE o.id = $organization })
  RETURN DISTINCT type(link) } AS links
OPTIONAL MATCH (skill)-[:BROADER]->(broader:Skill {kind: 'GROUP'})
WITH skill, broader, CASE WHEN 'TEACHES' IN links THEN 1 ELSE 0 END AS taught,
     CASE WHEN 'ASSESSES' IN links THEN 1 ELSE 0 END AS assessed, CASE WHEN links = [] THEN 0 ELSE 1 END AS given
RETURN broader.id AS id, broader.sortName AS name, count(*) AS skills, sum(taught) AS taught,
       sum(assessed) AS assessed, sum(given) AS given
ORDER BY name, id

// name: countSkillsCovered(framework, organization) read one
// The same of all of its skills, each counted once.
MATCH (skill:Skill)-[:IN_FRAMEWORK]->(:Framework {id: $framework})
WHERE skill.kind <> 'GROUP'
WITH COLLECT { MATCH (skill)<-[link:TEACHES|ASSESSES]-(c:Credential)
  WHERE c.status = 'ACTIVE' AND c.kind <> 'PATHWAY' AND ($organization IS NULL
    OR EXISTS { MATCH (c)-[:AWARDED_BY]->(o:Organization) WHERE o.id = $organization })
  RETURN DISTINCT type(link) } AS links
RETURN count(*) AS skills, sum(CASE WHEN 'TEACHES' IN links THEN 1 ELSE 0 END) AS taught,
       sum(CASE WHEN 'ASSESSES' IN links THEN 1 ELSE 0 END) AS assessed,
       sum(CASE WHEN links = [] THEN 0 ELSE 1 END) AS given

// name: rolesCovered(framework, organization, withheld) read one
// The job roles of a framework version that have essential skills: how many there are, of how many all can be
// learned, and of how many half or more.
MATCH (role:JobRole)-[:IN_FRAMEWORK]->(:Framework {id: $framework})
WHERE role.kind <> 'GROUP'
WITH role,
     COUNT { MATCH (role)-[:REQUIRES {relation: 'ESSENTIAL'}]->(skill:Skill)
       WHERE NOT EXISTS { MATCH (skill)-[:IN_FRAMEWORK]->(f:Framework) WHERE f.id IN $withheld } } AS essential,
     COUNT { MATCH (role)-[:REQUIRES {relation: 'ESSENTIAL'}]->(skill:Skill)
       WHERE NOT EXISTS { MATCH (skill)-[:IN_FRAMEWORK]->(f:Framework) WHERE f.id IN $withheld } AND EXISTS { MATCH (skill)<-[:TEACHES|ASSESSES]-(c:Credential)
         WHERE c.status = 'ACTIVE' AND c.kind <> 'PATHWAY' AND ($organization IS NULL
           OR EXISTS { MATCH (c)-[:AWARDED_BY]->(o:Organization) WHERE o.id = $organization }) } } AS given
WITH essential, given WHERE essential > 0
RETURN count(*) AS roles, sum(CASE WHEN given = essential THEN 1 ELSE 0 END) AS whole,
       sum(CASE WHEN 2 * given >= essential THEN 1 ELSE 0 END) AS half
