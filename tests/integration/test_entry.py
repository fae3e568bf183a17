"""Conditions of entry over the sample: in gaps, and as a filter of job roles and of people."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from skillsgraph.graph.access import Graph
from skillsgraph.learners.access import Operator
from skillsgraph.learners.consent import give_consent, withdraw_consent
from skillsgraph.model.learners import Consent, Purpose
from skillsgraph.settings import Settings
from tests.support.client import ADMIN_KEY, Client, client_of

FORKLIFT = "http://data.europa.eu/esco/occupation/eeac6251-1974-42f5-91ed-513c6c883755"
CARE = "http://data.europa.eu/esco/occupation/d38c2107-98f2-47b7-8bb4-f69750d51082"
LICENCE = "https://example.org/transport-union/forklift"
HYGIENE = "https://example.org/health-board/hygiene"
LIFT = "http://data.europa.eu/esco/skill/28cb374e-6261-4133-8371-f9a5470145da"
GAP = """query ($p: ProfileInput!, $to: TargetInput!, $in: String, $on: Date!, $policy: String!) {
  skillGap(profile: $p, target: $to, jurisdiction: $in, asOf: $on, policy: $policy) {
    meetsEntryConditions entry { standing explanation conditions {
      jurisdiction standing explanation rule { sentence } progress { notCounted { reason } } } } } }"""
EACH = """query ($p: [ProfileInput!]!, $to: TargetInput!) {
  skillGaps(profiles: $p, target: $to, asOf: "2026-11-25", jurisdiction: "FI") {
    meetsEntryConditions entry { standing explanation } } }"""
ROLES = """query ($p: ProfileInput!, $among: RolesAmong) {
  roleMatches(profile: $p, among: $among, first: 50, asOf: "2026-11-25") {
    nodes { role { uri } entryStanding } } }"""
PEOPLE = """query ($role: String!, $among: LearnersAmong) {
  learnerMatches(role: {uri: $role}, first: 20, asOf: "2026-11-25", among: $among) {
    nodes { learner { id } entryStanding rankedFrom { stale } } } }"""


def held(credential: str = LICENCE, **others: Any) -> dict[str, Any]:
    return {"credentials": [{"credential": {"uri": credential}, **others}]}


SKILLED = {"skills": [{"skill": {"uri": LIFT}}]}
VALID = held(issuedOn="2024-09-11", validUntil="2029-09-11")
EXPIRED = held(issuedOn="2020-09-11", validUntil="2025-09-11")
# (profile, role, jurisdiction, day, meetsEntryConditions, standing, words of the condition's explanation)
CASES = [
    (VALID, FORKLIFT, "FI", "2026-11-25", True, "MET", "Licence”, valid until 2029-09-11"),
    (VALID, FORKLIFT, "FI-18", "2026-11-25", True, "MET", "is met by"),
    (VALID, FORKLIFT, None, "2026-11-25", True, "MET", "in FI (Invented Work Equipment Act, section 12)"),
    (VALID, FORKLIFT, "SE", "2026-11-25", None, "NONE_KNOWN", None),
    (VALID, FORKLIFT, "FI", "2018-12-31", None, "NONE_KNOWN", None),
    (VALID, FORKLIFT, "FI", "2024-09-10", None, "NOT_ASSESSED", "not known"),  # the day before it was issued
    (EXPIRED, FORKLIFT, "FI", "2026-11-25", False, "NOT_MET", "it has expired"),
    (EXPIRED, FORKLIFT, "FI", "2025-09-11", True, "MET", "is met by"),
    (held(HYGIENE), FORKLIFT, "FI", "2026-11-25", False, "NOT_MET", "What would satisfy it: “Forklift"),
    (SKILLED, FORKLIFT, "FI", "2026-11-25", None, "NOT_ASSESSED", "not known"),
    (held(HYGIENE), CARE, "IE", "2026-11-25", None, "NOT_ASSESSED", "its date is not known"),
    (held(HYGIENE, issuedOn="2022-01-01"), CARE, "IE", "2026-11-25", False, "NOT_MET", "too long ago"),
]


@pytest.fixture
async def client(sample_graph: Graph, engine_settings: Settings) -> AsyncIterator[Client]:
    async with client_of(engine_settings) as opened:
        yield opened


async def test_a_gap_says_who_may_work_where_and_when(client: Client) -> None:
    for profile, role, place, day, meets, standing, words in CASES:
        asked = {"p": profile, "to": {"role": {"uri": role}}, "in": place, "on": day, "policy": "guidance"}
        for policy in ("guidance", "recruitment"):
            found = (await client.data(GAP, **{**asked, "policy": policy}))["skillGap"]
            told = found["entry"]
            assert (found["meetsEntryConditions"], told["standing"]) == (meets, standing), (asked, told)
            if words is None:
                assert told["conditions"] == []
                assert "not to say that there is none" in told["explanation"]
            else:
                assert words in told["conditions"][0]["explanation"]
    skills = {"p": SKILLED, "to": {"skills": [{"skill": {"uri": LIFT}}]}, "on": "2026-11-25"}
    assert (await client.data(GAP, policy="guidance", **skills))["skillGap"] == {
        "meetsEntryConditions": None,
        "entry": None,
    }
    wrong = {"p": VALID, "to": {"role": {"uri": FORKLIFT}}, "on": "2026-11-25", "policy": "guidance"}
    assert await client.code(GAP, **wrong, **{"in": "Finland"}) == "BAD_INPUT"
    people = [VALID, EXPIRED, SKILLED]
    each = (await client.data(EACH, p=people, to={"role": {"uri": FORKLIFT}}))["skillGaps"]
    assert [one["meetsEntryConditions"] for one in each] == [True, False, None]


async def test_job_roles_are_narrowed_to_those_that_one_may_work_as(client: Client) -> None:
    async def ranked(profile: dict[str, Any], **among: Any) -> dict[str, str | None]:
        nodes = (await client.data(ROLES, p=profile, among=among))["roleMatches"]["nodes"]
        return {one["role"]["uri"]: one["entryStanding"] for one in nodes}

    everything = await ranked(EXPIRED)
    assert FORKLIFT in everything
    assert set(everything.values()) == {None}
    barred = await ranked(EXPIRED, entryIn={"jurisdiction": "FI"})
    assert barred == dict.fromkeys((one for one in everything if one != FORKLIFT), "NONE_KNOWN")
    only = await ranked(EXPIRED, entryIn={"jurisdiction": "FI", "standings": ["NOT_MET"]})
    assert only == {FORKLIFT: "NOT_MET"}
    licensed = await ranked(VALID, entryIn={"jurisdiction": "FI"})
    assert licensed.keys() == everything.keys()
    assert licensed[FORKLIFT] == "MET"
    assert await client.code(ROLES, p=VALID, among={"entryIn": {"jurisdiction": "fi"}}) == "BAD_INPUT"
    near = (
        "query ($r: String!) { similarRoles(role: {uri: $r},"
        ' among: {entryIn: {jurisdiction: "FI"}}) { nodes { score } } }'
    )
    assert await client.code(near, r=FORKLIFT) == "BAD_INPUT"


async def test_people_are_narrowed_to_those_who_may_work(client: Client, sample_graph: Graph) -> None:
    """One learner of the sample had the licence until 2025, the others never."""
    people = "{ learners(first: 50) { nodes { id consents { nodes { purpose until } } } } }"
    nodes = (await client.data(people, key=ADMIN_KEY))["learners"]["nodes"]
    given = [
        one["id"]
        for one in nodes
        if ("MATCHING", None) not in {(each["purpose"], each["until"]) for each in one["consents"]["nodes"]}
    ]
    for one in given:
        await give_consent(sample_graph, one, Consent(Purpose.MATCHING, "1"), Operator("test"))
    try:
        everybody = await _settled(client)
        found: dict[str, set[str]] = {}
        for standing in ("MET", "NOT_MET", "NOT_ASSESSED", "NONE_KNOWN"):
            among = {"entryIn": {"jurisdiction": "FI", "standings": [standing]}}
            told = await client.data(PEOPLE, key=ADMIN_KEY, role=FORKLIFT, among=among)
            shown = told["learnerMatches"]["nodes"]
            assert {one["entryStanding"] for one in shown} <= {standing}
            found[standing] = {one["learner"]["id"] for one in shown}
        assert not found["MET"]
        assert not found["NONE_KNOWN"]
        assert found["NOT_MET"]
        assert found["NOT_MET"] | found["NOT_ASSESSED"] == everybody
    finally:
        for one in given:
            await withdraw_consent(sample_graph, one, Purpose.MATCHING, None, Operator("test"))


async def _settled(client: Client) -> set[str]:
    """Everybody who is found where nothing is asked, once the index knows of them all."""
    elsewhere = {"entryIn": {"jurisdiction": "SE"}}
    for _ in range(100):
        told = await client.data(PEOPLE, key=ADMIN_KEY, role=FORKLIFT, among=elsewhere)
        nodes = told["learnerMatches"]["nodes"]
        if nodes and not nodes[0]["rankedFrom"]["stale"]:
            return {one["learner"]["id"] for one in nodes}
    raise AssertionError("the index stayed stale")
