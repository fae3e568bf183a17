"""A learner's signed awards as one Comprehensive Learner Record (CLR Standard 2.0), signed as a whole.

Each award stays the credential that its issuer signed: whoever verifies the record verifies them one by one.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from skillsgraph.credentials.issue import record, subject_of
from skillsgraph.errors import InputError, LimitExceeded
from skillsgraph.graph.access import Graph, Row
from skillsgraph.learners.access import Caller, require_own
from skillsgraph.learners.audit import Action, event
from skillsgraph.learners.issuing import Office, as_value
from skillsgraph.learners.published import issuer_of
from skillsgraph.model.learners import AwardStatus
from skillsgraph.statements import cypher

MOST_AWARDS = 200
"""As many members as a verifier here looks at."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An award that is not in the record, and why: NOT_SIGNED, SUSPENDED or REVOKED."""

    award: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """The signed record, and what of the learner's awards it does not hold."""

    document: dict[str, Any]
    left_out: tuple[LeftOut, ...]


async def export_clr(graph: Graph, office: Office, learner: str, issuer: str, caller: Caller) -> Record:
    """The record of a learner, put together and signed by an organization that has a key here.

    Raises:
        LearnerNotFound, Unauthenticated, Forbidden: The caller is neither the learner nor an admin.
        NotFound, KeyRefused, ContextUnavailable: As `issuer_of` and `Office.sign`.
        InputError: The learner has no signed award.
        LimitExceeded: There are more than 200.
    """
    learned = await require_own(graph, learner, caller)
    signer, _ = await issuer_of(graph, office, issuer)
    rows = [row["node"] for row in await graph.read(cypher("learnerAwards"), ids=[learner])]
    inside = [row for row in rows if _why_not(row) is None]
    if not inside:
        raise InputError(
            "The learner has no signed award: a record would be empty.", hint="Have awards signed."
        )
    if len(inside) > MOST_AWARDS:
        raise LimitExceeded(
            f"A record holds up to {MOST_AWARDS} awards.", found=len(inside), limit=MOST_AWARDS
        )
    subject = subject_of(office.base, learner)
    members = [as_value(row["document"]) for row in inside]
    now = datetime.now(UTC)
    unsigned = record(signer, subject, learned["label"], members, now)
    document = await asyncio.to_thread(office.sign, signer, unsigned, now)
    await graph.transact([event(Action.EXPORTED, learner, caller)])
    return Record(document, tuple(_left_out(rows)))


def _left_out(rows: Sequence[Row]) -> list[LeftOut]:
    return [LeftOut(row["id"], row["name"], why) for row in rows if (why := _why_not(row)) is not None]


def _why_not(award: Row) -> str | None:
    if award["status"] != AwardStatus.VALID:
        return str(award["status"])
    return None if award.get("document") else "NOT_SIGNED"
