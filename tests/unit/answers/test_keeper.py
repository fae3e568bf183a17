"""What is kept is given out as fresh only while the graph is what it was made from."""

import asyncio
from typing import cast

from skillsgraph.answers.index.keeper import Keeper, Recipe, keeping, kept_of
from skillsgraph.graph.access import Graph

GRAPH = cast(Graph, None)  # recipes here ask nothing of it


class State:
    """Something whose version is told, and which is made as it was."""

    version = "1"
    made = 0

    async def told(self, graph: Graph) -> str:
        return self.version

    async def make(self, graph: Graph) -> tuple[str, str]:
        self.made += 1
        return self.version, f"made from {self.version}"


async def test_nothing_is_fresh_before_it_is_made_nor_after_a_change() -> None:
    state = State()
    keeper = Keeper(Recipe(state.told, state.make))
    assert await keeper.fresh(GRAPH) is None
    assert state.made == 0
    assert (await keeper.current(GRAPH)).thing == "made from 1"
    assert await keeper.fresh(GRAPH) == "made from 1"
    state.version = "2"
    assert await keeper.fresh(GRAPH) is None
    assert state.made == 1
    assert not (await keeper.current(GRAPH)).stale
    assert await keeper.fresh(GRAPH) == "made from 2"


class Place:
    """Nothing but something to keep things of."""

    @property
    def whole(self) -> "Place":
        return self


async def test_things_are_made_in_turn_but_a_question_does_not_wait() -> None:
    graph, begun = cast(Graph, Place()), list[str]()
    gate, ended = asyncio.Event(), asyncio.Event()

    def recipe(name: str) -> Recipe[str]:
        async def told(graph: Graph) -> str:
            return "1"

        async def make(graph: Graph) -> tuple[str, str]:
            begun.append(name)
            if name == "first":
                await gate.wait()
            if name == "second":
                ended.set()
            return "1", name

        return Recipe(told, make)

    first, second, third = recipe("first"), recipe("second"), recipe("third")
    async with keeping(graph, first, second, third):
        assert (await kept_of(graph, third)).thing == "third"
        assert sorted(begun) == ["first", "third"]
        gate.set()
        await ended.wait()
    assert sorted(begun) == ["first", "second", "third"]


async def test_what_is_asked_of_the_graph_at_the_end_is_not_cut_off() -> None:
    """A question to the database that is broken off would leave its connection open."""
    begun, ended = asyncio.Event(), list[str]()

    async def asked(what: str) -> str:
        begun.set()
        await asyncio.sleep(0.01)
        ended.append(what)
        return "1"

    async def make(graph: Graph) -> tuple[str, str]:
        return await asked("thing"), "thing"

    async with keeping(cast(Graph, Place()), Recipe(lambda graph: asked("version"), make)):
        await begun.wait()
    assert ended == ["thing"]
