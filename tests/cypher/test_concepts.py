"""Concepts by their ids, on both engines, against the sample's own tables."""

from skillsgraph.graph.access import Graph
from skillsgraph.model.ids import make_id
from skillsgraph.statements import cypher

EMERGENCIES = "https://example.org/health-board/emergencies"


async def test_things_by_their_ids(sample_graph: Graph) -> None:
    (found,) = await sample_graph.read(
        cypher("credentialsById"), ids=[make_id("credential", EMERGENCIES), "credential_none"]
    )
    assert found["node"]["name"] == "First Aid and Emergencies in Care"
    (found,) = await sample_graph.read(cypher("frameworks"))
    assert (found["node"]["code"], found["node"]["active"]) == ("esco-sample", True)
