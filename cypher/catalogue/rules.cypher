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

// name: addRenewalRule(id, everyMonths, properties) write one
// (:Credential)-[:RENEWAL {everyMonths}]->(:Rule)
MATCH (n:Credential {id: $id})
CREATE (n)-[:RENEWAL {everyMonths: $everyMonths}]->(rule:Rule)
SET rule = $properties
RETURN rule.id AS id

// name: orderRules(rows) write many
// (:Rule)-[:PRECEDES]->(:Rule), an order in which rules are to be fulfilled; nothing depends on it.
UNWIND $rows AS row
MATCH (before:Rule {id: row.before}), (after:Rule {id: row.after})
MERGE (before)-[:PRECEDES]->(after)
RETURN before.id AS id

// name: addRuleTheme(ruleId, uri) write one
// (:Rule)-[:THEME]->(:Skill|Collection), of the active version where several have the uri.
MATCH (rule:Rule {id: $ruleId})
CALL () {
  MATCH (theme:Skill {uri: $uri})-[:IN_FRAMEWORK]->(f:Framework) RETURN theme, f.active AS active
  UNION
  MATCH (theme:Collection {uri: $uri}) RETURN theme, true AS active
}
WITH rule, theme, active ORDER BY active DESC, theme.id
WITH rule, collect(theme)[0] AS theme
WHERE theme IS NOT NULL
CREATE (rule)-[:THEME]->(theme)
RETURN theme.id AS id

// name: ruleTrees(ids, withheld) read many
// Every rule of some credentials, nested ones too, each with its options and how it hangs on its credential. What
// is `withheld` stays an option, or the rule would be another.
UNWIND $ids AS id
MATCH (credential:Credential {id: id})-[use:ENTRY|COMPLETION|RENEWAL]->(root:Rule)
MATCH (root)-[:OPTION*0..8]->(rule:Rule)
RETURN credential.id AS credential, type(use) AS use, use.everyMonths AS everyMonths, root.id AS root,
       properties(rule) AS rule,
       COLLECT { MATCH (rule)-[:THEME]->(theme) RETURN theme.uri } AS themes,
       COLLECT { MATCH (rule)-[:PRECEDES]->(later:Rule) RETURN later.key ORDER BY later.key } AS precedes,
       COLLECT { MATCH (rule)-[link:OPTION]->(option)
                 RETURN {position: link.position, id: option.id, uri: option.uri, name: option.name,
                         label: labels(option)[0],
                         withheld: EXISTS { MATCH (option)-[:IN_FRAMEWORK]->(f:Framework)
                                            WHERE f.id IN $withheld }} } AS options
ORDER BY credential, use, root, rule.id

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
