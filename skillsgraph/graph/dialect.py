"""Everything that differs between the engines, one named function a difference.

The rest of the house asks here and never which engine it talks to.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable

from skillsgraph.graph.embedded import EmbeddedEngine

RunSchema = Callable[[str], Awaitable[None]]
ShortestPath = Callable[[str, str, str, str], str]

_NAME = re.compile(r"[A-Za-z]\w*")


class Dialect(ABC):
    """One engine's ways."""

    @abstractmethod
    def server_timeout(self, seconds: float) -> float | None:
        """The timeout to send with a query, in seconds; None when the engine would not obey it."""

    @property
    @abstractmethod
    def ends_what_we_leave(self) -> bool:
        """Whether a query ends by itself when its client has gone; if not, the watchdog ends it."""

    @abstractmethod
    def fulltext_index(self, label: str, prop: str) -> str:
        """What `db.index.fulltext.queryNodes` calls the full-text index of a property."""

    @abstractmethod
    async def create_fulltext_index(self, run: RunSchema, label: str, prop: str) -> None:
        """Make that index, if it is not there; `run` runs a schema statement."""

    @abstractmethod
    async def await_indexes(self, run: RunSchema) -> None:
        """Return when every index can be used."""

    @staticmethod
    @abstractmethod
    def shortest_path(start: str, relations: str, end: str, wanted: str) -> str:
        """The MATCH of the shortest `path` between two variables whose every relation, `hop`, is wanted."""

    async def revive(self) -> None:  # noqa: B027 - most engines are not ours to start
        """Bring the engine back after a crash, if it is ours."""


class Neo4jDialect(Dialect):
    """Neo4j 5.26 LTS and newer: server, cluster or Aura."""

    def server_timeout(self, seconds: float) -> float | None:
        return seconds

    @property
    def ends_what_we_leave(self) -> bool:
        return True

    def fulltext_index(self, label: str, prop: str) -> str:
        return f"{_plain(label)}_{_plain(prop)}_text"

    async def create_fulltext_index(self, run: RunSchema, label: str, prop: str) -> None:
        # Names cannot be parameters; these come from a migration of ours and are checked.
        name = self.fulltext_index(label, prop)
        await run(f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{label}) ON EACH [n.{prop}]")

    async def await_indexes(self, run: RunSchema) -> None:
        await run("CALL db.awaitIndexes(300)")

    @staticmethod
    def shortest_path(start: str, relations: str, end: str, wanted: str) -> str:
        # It refuses a condition within the pattern, and heeds this one while it searches.
        found = f"MATCH path = shortestPath(({start})-[:{relations}]-({end}))"
        return f"{found} WHERE all(hop IN relationships(path) WHERE {wanted})"


class EmbeddedDialect(Dialect):
    """The embedded engine (ArcadeDB over Bolt)."""

    def __init__(self, engine: EmbeddedEngine) -> None:
        self._engine = engine

    def server_timeout(self, seconds: float) -> float | None:
        return None  # accepted and ignored by it

    @property
    def ends_what_we_leave(self) -> bool:
        return False

    def fulltext_index(self, label: str, prop: str) -> str:
        return f"{_plain(label)}[{_plain(prop)}]"

    async def create_fulltext_index(self, run: RunSchema, label: str, prop: str) -> None:
        # It refuses CREATE FULLTEXT INDEX over Bolt.
        await self._engine.create_fulltext_index(_plain(label), _plain(prop))

    async def await_indexes(self, run: RunSchema) -> None:
        """Its indexes are complete when the statement that makes them returns."""

    @staticmethod
    def shortest_path(start: str, relations: str, end: str, wanted: str) -> str:
        # It finds a path first, and would then only drop it for a condition after the pattern.
        return f"MATCH path = shortestPath(({start})-[hop:{relations} WHERE {wanted}]-({end}))"

    async def revive(self) -> None:
        await self._engine.ensure_running()


def _plain(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a plain name")
    return name
