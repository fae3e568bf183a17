"""Pathways over the sample through the whole application, on both engines, against the sample's own file."""

import asyncio
import json
from collections.abc import AsyncIterator
from itertools import combinations
from typing import Any

import pytest
import yaml

from skillsgraph.frameworks.sample.reader import sample_folder
from skillsgraph.graph.access import Graph
from skillsgraph.model.ids import make_id
from skillsgraph.settings import Settings
from tests.support.client import Client, client_of

ASSISTANT = "http://data.europa.eu/esco/occupation/d38c2107-98f2-47b7-8bb4-f69750d51082"
CARE = "https://example.org/northport/health/care-assistant"
NURSE = "https://example.org/northport/health/nurse-assistant"
CATALOGUE = yaml.safe_load((sample_folder() / "catalogue.yaml").read_text(encoding="utf-8"))
CREDENTIALS = {one["uri"]: one for one in CATALOGUE["credentials"]}
ASKED = """
query ($target: PathwayTargetInput!, $profile: ProfileInput, $constraints: PathwayConstraintsInput,
       $first: Int! = 1, $objective: [PathwayGoal!]) {
  pathways(target: $target, profile: $profile, constraints: $constraints, first: $first, seconds: 8,
           objective: $objective, asOf: "2026-09-01") {
    plans {
      steps { term startsOn endsOn price hours credits creditUnit explanation
              credential { uri } covers { uri } buildsOn { uri } unlocks { uri } }
      terms { number hours hoursPerWeek }
      totals { price currency hours weeks credits { unit amount } unpriced { uri } }
      coverageBefore coverageAfter proven gap explanation
      drawn: picture graph: picture(format: GRAPHVIZ) data: picture(format: JSON)
    }
    alreadyReached untaught { uri } leftOut { uri } proven seconds considered explanation policy
    conflict { constraints relaxed smallest explanation nearest { steps { credential { uri } } } }
  }
}
"""


PROGRESS = """
query ($uri: String!, $held: [HeldCredentialInput!]!) {
  programmeProgress(credential: {uri: $uri}, profile: {credentials: $held}, asOf: "2026-09-01") { complete }
}
"""


@pytest.fixture
async def client(sample_graph: Graph, engine_settings: Settings) -> AsyncIterator[Client]:
    async with client_of(engine_settings) as opened:
        yield opened


async def _ask(client: Client, **variables: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await client.data(ASKED, **({"profile": {}} | variables)))["pathways"]
    return found


def _uris(plan: dict[str, Any]) -> list[str]:
    return [step["credential"]["uri"] for step in plan["steps"]]


def _fulfilled(rule: Any, have: set[str]) -> bool:
    if isinstance(rule, str):
        return rule in have
    met = [one for one in rule["options"] if _fulfilled(one, have)]
    if rule["kind"] == "CREDITS":
        return sum(CREDENTIALS[one].get("credits", 0) for one in met) >= rule["min"]
    return len(met) >= {"ALL": len(rule["options"]), "ANY": 1, "AT_LEAST": rule.get("count")}[rule["kind"]]


def _price(uri: str) -> float:
    return sum(cost["amount"] for cost in CREDENTIALS[uri].get("costs", ()) if "audience" not in cost)


async def test_a_diploma_comes_with_all_its_parts_in_order(client: Client) -> None:
    found = await _ask(client, target={"credential": {"uri": NURSE}})
    (plan,) = found["plans"]
    assert plan["proven"] is True
    assert plan["gap"] == 0
    have: set[str] = set()
    last = 0
    for step in plan["steps"]:
        one = CREDENTIALS[step["credential"]["uri"]]
        assert step["term"] >= last
        last = step["term"]
        if "completion" in one:
            assert _fulfilled(one["completion"], have)
        have.add(one["uri"])
    assert {CARE, NURSE} <= have
    assert plan["totals"]["price"] == sum(_price(uri) for uri in have)
    parts = [CREDENTIALS[uri] for uri in have if "completion" not in CREDENTIALS[uri]]
    assert plan["totals"]["hours"] == sum(one["workload_hours"] for one in parts)
    certificate = next(step for step in plan["steps"] if step["credential"]["uri"] == CARE)
    assert [one["uri"] for one in certificate["unlocks"]] == [NURSE]
    assert "counts towards" in certificate["explanation"]
    data = json.loads(plan["data"])
    names = {one["id"]: one["uri"] for one in data["nodes"]}
    edges = {(names[one["from"]], names[one["to"]]) for one in data["edges"]}
    built = {(b["uri"], step["credential"]["uri"]) for step in plan["steps"] for b in step["buildsOn"]}
    assert edges == built != set()
    assert plan["drawn"].count(" --> ") == plan["graph"].count(" -> ") == len(edges)
    assert plan["drawn"].count("subgraph") == plan["graph"].count("subgraph") == len(plan["terms"])


async def test_a_diploma_can_be_reached_in_several_ways(client: Client) -> None:
    """Every least way, by the file: the audit holds each for whole and none of less; plans are among them."""
    rule, have = CREDENTIALS[NURSE]["completion"], {CARE, f"{NURSE.rsplit('/', 1)[0]}/nursing-principles"}
    electives = next(one for one in rule["options"] if isinstance(one, dict))["options"]
    ways = [
        set(some)
        for size in range(len(electives) + 1)
        for some in combinations(electives, size)
        if _fulfilled(rule, have | set(some))
        and not any(_fulfilled(rule, have | (set(some) - {one})) for one in some)
    ]
    assert len(ways) >= 3
    for way in ways:
        for some in (way, way - {min(way)}):
            held = [{"credential": {"uri": uri}} for uri in sorted(have | some)]
            found = await client.data(PROGRESS, uri=NURSE, held=held)
            assert found["programmeProgress"]["complete"] is (some == way)
    held = [{"credential": {"uri": uri}} for uri in sorted(have)]
    found = await _ask(client, target={"credential": {"uri": NURSE}}, profile={"credentials": held}, first=4)
    plans = [set(_uris(plan)) - {NURSE} for plan in found["plans"]]
    assert len(plans) >= 3
    assert all(plan in ways for plan in plans)


