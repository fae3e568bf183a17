"""Texts sort by code points on both engines, also where UTF-16 would have them otherwise."""

from skillsgraph.api.context import Caller, Context
from skillsgraph.api.schema import run
from skillsgraph.graph.access import Graph
from skillsgraph.settings import Role, Settings
from tests.integration.compiler.graphs import load
from tests.integration.compiler.oracle.world import Edge, Node, World

CODES = ("a", "z", "é", "\ud7ff", "\ue000", "Ａ", "\ufffd", "𝔄", "\U0010ffff")


async def test_texts_sort_by_code_points(empty_graph: Graph, engine_settings: Settings) -> None:
    framework = Node("Framework", {"id": "framework", "active": True})
    skills = [
        Node("Skill", {"id": f"skill_{place}", "name": "n", "sortName": "n", "code": code, "kind": "SKILL"})
        for place, code in enumerate(reversed(CODES))
    ]
    await load(
        empty_graph, World([framework, *skills], [Edge("IN_FRAMEWORK", one, framework) for one in skills])
    )
    context = Context(empty_graph, engine_settings, Caller("reader", Role.READER))
    answer = await run(
        "{ up: skills(orderBy: {code: ASC}) { nodes { code } }"
        " down: skills(orderBy: {code: DESC}) { nodes { code } }"
        ' within: framework(name: "framework") { skills(orderBy: {code: ASC}) { nodes { code } } } }',
        context,
    )
    told = {
        key: [one["code"] for one in found["nodes"]]
        for key, found in {**answer["data"], "within": answer["data"]["within"]["skills"]}.items()
    }
    assert told == {"up": [*CODES], "down": [*CODES[::-1]], "within": [*CODES]}
