// name: addEntryRule(id, properties) write one
// (:Credential)-[:ENTRY]->(:Rule)
MATCH (n:Credential {id: $id})
CREATE (n)-[:ENTRY]->(rule:Rule)
SET rule = $properties
RETURN rule.id AS id

// name: addCompletionRule(id, properties) write one
// (:Credential)-[:COMPLETION]->(:Rule)
MATCH (n:Credential {id: $id})
CREATE (n)-[:COMPLETION]->(rule:Rule)
SET rule = $properties
RETURN rule.id AS id

// name: addNestedRule(ruleId, position, properties) write one
// (:Rule)-[:OPTION {position}]->(:Rule)
MATCH (whole:Rule {id: $ruleId})
CREATE (whole)-[:OPTION {position: $position}]->(rule:Rule)
SET rule = $properties
RETURN rule.id AS id

// name: missingOptions(uris) read many
// Those of some uris that no credential, skill or job role has.
UNWIND $uris AS uri
WITH uri WHERE NOT EXISTS { MATCH (:Credential {uri: uri}) }
  AND NOT EXISTS { MATCH (:Skill {uri: uri}) } AND NOT EXISTS { MATCH (:JobRole {uri: uri}) }
RETURN uri ORDER BY uri

// name: addRuleOptions(ruleId, rows) write many
// (:Rule)-[:OPTION {position}]->(:Credential|Skill|JobRole). A uri that nothing has gives no row.
MATCH (rule:Rule {id: $ruleId})
UNWIND $rows AS row
CALL (row) {
  MATCH (option:Credential {uri: row.uri}) RETURN option, true AS active
  UNION
  MATCH (option:Skill {uri: row.uri})-[:IN_FRAMEWORK]->(f:Framework) RETURN option, f.active AS active
  UNION
  MATCH (option:JobRole {uri: row.uri})-[:IN_FRAMEWORK]->(f:Framework) RETURN option, f.active AS active
}
WITH rule, row, option, active ORDER BY active DESC, option.id
WITH rule, row, collect(option)[0] AS option
CREATE (rule)-[:OPTION {position: row.position}]->(option)
RETURN row.uri AS uri
