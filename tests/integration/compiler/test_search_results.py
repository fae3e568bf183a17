"""What is selected of search results, which are a union, is what the same selection says by `nodes`.

Which results there are is for an index of words to say; what they are is read a second time, by the oracle.
"""

from collections import Counter
from random import Random
from typing import Any

import pytest

from skillsgraph.api.compiler.block import Block
from skillsgraph.api.context import Caller, Context
from skillsgraph.api.schema import run
from skillsgraph.graph.access import Graph
from skillsgraph.settings import Role, Settings
from tests.integration.compiler.graphs import load, random_world
from tests.integration.compiler.operations import Asking, Operation, Selections
from tests.integration.compiler.oracle.world import HAS_TERMS, RELATIONS, World
from tests.integration.compiler.trial import Trial, wide

WORDS = ("nursing", "angstrom", "zebra", "zoo", "c++", "first aid", "oeuvre", "wide", "quoted")
SEEDS = (1, 2)


async def found(
    graph: Graph, engine: Settings, world: World, random: Random, number: int
) -> tuple[Operation, list[Any], Any]:
    """A search by random selections, its ids, and what is selected of each."""
    below = {}
    for label in HAS_TERMS:
        names = sorted(RELATIONS[label])
        below[label] = names[number % len(names)]
    made = Selections(random, world, below)
    searched = made.asked(
        f'search(text: "{random.choice(WORDS)}", first: 50) {{ nodes {{ concept {{', "} } }"
    )
    context = Context(graph, engine, Caller("reader", Role.READER))
    answer = await run(searched.text, context, variables=searched.variables)
    assert "errors" not in answer, (searched.text, answer)
    concepts = [one["concept"] for one in answer["data"]["search"]["nodes"]]
    ids = ", ".join(f'"{one["id"]}"' for one in concepts)
    return made.asked(f"nodes(ids: [{ids}]) {{", "}"), concepts, context


async def compare(graph: Graph, engine: Settings, seed: int, times: int) -> Counter[str]:
    """Ask some searches; how many of which type came."""
    random, seen = Random(seed), Counter[str]()
    world = random_world(random)
    await load(graph, world)
    trial = Trial(graph, engine, world, Asking())
    for number in range(times):
        again, concepts, context = await found(graph, engine, world, random, number)
        await trial.check(again)
        answer = await run(again.text, context, variables=again.variables)
        assert concepts == answer["data"]["nodes"], again.text
        seen.update(one["__typename"] for one in concepts)
    return seen


@pytest.mark.parametrize("seed", SEEDS)
async def test_results_are_what_their_ids_are(
    empty_graph: Graph, engine_settings: Settings, seed: int
) -> None:
    """It takes Neo4j a quarter of a second to plan a new statement."""
    is_embedded = engine_settings.database_url is None
    seen = await compare(empty_graph, wide(engine_settings), seed, 12 if is_embedded else 3)
    assert seen
    assert set(seen) == set(HAS_TERMS) or not is_embedded


@pytest.mark.parametrize("engine_settings", ["embedded"], indirect=True)
async def test_a_result_in_the_place_of_another_is_found_out(
    empty_graph: Graph, engine_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    shaped = Block.shaped

    def exchanged(self: Block, rows: list[Any], values: list[Any]) -> dict[str, Any]:
        right = shaped(self, rows, values)
        return dict(zip(right, reversed([*right.values()]), strict=True))

    monkeypatch.setattr(Block, "shaped", exchanged)
    with pytest.raises(AssertionError):
        await compare(empty_graph, wide(engine_settings), SEEDS[0], 12)
