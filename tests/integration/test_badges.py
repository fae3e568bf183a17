"""A badge from elsewhere through GraphQL: evidence, linked, and revoked where it came from."""

import json
from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.credentials.bake import bake_png
from skillsgraph.graph.access import Graph
from skillsgraph.learners.issuing import Office
from skillsgraph.learners.reverify import reverify_due
from skillsgraph.learners.standing import Schedule, schedule_of
from skillsgraph.settings import Role, Settings
from tests.integration.test_people import GAP, HYGIENE, NURSE, key
from tests.support import openbadges
from tests.support.client import ADMIN_KEY, KEYS, Client, client_of
from tests.support.issuer import DID, PLACE, IssuerElsewhere

EMAIL = "somebody@example.org"
ADD = """mutation ($id: ID!, $badge: String!, $recipients: [String!]!) {
  addAward(learner: $id, badge: {credential: $badge, recipients: $recipients}) {
    id name issuedOn validUntil status verification outcome verifiedAt nextCheckOn result
    checks { code result } unlinked { reason target name } credential { uri }
    attests { level result source skill { uri } } } }"""
PROPOSE = """query ($badge: String!) { verifyCredential(credential: $badge) {
  outcome links { skills { source skill { uri } } credential { uri } unlinked { reason } } } }"""
BEGIN = """mutation { createLearner(input: {label: "Somebody", consents: [
  {purpose: GUIDANCE, textVersion: "1"}]}) { id } }"""


@pytest.fixture
def issuer(tmp_path: Path, test_data: Any) -> IssuerElsewhere:
    test_data("openbadges")
    return IssuerElsewhere(tmp_path, openbadges.contexts())


@pytest.fixture
def settings(engine_settings: Settings, issuer: IssuerElsewhere, test_data: Any) -> Settings:
    trusted = issuer.folder / "trusted"
    trusted.write_text(json.dumps({DID: "a register"}))
    changes = {
        "contexts_dir": test_data("openbadges/contexts"),
        "documents_dir": issuer.folder,
        "trusted_issuers": trusted,
    }
    return engine_settings.model_copy(update=changes)


@pytest.fixture
async def client(sample_graph: Graph, settings: Settings) -> AsyncIterator[Client]:
    keys = (*KEYS, key("portal", Role.PORTAL), key("nurse", Role.LEARNER, learner=NURSE))
    async with client_of(settings, api_keys=keys) as opened:
        yield opened


async def test_a_badge_closes_a_gap_until_it_is_revoked_where_it_came_from(
    client: Client, graph: Graph, issuer: IssuerElsewhere, settings: Settings
) -> None:
    learner = (await client.data(BEGIN, key="portal"))["createLearner"]["id"]
    assessed = """query ($uri: String!) { credential(uri: $uri) { assesses(first: 2) { nodes { uri } } } }"""
    skills = [
        one["uri"] for one in (await client.data(assessed, uri=HYGIENE))["credential"]["assesses"]["nodes"]
    ]
    say = "mutation ($id: ID!, $skill: String!) { selfAssert(learner: $id, skill: {uri: $skill}) { id } }"
    await client.data(say, key="portal", id=learner, skill=skills[0])

    async def gap() -> dict[str, Any]:
        found = (await client.data(GAP, key="portal", id=learner, skill=skills[0]))["skillGap"]
        return {"proven": found["coverageProven"], **found["requirements"][0]}

    before = await gap()
    graded = {
        "id": "urn:uuid:1",
        "type": ["ResultDescription"],
        "name": "Exam",
        "resultType": "Percent",
        "alignment": [{"type": ["Alignment"], "targetUrl": skills[1], "targetName": "Another"}],
    }
    badge = issuer.badge(
        HYGIENE,  # an achievement of somebody else
        [
            {"targetUrl": skills[0].replace("http://", "https://"), "targetName": "A skill"},
            {"targetUrl": "https://example.org/none", "targetName": "A skill of nobody", "targetCode": "7"},
        ],
        EMAIL,
        achievement={"resultDescription": [graded]},
        result=[{"type": ["Result"], "resultDescription": "urn:uuid:1", "value": "92"}],
    )
    given = {"id": learner, "badge": json.dumps(badge), "recipients": [EMAIL]}
    proposed = (await client.data(PROPOSE, badge=given["badge"]))["verifyCredential"]
    assert {one["skill"]["uri"] for one in proposed["links"]["skills"]} == {*skills}
    assert [one["reason"] for one in proposed["links"]["unlinked"]] == ["SKILL_NOT_FOUND", "ANOTHER_ISSUER"]
    assert proposed["links"]["credential"] is None
    award = (await client.data(ADD, key="portal", **given))["addAward"]
    assert (award["outcome"], award["verification"], award["status"]) == ("VERIFIED", "VERIFIED", "VALID")
    assert (award["issuedOn"], award["validUntil"], award["credential"]) == ("2026-02-01", "2099-01-31", None)
    assert {"code": "proof", "result": "PASSED"} in award["checks"]
    assert award["nextCheckOn"] > award["verifiedAt"][:10]
    attested = {one["skill"]["uri"]: (one["source"], one["result"]) for one in award["attests"]}
    assert attested == {skills[0]: ("ALIGNMENT", None), skills[1]: ("RESULT", "92")}
    assert [(one["reason"], one["target"]) for one in award["unlinked"]] == [
        ("SKILL_NOT_FOUND", "https://example.org/none"),
        ("ANOTHER_ISSUER", HYGIENE),
    ]
    again = (await client.data(ADD, key="portal", **given))["addAward"]
    assert again["id"] == award["id"]
    held = await gap()
    assert held["evidence"]["award"] == award["id"]
    assert held["proven"] > before["proven"]

    issuer.mark({PLACE})
    office = lambda: Office.of(settings)  # noqa: E731
    assert [one async for one in reverify_due(graph, office, schedule_of(settings))] == []
    later = Schedule(schedule_of(settings).today.replace(year=2030), 7)
    (checked,) = [one async for one in reverify_due(graph, office, later)]
    assert (checked.award, checked.before, checked.after) == (award["id"], "VALID", "REVOKED")
    assert [one async for one in reverify_due(graph, office, later)] == []
    after = await gap()
    assert (after["proven"], after["status"]) == (before["proven"], before["status"])
    assert "REVOKED" in after["reasons"]
    assert "its issuer has revoked it: so it was found on 2030" in after["explanation"]
    assert await client.code(ADD, key="portal", **given) == "BADGE_REFUSED"
    await client.data("mutation ($id: ID!) { eraseLearner(learner: $id) }", key=ADMIN_KEY, id=learner)


