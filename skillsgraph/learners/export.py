"""A learner's whole record as data, for the learner to keep or to take elsewhere."""

from typing import Any

from skillsgraph.graph.access import Graph
from skillsgraph.learners.access import Caller, now, require_own
from skillsgraph.learners.audit import Action, event, events_of
from skillsgraph.learners.showings import showings_of
from skillsgraph.statements import cypher

PARTS = {
    "awards": "learnerAwards",
    "selfAsserted": "learnerSkills",
    "experience": "learnerExperience",
    "enrolments": "learnerEnrolments",
    "memberships": "learnerMemberships",
    "consents": "learnerConsents",
    "goals": "learnerGoals",
    "applications": "learnerApplications",
    "offers": "learnerOffers",
    "recognitions": "learnerRecognitions",
}


async def export_learner(graph: Graph, learner: str, caller: Caller) -> dict[str, Any]:
    """Everything that is kept about a learner, what was done with it included.

    Raises:
        LearnerNotFound, Unauthenticated, Forbidden: The caller is neither the learner nor an admin.
    """
    record = await require_own(graph, learner, caller)
    found: dict[str, Any] = {"exportedAt": now(), "learner": record}
    for part, statement in PARTS.items():
        only = {"organization": None} if part == "memberships" else {}
        rows = await graph.read(cypher(statement), ids=[learner], **only)
        found[part] = [_flat(row) for row in rows]
    ids = [one["id"] for one in found["awards"]]
    attested = await graph.read(cypher("attestedSkills"), ids=ids)
    for award in found["awards"]:
        award["attests"] = [
            {name: value for name, value in row.items() if name != "id" and value is not None}
            for row in attested
            if row["id"] == award["id"]
        ]
    found["events"] = await events_of(graph, learner)
    found["shown"] = await showings_of(graph, learner)
    await graph.transact([event(Action.EXPORTED, learner, caller)])
    return found


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row without the learner's id that it was found by, and without what is not known."""
    own = {name: value for name, value in row.items() if name not in ("id", "node")}
    return {name: value for name, value in (own | row.get("node", {})).items() if value is not None}
