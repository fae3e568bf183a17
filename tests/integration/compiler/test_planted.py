"""The random operations find faults: each that is planted makes an answer that is not the oracle's."""

from random import Random

import pytest

from skillsgraph.graph.access import Graph
from skillsgraph.settings import Settings
from tests.integration.compiler.graphs import load, random_world
from tests.integration.compiler.operations import Asking
from tests.integration.compiler.oracle.world import World
from tests.integration.compiler.planted import FAULTS, Plant, planted
from tests.integration.compiler.trial import Different, Trial, wide

SEEDS, OPERATIONS = range(7, 11), 150

pytestmark = pytest.mark.parametrize("engine_settings", ["embedded"], indirect=True)


@pytest.fixture(scope="module")
def world() -> World:
    return random_world(Random(SEEDS[0]))


@pytest.fixture(scope="module")
async def loaded(graph: Graph, world: World) -> Graph:
    await load(graph, world)
    return graph


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: one.__name__)
async def test_a_planted_fault_is_found(
    loaded: Graph, engine_settings: Settings, world: World, fault: Plant
) -> None:
    trial = Trial(loaded, wide(engine_settings), world, Asking(FAULTS[fault]))
    asked = [one for seed in SEEDS for one in trial.asking.round(seed, world, OPERATIONS)]
    with planted(fault), pytest.raises(Different) as found:
        await trial.ask_all(asked, Random(SEEDS[0]))
    assert "the errors are" not in str(found.value)
