"""The index of a graph: built in the background, again when the graph has changed, and never silently old.

async with indexing(graph):                 # from here on it is being built
    kept = await index_of(graph)            # waits for the first, and a while for a newer one
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from skillsgraph.answers.index.build import build
from skillsgraph.answers.index.index import Index
from skillsgraph.answers.index.rows import graph_version, read_rows
from skillsgraph.errors import SkillsGraphError
from skillsgraph.graph.access import Graph

PATIENCE_SECONDS = 8.0
"""So long does a question wait for a newer index before it is answered from the one there is."""
_CLOSING_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Kept:
    """An index, and whether the graph has changed since it was built."""

    index: Index
    stale: bool


class Keeper:
    """Holds the newest index of one graph, and builds one at a time."""

    def __init__(self) -> None:
        self._index: Index | None = None
        self._building: asyncio.Task[Index] | None = None

    async def current(self, graph: Graph) -> Kept:
        """The index of the graph as it is now; an older one when a newer takes longer than the patience.

        Raises what reading the graph raises, when there is no index at all.
        """
        version = await graph_version(graph)
        if self._index is not None and self._index.version == version:
            return Kept(self._index, stale=False)
        building = self.start(graph)
        if self._index is None:
            built = await asyncio.shield(building)
            return Kept(built, stale=False)
        older = self._index
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return Kept(await asyncio.shield(building), stale=False)
        except (TimeoutError, SkillsGraphError):
            return Kept(older, stale=True)

    def start(self, graph: Graph) -> "asyncio.Task[Index]":
        """Build an index, unless one is being built."""
        if self._building is None or self._building.done():
            self._building = asyncio.create_task(self._build(graph))
        return self._building

    async def _build(self, graph: Graph) -> Index:
        rows = await read_rows(graph)
        self._index = await asyncio.to_thread(build, rows)
        return self._index

    async def close(self) -> None:
        """End what is being built; a moment is left for it to come to its end by itself."""
        if self._building is not None:
            await asyncio.wait([self._building], timeout=_CLOSING_SECONDS)
            self._building.cancel()
            with suppress(asyncio.CancelledError, SkillsGraphError):
                await self._building


_KEEPERS: WeakKeyDictionary[Graph, Keeper] = WeakKeyDictionary()


async def index_of(graph: Graph) -> Kept:
    """The index of a graph; the first question builds it where nothing has."""
    return await _KEEPERS.setdefault(graph, Keeper()).current(graph)


@asynccontextmanager
async def indexing(graph: Graph) -> AsyncIterator[None]:
    """Build the graph's index in the background, for as long as the application lives."""
    keeper = _KEEPERS.setdefault(graph, Keeper())
    building = keeper.start(graph)
    # A graph that cannot be read is reported to whoever asks it; nobody waits for this first build.
    building.add_done_callback(lambda task: task.cancelled() or task.exception())
    try:
        yield
    finally:
        await keeper.close()
