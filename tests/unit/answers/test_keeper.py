"""What is kept is given out as fresh only while the graph is what it was made from."""

from typing import cast

from skillsgraph.answers.index.keeper import Keeper, Recipe
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
