"""Programmes through the whole application, on both engines, over the sample."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from skillsgraph.graph.access import Graph
from skillsgraph.settings import Settings
from tests.support.client import Client, client_of
from tests.support.documented import examples

BOARD, HEALTH = "https://example.org/health-board", "https://example.org/northport/health"
ASSISTANT = f"{HEALTH}/care-assistant"
PROGRESS = """
query ($held: [HeldCredentialInput!]!, $decisions: [RecognitionInput!]) {
  programmeProgress(credential: {uri: "%s"}, profile: {credentials: $held}, recognitions: $decisions,
                    asOf: "2026-11-25") {
    complete reachable proven share hoursLeft explanation
    rules { place kind fulfilled have need explanation }
    counted { uri place recognised } notCounted { uri reason explanation } missing { uri place workloadHours }
    expiring { uri validUntil }
  }
}
"""


@pytest.fixture
async def client(sample_graph: Graph, engine_settings: Settings) -> AsyncIterator[Client]:
    async with client_of(engine_settings) as opened:
        yield opened


def held(*uris: str, until: str | None = None) -> list[dict[str, object]]:
    return [{"credential": {"uri": uri}, "issuedOn": "2026-01-10", "validUntil": until} for uri in uris]


async def test_progress_says_what_counts_where_and_what_is_missing(client: Client) -> None:
    mine = held(f"{BOARD}/hygiene", until="2026-12-01") + held(f"{HEALTH}/teams", f"{BOARD}/law")
    mine += held("https://example.org/northport/statistics")
    decision = {"kind": "RPL", "towards": f"{HEALTH}/talking", "decidedBy": "The board", "ground": "Nurse"}
    found = (await client.data(PROGRESS % ASSISTANT, held=mine, decisions=[decision]))["programmeProgress"]
    assert (found["complete"], found["reachable"], found["proven"]) == (False, True, True)
    assert {one["uri"]: one["place"] for one in found["counted"]} == {
        f"{BOARD}/hygiene": "completion",
        f"{BOARD}/law": "completion",
        f"{HEALTH}/talking": "completion",
        f"{HEALTH}/teams": "completion.options[5]",
    }
    assert [one["reason"] for one in found["notCounted"]] == ["NOT_NAMED"]
    missing = {one["uri"] for one in found["missing"]}
    assert {f"{BOARD}/emergencies", f"{HEALTH}/bedside"} < missing
    assert len(missing) == 4
    assert [one["uri"] for one in found["expiring"]] == [f"{BOARD}/hygiene"]
    assert found["rules"][1]["explanation"] == "Three of four: 1 of 3, 2 missing."
    whole = held(*(one["uri"] for one in found["missing"]))
    done = await client.data(PROGRESS % ASSISTANT, held=mine + whole, decisions=[decision])
    assert done["programmeProgress"]["complete"]


@pytest.mark.parametrize(
    ("uri", "decision", "code"),
    [
        ("https://example.org/none", None, "CREDENTIAL_NOT_FOUND"),
        (f"{BOARD}/hygiene", None, "NO_RULES"),
        (ASSISTANT, {"kind": "RPL"}, "BAD_INPUT"),
        (ASSISTANT, {"kind": "RPL", "towards": "https://example.org/none"}, "BAD_INPUT"),
    ],
)
async def test_what_cannot_be_audited_has_a_code(
    client: Client, uri: str, decision: dict[str, str] | None, code: str
) -> None:
    decisions = [decision] if decision else []
    assert await client.code(PROGRESS % uri, held=[], decisions=decisions) == code


async def test_what_is_recognised_for_all_counts_for_whoever_holds_it(client: Client) -> None:
    """Of the sample: Digital Helper is Digital Tools in Care from 2026 to 2028, with a credit."""
    helper, tools = "https://example.org/harbourside/digital-helper", f"{HEALTH}/digital-care"
    asked = PROGRESS % ASSISTANT
    found = (await client.data(asked, held=held(helper)))["programmeProgress"]
    assert found["counted"] == [{"uri": tools, "place": "completion.options[5]", "recognised": "TRANSFER"}]
    assert tools not in {one["uri"] for one in found["missing"]}
    both = (await client.data(asked, held=held(helper, tools)))["programmeProgress"]
    assert [one["uri"] for one in both["counted"]] == [tools]
    assert len(both["notCounted"]) == 1
    for holding, day, reason in (
        (held(helper), "2025-12-31", "NOT_NAMED"),
        (held(helper), "2028-12-31", None),
        (held(helper), "2029-01-01", "RECOGNITION_ENDED"),
        (held(helper, until="2026-06-01"), "2026-11-25", "EXPIRED"),
    ):
        told = (await client.data(asked.replace("2026-11-25", day), held=holding))["programmeProgress"]
        assert [one["reason"] for one in told["notCounted"]] == ([reason] if reason else [])
    (course,) = (await client.data(RECOGNISED, uri=tools))["credentials"]["nodes"]
    assert course["recognises"] == {"nodes": [{"uri": helper, "recognisedBy": {"nodes": [{"uri": tools}]}}]}
    (terms,) = course["standingRecognitions"]
    assert (terms["uri"], terms["credits"], terms["since"]) == (helper, 1.0, "2026-01-01")


RECOGNISED = """
query ($uri: String!) {
  credentials(where: {uri: {eq: $uri}}) {
    nodes {
      recognises { nodes { uri recognisedBy { nodes { uri } } } }
      standingRecognitions { uri name credits since until source }
    }
  }
}
"""
CHECK = """
query ($uri: String) {
  programmeCheck(credential: {uri: $uri}, asOf: "2026-11-25") { code fatal place message example }
}
"""


async def test_a_check_names_what_an_award_lacks(client: Client) -> None:
    found = (await client.data(CHECK, uri=ASSISTANT))["programmeCheck"]
    assert not any(one["fatal"] for one in found)
    assert "ELEMENT_MISSING" in {one["code"] for one in found}


async def test_the_four_faults_of_the_draft_are_named(client: Client) -> None:
    draft = "https://example.org/northport/draft-software"
    found = (await client.data(CHECK, uri=draft))["programmeCheck"]
    places = {one["code"]: one["place"] for one in found if one["code"] != "ELEMENT_MISSING"}
    assert places == {
        "UNREACHABLE": "completion.options[3]",
        "MEMBER_WITHDRAWN": "completion.options[2].options[0]",
        "PREREQUISITE_OUTSIDE": "members",
        "SKILL_NOT_TAUGHT": "teaches",
    }


async def test_the_examples_of_the_documentation_run(client: Client) -> None:
    asked = examples("programmes")
    assert len(asked) == 5
    for one in asked:
        (answer,) = (await client.data(one)).values()
        assert answer


def _named(plan: dict[str, Any]) -> list[str]:
    return [step["credential"]["name"] for step in plan["steps"]]


async def test_the_documented_plans_are_what_their_page_says(client: Client) -> None:
    award, role, conflict, picture = [(await client.data(one))["pathways"] for one in examples("pathways")]
    assert award["plans"][0]["proven"]
    first, second = role["plans"]
    assert first["coverageAfter"] >= second["coverageAfter"] > first["coverageBefore"]
    assert set(_named(first)) != set(_named(second))
    assert conflict["plans"] == []
    assert conflict["conflict"]["constraints"] == ["BUDGET"]
    assert conflict["conflict"]["nearest"]["steps"]
    assert picture["plans"][0]["picture"].startswith("flowchart")
