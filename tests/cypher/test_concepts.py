"""Concepts by their ids, on both engines, against the sample's own tables."""

from skillsgraph.graph.access import Graph
from skillsgraph.model.ids import make_id
from skillsgraph.statements import cypher
from tests.support.sample import role_id, skill_id, table

EMERGENCIES = "https://example.org/health-board/emergencies"


async def test_things_by_their_ids(sample_graph: Graph) -> None:
    skill, role = table("skills")[5], table("occupations")[30]
    (found,) = await sample_graph.read(cypher("skillsById"), ids=[skill_id(skill["uri"])])
    assert found["node"]["name"] == skill["name"]
    (found,) = await sample_graph.read(cypher("jobRolesById"), ids=[role_id(role["uri"])])
    assert found["node"]["name"] == role["name"]
    (found,) = await sample_graph.read(
        cypher("credentialsById"), ids=[make_id("credential", EMERGENCIES), "credential_none"]
    )
    assert found["node"]["name"] == "First Aid and Emergencies in Care"
    (found,) = await sample_graph.read(cypher("frameworks"))
    assert (found["node"]["code"], found["node"]["active"]) == ("esco-sample", True)
