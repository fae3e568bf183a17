"""Badges that are issued verify, are issued once, and stop being good when they are taken back."""

import gzip
import json
from base64 import urlsafe_b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.answers.model import Ref
from skillsgraph.credentials.bake import unbake
from skillsgraph.credentials.issue import Securing, StatusPurpose
from skillsgraph.credentials.keystore import Keystore
from skillsgraph.credentials.proofs import data_integrity
from skillsgraph.credentials.result import Outcome, Refusal
from skillsgraph.credentials.verify import Verifier
from skillsgraph.errors import ContextUnavailable, Forbidden, InputError, KeyRefused, NotFound, SourceError
from skillsgraph.graph.access import Graph
from skillsgraph.jsonld import Contexts
from skillsgraph.learners.awards import set_status
from skillsgraph.learners.batch import Order, issue_batch
from skillsgraph.learners.issuing import Office, issue_credential
from skillsgraph.learners.published import published, published_status
from skillsgraph.learners.records import import_learners
from skillsgraph.learners.verifying import verify
from skillsgraph.model.ids import make_id
from skillsgraph.model.learners import Award, AwardStatus
from tests.cypher.test_learners import (
    ADMIN,
    BADGE,
    ISSUER,
    RECORD,
    SCHOOL_ID,
    graph_with_badge,
)
from tests.support import openbadges

__all__ = ["graph_with_badge"]

# What these functions run: the names that the rule "every statement has a test" looks for.
STATEMENTS = ["issuerOf", "achievementOf", "takeStatusIndex", "keepDocument", "takenBack"]
EARNED = Award("", date(2026, 3, 1), date(2099, 3, 1), result="92 %")
REF = Ref(uri=BADGE.uri)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>'


@pytest.fixture
def office(tmp_path: Path, test_data: Callable[[str], Path]) -> Office:
    keys = Keystore(tmp_path / "issuers", "correct horse battery")
    keys.create(SCHOOL_ID)
    return Office(keys, Verifier(openbadges.contexts()), "https://skills.example")


async def learner_in(graph: Graph) -> str:
    return (await import_learners(graph, [replace(RECORD, awards=())]))[0]


