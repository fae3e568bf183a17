"""Two versions side by side through GraphQL: compared, adopted, taken back, on both engines."""

from collections.abc import AsyncIterator
from dataclasses import replace

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
    SkillRef,
)
from skillsgraph.model.frameworks import Item, ReplacedBy, Skill
from skillsgraph.settings import Settings
from tests.support.client import ADMIN_KEY, Client, client_of
from tests.support.frameworks import HERE, Listed, small

ISSUER = Organization("https://example.org/i", "Issuer", OrganizationKind.CHARITY)
COURSE = Credential(
    "https://example.org/c",
    "Course",
    CredentialKind.COURSE,
    ISSUER.uri,
    teaches=(SkillRef("s:python", "2"), SkillRef("s:code")),
    assesses=(SkillRef("s:code"),),
)
LINKS = """{ credential(uri: "https://example.org/c") {
  teaches { edges { level node { uri framework { version } } } }
  assesses { edges { level node { uri framework { version } } } }
} }"""
DIFF = """query($kinds: [FrameworkChangeKind!]) {
  frameworkDiff(older: "listed@1", newer: "listed@2") {
    counts { kind conceptType count }
    changes(kinds: $kinds, first: 1) {
      nodes { kind uri name added removed } pageInfo { hasNextPage endCursor }
    }
    touched { nodes { credentialName relation skillUri proposal successor } }
  }
}"""
ADOPT = """mutation($decisions: [AdoptionDecision!]) {
  adoptFramework(older: "listed@1", newer: "listed@2", decisions: $decisions) {
    id moved left { skillUri explanation }
  }
}"""


def second() -> list[Item]:
    """The same with Python renamed, and `write code` gone with all that named it."""
    items: list[Item] = []
    for item in small():
        if "s:code" in repr(item):
            continue
        items.append(
            replace(item, name="Python language")
            if isinstance(item, Skill) and item.uri == "s:python"
            else item
        )
    return items


@pytest.fixture
async def client(empty_graph: Graph, engine_settings: Settings) -> AsyncIterator[Client]:
    first = [item for item in small() if not isinstance(item, ReplacedBy)]
    for version, items in (("1", first), ("2", second())):
        await ingest(empty_graph, Listed(items, version=version), HERE, Options())
    catalogue: list[CatalogueItem] = [ISSUER, COURSE]
    await upsert_catalogue(empty_graph, catalogue)
    async with client_of(engine_settings) as opened:
        yield opened


async def test_a_diff_counts_pages_and_proposes(client: Client) -> None:
    found = (await client.data(DIFF))["frameworkDiff"]
    counts = {(one["kind"], one["conceptType"]): one["count"] for one in found["counts"]}
    assert counts == {
        ("REMOVED", "SKILL"): 1,
        ("RENAMED", "SKILL"): 1,
        ("REQUIREMENTS_CHANGED", "JOB_ROLE"): 1,
    }
    assert found["changes"]["pageInfo"]["hasNextPage"]
    renamed = (await client.data(DIFF, kinds=["RENAMED"]))["frameworkDiff"]["changes"]["nodes"]
    assert renamed == [
        {
            "kind": "RENAMED",
            "uri": "s:python",
            "name": "Python language",
            "added": ["Python language"],
            "removed": ["Python"],
        }
    ]
    touched = {(one["relation"], one["skillUri"], one["proposal"]) for one in found["touched"]["nodes"]}
    assert touched == {
        ("TEACHES", "s:python", "KEEP"),
        ("TEACHES", "s:code", "REVIEW"),
        ("ASSESSES", "s:code", "REVIEW"),
    }


async def test_an_adoption_moves_links_and_is_taken_back(client: Client) -> None:
    before = await client.data(LINKS)
    done = (await client.data(ADOPT, key=ADMIN_KEY))["adoptFramework"]
    assert done["moved"] == 1
    assert {one["skillUri"] for one in done["left"]} == {"s:code"}
    versions = {
        edge["node"]["uri"]: (edge["node"]["framework"]["version"], edge["level"])
        for edge in (await client.data(LINKS))["credential"]["teaches"]["edges"]
    }
    assert versions == {"s:python": ("2", "2"), "s:code": ("1", None)}
    taken_back = "mutation($id: ID!) { revertAdoption(id: $id) { moved } }"
    assert (await client.data(taken_back, key=ADMIN_KEY, id=done["id"]))["revertAdoption"]["moved"] == 1
    assert await client.data(LINKS) == before
    assert await client.code(taken_back, key=ADMIN_KEY, id=done["id"]) == "NOT_FOUND"


async def test_a_decision_says_what_is_meant(client: Client) -> None:
    decisions = [{"older": "s:code", "newer": "s:python"}]
    done = (await client.data(ADOPT, key=ADMIN_KEY, decisions=decisions))["adoptFramework"]
    assert (done["moved"], done["left"]) == (3, [])
    before = (await client.data(LINKS))["credential"]
    assert [edge["node"]["uri"] for edge in before["assesses"]["edges"]] == ["s:python"]
    wrong = [{"older": "s:code", "newer": "s:nothing"}]
    assert await client.code(ADOPT, key=ADMIN_KEY, decisions=wrong) == "BAD_INPUT"


async def test_who_may_adopt_and_what_is_unknown(client: Client) -> None:
    assert await client.code(ADOPT) == "UNAUTHENTICATED"
    same = '{ frameworkDiff(older: "listed@1", newer: "listed@1") { older } }'
    assert await client.code(same) == "BAD_INPUT"
    unknown = '{ frameworkDiff(older: "listed@1", newer: "listed@9") { older } }'
    assert await client.code(unknown) == "FRAMEWORK_NOT_FOUND"


async def test_activation_changes_what_a_uri_means(client: Client) -> None:
    named = '{ skill(uri: "s:python") { name } }'
    assert (await client.data(named))["skill"]["name"] == "Python"
    activate = 'mutation { activateFramework(name: "listed@2") }'
    assert (await client.data(activate, key=ADMIN_KEY))["activateFramework"] == "listed@2"
    assert (await client.data(named))["skill"]["name"] == "Python language"


CHANGES = """query($after: String, $since: DateTime! = "1970-01-01T00:00:00Z") {
  changes(first: 2, after: $after, since: $since) {
    nodes { at kind name subject } pageInfo { hasNextPage endCursor }
  }
}"""


async def test_the_feed_tells_each_change_once_and_goes_on(client: Client) -> None:
    await client.data(ADOPT, key=ADMIN_KEY)
    found, after = [], None
    while True:
        page = (await client.data(CHANGES, after=after))["changes"]
        found += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert [(one["kind"], one["name"]) for one in found] == [
        ("FRAMEWORK_IMPORTED", "listed@1"),
        ("FRAMEWORK_IMPORTED", "listed@2"),
        ("CREDENTIAL_WRITTEN", "Course"),
        ("FRAMEWORK_ADOPTED", "listed@2"),
    ]
    assert (await client.data(CHANGES, after=after))["changes"]["nodes"] == []
    await client.data('mutation { activateFramework(name: "listed@2") }', key=ADMIN_KEY)
    (last,) = (await client.data(CHANGES, after=after))["changes"]["nodes"]
    assert last["kind"] == "FRAMEWORK_ACTIVATED"
    since = (await client.data(CHANGES, since=last["at"]))["changes"]["nodes"]
    assert last in since
    assert await client.code(CHANGES, after="bm90aGluZw") == "BAD_CURSOR"
