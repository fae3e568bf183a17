"""What a learner allows, purpose by purpose: given for a time, withdrawn at once, and never forgotten."""

import secrets
from collections.abc import Iterable
from datetime import UTC, date, datetime

from skillsgraph.errors import InputError
from skillsgraph.graph.access import Graph, Row, Step
from skillsgraph.learners.access import Caller, now, require_own
from skillsgraph.learners.audit import Action, event
from skillsgraph.model.ids import make_id
from skillsgraph.model.learners import Consent, Purpose
from skillsgraph.statements import cypher


def consent_rows(learner: str, consents: Iterable[Consent], *, identity: str | None = None) -> list[Row]:
    """Consents as the graph keeps them. With `identity` the same consent has the same id each time.

    Raises:
        InputError: A consent has no version of the text that was agreed to, or has ended before it begins.
    """
    rows = []
    for one in consents:
        if not one.text_version.strip():
            raise InputError("A consent needs textVersion: the version of the text that was agreed to.")
        if one.until is not None and one.until <= datetime.now(UTC).date():
            raise InputError(f"The consent would end on {one.until}, which is not after today.")
        key = identity or secrets.token_hex(16)
        row = {
            "id": make_id("consent", learner, one.purpose, one.organization or "", one.text_version, key),
            "purpose": one.purpose,
            "basis": one.basis,
            "textVersion": one.text_version,
            "from": now(),
            "until": _start_of(one.until),
            "organization": one.organization,
        }
        rows.append({name: value for name, value in row.items() if value is not None})
    return rows


def _start_of(day: date | None) -> str | None:
    """A consent until a day ends when that day begins, in UTC."""
    return f"{day.isoformat()}T00:00:00.000Z" if day else None


async def give_consent(graph: Graph, learner: str, consent: Consent, caller: Caller) -> str:
    """Record that a learner allows something, and give back the consent's id.

    Raises:
        LearnerNotFound, Forbidden, Unauthenticated: The caller is neither the learner nor an admin.
        InputError: As `consent_rows`.
    """
    await require_own(graph, learner, caller)
    rows = consent_rows(learner, [consent])
    await graph.transact(
        [
            Step(cypher("giveConsents"), {"id": learner, "rows": rows}),
            event(Action.CONSENT_GIVEN, learner, caller, rows[0]["id"]),
        ]
    )
    return str(rows[0]["id"])


async def withdraw_consent(
    graph: Graph, learner: str, purpose: Purpose, organization: str | None, caller: Caller
) -> int:
    """End what a learner has allowed for a purpose, to one organization or to all; give back how many ended.

    Raises:
        LearnerNotFound, Forbidden, Unauthenticated: The caller is neither the learner nor an admin.
    """
    await require_own(graph, learner, caller)
    ended = {"id": learner, "purpose": purpose, "organization": organization, "now": now()}
    done = await graph.transact(
        [
            Step(cypher("withdrawConsents"), ended),
            event(Action.CONSENT_WITHDRAWN, learner, caller, purpose),
        ]
    )
    return len(done[0].rows)
