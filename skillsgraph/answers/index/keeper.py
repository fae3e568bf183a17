"""What is kept in memory of a graph: built in the background, again when the graph has changed, and never
silently old.

async with keeping(graph, ROLES):           # from here on it is being built, and renewed as the graph changes
    kept = await kept_of(graph, ROLES)      # waits for the first, and a while for a newer one
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from skillsgraph.answers.index.build import build
from skillsgraph.answers.index.index import Index
from skillsgraph.answers.index.rows import graph_version, read_rows
from skillsgraph.errors import SkillsGraphError
from skillsgraph.graph.access import Graph

PATIENCE_SECONDS = 8.0
"""So long does a question wait for what is newer before it is answered from what there is."""
LOOKS_EVERY_SECONDS = 15.0
"""So often is the graph asked whether it has changed, when no question asks."""
_CLOSING_SECONDS = 3.0

Thing = TypeVar("Thing")


@dataclass(frozen=True, eq=False, slots=True)
class Recipe(Generic[Thing]):
    """How to make a thing from a graph, and how to name the state of the graph that it depends on.

    `make` gives the version that it began from beside the thing, so that no version is too new.
    """

    version: Callable[[Graph], Awaitable[str]]
    make: Callable[[Graph], Awaitable[tuple[str, Thing]]]
    patience: float = PATIENCE_SECONDS


@dataclass(frozen=True, slots=True)
class Kept(Generic[Thing]):
    """A thing, the version of the graph that it was made from, and whether the graph has changed since."""

    thing: Thing
    version: str
    stale: bool


class Keeper(Generic[Thing]):
    """Holds the newest of one graph, and makes one at a time."""

    def __init__(self, recipe: Recipe[Thing]) -> None:
        self._recipe = recipe
        self._newest: tuple[str, Thing] | None = None
        self._making: asyncio.Task[tuple[str, Thing]] | None = None

    async def current(self, graph: Graph) -> Kept[Thing]:
        """The thing of the graph as it is now; an older one when a newer takes longer than the patience.

        Raises what reading the graph raises, when there is none at all.
        """
        version = await self._recipe.version(graph)
        if self._newest is not None and self._newest[0] == version:
            return Kept(self._newest[1], version, stale=False)
        making = self.start(graph)
        if self._newest is None:
            made = await asyncio.shield(making)
            return Kept(made[1], made[0], stale=False)
        older = self._newest
        try:
            async with asyncio.timeout(self._recipe.patience):
                made = await asyncio.shield(making)
                return Kept(made[1], made[0], stale=False)
        except (TimeoutError, SkillsGraphError):
            return Kept(older[1], older[0], stale=True)

    async def fresh(self, graph: Graph) -> Thing | None:
        """The thing, if there is one of the graph as it is now; nothing is made, and nobody waits."""
        newest = self._newest
        return newest[1] if newest and newest[0] == await self._recipe.version(graph) else None

    async def first(self, graph: Graph) -> None:
        """Make one, if there is none. It goes on when nobody waits any longer, until `close`."""
        if self._newest is None:
            await asyncio.shield(self.start(graph))

    def start(self, graph: Graph) -> "asyncio.Task[tuple[str, Thing]]":
        """Make one, unless one is being made."""
        if self._making is None or self._making.done():
            self._making = asyncio.create_task(self._make(graph))
            # Who asks is told what failed; nobody waits for what is made in the background.
            self._making.add_done_callback(lambda task: task.cancelled() or task.exception())
        return self._making

    async def _make(self, graph: Graph) -> tuple[str, Thing]:
        self._newest = await self._recipe.make(graph)
        return self._newest

    async def watch(self, graph: Graph) -> None:
        """Look from time to time whether the graph has changed, and make a newer one if so."""
        while True:
            await asyncio.sleep(LOOKS_EVERY_SECONDS)
            with suppress(SkillsGraphError):
                if self._newest is None or await self._recipe.version(graph) != self._newest[0]:
                    await asyncio.shield(self.start(graph))

    async def close(self) -> None:
        """End what is being made; a moment is left for it to come to its end by itself."""
        if self._making is not None:
            await asyncio.wait([self._making], timeout=_CLOSING_SECONDS)
            self._making.cancel()
            with suppress(asyncio.CancelledError, SkillsGraphError):
                await self._making


_KEEPERS: WeakKeyDictionary[Graph, dict[Recipe[Any], Keeper[Any]]] = WeakKeyDictionary()


def keeper_of(graph: Graph, recipe: Recipe[Thing]) -> Keeper[Thing]:
    """The one keeper of a recipe's things for a graph."""
    keepers = _KEEPERS.setdefault(graph.whole, {})
    if recipe not in keepers:
        keepers[recipe] = Keeper(recipe)
    return keepers[recipe]


async def kept_of(graph: Graph, recipe: Recipe[Thing]) -> Kept[Thing]:
    """What is kept of a graph; the first question makes it where nothing has."""
    return await keeper_of(graph, recipe).current(graph.whole)


async def _in_turn(graph: Graph, keepers: Sequence[Keeper[Any]]) -> None:
    for keeper in keepers:
        with suppress(SkillsGraphError):  # who asks is told
            await keeper.first(graph)


@asynccontextmanager
async def keeping(graph: Graph, *recipes: Recipe[Any]) -> AsyncIterator[None]:
    """Make things in the background and keep them new, for as long as the application lives.

    They are made in their order, so that the first is there the sooner; no question waits for its turn.
    """
    keepers = [keeper_of(graph, recipe) for recipe in recipes]
    watching = [asyncio.create_task(keeper.watch(graph)) for keeper in keepers]
    watching.append(asyncio.create_task(_in_turn(graph, keepers)))
    try:
        yield
    finally:
        for task in watching:
            task.cancel()
        await asyncio.gather(*watching, return_exceptions=True)
        for keeper in keepers:
            await keeper.close()


async def _roles(graph: Graph) -> tuple[str, Index]:
    rows = await read_rows(graph)
    return rows.version, await asyncio.to_thread(build, rows)


ROLES: Recipe[Index] = Recipe(graph_version, _roles)
"""The index of job roles and of how skills bear on each other."""


async def index_of(graph: Graph) -> Kept[Index]:
    """The index of a graph's job roles."""
    return await kept_of(graph, ROLES)


async def fresh_index_of(graph: Graph) -> Index | None:
    """The same for what the graph can be asked as well: None where it is not there or has become old."""
    return await keeper_of(graph, ROLES).fresh(graph.whole)
