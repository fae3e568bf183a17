"""Badges from elsewhere verified again: what was revoked no longer counts, and the record says why."""

import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from skillsgraph.credentials.result import Outcome
from skillsgraph.errors import AwardNotFound, DatabaseError, InputError, SkillsGraphError
from skillsgraph.graph.access import Graph, Row, Step
from skillsgraph.learners.access import Caller
from skillsgraph.learners.audit import Action, event
from skillsgraph.learners.awards import award_of
from skillsgraph.learners.issuing import Office
from skillsgraph.learners.standing import OF_ISSUER, Schedule, recorded
from skillsgraph.learners.verifying import verify
from skillsgraph.model.learners import Verification
from skillsgraph.statements import cypher

PAGE = 100
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checked:
    """An award that was looked at again, what it was found to be, and its status before and after.

    `error` is the code of what went wrong, where it could not be looked at.
    """

    award: str
    outcome: Outcome
    before: str
    after: str
    error: str | None = None


async def reverify_due(
    graph: Graph, office: Callable[[], Office], schedule: Schedule
) -> AsyncIterator[Checked]:
    """Verify every award again whose next check is due, one after the other.

    One that cannot be looked at is kept as it is, with the reason, and its turn is the next day.

    Args:
        office: Makes an office for each badge, so that the network's deadline is that of one badge.

    Raises:
        DatabaseError: Nothing can be recorded.
    """
    while rows := await graph.read(cypher("dueForVerification"), on=schedule.today.isoformat(), first=PAGE):
        for row in rows:
            yield await _tried(graph, office, row, schedule)


async def _tried(graph: Graph, office: Callable[[], Office], row: Row, schedule: Schedule) -> Checked:
    award, status = row["id"], row["status"]
    try:
        return await reverify(graph, office(), award, schedule)
    except DatabaseError:
        raise
    except Exception as error:  # whatever it is, the others wait for their turn
        code = error.code if isinstance(error, SkillsGraphError) else SkillsGraphError.code
        _LOG.warning("%s could not be verified again: %s, %s", award, code, type(error).__name__)
    tomorrow = (schedule.today + timedelta(days=1)).isoformat()
    await graph.write(
        cypher("recordVerification"), id=award, properties={"nextCheckOn": tomorrow, "checkError": code}
    )
    return Checked(award, Outcome.UNKNOWN, status, status, code)


async def reverify(
    graph: Graph, office: Office, award: str, schedule: Schedule, caller: Caller | None = None
) -> Checked:
    """Verify an award's badge again and record what was found. Whoever calls this may do so.

    Raises:
        AwardNotFound: There is none.
        InputError: It has no badge.
    """
    found = await award_of(graph, award)
    kept = found.properties
    if not kept.get("document") or not kept.get("checkedAt"):
        raise InputError("The award has no badge from elsewhere: there is nothing to verify.")
    verification = await verify(graph, office, kept["document"].encode())
    vouching = Verification(kept.get("vouching") or kept["verification"])
    properties = recorded(verification, vouching, schedule, datetime.now(UTC))
    if kept.get("statusAt"):  # its issuer has said here what it is, which stands above its list elsewhere
        properties = {name: properties[name] for name in properties.keys() - OF_ISSUER}
    await graph.transact(
        [
            Step(
                cypher("recordVerification"),
                {"id": award, "properties": properties},
                otherwise=AwardNotFound("The award is not there any more."),
            ),
            event(Action.AWARD_VERIFIED, found.learner, caller, award),
        ]
    )
    after = properties.get("status", kept["status"])
    return Checked(award, verification.outcome, kept["status"], str(after))
