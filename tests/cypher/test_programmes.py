"""What audits and checks read of credentials, on both engines, against the sample catalogue."""

from skillsgraph.answers.model import Ref
from skillsgraph.answers.programmes.load import load_programme
from skillsgraph.graph.access import Graph
from skillsgraph.model.ids import make_id
from skillsgraph.statements import cypher

ASSISTANT = "https://example.org/northport/health/care-assistant"
HYGIENE = "https://example.org/health-board/hygiene"


async def test_members_come_with_issuer_skills_and_offerings(sample_graph: Graph) -> None:
    ids = [make_id("credential", HYGIENE)]
    (row,) = await sample_graph.read(cypher("programmeMembers"), ids=ids)
    assert row["node"]["uri"] == HYGIENE
    assert row["issuers"] == ["https://example.org/health-board"]
    assert len(row["skills"]) == len(set(row["skills"])) > 0
    assert {"endsOn", "participation"} == set(row["offerings"][0])
    assert row["methods"]


async def test_a_programme_is_read_whole(sample_graph: Graph) -> None:
    found = await load_programme(sample_graph, Ref(uri=ASSISTANT))
    assert found.programme.issuer == "https://example.org/northport/health"
    assert set(found.programme.rule.uris()) == set(found.programme.members)
    bedside = found.programme.members["https://example.org/northport/health/bedside"]
    assert bedside.credits
    assert bedside.open
    entry = found.members_rules[bedside.uri].entry
    assert entry is not None
    assert list(entry.uris()) == [HYGIENE]
