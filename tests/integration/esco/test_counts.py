"""The whole of ESCO 1.1.1 is there, counted through GraphQL on both engines."""

from skillsgraph.graph.access import Graph
from skillsgraph.settings import Settings
from tests.support.client import client_of

COUNTS = """
{
  framework(name: "esco") { version active requirementCount }
  skills(first: 0) { totalCount }
  skillGroups: skills(first: 0, where: {kind: {in: [GROUP]}}) { totalCount }
  occupations: jobRoles(first: 0) { totalCount }
  iscoGroups: jobRoles(first: 0, where: {kind: {in: [GROUP]}}) { totalCount }
}
"""


async def test_the_published_numbers_are_there(esco_graph: Graph, engine_settings: Settings) -> None:
    async with client_of(engine_settings) as client:
        found = await client.data(COUNTS)
    assert found == {
        "framework": {"version": "1.1.1", "active": True, "requirementCount": 123_788},
        "skills": {"totalCount": 13_896},
        "skillGroups": {"totalCount": 640},
        "occupations": {"totalCount": 3_007},
        "iscoGroups": {"totalCount": 619},
    }
