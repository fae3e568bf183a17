"""Plans over the whole alphabet of rules, through the application: as cheap as the trial of everything."""

import random
from decimal import Decimal
from itertools import combinations
from typing import Any

from skillsgraph.catalogue import upsert_catalogue
from skillsgraph.graph.access import Graph
from skillsgraph.model.credentials import (
    CatalogueItem,
    Cost,
    CostKind,
    Credential,
    CredentialKind,
    CreditUnit,
    Organization,
    OrganizationKind,
    Rule,
    RuleKind,
    StandingRecognition,
)
from skillsgraph.model.rules import faults_of_rule
from skillsgraph.settings import Settings
from tests.support.client import Client, client_of
from tests.unit.answers.programmes import generate
from tests.unit.answers.programmes.oracle import completes

SCHOOL = Organization("https://example.org/school", "A school", OrganizationKind.SCHOOL)
ASKED = """
query ($uri: String!, $held: [HeldCredentialInput!]!, $decisions: [RecognitionInput!]) {
  pathways(target: {credential: {uri: $uri}}, profile: {credentials: $held}, recognitions: $decisions,
           asOf: "2026-09-01", seconds: 8) {
    plans { proven totals { price } steps { credential { uri } } } proven
  }
}
"""
PROGRESS = """
query ($uri: String!, $held: [HeldCredentialInput!]!, $decisions: [RecognitionInput!]) {
  programmeProgress(credential: {uri: $uri}, profile: {credentials: $held}, recognitions: $decisions,
                    asOf: "2026-09-01") { complete }
}
"""


def uri(seed: int, name: str) -> str:
    return f"https://example.org/{seed}/{name}"


def renamed(rule: Rule, seed: int) -> Rule:
    """The same rule over the credentials of one seed."""
    options = tuple(renamed(one, seed) if isinstance(one, Rule) else uri(seed, one) for one in rule.options)
    return Rule(**{name: getattr(rule, name) for name in Rule.__slots__} | {"options": options})


def catalogue_of(seed: int) -> tuple[list[CatalogueItem], dict[str, Any]]:
    """A programme over six credentials with prices, and the same as plain data."""
    whole, held, earnable = generate.instance(seed)
    dice = random.Random(seed)
    facts = {one["uri"]: one | {"recognised": False, "elsewhere": False} for one in (*held, *earnable)}
    prices = {name: dice.randint(1, 9) * 10 for name in facts}
    items: list[CatalogueItem] = [
        Credential(
            uri(seed, name),
            name,
            CredentialKind.BADGE,
            SCHOOL.uri,
            credits=one["credits"],
            credit_unit=CreditUnit.ECTS,
            eqf_level=one["level"],
            costs=(Cost(CostKind.TUITION, Decimal(prices[name]), "EUR"),),
        )
        for name, one in facts.items()
    ]
    rule = renamed(generate.to_rule(whole), seed)
    items.append(Credential(uri(seed, "p"), "P", CredentialKind.DIPLOMA, SCHOOL.uri, completion=rule))
    return items, {"whole": whole, "facts": facts, "prices": prices, "held": [one["uri"] for one in held]}


def cheapest(plain: dict[str, Any], recognised: str | None = None) -> int | None:
    """The least price of what completes it, beside what is held and what a decision recognises."""
    held = [plain["facts"][name] for name in plain["held"]]
    if recognised is not None:
        held.append(plain["facts"][recognised] | {"recognised": True})
    others = [name for name in plain["facts"] if name not in plain["held"]]
    costs = [
        sum(plain["prices"][name] for name in some)
        for size in range(len(others) + 1)
        for some in combinations(others, size)
        if completes(plain["whole"], [*held, *(plain["facts"][name] for name in some)])
    ]
    return min(costs, default=None)


async def _held(client: Client, query: str, seed: int, names: list[str], **more: Any) -> Any:
    held = [{"credential": {"uri": one}} for one in names]
    return next(iter((await client.data(query, uri=uri(seed, "p"), held=held, **more)).values()))


