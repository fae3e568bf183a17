"""A learner's signed awards as one Comprehensive Learner Record (CLR Standard 2.0), signed as a whole.

Each award stays the credential that its issuer signed: whoever verifies the record verifies them one by one.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from skillsgraph.credentials.issue import record, subject_of
from skillsgraph.credentials.read import LIMITS
from skillsgraph.errors import InputError
from skillsgraph.graph.access import Graph, Row
from skillsgraph.learners.access import Caller, require_own
from skillsgraph.learners.audit import Action, event
from skillsgraph.learners.issuing import Office, as_value
from skillsgraph.learners.published import issuer_of
from skillsgraph.model.learners import AwardStatus
from skillsgraph.statements import cypher

MOST_AWARDS = 50
"""In one record: as many as are taken as evidence at once, and verify in a second or two."""
MOST_BYTES = LIMITS.bytes - 16 * 1024
"""Of the awards in one record, so that the whole is no larger than what is verified here."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An award that is not in the record, and why: NOT_SIGNED, SUSPENDED, REVOKED, RECORD or
    ANOTHER_RECORD."""

    award: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """The signed record, and what of the learner's awards it does not hold."""

    document: dict[str, Any]
    left_out: tuple[LeftOut, ...]


async def export_clr(
    graph: Graph, office: Office, learner: str, issuer: str, caller: Caller, *, start: int = 0
) -> Record:
    """The record of a learner, put together and signed by an organization that has a key here.

    It holds up to 50 awards, fewer where they are large, the newest first, from a place on (`start`); those
    before and after stand in ANOTHER_RECORD.

    Raises:
        LearnerNotFound, Unauthenticated, Forbidden: The caller is neither the learner nor an admin.
        NotFound, KeyRefused, ContextUnavailable: As `issuer_of` and `Office.sign`.
        InputError: The learner has no signed award, or none from that place on.
    """
    learned = await require_own(graph, learner, caller)
    signer, _ = await issuer_of(graph, office, issuer)
    rows = [row["node"] for row in await graph.read(cypher("learnerAwards"), ids=[learner])]
    signed = [row for row in rows if _why_not(row) is None]
    inside = list(_fitting(signed[max(start, 0) :]))
    if not inside:
        raise InputError(
            "The learner has no signed award there: a record would be empty.", hint="Have awards signed."
        )
    subject = subject_of(office.base, learner)
    members = [as_value(row["document"]) for row in inside]
    now = datetime.now(UTC)
    unsigned = record(signer, subject, learned["label"], members, now)
    document = await asyncio.to_thread(office.sign, signer, unsigned, now)
    await graph.transact([event(Action.EXPORTED, learner, caller)])
    held = {row["id"] for row in inside}
    return Record(document, tuple(_left_out([row for row in rows if row["id"] not in held])))


def _fitting(signed: Sequence[Row]) -> Iterator[Row]:
    """As many of them, in their order, as one record holds."""
    size = 0
    for row in signed[:MOST_AWARDS]:
        size += len(row["document"].encode()) + 200
        if size > MOST_BYTES:
            return
        yield row


def _left_out(rows: Sequence[Row]) -> list[LeftOut]:
    return [LeftOut(row["id"], row["name"], _why_not(row) or "ANOTHER_RECORD") for row in rows]


def _why_not(award: Row) -> str | None:
    if award["status"] != AwardStatus.VALID:
        return str(award["status"])
    # A record that was brought is not put into a record: what it holds is.
    return "NOT_SIGNED" if not award.get("document") else "RECORD" if award.get("record") else None
