"""Decisions on what somebody has learned: recorded by who may, counted, withdrawn, exported, erased."""

from hashlib import sha256
from typing import Any

from skillsgraph.graph.access import Graph
from skillsgraph.model.ids import make_id
from skillsgraph.settings import ApiKey, Role, Settings
from skillsgraph.statements import parse
from tests.support.client import ADMIN_KEY, KEYS, client_of
from tests.support.documented import mutations

STATEMENTS = [
    *("addRecognition", "recogniseWithin", "recognisedBy", "withdrawRecognition", "recognitionOf"),
    "learnerRecognitions",
]
KEPT = parse(
    "test",
    """// name: decisions() read one
// How many decisions there are.
MATCH (n:Recognition) RETURN count(n) AS total""",
)[0]
HEALTH = "https://example.org/northport/health"
ASSISTANT, TALKING, NURSE = f"{HEALTH}/care-assistant", f"{HEALTH}/talking", f"{HEALTH}/nurse-assistant"
BEGIN = """mutation ($uri: String!) { createLearner(input: {label: "Somebody", consents: [
  {purpose: STUDY, textVersion: "1"}], enrolments: [{credential: $uri, since: "2026-09-01"}]}) { id } }"""
RECORD = """mutation ($id: ID!, $input: DecisionInput!) { recordRecognition(learner: $id, input: $input) {
  id kind decidedBy decidedOn towards { uri } programme { uri } } }"""
WITHDRAW = """mutation ($id: ID!) { withdrawRecognition(recognition: $id, reason: "By mistake") {
  withdrawnAt withdrawnReason } }"""
PROGRESS = """query ($id: ID!, $uri: String!, $use: RuleUse! = COMPLETION) {
  programmeProgress(learner: $id, credential: {uri: $uri}, use: $use) {
    complete counted { uri place recognised decidedBy } rules { place } explanation } }"""


async def test_a_decision_counts_until_it_is_withdrawn(
    sample_graph: Graph, engine_settings: Settings
) -> None:
    def key(name: str, organization: str) -> ApiKey:
        body = make_id("org", organization)
        return ApiKey(
            name=name,
            role=Role.UNIVERSITY,
            sha256=sha256(name.encode()).hexdigest(),
            organization=body,
        )

    keys = (*KEYS, key("school", HEALTH), key("other", "https://example.org/alder"))
    async with client_of(engine_settings, api_keys=keys) as client:

        async def ask(query: str, who: str = "school", **variables: Any) -> Any:
            return next(iter((await client.data(query, key=who, **variables)).values()))

        learner = (await ask(BEGIN, uri=ASSISTANT))["id"]
        decision = {"kind": "RPL", "towards": TALKING, "programme": ASSISTANT, "ground": "A year on a ward"}
        for given, who, code in (
            (decision, "other", "FORBIDDEN"),
            (decision | {"ground": " "}, "school", "BAD_INPUT"),
            (decision | {"towards": NURSE}, "school", "BAD_INPUT"),
            (decision | {"kind": "WAIVER", "credits": 3}, "school", "BAD_INPUT"),
            (decision | {"until": "2020-01-01"}, "school", "BAD_INPUT"),
            ({"kind": "WAIVER", "rule": "none", "ground": "x"}, "school", "BAD_INPUT"),
        ):
            assert await client.code(RECORD, key=who, id=learner, input=given) == code
        made = await ask(RECORD, id=learner, input=decision)
        assert (made["kind"], made["towards"], made["programme"]) == (
            "RPL",
            {"uri": TALKING},
            {"uri": ASSISTANT},
        )
        found = await ask(PROGRESS, id=learner, uri=ASSISTANT)
        assert found["counted"] == [
            {"uri": TALKING, "place": "completion", "recognised": "RPL", "decidedBy": made["decidedBy"]}
        ]
        entry = await ask(PROGRESS, id=learner, uri=NURSE, use="ENTRY")
        assert (entry["complete"], entry["counted"]) == (False, [])
        assert entry["rules"][0]["place"] == "entry"
        exported = await ask("mutation ($id: ID!) { exportLearner(learner: $id) }", ADMIN_KEY, id=learner)
        assert [one["ground"] for one in exported["recognitions"]] == [decision["ground"]]
        assert await client.code(WITHDRAW, key="other", id=made["id"]) == "FORBIDDEN"
        ended = await ask(WITHDRAW, id=made["id"])
        assert ended["withdrawnReason"] == "By mistake"
        assert await client.code(WITHDRAW, key="school", id=made["id"]) == "RECOGNITION_NOT_FOUND"
        assert (await ask(PROGRESS, id=learner, uri=ASSISTANT))["counted"] == []
        shown = "query ($id: ID!) { learner(id: $id) { recognitions { nodes { id withdrawnReason } } } }"
        assert len((await ask(shown, id=learner))["recognitions"]["nodes"]) == 1
        exported = await ask("mutation ($id: ID!) { exportLearner(learner: $id) }", ADMIN_KEY, id=learner)
        assert {"RECOGNISED", "RECOGNITION_WITHDRAWN"} <= {one["action"] for one in exported["events"]}
        assert (await ask(*mutations("programmes"), learner=learner))["decidedOn"]
        await ask("mutation ($id: ID!) { eraseLearner(learner: $id) }", ADMIN_KEY, id=learner)
        assert await sample_graph.read_one(KEPT) == {"total": 0}
