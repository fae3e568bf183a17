"""Every form that is issued, in every image: good when issued, not while suspended, nor once revoked."""

import json
import struct
import zlib
from dataclasses import replace
from datetime import date

import pytest

from skillsgraph.answers.model import Ref
from skillsgraph.catalogue import upsert_catalogue
from skillsgraph.credentials.bake import PNG, bake
from skillsgraph.credentials.documents import Documents, did_web_url
from skillsgraph.credentials.issue import Securing, StatusPurpose
from skillsgraph.credentials.result import Outcome, Verification
from skillsgraph.credentials.verify import Verifier
from skillsgraph.errors import InputError, LearnerNotFound, NotFound
from skillsgraph.graph.access import Graph
from skillsgraph.learners import clr
from skillsgraph.learners.awards import set_status
from skillsgraph.learners.badges import Badge, add_badge
from skillsgraph.learners.clr import export_clr
from skillsgraph.learners.issuing import Office, issue_credential
from skillsgraph.learners.published import published, published_status
from skillsgraph.learners.records import add_award
from skillsgraph.learners.standing import Schedule
from skillsgraph.learners.verifying import verify
from skillsgraph.model.ids import make_id
from skillsgraph.model.learners import AwardStatus
from skillsgraph.settings import Role
from skillsgraph.statements import cypher
from tests.cypher.test_issuing import EARNED, REF, SVG, learner_in, office
from tests.cypher.test_learners import ADMIN, BADGE, ISSUER, SCHOOL, SCHOOL_ID, Who, graph_with_badge

__all__ = ["graph_with_badge", "office"]


def png() -> bytes:
    """The smallest picture: one black point."""
    parts = (
        (b"IHDR", struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
    chunks = (
        len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4) for kind, body in parts
    )
    return PNG + b"".join(chunks)


async def verified(graph: Graph, office: Office, data: bytes) -> Verification:
    """What a stranger finds, who has fetched what the issuer publishes now."""
    did = await published(graph, office, SCHOOL_ID, "did")
    lists = [await published_status(graph, office, SCHOOL_ID, purpose) for purpose in StatusPurpose]
    kept = {did_web_url(did["id"]): did} | {one["id"]: one for one in lists}
    documents = Documents({url: json.dumps(one).encode() for url, one in kept.items()})
    return Verifier(office.verifier.contexts, documents).verify(data)


@pytest.mark.parametrize("image", [None, png(), SVG], ids=["bare", "png", "svg"])
@pytest.mark.parametrize("securing", Securing)
async def test_from_issued_to_revoked(
    graph_with_badge: Graph, office: Office, securing: Securing, image: bytes | None
) -> None:
    graph, learner = graph_with_badge, await learner_in(graph_with_badge)
    award, text = await issue_credential(graph, office, learner, REF, EARNED, ADMIN, securing=securing)
    data = text.encode() if image is None else bake(image, text)
    found = await verified(graph, office, data)
    assert found.outcome is Outcome.VERIFIED, found.as_dict()
    assert {"proof", "issuer_binding"} <= {check.code for check in found.checks}
    office.keys.rotate(SCHOOL_ID)
    steps = (
        (AwardStatus.SUSPENDED, Outcome.SUSPENDED),
        (AwardStatus.VALID, Outcome.VERIFIED),
        (AwardStatus.REVOKED, Outcome.REVOKED),
    )
    for status, outcome in steps:
        reason = "A mistake" if status is not AwardStatus.VALID else None
        await set_status(graph, award, status, reason, ADMIN)
        assert (await verified(graph, office, data)).outcome is outcome
        assert (await verify(graph, office, data)).outcome is outcome
    changed = (
        data.replace(b"92 %", b"99 %") if securing is Securing.DATA_INTEGRITY else data[:-40] + data[-39:]
    )
    assert changed != data
    assert (await verified(graph, office, changed)).outcome is Outcome.INVALID


async def test_a_record_is_verified_as_a_tree(
    graph_with_badge: Graph, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = graph_with_badge
    courses = [
        replace(BADGE, uri=f"https://example.org/{name}", name=name) for name in ("one", "two", "three")
    ]
    await upsert_catalogue(graph, [SCHOOL, *courses])
    learner = await learner_in(graph)
    own = Who(Role.LEARNER, learner=learner)
    with pytest.raises(InputError, match="no signed award"):
        await export_clr(graph, office, learner, SCHOOL_ID, own)
    await add_award(graph, learner, REF, EARNED, ADMIN)
    made = [
        await issue_credential(graph, office, learner, Ref(uri=one.uri), EARNED, ADMIN, securing=securing)
        for one, securing in zip(courses, (*Securing, Securing.DATA_INTEGRITY), strict=True)
    ]
    await set_status(graph, made[2][0], AwardStatus.REVOKED, "A mistake", ADMIN)
    record = await export_clr(graph, office, learner, SCHOOL_ID, own)
    assert [(one.name, one.reason) for one in record.left_out] == [
        ("A badge", "NOT_SIGNED"),
        ("three", "REVOKED"),
    ]
    found = await verified(graph, office, json.dumps(record.document).encode())
    assert found.outcome is Outcome.VERIFIED, found.as_dict()
    assert [one.outcome for one in found.members] == [Outcome.VERIFIED] * 2
    subjects = {(one.credential or {})["credentialSubject"]["id"] for one in found.members}
    assert subjects == {record.document["credentialSubject"]["id"]}
    whole, schedule = Badge(json.dumps(record.document).encode()), Schedule(date(2026, 12, 1), 7)
    brought = await add_badge(graph, office, learner, whole, ADMIN, schedule)
    held = await graph.read(cypher("recordMembers"), ids=[brought])
    assert {row["node"]["id"] for row in held} == {one[0] for one in made[:2]}
    again = await export_clr(graph, office, learner, SCHOOL_ID, own)
    assert (brought, "RECORD") in [(one.award, one.reason) for one in again.left_out]
    monkeypatch.setattr(clr, "MOST_AWARDS", 1)
    for start in (0, 1):
        part = await export_clr(graph, office, learner, SCHOOL_ID, own, start=start)
        assert len(part.document["credentialSubject"]["verifiableCredential"]) == 1
        assert [one.reason for one in part.left_out].count("ANOTHER_RECORD") == 1
    with pytest.raises(InputError, match="no signed award there"):
        await export_clr(graph, office, learner, SCHOOL_ID, own, start=2)
    await set_status(graph, made[1][0], AwardStatus.REVOKED, "A mistake", ADMIN)
    later = await verified(graph, office, json.dumps(record.document).encode())
    here = await verify(graph, office, json.dumps(record.document).encode())
    assert [one.outcome for one in here.members] == [one.outcome for one in later.members]
    assert sorted(one.outcome for one in later.members) == [Outcome.REVOKED, Outcome.VERIFIED]
    text = json.dumps(record.document).replace("92 %", "99 %", 1)
    assert (await verified(graph, office, text.encode())).outcome is Outcome.INVALID
    with pytest.raises(NotFound):
        await export_clr(graph, office, learner, make_id("org", "another"), own)
    with pytest.raises(LearnerNotFound):
        await export_clr(graph, office, learner, SCHOOL_ID, ISSUER)