async def test_what_is_held_is_not_paid_again(client: Client) -> None:
    whole = await _ask(client, target={"credential": {"uri": NURSE}})
    held = {"credentials": [{"credential": {"uri": CARE}, "issuedOn": "2026-01-01"}]}
    rest = await _ask(client, target={"credential": {"uri": NURSE}}, profile=held)
    assert CARE not in _uris(rest["plans"][0])
    assert rest["plans"][0]["totals"]["price"] < whole["plans"][0]["totals"]["price"]
    expired = {"credentials": [{"credential": {"uri": CARE}, "validUntil": "2026-01-01"}]}
    again = await _ask(client, target={"credential": {"uri": NURSE}}, profile=expired)
    assert again["plans"][0]["totals"] == whole["plans"][0]["totals"]


async def test_a_target_already_reached_is_an_empty_plan_and_says_so(client: Client) -> None:
    held = {"credentials": [{"credential": {"uri": NURSE}}]}
    found = await _ask(client, target={"credential": {"uri": NURSE}}, profile=held)
    assert found["alreadyReached"] is True
    assert found["plans"][0]["steps"] == []
    assert "reached already" in found["explanation"]


async def test_a_role_is_covered_as_far_as_anybody_teaches(client: Client) -> None:
    found = await _ask(client, target={"role": {"uri": ASSISTANT}}, first=3)
    best = found["plans"][0]
    assert best["coverageBefore"] == 0
    assert best["coverageAfter"] > 0.5
    prices = [
        plan["totals"]["price"] for plan in found["plans"] if plan["coverageAfter"] == best["coverageAfter"]
    ]
    assert prices == sorted(prices)
    taught = {
        ref["skill"]
        for one in CREDENTIALS.values()
        for ref in (*one.get("teaches", ()), *one.get("assesses", ()))
    }
    assert not taught & {one["uri"] for one in found["untaught"]}
    first, *others = (set(_uris(plan)) for plan in found["plans"])
    assert all(len(first & other) <= 0.7 * len(first) for other in others)


async def test_constraints_are_kept_or_the_conflict_is_named(client: Client) -> None:
    goal = {"credential": {"uri": CARE}}
    price = (await _ask(client, target=goal))["plans"][0]["totals"]["price"]
    kept = await _ask(client, target=goal, constraints={"budget": price, "hoursPerWeek": 12})
    assert kept["plans"][0]["totals"]["price"] == price
    assert all(term["hoursPerWeek"] <= 12 for term in kept["plans"][0]["terms"])
    found = await _ask(client, target=goal, constraints={"budget": price - 1, "hoursPerWeek": 12})
    assert found["plans"] == []
    assert found["conflict"]["constraints"] == found["conflict"]["relaxed"] == ["BUDGET"]
    assert CARE in [step["credential"]["uri"] for step in found["conflict"]["nearest"]["steps"]]


async def test_excluded_issuers_are_left_out(client: Client) -> None:
    goal = {"role": {"uri": ASSISTANT}}
    excluded = make_id("org", "https://example.org/health-board")
    found = await _ask(client, target=goal, constraints={"excludedIssuers": [excluded]})
    assert _uris(found["plans"][0])
    assert not [uri for uri in _uris(found["plans"][0]) if uri.startswith("https://example.org/health-board")]


async def test_an_audience_pays_its_own_price(client: Client) -> None:
    goal = {"credential": {"uri": CARE}}
    usual = (await _ask(client, target=goal))["plans"][0]["totals"]["price"]
    asked = {"audiences": ["people registered as looking for work"]}
    assert (await _ask(client, target=goal, constraints=asked))["plans"][0]["totals"]["price"] < usual


async def test_the_callers_goals_come_in_the_callers_order(client: Client) -> None:
    found = await _ask(client, target={"role": {"uri": ASSISTANT}}, objective=["PRICE", "COVERAGE"])
    assert found["plans"][0]["totals"]["price"] == 0


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"target": {}}, "BAD_INPUT"),
        ({"target": {"credential": {"uri": CARE}, "role": {"uri": ASSISTANT}}}, "BAD_INPUT"),
        ({"target": {"credential": {"uri": "https://example.org/none"}}}, "CREDENTIAL_NOT_FOUND"),
        ({"target": {"credential": {"uri": CARE}}, "constraints": {"budget": -1}}, "BAD_INPUT"),
        ({"target": {"credential": {"uri": CARE}}, "first": 1000}, "LIMIT_EXCEEDED"),
        ({"target": {"credential": {"uri": CARE}}, "constraints": {"mostTerms": 10**6}}, "LIMIT_EXCEEDED"),
    ],
)
async def test_bad_input_is_one_coded_error(client: Client, variables: dict[str, Any], code: str) -> None:
    answer = await client.ask(ASKED, **({"profile": {}} | variables))
    assert [error["extensions"]["code"] for error in answer["errors"]] == [code]


async def test_other_questions_are_answered_while_one_is_solved(client: Client) -> None:
    solving = asyncio.create_task(_ask(client, target={"role": {"uri": ASSISTANT}}, first=5))
    answered = 0
    while not solving.done():
        await client.data("{ __typename }")
        answered += 1
        # A question that reads nothing never waits, and would leave the other no turn.
        await asyncio.sleep(0.01)
    assert (await solving)["plans"]
    assert answered > 3
