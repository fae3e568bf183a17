"""A badge from elsewhere as an award: verified, linked to what it names, and recorded with both.

What it counts as follows from three facts. VERIFIED asks for all of them: the badge verifies; its issuer is
known (on the list of trusted issuers, or an organization of the graph); and it is about this learner (whoever
keeps the record confirms an address that the badge names, or it was issued here to this record). Without the
last two it is as good as the learner's own word, since anybody can sign a badge about themselves, or hand in
that of somebody else. A badge that is false, not its issuer's, or taken back is refused.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from skillsgraph.credentials.content import Content, content_of
from skillsgraph.credentials.issue import Issuer, badge_id, subject_of
from skillsgraph.credentials.read import read_credential
from skillsgraph.credentials.recipient import identities_of, matches
from skillsgraph.credentials.result import Check, Outcome, Refusal, Verification, warned
from skillsgraph.errors import BadgeRefused, NotFound
from skillsgraph.graph.access import Graph, Row, Step
from skillsgraph.learners.access import Caller, require
from skillsgraph.learners.audit import Action, event
from skillsgraph.learners.issuing import Office
from skillsgraph.learners.linking import Links, link, organization_of
from skillsgraph.learners.record_members import (
    bytes_of,
    content_of_whole,
    is_record,
    members_to_add,
    refused_member,
)
from skillsgraph.learners.standing import OF_ISSUER, Schedule, as_text, recorded
from skillsgraph.learners.verifying import verify
from skillsgraph.model import learners as model
from skillsgraph.model.ids import make_id
from skillsgraph.settings import Role
from skillsgraph.statements import cypher

WRITE_SECONDS = 60.0
_RECORDED = {Outcome.VERIFIED, Outcome.EXPIRED, Outcome.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge as it was handed in, and whom whoever does so says that it should be about."""

    data: bytes
    recipients: tuple[str, ...] = ()


async def add_badge(
    graph: Graph, office: Office, learner: str, badge: Badge, caller: Caller, schedule: Schedule
) -> str:
    """Record a badge as an award and give back the award's id. Twice the same badge is one award.

    Of a record (CLR 2.0) each credential is an award of its own, and the record is one that holds them.

    Raises:
        LearnerNotFound, Unauthenticated, Forbidden: As `require`.
        BadgeRefused: It is no award, invalid, unbound, not yet valid, taken back, or about somebody else.
    """
    await require(graph, learner, caller)
    verification = await verify(graph, office, badge.data, recipients=badge.recipients)
    content = _content(verification)
    own = signed_here(office, content.issuer)
    about = _about(office, verification, own, learner, badge, caller)
    record = verification.credential if is_record(verification.credential) else None
    if record is not None:
        organization = own or await organization_of(graph, content.issuer)
        sure = about and verification.outcome is Outcome.VERIFIED
        sure = sure and _is_known(office, content.issuer, organization)
        named = list(members_to_add(record, badge.recipients, about=sure))
        links = await _members(graph, office, learner, named, caller, schedule)
        links = replace(links, organization=organization)
    else:
        links = await link(graph, content, own)
    doubts = tuple(_doubts(office, content, links, about))
    vouching = model.Verification.SELF_ASSERTED if doubts else model.Verification.VERIFIED
    rows = [row["node"] for row in await graph.read(cypher("learnerAwards"), ids=[learner])]
    award = _award_id(office, learner, content, rows if own else [], verification)
    before = next((row for row in rows if row["id"] == award), None)
    if before is not None and before["verification"] == model.Verification.VERIFIED:
        vouching, doubts = model.Verification.VERIFIED, ()
    looked = recorded(verification, vouching, schedule, datetime.now(UTC))
    properties = _properties(content, links, schedule) | {
        "document": _document(badge.data, verification),
        "record": record is not None or None,
        "vouching": vouching,
        "doubts": as_text(doubts),
        **looked,
    }
    if verification.outcome is Outcome.UNKNOWN:
        if before is None:
            properties |= {
                "verification": model.Verification.SELF_ASSERTED,
                "status": model.AwardStatus.VALID,
            }
        else:  # nobody vouches for what it says now: what was known before stays
            properties, links = looked, Links((), None, None, ())
    if before is not None and before.get("statusAt"):
        properties = {
            name: properties[name] for name in properties.keys() - OF_ISSUER
        }  # its issuer has said here what it is
    await graph.transact(
        [
            Step(
                cypher("addBadge"),
                {"id": learner, "award": award, "properties": properties},
                otherwise=NotFound("The learner is not there any more."),
            ),
            *_link_steps(award, links),
            event(Action.AWARD_ADDED, learner, caller, award),
        ],
        deadline=WRITE_SECONDS,
        merging=True,
    )
    return award


