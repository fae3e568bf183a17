"""What was done with people's records, by whom and when. Events hold ids and no content."""

import secrets
from enum import StrEnum

from skillsgraph.graph.access import Graph, Row, Step
from skillsgraph.learners.access import Caller, now
from skillsgraph.model.ids import make_id
from skillsgraph.statements import cypher


class Action(StrEnum):
    """What can be done with a record."""

    CREATED = "CREATED"
    AWARD_ADDED = "AWARD_ADDED"
    AWARD_CHANGED = "AWARD_CHANGED"
    AWARD_VERIFIED = "AWARD_VERIFIED"
    SKILL_ASSERTED = "SKILL_ASSERTED"
    CONSENT_GIVEN = "CONSENT_GIVEN"
    CONSENT_WITHDRAWN = "CONSENT_WITHDRAWN"
    RECOGNISED = "RECOGNISED"
    RECOGNITION_WITHDRAWN = "RECOGNITION_WITHDRAWN"
    APPLIED = "APPLIED"
    APPLICATION_DECIDED = "APPLICATION_DECIDED"
    APPLICATION_WITHDRAWN = "APPLICATION_WITHDRAWN"
    OFFERED = "OFFERED"
    OFFER_ACCEPTED = "OFFER_ACCEPTED"
    OFFER_REFUSED = "OFFER_REFUSED"
    OFFER_WITHDRAWN = "OFFER_WITHDRAWN"
    REMINDED = "REMINDED"
    SHARED = "SHARED"
    SHARE_WITHDRAWN = "SHARE_WITHDRAWN"
    EXPORTED = "EXPORTED"
    ERASED = "ERASED"


def event(action: Action, learner: str, caller: Caller | None, thing: str | None = None) -> Step:
    """The step of a transaction that records what it does; without a caller the software did it itself."""
    properties = {
        "id": make_id("event", secrets.token_hex(16)),
        "at": now(),
        "action": action,
        "actor": (caller.name if caller else None) or "skillsgraph",
        "role": caller.role if caller else "system",
        "subject": learner,
        "object": thing,
    }
    kept = {name: value for name, value in properties.items() if value is not None}
    return Step(cypher("recordEvent"), {"properties": kept})


async def events_of(graph: Graph, learner: str) -> list[Row]:
    """What was done with a learner's record, the newest first."""
    return [row["node"] for row in await graph.read(cypher("eventsOf"), id=learner)]
