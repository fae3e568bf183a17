// name: skillUri() schema none
// Found by the uri of its source.
CREATE INDEX skill_uri IF NOT EXISTS FOR (n:Skill) ON (n.uri)

// name: jobRoleUri() schema none
// Found by the uri of its source.
CREATE INDEX job_role_uri IF NOT EXISTS FOR (n:JobRole) ON (n.uri)

// name: collectionUri() schema none
// Found by the uri of its source.
CREATE INDEX collection_uri IF NOT EXISTS FOR (n:Collection) ON (n.uri)

// name: credentialUri() schema none
// Found by the uri of its source.
CREATE INDEX credential_uri IF NOT EXISTS FOR (n:Credential) ON (n.uri)

// name: organizationUri() schema none
// Found by the uri of its source.
CREATE INDEX organization_uri IF NOT EXISTS FOR (n:Organization) ON (n.uri)

// name: frameworkCode() schema none
// Found by its short name.
CREATE INDEX framework_code IF NOT EXISTS FOR (n:Framework) ON (n.code)

// name: skillCode() schema none
// Found by the code that its framework gives it.
CREATE INDEX skill_code IF NOT EXISTS FOR (n:Skill) ON (n.code)

// name: jobRoleCode() schema none
// Found by the code that its framework gives it.
CREATE INDEX job_role_code IF NOT EXISTS FOR (n:JobRole) ON (n.code)

// name: skillSortName() schema none
// Pages are in the order of names, as people sort them.
CREATE INDEX skill_sort_name IF NOT EXISTS FOR (n:Skill) ON (n.sortName)

// name: jobRoleSortName() schema none
// Pages are in the order of names, as people sort them.
CREATE INDEX job_role_sort_name IF NOT EXISTS FOR (n:JobRole) ON (n.sortName)

// name: credentialSortName() schema none
// Pages are in the order of names, as people sort them.
CREATE INDEX credential_sort_name IF NOT EXISTS FOR (n:Credential) ON (n.sortName)

// name: organizationSortName() schema none
// Pages are in the order of names, as people sort them.
CREATE INDEX organization_sort_name IF NOT EXISTS FOR (n:Organization) ON (n.sortName)

// name: termText() schema none
// dialect: fulltext Term folded
// Search over the words of every label. Each engine makes such an index in its own way, and the
// embedded one takes no second index on the same property.
RETURN 1
