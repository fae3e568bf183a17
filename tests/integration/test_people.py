"""Learners through GraphQL: who may ask for whom, and what each sees."""

from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any

import pytest

from skillsgraph.graph.access import Graph
from skillsgraph.model.ids import make_id
from skillsgraph.settings import ApiKey, Role, Settings
from tests.support.client import ADMIN_KEY, KEYS, READER_KEY, Client, client_of

NURSE = make_id("learner", "nurse-abroad")
HYGIENE = "https://example.org/health-board/hygiene"
BOARD = make_id("org", "https://example.org/health-board")
RECORD = """query ($id: ID!) { learner(id: $id) {
  label awards { nodes { name status verification credential { uri } attests { skill { name } } } }
  experience { nodes { kind from to jobRole { name } } } goals { __typename } } }"""


def key(name: str, role: Role, **bound: str) -> ApiKey:
    return ApiKey(name=name, role=role, sha256=sha256(name.encode()).hexdigest(), **bound)


@pytest.fixture
async def client(sample_graph: Graph, engine_settings: Settings) -> AsyncIterator[Client]:
    keys = (
        *KEYS,
        key("nurse", Role.LEARNER, learner=NURSE),
        key("portal", Role.PORTAL),
        key("board", Role.ISSUER, organization=BOARD),
    )
    async with client_of(engine_settings, api_keys=keys) as opened:
        yield opened


async def test_the_samples_learners_are_there(client: Client) -> None:
    found = await client.data("{ learners { totalCount nodes { label } } }", key=ADMIN_KEY)
    labels = [one["label"] for one in found["learners"]["nodes"]]
    assert found["learners"]["totalCount"] == len(labels) == 8
    assert labels == sorted(labels, key=str.casefold)


async def test_a_learner_sees_their_own_record_and_no_other(client: Client) -> None:
    own = (await client.data(RECORD, key="nurse", id=NURSE))["learner"]
    assert [one["credential"]["uri"] for one in own["awards"]["nodes"]] == [
        "https://example.org/health-board/law",
        HYGIENE,
    ]
    assert own["experience"]["nodes"][0]["from"] == "2014-09-01"
    assert {one["__typename"] for one in own["goals"]} == {"JobRole", "Credential"}
    other = make_id("learner", "line-cook")
    assert await client.code(RECORD, key="nurse", id=other) == "LEARNER_NOT_FOUND"
    assert (await client.data("{ learners { nodes { id } } }", key="nurse"))["learners"]["nodes"] == [
        {"id": NURSE}
    ]


async def test_what_may_not_be_explained_is_not_done_either(client: Client) -> None:
    begin = 'mutation { createLearner(input: {label: "Nobody", consents: []}) { id } }'
    refused = await client.http.post(
        "/graphql",
        json={"query": begin, "extensions": {"explain": True}},
        headers={"authorization": "Bearer portal"},
    )
    assert refused.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    found = await client.data("{ learners { nodes { label } } }", key=ADMIN_KEY)
    assert "Nobody" not in [one["label"] for one in found["learners"]["nodes"]]


@pytest.mark.parametrize(
    ("who", "code"),
    [(None, "UNAUTHENTICATED"), (READER_KEY, "FORBIDDEN"), ("portal", "LEARNER_NOT_FOUND")],
)
async def test_others_see_nothing(client: Client, who: str | None, code: str) -> None:
    assert await client.code(RECORD, key=who, id=NURSE) == code


GAP = """query ($id: ID!, $skill: String!) {
  skillGap(learner: $id, target: {skills: [{skill: {uri: $skill}}]}, policy: "recruitment") {
    coverageProven requirements { status reasons explanation evidence { award why } } } }"""


