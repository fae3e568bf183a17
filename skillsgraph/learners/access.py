"""Who may see and change whose record. The rule stands where rows are chosen: in parameters of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from skillsgraph.errors import Forbidden, LearnerNotFound, Unauthenticated
from skillsgraph.graph.access import Graph, Row
from skillsgraph.model.learners import Purpose
from skillsgraph.settings import Role
from skillsgraph.statements import cypher

PURPOSE_OF: dict[Role, Purpose] = {
    Role.PORTAL: Purpose.GUIDANCE,
    Role.UNIVERSITY: Purpose.STUDY,
    Role.ISSUER: Purpose.ISSUING,
}
"""The purpose for which each role works with people's records."""


class Caller(Protocol):
    """Who asks: what the key permits, and which learner or organization it stands for."""

    @property
    def name(self) -> str | None: ...
    @property
    def role(self) -> Role: ...
    @property
    def learner(self) -> str | None: ...
    @property
    def organization(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs the command line, or the software on an earlier order: has the database, may do everything."""

    name: str | None = "skillsgraph"
    role: Role = Role.ADMIN
    learner: str | None = None
    organization: str | None = None


def now() -> str:
    """This moment in UTC, as the graph keeps it: ISO 8601, comparable as text."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def scope_of(caller: Caller) -> dict[str, Any]:
    """The parameters by which statements choose the learners that a caller may see.

    Raises:
        Unauthenticated: The caller is anonymous.
        Forbidden: The caller's role has nothing to do with people's records.
    """
    if caller.role is Role.ANONYMOUS:
        raise Unauthenticated(
            "People's records need an API key.", hint="Send it as `Authorization: Bearer <key>`."
        )
    purpose = PURPOSE_OF.get(caller.role)
    if purpose is None and caller.role not in (Role.ADMIN, Role.LEARNER):
        raise Forbidden(f"The role {caller.role} does not see the record of a person.")
    return {
        "everyone": caller.role is Role.ADMIN,
        "own": caller.learner if caller.role is Role.LEARNER else None,
        "purpose": purpose,
        "organization": caller.organization,
        "now": now(),
    }


async def visible(graph: Graph, ids: Sequence[str], caller: Caller) -> dict[str, Row]:
    """Those of some learners whom the caller may see, by id. Raises like `scope_of`."""
    rows = await graph.read(cypher("learnersById"), ids=list(ids), **scope_of(caller))
    return {row["id"]: row["node"] for row in rows}


async def require(graph: Graph, learner: str, caller: Caller) -> Row:
    """The learner, if the caller may see them.

    Raises:
        LearnerNotFound: There is none, or the caller may not see them: which of the two is not told.
        Unauthenticated, Forbidden: As `scope_of`.
    """
    found = (await visible(graph, [learner], caller)).get(learner)
    if found is None:
        raise LearnerNotFound(
            "There is no such learner, or they have not consented to being seen by you.",
            hint="Check the id, and whether the learner has given consent to your purpose.",
        )
    return found


def is_own(learner: str, caller: Caller) -> bool:
    """Whether the caller is the learner, or an admin."""
    return caller.role is Role.ADMIN or (caller.role is Role.LEARNER and caller.learner == learner)


async def require_own(graph: Graph, learner: str, caller: Caller) -> Row:
    """The learner, for what only they themselves (or an admin) may do. Raises as `require`, or Forbidden."""
    found = await require(graph, learner, caller)
    if not is_own(learner, caller):
        raise Forbidden("Only the learner may do this, or an admin.")
    return found
