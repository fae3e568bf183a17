"""What a database has been through is recorded there, on both engines."""

from skillsgraph.graph.access import Graph
from skillsgraph.graph.migrate import load_migrations, migrate
from skillsgraph.statements import cypher, parse

FORGET = parse(
    "test",
    "// name: forget() write one\n// Forget.\n"
    "MATCH (m:Migration {version: 9999}) DELETE m RETURN count(*) AS forgotten",
)[0]


async def test_every_migration_is_recorded_once(graph: Graph) -> None:
    assert await migrate(graph) == []
    rows = await graph.read(cypher("appliedMigrations"))
    assert [row["version"] for row in rows] == [one.version for one in load_migrations()] != []
    assert [row["checksum"] for row in rows] == [one.checksum for one in load_migrations()]


async def test_a_record_is_kept_until_forgotten(graph: Graph) -> None:
    await graph.write(cypher("recordMigration"), version=9999, name="a test", checksum="none")
    try:
        rows = await graph.read(cypher("appliedMigrations"))
        assert [row["name"] for row in rows if row["version"] == 9999] == ["a test"]
    finally:
        forgotten = await graph.write(FORGET)
    assert forgotten.rows == [{"forgotten": 1}]
