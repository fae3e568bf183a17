"""Who fits a job role, over the sample: only who consented, by nothing but what they hold, and exactly."""

from collections.abc import AsyncIterator
from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from skillsgraph.answers.evidence import evidence_of_all
from skillsgraph.answers.gap import wanted_by
from skillsgraph.answers.index.keeper import index_of
from skillsgraph.answers.links import steps_to
from skillsgraph.answers.model import Ref, Target
from skillsgraph.answers.policy import policy_of
from skillsgraph.graph.access import Graph, Step
from skillsgraph.learners.access import Operator
from skillsgraph.learners.consent import give_consent, withdraw_consent
from skillsgraph.learners.export import export_learner
from skillsgraph.learners.matches import Asked, learner_matches, match_learner
from skillsgraph.learners.profile import profiles_of
from skillsgraph.model.learners import Consent, Purpose
from skillsgraph.settings import ApiKey, Role, Settings
from skillsgraph.statements import parse
from tests.support.client import ADMIN_KEY, KEYS, READER_KEY, Client, client_of

ASSISTANT = Ref(uri="http://data.europa.eu/esco/occupation/d38c2107-98f2-47b7-8bb4-f69750d51082")
ASK = """query ($role: String!, $first: Int!, $after: String, $among: LearnersAmong) {
  learnerMatches(role: {uri: $role}, first: $first, after: $after, asOf: "2026-11-25", among: $among) {
    nodes { learner { id } score coverageClaimed readiness meetsAllEssential explanation
            rankedFrom { graphVersion stale }
            parts { skill { name uri } share proven adds status explanation } }
    pageInfo { hasNextPage endCursor } } }"""
CONSENTS = "{ learners(first: 50) { nodes { id consents { nodes { purpose until } } } } }"
DAY = date(2026, 11, 25)
WHO = Operator("test")
GUISES, DISGUISE = parse(
    "test",
    """// name: guises() read many
// What everybody is told by.
MATCH (n:Learner)
RETURN n.id AS id, n.label AS label, n.sortName AS sortName, n.story AS story, n.languages AS languages

// name: disguise(rows) write many
// Everybody told by something else.
UNWIND $rows AS row
MATCH (n:Learner {id: row.id})
SET n.label = row.label, n.sortName = row.sortName, n.story = row.story, n.languages = row.languages
RETURN n.id AS id""",
)


@pytest.fixture
async def client(sample_graph: Graph, engine_settings: Settings) -> AsyncIterator[Client]:
    portal = ApiKey(name="portal", role=Role.PORTAL, sha256=sha256(b"portal").hexdigest())
    async with client_of(engine_settings, api_keys=(*KEYS, portal)) as opened:
        yield opened


async def _database(graph: Graph, ids: list[str]) -> list[tuple[str, float]]:
    """Everybody scored from the database, without the index of people."""
    policy = policy_of("recruitment")
    role, wanted = await wanted_by(graph, Target(role=ASSISTANT))
    index = (await index_of(graph)).thing
    weight = {"ESSENTIAL": 1.0, "OPTIONAL": policy.optional_in_matches}
    mass = {one.skill.id: weight[one.relation] * index.idf_of(one.skill.id) for one in wanted}
    asked = Asked(role, wanted, mass, await steps_to(graph, wanted, policy), policy)
    profiles = await profiles_of(graph, ids, DAY)
    evidence = await evidence_of_all(graph, [profiles[one] for one in ids], DAY)
    found = [match_learner(one, held, asked) for one, held in zip(ids, evidence, strict=True)]
    ranked = sorted(found, key=lambda one: (-one.score, one.learner))
    return [(one.learner, one.score) for one in ranked if one.score > 0]


