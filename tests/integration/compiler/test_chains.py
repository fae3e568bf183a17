"""The shortest chain between two concepts is the shortest of those that count."""

from typing import Any

import pytest

from skillsgraph import licences
from skillsgraph.api.context import Caller, Context
from skillsgraph.api.schema import run
from skillsgraph.graph.access import Graph
from skillsgraph.settings import Role, Settings
from tests.integration.compiler.graphs import load
from tests.integration.compiler.oracle.world import Edge, Node, World

KEEPER = "org_keeper"
# From `start` to `end`: one step that is only proposed, two by what a licence withholds, and four for all.
CHAINS = (
    (("start", "MATCHES", "end", "PROPOSED"),),
    (("start", "RELATED", "closed", None), ("closed", "RELATED", "end", None)),
    (
        ("start", "BROADER", "a", None),
        ("b", "BROADER", "a", None),
        ("b", "RELATED", "c", None),
        ("end", "MATCHES", "c", "ACCEPTED"),
    ),
)


def world() -> World:
    """The keeper is entitled to what is withheld from others."""
    frameworks = {
        one: Node(
            "Framework", {"id": one, "code": one, "name": one, "version": "1", "redistribution": served}
        )
        for one, served in (("open", True), ("withheld", False))
    }
    keeper = Node("Organization", {"id": KEEPER, "name": KEEPER, "sortName": KEEPER})
    skills = {
        name: Node("Skill", {"id": name, "name": name, "sortName": name})
        for name in ("start", "closed", "a", "b", "c", "end")
    }
    edges = [Edge("ENTITLED_TO", keeper, frameworks["withheld"], {"key": "entitled"})]
    edges += [
        Edge("IN_FRAMEWORK", one, frameworks["withheld" if name == "closed" else "open"])
        for name, one in skills.items()
    ]
    for start, kind, end, status in (step for chain in CHAINS for step in chain):
        told = {"status": status} if status else {}
        edges.append(Edge(kind, skills[start], skills[end], {"key": f"{start} {end}", **told}))
    return World([keeper, *frameworks.values(), *skills.values()], edges)


async def chain(graph: Graph, settings: Settings, organization: str | None) -> list[tuple[str, str]]:
    text = (
        '{ shortestChain(from: "start", to: "end")'
        " { length steps { relation concept { ... on Skill { id } } } } }"
    )
    context = Context(graph, settings, Caller("reader", Role.READER, organization=organization))
    answer: dict[str, Any] = await run(text, context)
    found = answer["data"]["shortestChain"]
    steps = [(one["relation"], one["concept"]["id"]) for one in found["steps"]]
    assert found["length"] == len(steps) - 1
    return steps


@pytest.fixture
async def loaded(empty_graph: Graph) -> Graph:
    await load(empty_graph, world())
    licences._KNOWN.clear()  # what was read of them before may be half a second old
    return empty_graph


async def test_a_chain_leads_around_a_match_that_is_only_proposed(
    loaded: Graph, engine_settings: Settings
) -> None:
    assert await chain(loaded, engine_settings, KEEPER) == [
        (None, "start"),
        ("RELATED", "closed"),
        ("RELATED", "end"),
    ]


async def test_a_chain_leads_around_what_is_withheld(loaded: Graph, engine_settings: Settings) -> None:
    assert await chain(loaded, engine_settings, None) == [
        (None, "start"),
        ("BROADER", "a"),
        ("NARROWER", "b"),
        ("RELATED", "c"),
        ("MATCH", "end"),
    ]