HOST = "https://badges.example/v2"
# Open Badges 2.0, baking: an SVG may hold nothing but the address at which the assertion stands.
SVG = '<svg xmlns:openbadges="http://openbadges.org"><openbadges:assertion verify="{}"/><g/></svg>'


def hosted(issuer: IssuerElsewhere, number: int, skill: str) -> dict[str, Any]:
    """An assertion of Open Badges 2.0 that stands at its address, as do what it awards and who awards it."""
    context = "https://w3id.org/openbadges/v2"
    profile = {"@context": context, "type": "Issuer", "id": f"{HOST}/issuer", "name": "A school", "url": HOST}
    badge_class = {
        "@context": context,
        "type": "BadgeClass",
        "id": f"{HOST}/class",
        "name": "Kitchen hygiene",
        "description": "What a kitchen is kept clean by",
        "criteria": {"narrative": "An exam"},
        "issuer": profile["id"],
        "alignment": [{"targetUrl": skill, "targetName": "A skill"}],
    }
    assertion = {
        "@context": context,
        "type": "Assertion",
        "id": f"{HOST}/assertions/{number}",
        "recipient": {"type": "email", "hashed": False, "identity": EMAIL},
        "badge": badge_class["id"],
        "issuedOn": "2026-02-01T00:00:00Z",
        "verification": {"type": "HostedBadge"},
    }
    for one in (profile, badge_class, assertion):
        issuer.publish(str(one["id"]), one)
    return assertion


