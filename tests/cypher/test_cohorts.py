"""Cohorts and changes on trial: seen by who may, counted by the rules of the year, and nothing is stored."""

from hashlib import sha256
from typing import Any

from skillsgraph.graph.access import Graph
from skillsgraph.model.ids import make_id
from skillsgraph.settings import ApiKey, Role, Settings
from tests.support.client import ADMIN_KEY, KEYS, client_of
from tests.support.digest import whole
from tests.support.documented import examples

LABELS = ("Credential", "Rule", "Cost", "Offering", "Learner", "Award", "Enrolment", "AuditEvent")
TYPES = ("OPTION", "COMPLETION", "ENTRY", "RENEWAL", "COSTS", "HAS", "EARNED", "OF", "IN")
STATEMENTS = ["cohortLearners", "optionsByUri", "builtOn"]
BOARD, HEALTH = "https://example.org/health-board", "https://example.org/northport/health"
ASSISTANT = f"{HEALTH}/care-assistant"
BEGIN = """mutation ($label: String!, $purpose: Purpose!, $uri: String!, $cohort: String!) {
  createLearner(input: {label: $label, consents: [{purpose: $purpose, textVersion: "1"}],
                        enrolments: [{credential: $uri, since: "2026-09-01", cohort: $cohort}]}) { id } }"""
AWARD = """mutation ($id: ID!, $uri: String!) {
  addAward(learner: $id, input: {credential: {uri: $uri}, issuedOn: "2026-02-03"}) { id } }"""
COHORT = """query ($uri: String!, $cohort: String, $first: Int! = 20, $after: String) {
  programmeCohort(credential: {uri: $uri}, cohort: $cohort, first: $first, after: $after,
                  asOf: "2026-11-25") {
    learners complete years { rulesAsOf learners complete totals { place sentence fulfilled of } }
    members { nodes { learner { id } progress { complete counted { uri } missing { uri } } }
              pageInfo { hasNextPage endCursor } } } }"""
WHAT_IF = """query ($uri: String!, $rule: RuleInput, $entry: RuleInput, $prices: [PriceInput!],
                $held: ProfileInput) {
  programmeWhatIf(credential: {uri: $uri}, completion: $rule, entry: $entry, prices: $prices,
                  cohort: "autumn 2026", asOf: "2026-09-01", profile: $held) {
    learners completeBefore completeAfter
    changed { nodes { learner { id } before { complete } after { complete } } }
    pathwaysBefore { plans { totals { price } } } pathwaysAfter { plans { totals { price } } } } }"""


async def test_a_cohort_and_what_would_change_it(sample_graph: Graph, engine_settings: Settings) -> None:
    key = ApiKey(
        name="school",
        role=Role.UNIVERSITY,
        sha256=sha256(b"school").hexdigest(),
        organization=make_id("org", HEALTH),
    )
    async with client_of(engine_settings, api_keys=(*KEYS, key)) as client:

        async def ask(query: str, who: str = "school", **variables: Any) -> Any:
            return next(iter((await client.data(query, key=who, **variables)).values()))

        people = [
            (await ask(BEGIN, ADMIN_KEY, label=label, purpose=purpose, uri=ASSISTANT, cohort="autumn 2026"))[
                "id"
            ]
            for label, purpose in (("Aa", "STUDY"), ("Bb", "STUDY"), ("Cc", "GUIDANCE"))
        ]
        for person, uri in ((people[0], f"{BOARD}/hygiene"), (people[1], f"{HEALTH}/talking")):
            await ask(AWARD, ADMIN_KEY, id=person, uri=uri)
        before = await whole(sample_graph, LABELS, TYPES)
        found = await ask(COHORT, uri=ASSISTANT, cohort="autumn 2026")
        # The third has not consented to study, and is not counted.
        assert (found["learners"], found["complete"]) == (2, 0)
        (year,) = found["years"]
        assert (year["rulesAsOf"], year["learners"], year["complete"]) == ("2026-09-01", 2, 0)
        assert [(one["place"], one["fulfilled"], one["of"]) for one in year["totals"]] == [
            ("completion", 0, 2),
            ("completion.options[5]", 0, 2),
        ]
        members = found["members"]["nodes"]
        assert [one["learner"]["id"] for one in members] == people[:2]
        assert [one["progress"]["counted"] for one in members] == [
            [{"uri": f"{BOARD}/hygiene"}],
            [{"uri": f"{HEALTH}/talking"}],
        ]
        page = (await ask(COHORT, uri=ASSISTANT, cohort="autumn 2026", first=1))["members"]
        assert page["pageInfo"]["hasNextPage"]
        after = page["pageInfo"]["endCursor"]
        rest = (await ask(COHORT, uri=ASSISTANT, cohort="autumn 2026", first=1, after=after))["members"]
        assert [one["learner"]["id"] for one in rest["nodes"]] == [people[1]]
        assert (await ask(COHORT, uri=ASSISTANT, cohort="none"))["learners"] == 0

        rule = {"kind": "ALL", "options": [{"uri": f"{BOARD}/hygiene"}]}
        changed = await ask(WHAT_IF, uri=ASSISTANT, rule=rule)
        assert (changed["completeBefore"], changed["completeAfter"]) == (0, 1)
        assert {one["learner"]["id"]: one["after"]["complete"] for one in changed["changed"]["nodes"]} == {
            people[0]: True,
            people[1]: False,
        }
        prices = [
            changed[name]["plans"][0]["totals"]["price"] for name in ("pathwaysBefore", "pathwaysAfter")
        ]
        assert prices[1] < prices[0]
        cheaper = [{"credential": {"uri": f"{HEALTH}/talking"}, "amount": 0}]
        priced = await ask(WHAT_IF, uri=ASSISTANT, prices=cheaper)
        assert priced["changed"]["nodes"] == []
        assert priced["pathwaysAfter"]["plans"][0]["totals"]["price"] == prices[0] - 240
        # A condition of entry is another step of the way, for who does not hold it.
        entry = {"kind": "ALL", "options": [{"uri": f"{HEALTH}/older-people"}]}
        for held, cheaper_by in (
            (None, 0),
            ({"credentials": [{"credential": {"uri": f"{HEALTH}/talking"}}]}, 1),
        ):
            tried = await ask(WHAT_IF, uri=ASSISTANT, entry=entry, held=held)
            (one,), (other,) = tried["pathwaysBefore"]["plans"], tried["pathwaysAfter"]["plans"]
            assert other["totals"]["price"] > one["totals"]["price"]
            assert (one["totals"]["price"] < prices[0]) is bool(cheaper_by)
        assert tried["changed"]["nodes"] == []
        for example in examples("programmes", keyed=True):
            assert (await ask(example))["learners"] == 2
        unknown = {"kind": "ALL", "options": [{"uri": "https://example.org/none"}]}
        assert await client.code(WHAT_IF, key="school", uri=ASSISTANT, rule=unknown) == "BAD_INPUT"
        assert await client.code(COHORT, uri=ASSISTANT) == "UNAUTHENTICATED"
        assert await whole(sample_graph, LABELS, TYPES) == before
        for person in people:
            await ask("mutation ($id: ID!) { eraseLearner(learner: $id) }", ADMIN_KEY, id=person)
