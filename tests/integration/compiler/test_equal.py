"""Random operations over random small graphs come to what a second reading of the API says."""

import asyncio
import os
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from skillsgraph.api.compiler.table import TABLE
from skillsgraph.graph.access import Graph
from skillsgraph.settings import Settings
from tests.integration.compiler.graphs import load, random_world
from tests.integration.compiler.operations import Asking
from tests.integration.compiler.oracle.world import PROPERTIES, RELATIONS
from tests.integration.compiler.trial import Trial, wide

LONG = bool(os.environ.get("SKILLSGRAPH_TEST_LONG"))
AT_ONCE = 4
ROUNDS = 50 if LONG else 10
_ROUNDS = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # a seed cannot be made simpler
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def asking(engine_settings: Settings) -> Iterator[Asking]:
    """What has been asked; at the end, how much of it how often. On one engine that is all there is."""
    made = Asking()
    yield made
    print(f"\n{made.told()}")  # noqa: T201 - for those who look at the output
    if made.rounds == ROUNDS:
        assert not made.rare(), made.told()


async def ask_all(
    graph: Graph, asking: Asking, engine: Settings, seed: int, *, graphs: int, operations: int
) -> None:
    """Ask a round of operations, each of every graph of the round."""
    random = Random(seed)
    worlds = [random_world(random) for _ in range(graphs)]
    asked = asking.round(seed, worlds[0], operations)
    for world in worlds:
        await load(graph, world)
        trial = Trial(graph, wide(engine), world, asking)
        for start in range(0, operations, AT_ONCE):
            together = asked[start : start + AT_ONCE]
            await asyncio.gather(*(trial.ask(one, Random(start)) for one in together))


def test_the_oracle_knows_all_that_can_be_asked() -> None:
    assert {one: set(entity.relations) for one, entity in TABLE.items()} == {
        one: set(relations) for one, relations in RELATIONS.items()
    }
    assert {one: set(entity.properties) for one, entity in TABLE.items()} == {
        one: set(properties) for one, properties in PROPERTIES.items()
    }


@pytest.mark.parametrize("engine_settings", ["embedded"], indirect=True)
@settings(_ROUNDS, max_examples=ROUNDS)
@given(seed=st.integers(0, 2**32))
async def test_fifty_graphs_with_forty_operations_each(
    empty_graph: Graph, engine_settings: Settings, asking: Asking, seed: int
) -> None:
    await ask_all(empty_graph, asking, engine_settings, seed, graphs=2 if LONG else 5, operations=40)


@pytest.mark.parametrize("engine_settings", ["neo4j"], indirect=True)
@settings(_ROUNDS, max_examples=50 if LONG else 3)
@given(seed=st.integers(0, 2**32))
async def test_three_hundred_operations(
    empty_graph: Graph, engine_settings: Settings, asking: Asking, seed: int
) -> None:
    """It takes Neo4j a quarter of a second to plan a new statement."""
    few, many = {"graphs": 7, "operations": 15}, {"graphs": 1, "operations": 40}
    await ask_all(empty_graph, asking, engine_settings, seed, **(many if LONG else few))
