// name: migrationKey() schema none
// A version is applied once.
CREATE CONSTRAINT migration_version IF NOT EXISTS FOR (n:Migration) REQUIRE n.version IS UNIQUE

// name: appliedMigrations() read many scan: there are few, and all are asked for
// What this database has been brought to.
MATCH (migration:Migration)
RETURN migration.version AS version, migration.name AS name, migration.checksum AS checksum
ORDER BY version

// name: recordMigration(version, name, checksum) write none
// Remember that a migration was applied.
MERGE (migration:Migration {version: $version})
SET migration.name = $name, migration.checksum = $checksum, migration.appliedOn = timestamp()