async def test_a_gap_changes_with_an_award_and_again_with_its_revocation(client: Client) -> None:
    begin = """mutation { createLearner(input: {label: "Somebody", consents: [
      {purpose: GUIDANCE, textVersion: "1"}, {purpose: ISSUING, textVersion: "1"}]}) { id } }"""
    learner = (await client.data(begin, key="portal"))["createLearner"]["id"]
    assessed = "query ($uri: String!) { credential(uri: $uri) { assesses(first: 1) { nodes { uri } } } }"
    skill = (await client.data(assessed, uri=HYGIENE))["credential"]["assesses"]["nodes"][0]["uri"]
    say = "mutation ($id: ID!, $skill: String!) { selfAssert(learner: $id, skill: {uri: $skill}) { id } }"
    await client.data(say, key="portal", id=learner, skill=skill)

    async def gap() -> dict[str, Any]:
        found = (await client.data(GAP, key="portal", id=learner, skill=skill))["skillGap"]
        return {"proven": found["coverageProven"], **found["requirements"][0]}

    before = await gap()
    assert (before["status"], before["reasons"]) == ("PARTIAL", ["HELD", "UNPROVEN"])
    add = """mutation ($id: ID!, $uri: String!) { addAward(learner: $id, input: {credential: {uri: $uri},
             issuedOn: "2026-02-03"}) { id } }"""
    award = (await client.data(add, key="board", id=learner, uri=HYGIENE))["addAward"]["id"]
    earned = await gap()
    assert (earned["status"], earned["evidence"]["award"]) == ("MET", award)
    assert earned["proven"] > before["proven"]
    revoke = """mutation ($id: ID!) { revokeAward(award: $id, reason: "The exam was sat by somebody else")
                { status statusReason } }"""
    done = (await client.data(revoke, key="board", id=award))["revokeAward"]
    assert done == {"status": "REVOKED", "statusReason": "The exam was sat by somebody else"}
    after = await gap()
    assert (after["status"], after["proven"]) == (before["status"], before["proven"])
    assert after["reasons"] == ["HELD", "UNPROVEN", "REVOKED"]
    assert "its issuer has revoked it: The exam was sat by somebody else." in after["explanation"]
    await client.data("mutation ($id: ID!) { eraseLearner(learner: $id) }", key=ADMIN_KEY, id=learner)
    assert await client.code(GAP, key="portal", id=learner, skill=skill) == "LEARNER_NOT_FOUND"


async def test_a_record_from_its_beginning_to_its_end(client: Client, engine_settings: Settings) -> None:
    async def ask(query: str, who: str, **variables: Any) -> Any:
        return next(iter((await client.data(query, key=who, **variables)).values()))

    begin = "mutation ($input: LearnerInput!) { createLearner(input: $input) { id label } }"
    consents = [{"purpose": purpose, "textVersion": "2026-09"} for purpose in ("GUIDANCE", "ISSUING")]
    made = await ask(begin, "portal", input={"label": "Somebody", "consents": consents})
    add = """mutation ($id: ID!, $uri: String!) { addAward(learner: $id, input: {credential: {uri: $uri},
             issuedOn: "2026-02-03"}) { id verification attests { skill { uri } } } }"""
    told = await ask(add, "portal", id=made["id"], uri=HYGIENE)
    assert told["verification"] == "SELF_ASSERTED"
    assert told["attests"] != []
    confirmed = await ask(add, "board", id=made["id"], uri=HYGIENE)
    assert confirmed == told | {"verification": "ISSUED"}
    foreign = "https://example.org/open-ladle/food-safety"
    assert await client.code(add, key="board", id=made["id"], uri=foreign) == "FORBIDDEN"
    assert await client.code(RECORD, key="board", id=made["id"]) == "FORBIDDEN"
    withdraw = "mutation ($id: ID!) { withdrawConsent(learner: $id, purpose: ISSUING) }"
    assert await client.code(withdraw, key="portal", id=made["id"]) == "FORBIDDEN"
    assert await ask(withdraw, ADMIN_KEY, id=made["id"]) == 1
    assert await client.code(add, key="board", id=made["id"], uri=HYGIENE) == "LEARNER_NOT_FOUND"
    export = await ask("mutation ($id: ID!) { exportLearner(learner: $id) }", ADMIN_KEY, id=made["id"])
    assert export["events"][0]["action"] == "CONSENT_WITHDRAWN"
    erase = "mutation ($id: ID!) { eraseLearner(learner: $id) }"
    assert await ask(erase, ADMIN_KEY, id=made["id"]) == made["id"]
    assert await client.code(RECORD, key="portal", id=made["id"]) == "LEARNER_NOT_FOUND"
    assert made["id"] in (engine_settings.data_dir / "erased.txt").read_text()
