// name: skillBroader(ids, afterName, afterId, first) read many
// The broader skills. A page for each of the ids, in the order of names.
UNWIND $ids AS id
MATCH (:Skill {id: id})-[r:BROADER]->(n:Skill)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
WITH id, n, r ORDER BY n.sortName, n.id
WITH id, collect({n: n, relation: r.relation, level: r.level})[..$first] AS found
UNWIND found AS one
WITH id, one.n AS n, one.relation AS relation, one.level AS level
RETURN id, n {.*, frameworkId: COLLECT { MATCH (n)-[:IN_FRAMEWORK]->(f) RETURN f.id }[0]} AS node, relation, level
ORDER BY id, n.sortName, n.id

// name: skillNarrower(ids, afterName, afterId, first) read many
// The narrower skills. A page for each of the ids, in the order of names.
UNWIND $ids AS id
MATCH (:Skill {id: id})<-[r:BROADER]-(n:Skill)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
WITH id, n, r ORDER BY n.sortName, n.id
WITH id, collect({n: n, relation: r.relation, level: r.level})[..$first] AS found
UNWIND found AS one
WITH id, one.n AS n, one.relation AS relation, one.level AS level
RETURN id, n {.*, frameworkId: COLLECT { MATCH (n)-[:IN_FRAMEWORK]->(f) RETURN f.id }[0]} AS node, relation, level
ORDER BY id, n.sortName, n.id

// name: skillRelated(ids, afterName, afterId, first) read many
// The skills that the source relates to them. A page for each of the ids, in the order of names.
UNWIND $ids AS id
MATCH (:Skill {id: id})-[r:RELATED]-(n:Skill)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
WITH id, n, r ORDER BY n.sortName, n.id
WITH id, collect({n: n, relation: r.relation, level: r.level})[..$first] AS found
UNWIND found AS one
WITH id, one.n AS n, one.relation AS relation, one.level AS level
RETURN id, n {.*, frameworkId: COLLECT { MATCH (n)-[:IN_FRAMEWORK]->(f) RETURN f.id }[0]} AS node, relation, level
ORDER BY id, n.sortName, n.id

// name: skillRequiredBy(ids, afterName, afterId, first) read many
// The job roles that require them. A page for each of the ids, in the order of names.
UNWIND $ids AS id
MATCH (:Skill {id: id})<-[r:REQUIRES]-(n:JobRole)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
WITH id, n, r ORDER BY n.sortName, n.id
WITH id, collect({n: n, relation: r.relation, level: r.level})[..$first] AS found
UNWIND found AS one
WITH id, one.n AS n, one.relation AS relation, one.level AS level
RETURN id, n {.*, frameworkId: COLLECT { MATCH (n)-[:IN_FRAMEWORK]->(f) RETURN f.id }[0]} AS node, relation, level
ORDER BY id, n.sortName, n.id

// name: skillCollections(ids, afterName, afterId, first) read many
// The collections that they are in. A page for each of the ids, in the order of names.
UNWIND $ids AS id
MATCH (:Skill {id: id})<-[r:CONTAINS]-(n:Collection)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
WITH id, n, r ORDER BY n.sortName, n.id
WITH id, collect({n: n, relation: r.relation, level: r.level})[..$first] AS found
UNWIND found AS one
WITH id, one.n AS n, one.relation AS relation, one.level AS level
RETURN id, n {.*} AS node, relation, level
ORDER BY id, n.sortName, n.id

// name: skillTaughtBy(ids, afterName, afterId, first) read many
// The credentials that teach them. A page for each of the ids, in the order of names.
UNWIND $ids AS id
MATCH (:Skill {id: id})<-[r:TEACHES]-(n:Credential)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
WITH id, n, r ORDER BY n.sortName, n.id
WITH id, collect({n: n, relation: r.relation, level: r.level})[..$first] AS found
UNWIND found AS one
WITH id, one.n AS n, one.relation AS relation, one.level AS level
RETURN id, n {.*} AS node, relation, level
ORDER BY id, n.sortName, n.id

// name: skillAssessedBy(ids, afterName, afterId, first) read many
// The credentials that assess them. A page for each of the ids, in the order of names.
UNWIND $ids AS id
MATCH (:Skill {id: id})<-[r:ASSESSES]-(n:Credential)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
WITH id, n, r ORDER BY n.sortName, n.id
WITH id, collect({n: n, relation: r.relation, level: r.level})[..$first] AS found
UNWIND found AS one
WITH id, one.n AS n, one.relation AS relation, one.level AS level
RETURN id, n {.*} AS node, relation, level
ORDER BY id, n.sortName, n.id

// name: jobRoleBroader(ids, afterName, afterId, first) read many
// The broader job roles and groups. A page for each of the ids, in the order of names.
UNWIND $ids AS id
MATCH (:JobRole {id: id})-[r:BROADER]->(n:JobRole)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
WITH id, n, r ORDER BY n.sortName, n.id
WITH id, collect({n: n, relation: r.relation, level: r.level})[..$first] AS found
UNWIND found AS one
WITH id, one.n AS n, one.relation AS relation, one.level AS level
RETURN id, n {.*, frameworkId: COLLECT { MATCH (n)-[:IN_FRAMEWORK]->(f) RETURN f.id }[0]} AS node, relation, level
ORDER BY id, n.sortName, n.id

