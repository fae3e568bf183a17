// name: skillMatches(ids, afterName, afterId, first, withheld) read many
// What they match in other frameworks, either way. A page for each of the ids, in the order of names.
UNWIND $ids AS id
MATCH (:Skill {id: id})-[r:MATCHES]-(n:Skill)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
  AND NOT EXISTS { MATCH (n)-[:IN_FRAMEWORK]->(f:Framework) WHERE f.id IN $withheld }
WITH id, n, r ORDER BY n.sortName, n.id
WITH id, collect({n: n, told: {mapping: r.mapping, kind: r.kind, outward: r.key ENDS WITH n.id,
  status: r.status, confidence: r.confidence, justification: r.justification, source: r.source,
  author: r.author, date: r.date}})[..$first] AS found
UNWIND found AS one
WITH id, one.n AS n, one.told AS told
RETURN id, told, n {.*, frameworkId: COLLECT { MATCH (n)-[:IN_FRAMEWORK]->(f) RETURN f.id }[0]} AS node
ORDER BY id, n.sortName, n.id

// name: jobRoleMatches(ids, afterName, afterId, first, withheld) read many
// What they match in other frameworks, either way. A page for each of the ids, in the order of names.
UNWIND $ids AS id
MATCH (:JobRole {id: id})-[r:MATCHES]-(n:JobRole)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
  AND NOT EXISTS { MATCH (n)-[:IN_FRAMEWORK]->(f:Framework) WHERE f.id IN $withheld }
WITH id, n, r ORDER BY n.sortName, n.id
WITH id, collect({n: n, told: {mapping: r.mapping, kind: r.kind, outward: r.key ENDS WITH n.id,
  status: r.status, confidence: r.confidence, justification: r.justification, source: r.source,
  author: r.author, date: r.date}})[..$first] AS found
UNWIND found AS one
WITH id, one.n AS n, one.told AS told
RETURN id, told, n {.*, frameworkId: COLLECT { MATCH (n)-[:IN_FRAMEWORK]->(f) RETURN f.id }[0]} AS node
ORDER BY id, n.sortName, n.id

// name: jobRoleRatings(ids, afterName, afterId, first) read many
// The skills that are rated for them. A page for each of the ids, in the order of names.
UNWIND $ids AS id
MATCH (:JobRole {id: id})-[r:RATES]->(n:Skill)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
WITH id, n, r ORDER BY n.sortName, n.id
WITH id, collect({n: n, told: {importance: r.importance, level: r.level, n: r.n,
  standardError: r.standardError, levelStandardError: r.levelStandardError, suppress: r.suppress,
  levelSuppress: r.levelSuppress, notRelevant: r.notRelevant, date: r.date, source: r.source}})[..$first]
  AS found
UNWIND found AS one
WITH id, one.n AS n, one.told AS told
RETURN id, told, n {.*, frameworkId: COLLECT { MATCH (n)-[:IN_FRAMEWORK]->(f) RETURN f.id }[0]} AS node
ORDER BY id, n.sortName, n.id

// name: skillLevelsOf(ids) read many
// The level that each stands at itself, with the scale that it is of.
UNWIND $ids AS id
MATCH (:Skill {id: id})-[:AT_LEVEL]->(level:Level)<-[:HAS_LEVEL]-(scale:Scale)
RETURN id, level {.*, scale: scale.name} AS node
ORDER BY id, scale.name, level.rank

// name: jobRoleLevelsOf(ids) read many
// The level that each stands at itself, with the scale that it is of.
UNWIND $ids AS id
MATCH (:JobRole {id: id})-[:AT_LEVEL]->(level:Level)<-[:HAS_LEVEL]-(scale:Scale)
RETURN id, level {.*, scale: scale.name} AS node
ORDER BY id, scale.name, level.rank

// name: skillObservations(ids, first) read many
// The figures on each, the newest period first.
UNWIND $ids AS id
MATCH (:Skill {id: id})<-[:ABOUT]-(n:Observation)
OPTIONAL MATCH (n)-[:IN]->(area:Area)
OPTIONAL MATCH (n)-[:SECTOR]->(sector:Sector)
WITH id, n, area, sector ORDER BY n.period DESC, n.measure, n.id
WITH id, collect({n: n, area: area, sector: sector})[..$first] AS found
UNWIND found AS one
WITH id, one.n AS n, one.area AS area, one.sector AS sector
RETURN id, n {.*} AS node, area.scheme AS areaScheme, area.code AS areaCode, area.name AS areaName,
       sector.scheme AS sectorScheme, sector.code AS sectorCode, sector.name AS sectorName

// name: jobRoleObservations(ids, first) read many
// The figures on each, the newest period first.
UNWIND $ids AS id
MATCH (:JobRole {id: id})<-[:ABOUT]-(n:Observation)
OPTIONAL MATCH (n)-[:IN]->(area:Area)
OPTIONAL MATCH (n)-[:SECTOR]->(sector:Sector)
WITH id, n, area, sector ORDER BY n.period DESC, n.measure, n.id
WITH id, collect({n: n, area: area, sector: sector})[..$first] AS found
UNWIND found AS one
WITH id, one.n AS n, one.area AS area, one.sector AS sector
RETURN id, n {.*} AS node, area.scheme AS areaScheme, area.code AS areaCode, area.name AS areaName,
       sector.scheme AS sectorScheme, sector.code AS sectorCode, sector.name AS sectorName
