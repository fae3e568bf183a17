"""Lists of edits through GraphQL, on both engines: all or nothing, one winner, once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from skillsgraph.catalogue import upsert_credential
from skillsgraph.frameworks.contract import Options
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest
from skillsgraph.model.credentials import Credential, CredentialKind, Rule, RuleKind, StandingRecognition
from skillsgraph.settings import Settings
from tests.support.client import ADMIN_KEY, READER_KEY, Client, client_of
from tests.support.frameworks import HERE, Listed, small

CREATE = """mutation($input: [CredentialInput!]!, $key: String) {
  createCredentials(input: $input, idempotencyKey: $key) { uri revision created }
}"""
UPSERT = CREATE.replace("createCredentials", "upsertCredentials")
UPDATE = """mutation($input: [CredentialPatch!]!, $key: String) {
  updateCredentials(input: $input, idempotencyKey: $key) { uri revision created }
}"""
DELETE = """mutation($input: [CredentialName!]!, $hanging: HangingRules! = REFUSE) {
  deleteCredentials(input: $input, hanging: $hanging) { uri }
}"""
CONNECT = """mutation($input: [SkillEdgeInput!]!) { connectSkills(input: $input) { uri revision } }"""
DISCONNECT = CONNECT.replace("connectSkills", "disconnectSkills")
READ = """query($uri: String!) { credential(uri: $uri) {
  name description status teaches { nodes { uri } } assesses { nodes { uri } }
} }"""


def uri(place: int) -> str:
    return f"https://example.org/c/{place}"


def credential(place: int, **more: Any) -> dict[str, Any]:
    issuer = {"uri": "https://example.org/i", "name": "Issuer", "kind": "CHARITY"}
    return {"uri": uri(place), "name": f"Badge {place}", "kind": "BADGE", "awardedBy": issuer, **more}


@pytest.fixture
async def client(empty_graph: Graph, engine_settings: Settings) -> AsyncIterator[Client]:
    await ingest(empty_graph, Listed(small()), HERE, Options())
    async with client_of(engine_settings) as opened:
        yield opened


async def test_a_list_is_made_changed_and_taken_away(client: Client) -> None:
    made = await client.data(CREATE, key=ADMIN_KEY, input=[credential(place) for place in range(3)])
    assert made["createCredentials"] == [
        {"uri": uri(place), "revision": 1, "created": True} for place in range(3)
    ]
    patch = [
        {"uri": uri(0), "revision": 1, "name": "Ænd", "description": "d"},
        {"uri": uri(1), "status": "RETIRED"},
    ]
    changed = (await client.data(UPDATE, key=ADMIN_KEY, input=patch))["updateCredentials"]
    assert [one["revision"] for one in changed] == [2, 2]
    found = (await client.data(READ, uri=uri(0)))["credential"]
    assert (found["name"], found["description"]) == ("Ænd", "d")
    taken = await client.data(UPDATE, key=ADMIN_KEY, input=[{"uri": uri(0), "description": None}])
    assert taken["updateCredentials"][0]["revision"] == 3
    assert (await client.data(READ, uri=uri(0)))["credential"]["description"] is None
    replaced = (await client.data(UPSERT, key=ADMIN_KEY, input=[credential(0)]))["upsertCredentials"]
    assert replaced == [{"uri": uri(0), "revision": 4, "created": False}]
    await client.data(DELETE, key=ADMIN_KEY, input=[{"uri": uri(place)} for place in range(3)])
    assert await client.code(READ, uri=uri(1)) == "CREDENTIAL_NOT_FOUND"


async def test_one_refusal_undoes_all(client: Client) -> None:
    await client.data(CREATE, key=ADMIN_KEY, input=[credential(0)])
    refused = [
        (CREATE, [credential(1), credential(0)], "ALREADY_THERE"),
        (CREATE, [credential(1), credential(1)], "DUPLICATE_KEY"),
        (CREATE, [credential(1), credential(2, teaches=[{"uri": "s:none"}])], "SKILL_NOT_FOUND"),
        (UPDATE, [{"uri": uri(0), "name": "New"}, {"uri": uri(9), "name": "New"}], "CREDENTIAL_NOT_FOUND"),
        (UPDATE, [{"uri": uri(0), "name": "New", "revision": 7}], "REVISION_CONFLICT"),
        (UPDATE, [{"uri": uri(0), "name": None}], "BAD_INPUT"),
        (UPDATE, [{"uri": uri(0), "name": "N\0"}], "BAD_INPUT"),
        (UPDATE, [{"uri": uri(0), "languages": ["English"]}], "BAD_INPUT"),
        (CREATE, [credential(1) | {"uri": "not a uri"}], "BAD_INPUT"),
        (UPDATE, [], "LIMIT_EXCEEDED"),
        (DELETE, [{"uri": uri(0)}, {"uri": uri(9)}], "CREDENTIAL_NOT_FOUND"),
        (
            DISCONNECT,
            [{"credential": {"uri": uri(0)}, "kind": "TEACHES", "skill": "s:python"}],
            "NOT_FOUND",
        ),
    ]
    for mutation, given, code in refused:
        assert await client.code(mutation, key=ADMIN_KEY, input=given) == code, (mutation, given)
    assert (await client.data(READ, uri=uri(0)))["credential"]["name"] == "Badge 0"
    assert await client.code(READ, uri=uri(1)) == "CREDENTIAL_NOT_FOUND"
    assert await client.code(UPDATE, key=READER_KEY, input=[{"uri": uri(0)}]) == "FORBIDDEN"


async def test_a_duplicate_names_both_places(client: Client) -> None:
    answer = await client.ask(CREATE, key=ADMIN_KEY, input=[credential(0), credential(1), credential(0)])
    (error,) = answer["errors"]
    assert "Items 0 and 2" in error["message"]


async def test_a_refusal_names_the_item(client: Client) -> None:
    await client.data(CREATE, key=ADMIN_KEY, input=[credential(0)])
    edge = {"credential": {"uri": uri(0)}, "kind": "TEACHES"}
    for mutation, wrong, right in (
        (CREATE, credential(2, teaches=[{"uri": "s:none"}]), credential(1)),
        (CREATE, credential(2, credits=3), credential(1)),
        (UPSERT, credential(2, completion={"kind": "ALL", "options": [{"uri": "c:none"}]}), credential(1)),
        (UPDATE, {"uri": uri(0), "eqfLevel": 9}, {"uri": uri(0)}),
        (CONNECT, edge | {"skill": "s:none"}, edge | {"skill": "s:python"}),
    ):
        for place, given in enumerate(([wrong, right], [right, wrong])):
            (error,) = (await client.ask(mutation, key=ADMIN_KEY, input=given))["errors"]
            assert error["message"].startswith(f"Item {place}: "), error
            assert error["extensions"]["details"]["position"] == place


async def test_what_nobody_can_earn_or_read_is_refused(client: Client) -> None:
    await client.data(CREATE, key=ADMIN_KEY, input=[credential(0)])
    for wrong in ({"credits": -1, "creditUnit": "ECTS"}, {"workloadHours": 1e300}, {"name": " "}):
        assert await client.code(UPSERT, key=ADMIN_KEY, input=[credential(0, **wrong)]) == "BAD_INPUT"
        patch = [{"uri": uri(0), **wrong}]
        assert await client.code(UPDATE, key=ADMIN_KEY, input=patch) == "BAD_INPUT"
    assert (await client.data(READ, uri=uri(0)))["credential"]["name"] == "Badge 0"


async def test_links_come_and_go(client: Client) -> None:
    await client.data(CREATE, key=ADMIN_KEY, input=[credential(0)])
    edges = [
        {"credential": {"uri": uri(0)}, "kind": kind, "skill": skill}
        for kind, skill in (("TEACHES", "s:python"), ("ASSESSES", "s:code"))
    ]
    for _ in range(2):  # a link that is there stays one
        await client.data(CONNECT, key=ADMIN_KEY, input=edges)
    found = (await client.data(READ, uri=uri(0)))["credential"]
    assert found["teaches"]["nodes"] == [{"uri": "s:python"}]
    assert found["assesses"]["nodes"] == [{"uri": "s:code"}]
    await client.data(DISCONNECT, key=ADMIN_KEY, input=edges[:1])
    assert (await client.data(READ, uri=uri(0)))["credential"]["teaches"]["nodes"] == []


async def test_a_link_that_names_a_revision_is_made_at_no_other(client: Client) -> None:
    await client.data(CREATE, key=ADMIN_KEY, input=[credential(0)])

    def edges(*revisions: int | None) -> list[dict[str, Any]]:
        return [
            {"credential": {"uri": uri(0), "revision": revision}, "kind": kind, "skill": "s:python"}
            for revision, kind in zip(revisions, ("TEACHES", "ASSESSES"), strict=True)
        ]

    for stale in ((7, None), (None, 7)):
        assert await client.code(CONNECT, key=ADMIN_KEY, input=edges(*stale)) == "REVISION_CONFLICT"
    (error,) = (await client.ask(CONNECT, key=ADMIN_KEY, input=edges(1, 7)))["errors"]
    assert error["extensions"]["code"] == "DUPLICATE_KEY"
    assert "Items 0 and 1" in error["message"]
    assert (await client.data(READ, uri=uri(0)))["credential"]["teaches"]["nodes"] == []
    done = await client.data(CONNECT, key=ADMIN_KEY, input=edges(1, None))
    assert done["connectSkills"] == [{"uri": uri(0), "revision": 2}]


async def test_of_eight_writers_with_one_revision_one_wins(client: Client) -> None:
    await client.data(CREATE, key=ADMIN_KEY, input=[credential(0)])
    for revision in range(1, 6):
        answers = await asyncio.gather(
            *(
                client.ask(
                    UPDATE,
                    key=ADMIN_KEY,
                    input=[{"uri": uri(0), "revision": revision, "name": f"Writer {place}"}],
                )
                for place in range(8)
            )
        )
        codes = Counter(
            answer["errors"][0]["extensions"]["code"] if "errors" in answer else "WON" for answer in answers
        )
        assert codes == {"WON": 1, "REVISION_CONFLICT": 7}


async def test_of_eight_who_connect_none_makes_a_second_link(client: Client) -> None:
    await client.data(CREATE, key=ADMIN_KEY, input=[credential(0)])
    edge = [{"credential": {"uri": uri(0)}, "kind": "TEACHES", "skill": "s:python"}]
    await asyncio.gather(*(client.data(CONNECT, key=ADMIN_KEY, input=edge) for _ in range(8)))
    found = (await client.data(READ, uri=uri(0)))["credential"]
    assert found["teaches"]["nodes"] == [{"uri": "s:python"}]


async def test_the_same_request_with_its_key_again_changes_nothing(client: Client) -> None:
    making = CREATE.replace("$key: String", '$key: String = "made"')
    first = await client.data(making, key=ADMIN_KEY, input=[credential(0)])
    assert first == await client.data(making, key=ADMIN_KEY, input=[credential(0)])
    patch = [{"uri": uri(0), "name": "Once"}]
    mutation = UPDATE.replace("$key: String", '$key: String = "mine"')
    once = await client.data(mutation, key=ADMIN_KEY, input=patch)
    again = await client.data(mutation, key=ADMIN_KEY, input=patch)
    assert once == again
    assert once["updateCredentials"][0]["revision"] == first["createCredentials"][0]["revision"] + 1
    other = [{"uri": uri(0), "name": "Twice"}]
    assert await client.code(mutation, key=ADMIN_KEY, input=other) == "IDEMPOTENCY_CONFLICT"
    assert (await client.data(READ, uri=uri(0)))["credential"]["name"] == "Once"


async def test_a_credential_that_a_rule_names_stays_unless_detached(client: Client, graph: Graph) -> None:
    await client.data(CREATE, key=ADMIN_KEY, input=[credential(0), credential(1)])
    whole = Credential(
        uri(7),
        "Whole",
        CredentialKind.DIPLOMA,
        "https://example.org/i",
        completion=Rule(RuleKind.ANY, (uri(0),)),
    )
    recognising = replace(whole, uri=uri(8), completion=None, recognises=(StandingRecognition(uri(1)),))
    for one in (whole, recognising):
        await upsert_credential(graph, one)
    (error,) = (await client.ask(DELETE, key=ADMIN_KEY, input=[{"uri": uri(1)}]))["errors"]
    assert "1 recognitions refer to it" in error["message"]
    await client.data(DELETE, key=ADMIN_KEY, input=[{"uri": uri(1)}], hanging="DETACH")
    assert await client.code(DELETE, key=ADMIN_KEY, input=[{"uri": uri(0)}]) == "STILL_USED"
    await client.data(DELETE, key=ADMIN_KEY, input=[{"uri": uri(0)}], hanging="DETACH")
    assert await client.code(READ, uri=uri(0)) == "CREDENTIAL_NOT_FOUND"


async def test_what_no_index_can_hold_is_refused_by_its_name(client: Client) -> None:
    """Neo4j failed over it, and the embedded engine kept it."""
    long = "x" * 40_000
    issuer = {"uri": "https://example.org/i", "name": "Issuer", "kind": "CHARITY"}
    for name, more in {
        "uri": {"uri": f"https://example.org/{long}"},
        "name": {"name": long},
        "awardedBy.uri": {"awardedBy": issuer | {"uri": f"https://example.org/{long}"}},
        "awardedBy.name": {"awardedBy": issuer | {"name": long}},
    }.items():
        (error,) = (await client.ask(CREATE, key=ADMIN_KEY, input=[credential(0) | more]))["errors"]
        assert error["extensions"]["code"] == "BAD_INPUT"
        assert error["message"].startswith(f"Item 0: {name} has ")
    await client.data(CREATE, key=ADMIN_KEY, input=[credential(0) | {"name": "x" * 1000}])
    patch = [{"uri": uri(0), "name": long}]
    (error,) = (await client.ask(UPDATE, key=ADMIN_KEY, input=patch))["errors"]
    assert error["message"].startswith("Item 0: name has 40000 characters")