async def test_plans_are_as_cheap_as_can_be(empty_graph: Graph, engine_settings: Settings) -> None:
    known: dict[int, dict[str, Any]] = {}
    items: list[CatalogueItem] = [SCHOOL]
    for seed in range(400):
        whole, held, earnable = generate.instance(seed)
        named = {one["uri"] for one in (*held, *earnable)}
        rule = generate.to_rule(whole)
        if len(known) == 9:
            break
        if any(True for _ in faults_of_rule(rule)) or not set(rule.uris()) <= named:
            continue
        added, plain = catalogue_of(seed)
        price = cheapest(plain)
        kinds = [one["price"] is None for one in known.values()]
        if price == 0 or kinds.count(price is None) == (2 if price is None else 7):
            continue
        known[seed] = plain | {"price": price}
        items += added
    await upsert_catalogue(empty_graph, items)
    assert len(known) == 9
    async with client_of(engine_settings) as client:
        for seed, plain in known.items():
            held = [uri(seed, name) for name in plain["held"]]
            answer = await _held(client, ASKED, seed, held)
            expected = plain["price"]
            assert answer["proven"], seed
            assert [one["totals"]["price"] for one in answer["plans"]] == (
                [] if expected is None else [expected]
            ), (seed, plain)
            for plan in answer["plans"]:
                steps = [step["credential"]["uri"] for step in plan["steps"]]
                done = await _held(client, PROGRESS, seed, [*held, *steps[:-1]])
                assert done["complete"], seed
                decision = {"kind": "RPL", "towards": steps[0], "decidedBy": "The school"}
                less = await _held(client, ASKED, seed, held, decisions=[decision])
                price = cheapest(plain, steps[0].rpartition("/")[2])
                assert [one["totals"]["price"] for one in less["plans"]] == [price], seed


RENEWAL = """
query ($uri: String!, $held: [HeldCredentialInput!]!) {
  renewal(credential: {uri: $uri}, profile: {credentials: $held}, asOf: "2026-09-01") {
    validUntil renewEveryMonths
    progress { complete rules { place } missing { uri } notCounted { uri reason } }
    ways { plans { totals { price } steps { credential { uri } } } }
    falls { use credential { uri } before { complete } after { complete } }
  }
}
"""


def licence_with_refreshers() -> list[CatalogueItem]:
    """A licence that is kept by one of two refreshers of the last two years, and what asks for it."""

    def one(name: str, price: int, **more: Any) -> Credential:
        cost = Cost(CostKind.TUITION, Decimal(price), "EUR")
        return Credential(uri(0, name), name, CredentialKind.BADGE, SCHOOL.uri, costs=(cost,), **more)

    either = Rule(RuleKind.ANY, (uri(0, "short"), uri(0, "long")), within_months=24)
    needs = Rule(RuleKind.ALL, (uri(0, "licence"),))
    return [
        SCHOOL,
        one("short", 30),
        one("long", 50),
        one("licence", 400, renewal=either, renew_every_months=24),
        one("driver", 10, entry=needs),
    ]


async def test_what_keeps_a_licence_and_what_falls_without(
    empty_graph: Graph, engine_settings: Settings
) -> None:
    await upsert_catalogue(empty_graph, licence_with_refreshers())
    licence, short, driver = uri(0, "licence"), uri(0, "short"), uri(0, "driver")
    held = [
        {"credential": {"uri": licence}, "issuedOn": "2025-01-10", "validUntil": "2027-01-10"},
        {"credential": {"uri": short}, "issuedOn": "2023-01-10"},
    ]
    async with client_of(engine_settings) as client:
        found = (await client.data(RENEWAL, uri=licence, held=held))["renewal"]
        assert (found["validUntil"], found["renewEveryMonths"]) == ("2027-01-10", 24)
        progress = found["progress"]
        assert (progress["complete"], progress["rules"][0]["place"]) == (False, "renewal")
        assert {one["uri"]: one["reason"] for one in progress["notCounted"]}[short] == "TOO_OLD"
        (plan,) = found["ways"]["plans"]
        # The refresher that was taken too long ago is the cheaper one to take again.
        assert [one["credential"]["uri"] for one in plan["steps"]] == [short, licence]
        assert plan["totals"]["price"] == 30
        assert found["falls"] == [
            {
                "use": "ENTRY",
                "credential": {"uri": driver},
                "before": {"complete": True},
                "after": {"complete": False},
            }
        ]
        held[1]["issuedOn"] = "2026-01-10"
        kept = (await client.data(RENEWAL, uri=licence, held=held))["renewal"]
        assert kept["progress"]["complete"]
        assert kept["ways"]["plans"][0]["totals"]["price"] == 0
        anew = (await client.data(RENEWAL, uri=short, held=held))["renewal"]
        assert (anew["progress"], anew["ways"]["plans"][0]["totals"]["price"]) == (None, 30)
        assert await client.code(RENEWAL, uri=driver, held=held) == "BAD_INPUT"


