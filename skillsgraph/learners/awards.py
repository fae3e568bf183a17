"""What becomes of an award: revoked, suspended, and reinstated by whoever awards it, with a reason."""

from dataclasses import dataclass

from skillsgraph.errors import AwardNotFound, Forbidden, InputError
from skillsgraph.graph.access import Graph, Row, Step
from skillsgraph.learners.access import Caller, now, require
from skillsgraph.learners.audit import Action, event
from skillsgraph.learners.records import require_issuer
from skillsgraph.model.learners import AwardStatus
from skillsgraph.settings import Role
from skillsgraph.statements import cypher

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Found:
    """An award, whose it is, and of which credential; None for a badge from outside the catalogue."""

    id: str
    learner: str
    credential: str | None
    properties: Row


async def award_of(graph: Graph, award: str) -> Found:
    """The award of that id. Whoever calls this decides who may see it.

    Raises:
        AwardNotFound: There is none.
    """
    row = await graph.read_one(cypher("awardOf"), id=award)
    if row is None:
        raise AwardNotFound("There is no such award, or it may not be seen by you.")
    return Found(award, row["learner"], row["credential"], row["award"])


async def set_status(
    graph: Graph, award: str, status: AwardStatus, reason: str | None, caller: Caller
) -> Found:
    """Record what the issuer says of an award; from then on every answer goes by it.

    Raises:
        AwardNotFound, LearnerNotFound: There is no such award that the caller may see.
        Forbidden: The caller neither awards the credential nor is an admin.
        InputError: There is no reason for taking it back, or the award is revoked, which is for good.
    """
    found = await award_of(graph, award)
    if caller.role in (Role.LEARNER, Role.PORTAL):
        await require(graph, found.learner, caller)
    # An issuer needs no consent to take back its own word.
    if found.credential is not None:
        await require_issuer(graph, found.credential, caller)
    elif caller.role is not Role.ADMIN:
        raise Forbidden("What another issuer has signed is changed by verifying it again.")
    reason = (reason or "").strip() or None
    if status is not AwardStatus.VALID and reason is None:
        raise InputError("An award is taken back with a reason.", hint="Give one that its holder can read.")
    if reason is not None and len(reason) > LONGEST_REASON:
        raise InputError(f"The reason has more than {LONGEST_REASON} characters.")
    if found.properties["status"] == AwardStatus.REVOKED and status is not AwardStatus.REVOKED:
        raise InputError("A revoked award stays revoked.", hint="Award the credential anew.")
    await graph.transact(
        [
            Step(
                cypher("setAwardStatus"),
                {"id": award, "status": status, "reason": reason, "at": now()},
                otherwise=AwardNotFound("The award is not there any more."),
            ),
            event(Action.AWARD_CHANGED, found.learner, caller, award),
        ]
    )
    return await award_of(graph, award)
