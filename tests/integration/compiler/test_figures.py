"""A figure alone over a list that is empty leaves what the list hangs on as it is."""

import pytest

from skillsgraph.api.context import Caller, Context
from skillsgraph.api.schema import run
from skillsgraph.graph.access import Graph
from skillsgraph.settings import Role, Settings
from tests.integration.compiler.graphs import load
from tests.integration.compiler.oracle.world import Edge, Node, World


@pytest.mark.parametrize("figure", ["min", "max"])
async def test_the_least_of_nothing(empty_graph: Graph, engine_settings: Settings, figure: str) -> None:
    framework = Node("Framework", {"id": "framework", "active": True})
    skills = [
        Node("Skill", {"id": one, "name": one, "sortName": one, "code": one}) for one in ("near", "far")
    ]
    edges = [Edge("IN_FRAMEWORK", one, framework) for one in skills]
    edges.append(Edge("RELATED", skills[0], skills[1], {"key": "near far"}))
    await load(empty_graph, World([framework, *skills], edges))
    asked = '{ skill(id: "near") { id related(where: {code: {lt: "a"}}) { aggregate { %s(of: "code") } } } }'
    answer = await run(asked % figure, Context(empty_graph, engine_settings, Caller("reader", Role.READER)))
    assert answer["data"]["skill"] == {"id": "near", "related": {"aggregate": {figure: None}}}
