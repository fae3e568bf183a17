"""Brings a database to the shape that this version of the software needs.

A migration is a file `cypher/migrations/V0001__what_it_does.cypher` of schema statements, each of which may
run again without harm: an engine may keep half of a migration that was cut short. What was applied is kept in
the graph as `(:Migration {version, name, checksum, appliedOn})`, and a file that was applied never changes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path

from skillsgraph.errors import ImportInProgress, MigrationRefused, StatementInvalid, Where
from skillsgraph.graph import lease
from skillsgraph.graph.access import Graph
from skillsgraph.statements import Statement, cypher, cypher_folder, parse

LEASE = "migrations"
LEASE_SECONDS = 900.0

_FILE = re.compile(r"V(?P<version>\d{4})__(?P<name>[a-z0-9_]+)\.cypher")
_STEP = re.compile(r"dialect: fulltext (?P<label>\w+) (?P<prop>\w+)(?: |$)")


@dataclass(frozen=True, slots=True)
class Migration:
    """One file: its number, its name, a checksum of its text, and its statements."""

    version: int
    name: str
    checksum: str
    statements: tuple[Statement, ...]


def load_migrations(folder: Traversable | Path | None = None) -> list[Migration]:
    """The migrations of a folder in order; by default those of the package.

    Raises:
        StatementInvalid: A file has a wrong name, a number that is taken, or another mode.
    """
    folder = cypher_folder() / "migrations" if folder is None else folder
    found = [
        _load(entry) for entry in sorted(folder.iterdir(), key=lambda entry: entry.name) if entry.is_file()
    ]
    # Numbers may leave gaps, so that work done side by side does not meet in one.
    for before, migration in pairwise(found):
        if migration.version <= before.version:
            raise StatementInvalid(
                f"the migration {migration.name!r} has the number {migration.version},"
                f" which {before.name!r} has"
            )
    return found


async def migrate(graph: Graph, migrations: Iterable[Migration] | None = None) -> list[str]:
    """Apply what is missing, in order, and return its names. One process does it; others are refused.

    Raises:
        MigrationRefused: An applied migration was changed or is missing, or another process migrates now.
    """
    wanted = load_migrations() if migrations is None else list(migrations)
    if not _missing(wanted, await _applied(graph)):
        return []
    holder = lease.this_process()
    await graph.schema(cypher("leaseKey").text)
    await graph.schema(cypher("migrationKey").text)
    try:
        await lease.take(graph, LEASE, holder, LEASE_SECONDS)
    except ImportInProgress as error:
        raise MigrationRefused(
            "Another process is migrating this database.", hint="Wait until it is done, then try again."
        ) from error
    try:
        # Somebody else may have done it between the first look and the lease.
        missing = _missing(wanted, await _applied(graph))
        for migration in missing:
            await _apply(graph, migration)
        return [migration.name for migration in missing]
    finally:
        await lease.drop(graph, LEASE, holder)


async def _applied(graph: Graph) -> dict[int, tuple[str, str]]:
    rows = await graph.read(cypher("appliedMigrations"))
    return {row["version"]: (row["name"], row["checksum"]) for row in rows}


def _missing(wanted: list[Migration], applied: dict[int, tuple[str, str]]) -> list[Migration]:
    """The migrations to apply; refuses a database that has seen others than these."""
    known = {migration.version: migration for migration in wanted}
    for version, (name, checksum) in sorted(applied.items()):
        if version not in known:
            raise MigrationRefused(
                f"The database has the migration V{version:04}__{name}, which this version does not know.",
                hint="Use the version of skillsgraph that applied it, or a newer one.",
            )
        if known[version].checksum != checksum:
            raise MigrationRefused(
                f"The migration V{version:04}__{name} was changed after it had been applied.",
                hint="Restore the file, and put the change into a new migration.",
            )
    return [migration for migration in wanted if migration.version not in applied]


async def _apply(graph: Graph, migration: Migration) -> None:
    for statement in migration.statements:
        if step := _STEP.match(statement.doc):
            await graph.dialect.create_fulltext_index(graph.schema, step["label"], step["prop"])
        else:
            await graph.schema(statement.text)
    await graph.dialect.await_indexes(graph.schema)
    await graph.write(
        cypher("recordMigration"),
        version=migration.version,
        name=migration.name,
        checksum=migration.checksum,
    )


def _load(entry: Traversable | Path) -> Migration:
    named = _FILE.fullmatch(entry.name)
    file = f"cypher/migrations/{entry.name}"
    if named is None:
        raise StatementInvalid("a migration is called V0001__what_it_does.cypher", where=Where(file))
    text = entry.read_text(encoding="utf-8")
    statements = parse(file, text)
    for statement in statements:
        if statement.mode != "schema":
            raise StatementInvalid(
                f"{statement.name} is a {statement.mode} statement; a migration holds schema statements",
                where=Where(file, statement.line),
            )
    checksum = sha256(text.replace("\r\n", "\n").encode()).hexdigest()
    return Migration(int(named["version"]), named["name"], checksum, tuple(statements))