async def test_an_award_stands_for_one_of_what_it_is_recognised_as(
    empty_graph: Graph, engine_settings: Settings
) -> None:
    """For whichever leads to the award, and never for two; a plan buys what is left."""

    def one(name: str, price: int, **more: Any) -> Credential:
        cost = Cost(CostKind.TUITION, Decimal(price), "EUR")
        return Credential(uri(0, name), name, CredentialKind.BADGE, SCHOOL.uri, costs=(cost,), **more)

    known = (StandingRecognition(uri(0, "abroad")),)
    both = Rule(RuleKind.ALL, (uri(0, "cheap"), uri(0, "dear")))
    capped = Rule(RuleKind.ALL, both.options, cap=0)
    items = [one("abroad", 500), one("cheap", 10, recognises=known), one("dear", 90, recognises=known)]
    items += [one("award", 0, completion=both), one("capped", 0, completion=capped)]
    await upsert_catalogue(empty_graph, [SCHOOL, *items])
    holds = {"held": [{"credential": {"uri": uri(0, "abroad")}, "issuedOn": "2025-01-10"}], "decisions": []}
    async with client_of(engine_settings) as client:
        for award, left, price in (("award", ["cheap"], 10), ("capped", ["cheap", "dear"], 100)):
            (plan,) = (await client.data(ASKED, uri=uri(0, award), **holds))["pathways"]["plans"]
            steps = [step["credential"]["uri"] for step in plan["steps"]]
            assert (sorted(steps), plan["totals"]["price"]) == (
                sorted(uri(0, name) for name in [*left, award]),
                price,
            )
            progress = (await client.data(COUNTED, uri=uri(0, award), **holds))["programmeProgress"]
            assert [one["recognised"] for one in progress["counted"]] == ["TRANSFER"] * (2 - len(left))
            assert len(progress["missing"]) == len(left)


COUNTED = PROGRESS.replace("{ complete }", "{ complete counted { uri recognised } missing { uri } }")


async def test_corequisites_share_a_term(empty_graph: Graph, engine_settings: Settings) -> None:
    """Theory and lab ask for each other; the course asks for the lab before, a project along with it."""

    def one(name: str, **more: Any) -> Credential:
        return Credential(uri(0, name), name, CredentialKind.BADGE, SCHOOL.uri, workload_hours=30.0, **more)

    def along(name: str) -> Rule:
        return Rule(RuleKind.ALL, (uri(0, name),), concurrent=True)

    course = Rule(RuleKind.ALL, (uri(0, "lab"), along("project")))
    items = [one("theory", entry=along("lab")), one("lab", entry=along("theory"))]
    items += [one("project"), one("course", entry=course)]
    await upsert_catalogue(empty_graph, [SCHOOL, *items])
    asked = """
    query ($uri: String!) {
      pathways(target: {credential: {uri: $uri}}, profile: {}, constraints: {hoursPerWeek: 40}) {
        plans { steps { term credential { name } } }
      }
    }
    """
    async with client_of(engine_settings) as client:
        (plan,) = (await client.data(asked, uri=uri(0, "course")))["pathways"]["plans"]
    terms = {step["credential"]["name"]: step["term"] for step in plan["steps"]}
    assert terms["theory"] == terms["lab"] == 1
    assert terms["project"] <= terms["course"] == 2