async def test_only_who_consented_is_found_and_scored_as_the_database_does(
    client: Client, sample_graph: Graph
) -> None:
    ask: dict[str, Any] = {"role": ASSISTANT.uri, "first": 20}
    assert await client.code(ASK, **ask) == "UNAUTHENTICATED"
    assert await client.code(ASK, key=READER_KEY, **ask) == "FORBIDDEN"
    people = await client.data(CONSENTS, key=ADMIN_KEY)
    ids = sorted(one["id"] for one in people["learners"]["nodes"])
    had = [
        one["id"]
        for one in people["learners"]["nodes"]
        if ("MATCHING", None) in {(each["purpose"], each["until"]) for each in one["consents"]["nodes"]}
    ]
    before = (await client.data(ASK, key="portal", **ask))["learnerMatches"]["nodes"]
    assert {one["learner"]["id"] for one in before} <= set(had)
    given = [one for one in ids if one not in had][:-1]
    for one in given:
        await give_consent(sample_graph, one, Consent(Purpose.MATCHING, "1"), WHO)
    try:
        nodes = await _settled(client, ask)
        assert [(one["learner"]["id"], one["score"]) for one in nodes] == await _database(
            sample_graph, sorted(had + given)
        )
        assert len(nodes) >= 4
        for one in nodes:
            assert one["score"] == pytest.approx(sum(part["adds"] for part in one["parts"]), abs=1e-6)
            assert sum(part["share"] for part in one["parts"]) == pytest.approx(1)
            assert one["score"] <= one["coverageClaimed"] <= 1
            assert f"{one['score']:.1%}" in one["explanation"]
        begin = (await client.data(ASK, key=ADMIN_KEY, **{**ask, "first": 2}))["learnerMatches"]
        after = begin["pageInfo"]["endCursor"]
        rest = (await client.data(ASK, key=ADMIN_KEY, after=after, **ask))["learnerMatches"]
        assert begin["nodes"] + rest["nodes"] == nodes
        least = {"leastScore": nodes[1]["score"]}
        few = (await client.data(ASK, key="portal", among=least, **ask))["learnerMatches"]["nodes"]
        assert few == nodes[:2]
        ready = {"meetsAllEssential": True}
        few = (await client.data(ASK, key="portal", among=ready, **ask))["learnerMatches"]["nodes"]
        assert few == [one for one in nodes if one["meetsAllEssential"]]
        ready = {"leastReadiness": sorted(one["readiness"] for one in nodes)[-2]}
        few = (await client.data(ASK, key="portal", among=ready, **ask))["learnerMatches"]["nodes"]
        assert few == [one for one in nodes if one["readiness"] >= ready["leastReadiness"]]
        skill = next(part["skill"] for one in nodes for part in one["parts"] if part["status"] == "MET")
        must = {"meets": [{"uri": skill["uri"]}]}
        few = (await client.data(ASK, key="portal", among=must, **ask))["learnerMatches"]["nodes"]
        assert few == [
            one
            for one in nodes
            if (skill, "MET") in [(part["skill"], part["status"]) for part in one["parts"]]
        ]
        assert 0 < len(few) < len(nodes)
        elsewhere = "http://data.europa.eu/esco/skill/28cb374e-6261-4133-8371-f9a5470145da"
        for uri, code in ((elsewhere, "BAD_INPUT"), ("x:none", "SKILL_NOT_FOUND")):
            assert await client.code(ASK, key=ADMIN_KEY, among={"meets": [{"uri": uri}]}, **ask) == code
        assert await client.code(ASK, key=ADMIN_KEY, role=ASSISTANT.uri, first=1001) in (
            "LIMIT_EXCEEDED",
            "BAD_INPUT",
        )

        first = nodes[0]["learner"]["id"]
        await withdraw_consent(sample_graph, first, Purpose.MATCHING, None, WHO)
        # At once, whatever the index knows: consent is asked of the graph.
        left = (await client.data(ASK, key="portal", **ask))["learnerMatches"]["nodes"]
        assert [one["learner"]["id"] for one in left] == [one["learner"]["id"] for one in nodes[1:]]
        await give_consent(sample_graph, first, Consent(Purpose.MATCHING, "1"), WHO)

        kept = await sample_graph.read(GUISES)
        turned = [{**one, "id": other["id"]} for one, other in zip(kept, kept[1:] + kept[:1], strict=True)]
        await sample_graph.transact([Step(DISGUISE, {"rows": turned})])
        for _ in range(50):
            again = await learner_matches(
                sample_graph, ASSISTANT, WHO, first=20, as_of=DAY, policy=policy_of("recruitment")
            )
            if not again.stale:
                break
        await sample_graph.transact([Step(DISGUISE, {"rows": kept})])
        assert [(one.learner, one.score, one.explanation) for one in again.items] == [
            (one["learner"]["id"], one["score"], one["explanation"]) for one in nodes
        ]
        told = str(again)
        assert not any(row["label"] in told for row in kept)
        mine = await export_learner(sample_graph, nodes[0]["learner"]["id"], WHO)
        assert {one["actor"] for one in mine["shown"]} == {"portal", "admin", WHO.name}
        assert {one["subject"] for one in mine["shown"]} == {nodes[0]["learner"]["id"]}
        assert all(one["object"].startswith("role_") for one in mine["shown"])
    finally:
        for one in given:
            await withdraw_consent(sample_graph, one, Purpose.MATCHING, None, WHO)


async def _settled(client: Client, ask: dict[str, Any]) -> list[dict[str, Any]]:
    """The answer once the index has seen the last change; until then it says that it is stale."""
    for _ in range(50):
        nodes: list[dict[str, Any]] = (await client.data(ASK, key="portal", **ask))["learnerMatches"]["nodes"]
        if nodes and not nodes[0]["rankedFrom"]["stale"]:
            return nodes
    raise AssertionError("the index stayed stale")