async def test_a_hosted_badge_counts_until_its_address_says_that_it_is_revoked(
    client: Client, graph: Graph, issuer: IssuerElsewhere, settings: Settings, test_data: Any
) -> None:
    (settings.trusted_issuers or Path()).write_text(json.dumps({f"{HOST}/issuer": "a register"}))
    assessed = "query ($uri: String!) { credential(uri: $uri) { assesses(first: 1) { nodes { uri } } } }"
    skill = (await client.data(assessed, uri=HYGIENE))["credential"]["assesses"]["nodes"][0]["uri"]
    say = "mutation ($id: ID!, $skill: String!) { selfAssert(learner: $id, skill: {uri: $skill}) { id } }"
    add = """mutation ($id: ID!, $badge: BadgeInput!) { addAward(learner: $id, badge: $badge) {
             id outcome verification attests { skill { uri } } } }"""
    look = "mutation ($id: ID!) { verifyAward(award: $id) { status outcome checks { code } } }"

    async def gap(learner: str) -> dict[str, Any]:
        found = (await client.data(GAP, key="portal", id=learner, skill=skill))["skillGap"]
        return {"proven": found["coverageProven"], **found["requirements"][0]}

    picture = test_data("openbadges/vectors/1edtech-ob20/simple-badge.png").read_bytes()
    first, second, third = (hosted(issuer, number, skill) for number in range(3))
    given = [
        (first, {"credential": json.dumps(first)}),
        (second, {"image": b64encode(bake_png(picture, json.dumps(second))).decode()}),
        (third, {"image": b64encode(SVG.format(third["id"]).encode()).decode()}),
    ]
    for assertion, form in given:
        learner = (await client.data(BEGIN, key="portal"))["createLearner"]["id"]
        await client.data(say, key="portal", id=learner, skill=skill)
        before = await gap(learner)
        badge = {**form, "recipients": [EMAIL]}
        award = (await client.data(add, key="portal", id=learner, badge=badge))["addAward"]
        assert (award["outcome"], award["verification"]) == ("VERIFIED", "VERIFIED")
        assert award["attests"] == [{"skill": {"uri": skill}}]
        held = await gap(learner)
        assert held["evidence"]["award"] == award["id"]
        assert held["proven"] > before["proven"]

        why = "It was given by mistake"
        taken = {name: assertion[name] for name in ("@context", "type", "id")} | {"revoked": True}
        issuer.publish(assertion["id"], taken | {"revocationReason": why})
        if assertion is first:
            later = Schedule(schedule_of(settings).today.replace(year=2030), 7)
            (checked,) = [one async for one in reverify_due(graph, lambda: Office.of(settings), later)]
            assert (checked.award, checked.after) == (award["id"], "REVOKED")
        else:
            looked = (await client.data(look, key="portal", id=award["id"]))["verifyAward"]
            assert (looked["status"], looked["outcome"]) == ("REVOKED", "REVOKED")
        after = await gap(learner)
        assert (after["proven"], after["status"]) == (before["proven"], before["status"])
        assert "REVOKED" in after["reasons"]
        assert why in after["explanation"]
        answer = await client.ask(add, key="portal", id=learner, badge=badge)
        details = answer["errors"][0]["extensions"]["details"]
        assert (details["outcome"], "revoked" in details["codes"]) == ("revoked", True)
        await client.data("mutation ($id: ID!) { eraseLearner(learner: $id) }", key=ADMIN_KEY, id=learner)


async def test_what_a_badge_counts_as(client: Client, issuer: IssuerElsewhere, settings: Settings) -> None:
    learner = (await client.data(BEGIN, key="portal"))["createLearner"]["id"]
    badge = issuer.badge("https://badges.example/a", [], EMAIL)
    text = json.dumps(badge)

    async def add(text: str, who: str, *recipients: str, learner: str = learner) -> tuple[str, set[str]]:
        made = await client.data(ADD, key=who, id=learner, badge=text, recipients=recipients)
        award = made["addAward"]
        return award["verification"], {
            one["code"] for one in award["checks"] if one["result"] in ("WARNED", "NOT_POSSIBLE")
        }

    async def refused(text: str, *recipients: str, who: str = "portal", learner: str = learner) -> list[str]:
        given = {"id": learner, "badge": text, "recipients": recipients}
        answer = await client.ask(ADD, key=who, **given)
        extensions = answer["errors"][0]["extensions"]
        return [extensions["code"], *extensions.get("details", {}).get("codes", [])]

    assert await add(text, "portal") == ("SELF_ASSERTED", {"recipient_unconfirmed"})
    assert await add(text, "portal", EMAIL) == ("VERIFIED", set())
    assert await add(text, "portal") == ("VERIFIED", set())
    # A learner's own word does not confirm that a badge is about them.
    assert await add(text, "nurse", EMAIL, learner=NURSE) == ("SELF_ASSERTED", {"recipient_unconfirmed"})
    assert await refused(text, "another@example.org") == ["BADGE_REFUSED", "recipient_mismatch"]
    assert await refused(text.replace("hygiene", "Hygiene")) == ["BADGE_REFUSED", "proof_invalid"]
    assert await refused(text, who="nurse") == ["LEARNER_NOT_FOUND"]
    assert await refused("{}") == ["BADGE_REFUSED", "form_invalid"]
    badge_class = {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "BadgeClass",
        "id": "https://example.org/badge",
        "name": "A badge",
        "issuer": {"type": "Issuer", "id": "https://example.org/", "name": "A school"},
    }
    assert await refused(json.dumps(badge_class)) == ["BADGE_REFUSED", "not_an_award"]
    (settings.trusted_issuers or Path()).write_text("{}")
    other = issuer.badge("https://badges.example/b", [], "x@example.org") | {"proof": None}
    other = issuer.sign(
        {name: value for name, value in other.items() if name != "proof"} | {"id": "urn:uuid:2"}
    )
    assert await add(json.dumps(other), "portal", "x@example.org") == (
        "SELF_ASSERTED",
        {"issuer_unknown", "issuer_known"},
    )
    for one in (learner, NURSE):
        awards = "query ($id: ID!) { learner(id: $id) { awards { nodes { name } } } }"
        names = [
            a["name"]
            for a in (await client.data(awards, key=ADMIN_KEY, id=one))["learner"]["awards"]["nodes"]
        ]
        assert names.count("Kitchen hygiene") == (2 if one == learner else 1)
    await client.data("mutation ($id: ID!) { eraseLearner(learner: $id) }", key=ADMIN_KEY, id=learner)
