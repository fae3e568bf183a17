"""The statements of edits, on both engines."""

import pytest

from skillsgraph.catalogue import upsert_catalogue
from skillsgraph.frameworks.contract import Options
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest
from skillsgraph.model.credentials import (
    CatalogueItem,
    Credential,
    CredentialKind,
    Organization,
    OrganizationKind,
    Rule,
    RuleKind,
    SkillRef,
)
from skillsgraph.model.ids import make_id
from skillsgraph.statements import cypher
from tests.support.frameworks import HERE, Listed, small

ISSUER = Organization("https://example.org/i", "Issuer", OrganizationKind.CHARITY)
PART, WHOLE = "https://example.org/part", "https://example.org/whole"


@pytest.fixture
async def filled(empty_graph: Graph) -> Graph:
    await ingest(empty_graph, Listed(small()), HERE, Options())
    part = Credential(PART, "Part", CredentialKind.BADGE, ISSUER.uri, teaches=(SkillRef("s:python"),))
    rule = Rule(RuleKind.ALL, (PART,))
    whole = Credential(WHOLE, "Whole", CredentialKind.CERTIFICATE, ISSUER.uri, completion=rule)
    items: list[CatalogueItem] = [ISSUER, part, whole]
    await upsert_catalogue(empty_graph, items)
    return empty_graph


def row(uri: str, revision: int | None = None, **values: object) -> dict[str, object]:
    return {"position": 0, "id": make_id("credential", uri), "revision": revision, "set": values}


async def test_an_edit_raises_the_revision_and_needs_the_right_one(filled: Graph) -> None:
    for expected in (2, 3):
        written = await filled.write(cypher("editCredentials"), rows=[row(PART, expected - 1, name="New")])
        assert [(one["uri"], one["name"], one["revision"]) for one in written.rows] == [
            (PART, "New", expected)
        ]
    assert (await filled.write(cypher("editCredentials"), rows=[row(PART, 1, name="Old")])).rows == []
    revisions = await filled.read(cypher("revisionsOf"), ids=[make_id("credential", PART), "none"])
    assert revisions == [{"id": make_id("credential", PART), "revision": 3}]


async def test_what_hangs_on_a_credential_is_counted(filled: Graph) -> None:
    rows = await filled.read(
        cypher("hangsOnCredentials"), ids=[make_id("credential", uri) for uri in (PART, WHOLE)]
    )
    assert [(one["awards"], one["enrolments"], one["rules"]) for one in rows] == [(0, 0, 1), (0, 0, 0)]


async def test_a_deleted_credential_is_gone(filled: Graph) -> None:
    assert (await filled.write(cypher("deleteCredentials"), rows=[row(WHOLE, 9)])).rows == []
    written = await filled.write(cypher("deleteCredentials"), rows=[row(WHOLE, 1)])
    assert [(one["uri"], one["name"]) for one in written.rows] == [(WHOLE, "Whole")]
    assert await filled.read(cypher("revisionsOf"), ids=[make_id("credential", WHOLE)]) == []


async def test_a_link_is_taken_away_once(filled: Graph) -> None:
    links = await filled.read(cypher("linksToVersion"), frameworkId=make_id("framework", "listed", "1"))
    rows = [{"position": 4, "credential": links[0]["credential"], "key": links[0]["key"]}]
    assert (await filled.write(cypher("disconnectSkills"), rows=rows)).rows == [{"position": 4}]
    assert (await filled.write(cypher("disconnectSkills"), rows=rows)).rows == []


async def test_a_key_is_claimed_once_and_ends(empty_graph: Graph) -> None:
    async def claim(body: str, milliseconds: int) -> dict[str, object]:
        written = await empty_graph.write(
            cypher("claimIdempotencyKey"), id="k", body=body, milliseconds=milliseconds
        )
        return written.rows[0]

    assert await claim("one", 60_000) == {"mine": True, "body": "one", "answer": None}
    await empty_graph.write(cypher("keepAnswer"), id="k", answer="[]")
    assert await claim("two", 60_000) == {"mine": False, "body": "one", "answer": "[]"}
    assert (await empty_graph.write(cypher("removeExpiredKeys"))).rows == [{"removed": 0}]
    await empty_graph.write(cypher("claimIdempotencyKey"), id="old", body="x", milliseconds=-1)
    assert (await empty_graph.write(cypher("removeExpiredKeys"))).rows == [{"removed": 1}]
