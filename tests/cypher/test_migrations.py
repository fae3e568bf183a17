"""What a database has been through is recorded there, on both engines."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from skillsgraph.errors import MigrationRefused
from skillsgraph.graph import lease
from skillsgraph.graph.access import Graph
from skillsgraph.graph.migrate import LEASE, Migration, load_migrations, migrate
from skillsgraph.statements import cypher, parse

FORGET = parse(
    "test",
    "// name: forget(from) write one\n// Forget.\n"
    "MATCH (m:Migration) WHERE m.version >= $from DELETE m RETURN count(*) AS forgotten",
)[0]
INDEX = parse(
    "test",
    "// name: testIndex() schema none\n// For a test.\n"
    "CREATE INDEX test_index IF NOT EXISTS FOR (n:TestThing) ON (n.name)",
)
KNOWN = load_migrations()
NEXT = Migration(KNOWN[-1].version + 1, "a_test", "0" * 64, tuple(INDEX))


@pytest.fixture
async def plain(graph: Graph) -> AsyncIterator[Graph]:
    """A graph that forgets the migrations of a test."""
    yield graph
    await graph.write(FORGET, **{"from": KNOWN[-1].version + 1})


async def test_every_migration_is_recorded_once(graph: Graph) -> None:
    assert await migrate(graph) == []
    rows = await graph.read(cypher("appliedMigrations"))
    assert [row["version"] for row in rows] == [one.version for one in load_migrations()] != []
    assert [row["checksum"] for row in rows] == [one.checksum for one in load_migrations()]


async def test_a_new_one_is_applied_once_by_one_of_many(plain: Graph) -> None:
    done = await asyncio.gather(*(migrate(plain, [*KNOWN, NEXT]) for _ in range(4)), return_exceptions=True)
    assert [
        one for one in done if isinstance(one, BaseException) and not isinstance(one, MigrationRefused)
    ] == []
    assert [one for one in done if one == ["a_test"]] == [["a_test"]]
    assert await migrate(plain, [*KNOWN, NEXT]) == []


async def test_it_may_be_run_again_after_it_was_cut_short(plain: Graph) -> None:
    """Schema is not rolled back on every engine: what was done before the record is done again."""
    await migrate(plain, [*KNOWN, NEXT])
    await plain.write(FORGET, **{"from": NEXT.version})
    assert await migrate(plain, [*KNOWN, NEXT]) == ["a_test"]


async def test_a_changed_one_is_refused_by_name(plain: Graph) -> None:
    await migrate(plain, [*KNOWN, NEXT])
    with pytest.raises(MigrationRefused, match=rf"V{NEXT.version:04}__a_test was changed"):
        await migrate(plain, [*KNOWN, replace(NEXT, checksum="1" * 64)])


async def test_a_missing_one_is_refused_by_name(plain: Graph) -> None:
    await migrate(plain, [*KNOWN, NEXT])
    with pytest.raises(
        MigrationRefused, match=rf"V{NEXT.version:04}__a_test, which this version does not know"
    ):
        await migrate(plain)


async def test_while_another_process_migrates_it_is_refused(plain: Graph) -> None:
    await lease.take(plain, LEASE, "elsewhere|1|1|a", 60)
    try:
        with pytest.raises(MigrationRefused, match="Another process"):
            await migrate(plain, [*KNOWN, NEXT])
    finally:
        await lease.drop(plain, LEASE, "elsewhere|1|1|a")


async def test_a_record_is_kept_until_forgotten(plain: Graph) -> None:
    await plain.write(cypher("recordMigration"), version=9999, name="a test", checksum="none")
    rows = await plain.read(cypher("appliedMigrations"))
    assert [row["name"] for row in rows if row["version"] == 9999] == ["a test"]
