"""Who was shown to whom as fit for a job role: a record that learners find in their export. Ids only."""

from collections.abc import Sequence

from skillsgraph.answers.model import Named
from skillsgraph.graph.access import Graph, Row, Step
from skillsgraph.learners.access import Caller, now
from skillsgraph.statements import cypher


async def record_showing(graph: Graph, learners: Sequence[str], role: Named | None, caller: Caller) -> None:
    """Keep that these learners were shown to the caller, before they are.

    Raises what writing to the graph raises: without the record nobody is shown.
    """
    at = now()
    rows = [
        {
            "at": at,
            "actor": caller.name or "",
            "role": caller.role,
            "organization": caller.organization,
            "subject": learner,
            "object": role.id if role else None,
        }
        for learner in learners
    ]
    if rows:
        await graph.transact([Step(cypher("recordShowings"), {"rows": rows})])


async def showings_of(graph: Graph, learner: str) -> list[Row]:
    """To whom a learner was shown, the newest first."""
    return [row["node"] for row in await graph.read(cypher("showingsOf"), id=learner)]