def ones(document: dict[str, Any]) -> set[int]:
    text = document["credentialSubject"]["encodedList"][1:]
    bits = gzip.decompress(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return {place * 8 + bit for place, byte in enumerate(bits) for bit in range(8) if byte & (0x80 >> bit)}


async def test_issued_verified_and_taken_back(graph_with_badge: Graph, office: Office) -> None:
    graph, learner = graph_with_badge, await learner_in(graph_with_badge)
    award, text = await issue_credential(graph, office, learner, REF, EARNED, ADMIN)
    badge = json.loads(text)
    did = await published(graph, office, SCHOOL_ID, "did")
    assert badge["issuer"]["id"] == did["id"]
    assert badge["proof"]["verificationMethod"] in did["assertionMethod"]
    (key,) = office.keys.published(SCHOOL_ID)
    data_integrity.verify(data_integrity.Hashes(badge, office.verifier.contexts), badge["proof"], key.public)
    forged = badge | {"validUntil": "2199-01-01T00:00:00Z"}
    with pytest.raises(Refusal):
        data_integrity.verify(
            data_integrity.Hashes(forged, office.verifier.contexts), badge["proof"], key.public
        )
    achievement = badge["credentialSubject"]["achievement"]
    assert [one["targetUrl"] for one in achievement["alignment"]] == ["s:code"]
    assert await issue_credential(graph, office, learner, REF, EARNED, ADMIN) == (award, text)

    office.keys.rotate(SCHOOL_ID)
    for moment, outcome in (
        (None, Outcome.VERIFIED),
        (datetime(2099, 3, 1, 23, tzinfo=UTC), Outcome.VERIFIED),
        (datetime(2099, 3, 2, 1, tzinfo=UTC), Outcome.EXPIRED),
    ):
        assert (await verify(graph, office, text.encode(), now=moment)).outcome is outcome
    (place,) = {int(one["statusListIndex"]) for one in badge["credentialStatus"]}
    addresses = [one["statusListCredential"] for one in badge["credentialStatus"]]
    for status, marked, outcome in (
        (AwardStatus.SUSPENDED, [set(), {place}], Outcome.SUSPENDED),
        (AwardStatus.REVOKED, [{place}, set()], Outcome.REVOKED),
    ):
        await set_status(graph, award, status, "A mistake", ADMIN)
        lists = [await published_status(graph, office, SCHOOL_ID, purpose) for purpose in StatusPurpose]
        assert [ones(one) for one in lists] == marked
        assert [one["id"] for one in lists] == addresses
        again = [await published_status(graph, office, SCHOOL_ID, purpose) for purpose in StatusPurpose]
        assert all(
            one is other for one, other in zip(again, lists, strict=True)
        )  # signed once for each change
        newest = office.keys.published(SCHOOL_ID)[-1]
        data_integrity.verify(
            data_integrity.Hashes(lists[1], office.verifier.contexts), lists[1]["proof"], newest.public
        )
        assert (await verify(graph, office, text.encode())).outcome is outcome
    with pytest.raises(InputError, match="revoked"):
        await issue_credential(graph, office, learner, REF, EARNED, ADMIN)


async def test_who_may_not_sign_does_not(graph_with_badge: Graph, office: Office, tmp_path: Path) -> None:
    graph, learner = graph_with_badge, await learner_in(graph_with_badge)
    stranger = replace(ISSUER, organization=make_id("org", "another"))
    with pytest.raises(Forbidden):
        await issue_credential(graph, office, learner, REF, EARNED, stranger)
    keyless = replace(office, keys=Keystore(tmp_path / "none", "correct horse battery"))
    with pytest.raises(KeyRefused):
        await issue_credential(graph, keyless, learner, REF, EARNED, ADMIN)
    bare = replace(office, verifier=Verifier(Contexts()))
    with pytest.raises(ContextUnavailable, match="no trusted copy"):
        await issue_credential(graph, bare, learner, REF, EARNED, ADMIN)
    for identifier in (make_id("org", "another"), "org_none"):
        with pytest.raises(NotFound):
            await published(graph, office, identifier, "profile")


async def test_a_batch_is_issued_once(graph_with_badge: Graph, office: Office, tmp_path: Path) -> None:
    graph, learner = graph_with_badge, await learner_in(graph_with_badge)
    path, out = tmp_path / "class.csv", tmp_path / "badges"
    order = Order(Securing.VC_JWT, out, SVG)
    path.write_text(f"learner,issued_on,result\n{learner},2026-03-01,\nlearner_none,2026-03-01,92 %\n")
    first = await issue_batch(graph, office, BADGE.uri, path, order)
    assert [(one.number, one.outcome) for one in first] == [(2, "issued"), (3, "failed")]
    assert first[1].told.startswith("LEARNER_NOT_FOUND")
    file = out / f"{first[0].told}.jwt"
    before = file.read_text()
    assert unbake((out / f"{first[0].told}.svg").read_bytes()).text == before
    assert len([*out.iterdir()]) == 2
    assert await issue_batch(graph, office, BADGE.uri, path, order) == first
    assert file.read_text() == before
    other = await issue_batch(graph, office, BADGE.uri, path)
    assert other[0].told.startswith("ALREADY_THERE")
    with pytest.raises(SourceError, match="neither a PNG nor an SVG"):
        await issue_batch(graph, office, BADGE.uri, path, Order(image=b"GIF89a"))
    path.write_text(f"learner,issued_on\n{learner},01.03.2026\n")
    with pytest.raises(SourceError, match="not a date") as refused:
        await issue_batch(graph, office, BADGE.uri, path)
    assert refused.value.where is not None
    assert refused.value.where.line == 2
