// name: builtOn(id) read many
// What asks for a credential, at any depth of its entry, completion (of today) or renewal rule.
MATCH (:Credential {id: $id})<-[:OPTION]-(rule:Rule)
MATCH (rule)<-[:OPTION*0..8]-(root:Rule)<-[use:ENTRY|COMPLETION|RENEWAL]-(credential:Credential)
WHERE credential.id <> $id AND root.until IS NULL
RETURN DISTINCT credential.id AS id, credential.uri AS uri, credential.name AS name, type(use) AS use
ORDER BY name, id, use