// name: jobRoleNarrower(ids, afterName, afterId, first) read many
// The narrower job roles and groups. A page for each of the ids, in the order of names.
UNWIND $ids AS id
MATCH (:JobRole {id: id})<-[r:BROADER]-(n:JobRole)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
WITH id, n, r ORDER BY n.sortName, n.id
WITH id, collect({n: n, relation: r.relation, level: r.level})[..$first] AS found
UNWIND found AS one
WITH id, one.n AS n, one.relation AS relation, one.level AS level
RETURN id, n {.*, frameworkId: COLLECT { MATCH (n)-[:IN_FRAMEWORK]->(f) RETURN f.id }[0]} AS node, relation, level
ORDER BY id, n.sortName, n.id

// name: jobRoleRequires(ids, afterName, afterId, first) read many
// The skills that they require. A page for each of the ids, in the order of names.
UNWIND $ids AS id
MATCH (:JobRole {id: id})-[r:REQUIRES]->(n:Skill)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
WITH id, n, r ORDER BY n.sortName, n.id
WITH id, collect({n: n, relation: r.relation, level: r.level, importance: r.importance,
  derivedBy: r.derivedBy})[..$first] AS found
UNWIND found AS one
WITH id, one.n AS n, one.relation AS relation, one.level AS level, one.importance AS importance,
     one.derivedBy AS derivedBy
RETURN id, n {.*, frameworkId: COLLECT { MATCH (n)-[:IN_FRAMEWORK]->(f) RETURN f.id }[0]} AS node, relation, level,
       importance, derivedBy
ORDER BY id, n.sortName, n.id

// name: jobRoleCollections(ids, afterName, afterId, first) read many
// The collections that they are in. A page for each of the ids, in the order of names.
UNWIND $ids AS id
MATCH (:JobRole {id: id})<-[r:CONTAINS]-(n:Collection)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
WITH id, n, r ORDER BY n.sortName, n.id
WITH id, collect({n: n, relation: r.relation, level: r.level})[..$first] AS found
UNWIND found AS one
WITH id, one.n AS n, one.relation AS relation, one.level AS level
RETURN id, n {.*} AS node, relation, level
ORDER BY id, n.sortName, n.id

// name: credentialTeaches(ids, afterName, afterId, first) read many
// The skills that they teach. A page for each of the ids, in the order of names.
UNWIND $ids AS id
MATCH (:Credential {id: id})-[r:TEACHES]->(n:Skill)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
WITH id, n, r ORDER BY n.sortName, n.id
WITH id, collect({n: n, relation: r.relation, level: r.level})[..$first] AS found
UNWIND found AS one
WITH id, one.n AS n, one.relation AS relation, one.level AS level
RETURN id, n {.*, frameworkId: COLLECT { MATCH (n)-[:IN_FRAMEWORK]->(f) RETURN f.id }[0]} AS node, relation, level
ORDER BY id, n.sortName, n.id

// name: credentialAssesses(ids, afterName, afterId, first) read many
// The skills that they assess. A page for each of the ids, in the order of names.
UNWIND $ids AS id
MATCH (:Credential {id: id})-[r:ASSESSES]->(n:Skill)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
WITH id, n, r ORDER BY n.sortName, n.id
WITH id, collect({n: n, relation: r.relation, level: r.level})[..$first] AS found
UNWIND found AS one
WITH id, one.n AS n, one.relation AS relation, one.level AS level
RETURN id, n {.*, frameworkId: COLLECT { MATCH (n)-[:IN_FRAMEWORK]->(f) RETURN f.id }[0]} AS node, relation, level
ORDER BY id, n.sortName, n.id

// name: credentialAwardedBy(ids, afterName, afterId, first) read many
// Who awards them. A page for each of the ids, in the order of names.
UNWIND $ids AS id
MATCH (:Credential {id: id})-[r:AWARDED_BY]->(n:Organization)
WHERE n.sortName >= $afterName AND (n.sortName > $afterName OR n.id > $afterId)
WITH id, n, r ORDER BY n.sortName, n.id
WITH id, collect({n: n, relation: r.relation, level: r.level})[..$first] AS found
UNWIND found AS one
WITH id, one.n AS n, one.relation AS relation, one.level AS level
RETURN id, n {.*} AS node, relation, level
ORDER BY id, n.sortName, n.id

// name: skillTerms(ids) read many
// Their labels in every language, the preferred ones first.
UNWIND $ids AS id
MATCH (:Skill {id: id})-[:HAS_TERM]->(n:Term)
RETURN id, n {.id, .text, .language, .kind} AS node
ORDER BY id, CASE n.kind WHEN 'PREFERRED' THEN 0 WHEN 'ALTERNATIVE' THEN 1 ELSE 2 END, n.folded, n.id

// name: jobRoleTerms(ids) read many
// Their labels in every language, the preferred ones first.
UNWIND $ids AS id
MATCH (:JobRole {id: id})-[:HAS_TERM]->(n:Term)
RETURN id, n {.id, .text, .language, .kind} AS node
ORDER BY id, CASE n.kind WHEN 'PREFERRED' THEN 0 WHEN 'ALTERNATIVE' THEN 1 ELSE 2 END, n.folded, n.id
