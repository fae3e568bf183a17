"""From an application to a claimed award: through GraphQL for who has a key, by a link for who has not."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from skillsgraph.catalogue import upsert_catalogue
from skillsgraph.graph.access import Graph
from skillsgraph.learners.records import import_learners
from skillsgraph.model.credentials import Rule, RuleKind
from skillsgraph.model.learners import Consent, Purpose
from skillsgraph.settings import Role, Settings
from tests.cypher.test_learners import BADGE, RECORD, SCHOOL, SCHOOL_ID, TODAY, graph_with_badge
from tests.integration.test_people import key
from tests.support.client import KEYS, Client, client_of

__all__ = ["graph_with_badge"]

GUIDE = replace(
    BADGE,
    uri="https://example.org/guide",
    name="Guide <of> the מוזיאון",
    by_application=True,
    renewal=Rule(RuleKind.ALL, (BADGE.uri,)),
    renew_every_months=12,
)
OFFER = """mutation ($id: ID!, $uri: String!, $why: String) {
  offerCredential(learner: $id, input: {credential: {uri: $uri}, openDays: 7, exception: $why}) {
    url offer { id status } } }"""


@pytest.fixture
async def learner(graph_with_badge: Graph) -> str:
    await upsert_catalogue(graph_with_badge, [SCHOOL, GUIDE])
    consents = (Consent(Purpose.ISSUING, "1", organization=SCHOOL_ID), Consent(Purpose.GUIDANCE, "1"))
    (made,) = await import_learners(graph_with_badge, [replace(RECORD, awards=(), consents=consents)])
    return made


@pytest.fixture
async def client(learner: str, engine_settings: Settings) -> AsyncIterator[Client]:
    keys = (
        *KEYS,
        key("own", Role.LEARNER, learner=learner),
        key("portal", Role.PORTAL),
        key("school", Role.ISSUER, organization=SCHOOL_ID),
    )
    async with client_of(engine_settings, api_keys=keys) as opened:
        yield opened


async def test_by_key_from_application_to_renewal(client: Client, learner: str) -> None:
    async def ask(query: str, who: str, **variables: Any) -> Any:
        return next(iter((await client.data(query, key=who, **variables)).values()))

    apply = """mutation ($id: ID!, $uri: String!) { applyForCredential(learner: $id, credential: {uri: $uri},
               statement: "I know the house") { id status } }"""
    made = await ask(apply, "portal", id=learner, uri=GUIDE.uri)
    conditions = """query ($id: ID!, $uri: String!) { awardConditions(learner: $id, credential: {uri: $uri}) {
                    kind met explanation } }"""
    (told,) = await ask(conditions, "own", id=learner, uri=GUIDE.uri)
    assert (told["kind"], told["met"]) == ("APPLICATION", False)
    assert "submitted" in told["explanation"]
    assert await client.code(OFFER, key="school", id=learner, uri=GUIDE.uri) == "CONDITIONS_NOT_MET"
    listed = """query ($uri: String!) { applications(credential: {uri: $uri}, status: SUBMITTED) {
                nodes { id statement learnerId credential { uri } } } }"""
    assert (await ask(listed, "school", uri=GUIDE.uri))["nodes"] == [
        {
            "id": made["id"],
            "statement": "I know the house",
            "learnerId": learner,
            "credential": {"uri": GUIDE.uri},
        }
    ]
    assert await client.code(listed, key="own", uri=GUIDE.uri) == "FORBIDDEN"
    approve = 'mutation ($id: ID!) { approveApplication(application: $id, reason: "Welcome") { status } }'
    assert await client.code(approve, key="portal", id=made["id"]) == "FORBIDDEN"
    assert await ask(approve, "school", id=made["id"]) == {"status": "APPROVED"}
    offered = (await ask(OFFER, "school", id=learner, uri=GUIDE.uri))["offer"]
    accept = "mutation ($id: ID!) { acceptOffer(offer: $id) { id verification credential { uri } } }"
    assert await client.code(accept, key="school", id=offered["id"]) == "FORBIDDEN"
    award = await ask(accept, "own", id=offered["id"])
    assert (award["verification"], award["credential"]["uri"]) == ("ISSUED", GUIDE.uri)
    assert await client.code(accept, key="own", id=offered["id"]) == "OFFER_NOT_FOUND"
    renew = "mutation ($id: ID!) { offerRenewal(award: $id) { offer { status } } }"
    assert await client.code(renew, key="school", id=award["id"]) == "STEP_REFUSED"
    expiring = "query { expiringAwards(days: 30) { nodes { awardId } } }"
    assert (await ask(expiring, "own"))["nodes"] == []
    counts = """query ($uri: String!) { issuingCounts(credential: {uri: $uri}) {
                applications { step number } offers { step number } awards { step number } expired } }"""
    found = await ask(counts, "school", uri=GUIDE.uri)
    assert {"step": "ACCEPTED", "number": 1} in found["offers"]
    assert {"step": "VALID", "number": 1} in found["awards"]
    own = "query ($id: ID!) { learnerApplications(learner: $id) { status reason awardId } }"
    assert await ask(own, "own", id=learner) == [
        {"status": "APPROVED", "reason": "Welcome", "awardId": award["id"]}
    ]
    assert await client.code(OFFER, key="school", id=learner, uri=GUIDE.uri) == "CONDITIONS_NOT_MET"
    mine = "query ($id: ID!) { credentialOffers(learner: $id) { status awardId credential { name } } }"
    assert [one["awardId"] for one in await ask(mine, "portal", id=learner)] == [award["id"]]


async def test_by_link_without_a_key(client: Client, learner: str) -> None:
    async def offered() -> str:
        made = await client.data(OFFER, key="school", id=learner, uri=GUIDE.uri, why="An honour")
        return "/claim/" + str(made["offerCredential"]["url"]).rpartition("/")[2]

    path = await offered()
    for _ in range(2):  # to look uses nothing up
        page = await client.http.get(path, headers={"accept": "text/html"})
        assert page.status_code == 200
        assert "Guide &lt;of&gt; the" in page.text
    assert "form-action 'self'" in page.headers["content-security-policy"]
    assert "noindex" in page.headers["x-robots-tag"]
    wrong = await client.http.post(path, data={"answer": "perhaps"}, headers={"accept": "application/json"})
    assert (wrong.status_code, wrong.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_INPUT")
    refused = await client.http.post(path, data={"answer": "refuse", "reason": "No <time>"})
    assert (refused.status_code, "refused this award" in refused.text) == (200, True)
    gone = await client.http.post(path, data={"answer": "accept"})
    assert (gone.status_code, "does not work" in gone.text) == (404, True)

    again = await client.http.post(
        await offered(), data={"answer": "accept"}, headers={"accept": "application/json"}
    )
    assert (again.status_code, again.json()["state"]) == (200, "accepted")
    seen = """query ($id: ID!) { learner(id: $id) { awards { nodes { name issuedOn } } }
              credentialOffers(learner: $id) { status reason } }"""
    found = await client.data(seen, key="own", id=learner)
    assert found["learner"]["awards"]["nodes"] == [{"name": GUIDE.name, "issuedOn": TODAY.isoformat()}]
    assert [(one["status"], one["reason"]) for one in found["credentialOffers"]] == [
        ("ACCEPTED", None),
        ("REFUSED", "No <time>"),
    ]
    image = await client.http.get(path, headers={"accept": "image/png"})
    assert image.status_code == 406