async def _members(
    graph: Graph,
    office: Office,
    learner: str,
    named: Sequence[tuple[Mapping[str, Any] | str, tuple[str, ...]]],
    caller: Caller,
    schedule: Schedule,
) -> Links:
    """Add each credential of a record; what is refused is told instead."""
    awards, refused = [], []
    for member, names in named:
        try:
            badge = Badge(bytes_of(member), names)
            awards.append(await add_badge(graph, office, learner, badge, caller, schedule))
        except BadgeRefused as error:
            refused.append(refused_member(member, error))
    return Links((), None, None, tuple(refused), tuple(dict.fromkeys(awards)))


def _content(verification: Verification) -> Content:
    codes = [one.code for one in verification.checks if one.decides is not None]
    if any(one.code == "not_an_award" for one in verification.checks):
        raise BadgeRefused("The file describes a badge and awards nothing.", codes=["not_an_award"])
    if verification.outcome not in _RECORDED or verification.credential is None:
        why = next((one.message for one in verification.checks if one.decides is verification.outcome), "")
        raise BadgeRefused(
            f"The badge is not recorded, since it is {verification.outcome}. {why}",
            outcome=str(verification.outcome),
            codes=codes,
        )
    if is_record(verification.credential):
        return content_of_whole(verification)
    try:
        return content_of(verification.whole)
    except Refusal as refusal:
        raise BadgeRefused(
            refusal.message, hint="Take the badge again from its issuer.", codes=[refusal.code]
        ) from refusal


def signed_here(office: Office, issuer: str) -> str | None:
    """The organization of the graph that is the issuer, if the issuer is a did:web of this server."""
    prefix = Issuer("", "", office.base).did
    return issuer.removeprefix(prefix) if issuer.startswith(prefix) else None


def _about(
    office: Office, verification: Verification, own: str | None, learner: str, badge: Badge, caller: Caller
) -> bool:
    """Whether it is shown to be about this learner. Raises BadgeRefused if it is about another one."""
    subject = subject_of(office.base, learner)
    identities = identities_of((verification.credential or {}).get("credentialSubject"))
    if own is not None:
        if not any(matches(one, subject) for one in identities):
            raise BadgeRefused("The badge was issued to another learner.", codes=["recipient_mismatch"])
        return True
    return caller.role is not Role.LEARNER and any(one.code == "recipient" for one in verification.checks)


def _is_known(office: Office, issuer: str, organization: str | None) -> bool:
    return organization is not None or issuer in (office.verifier.trusted or {})


def _doubts(office: Office, content: Content, links: Links, about: bool) -> Iterator[Check]:
    if not _is_known(office, content.issuer, links.organization):
        yield warned("issuer_unknown", "The issuer is neither on the list of trusted ones nor in the graph.")
    if not about:
        yield warned("recipient_unconfirmed", "Nobody but the learner says that the badge is about them.")


def _award_id(
    office: Office, learner: str, content: Content, rows: Sequence[Row], verification: Verification
) -> str:
    """That of the award which was issued here under the badge's identifier; else one of the badge's own.

    `rows` are the learner's awards, where the badge's issuer is one of here.
    """
    for row in rows:
        if content.id == badge_id(office.base, row["id"]):
            return str(row["id"])
    named = content.id or sha256(json.dumps(verification.credential, sort_keys=True).encode()).hexdigest()
    return make_id("award", learner, content.issuer, named)


def _properties(content: Content, links: Links, schedule: Schedule) -> dict[str, Any]:
    missing = [one.as_dict() for one in links.missing]
    return {
        "name": content.name,
        "issuedOn": (content.issued_on or schedule.today).isoformat(),
        "validUntil": content.valid_until.isoformat() if content.valid_until else None,
        "result": content.result,
        "issuer": content.issuer,
        "unlinked": json.dumps(missing, ensure_ascii=False),
    }


def _document(data: bytes, verification: Verification) -> str:
    """The badge as text, without the image that it came in."""
    read = read_credential(data)
    return read.token.text if read.token else json.dumps(read.document or verification.credential)


def _link_steps(award: str, links: Links) -> Iterator[Step]:
    if links.credential is not None:
        yield Step(cypher("linkBadge"), {"award": award, "credential": links.credential.id})
        yield Step(cypher("attestAssessed"), {"ids": [award]})
    rows = [
        {"skill": skill.id, "level": one.level, "result": one.result, "source": one.source}
        for skill, one in links.skills
    ]
    if rows:
        yield Step(cypher("attestBadge"), {"award": award, "rows": rows})
    if links.members:
        yield Step(cypher("holdMembers"), {"award": award, "members": list(links.members)})
