"""Which skills do job roles require that few credentials give?

    score = roles / (1 + credentials)

roles: those to which the skill is essential; credentials: those that can be earned now and teach or assess
it. It speaks of what roles require, never of demand: that is what observations of a labour market are for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from skillsgraph.answers.overview.people import rounded
from skillsgraph.answers.versions.read import version_of
from skillsgraph.graph.access import Graph
from skillsgraph.statements import cypher


@dataclass(frozen=True, slots=True)
class Balance:
    """One skill: job roles that require it, credentials that give it, and figures that are known of it."""

    skill: str
    essential: int
    optional: int
    credentials: int
    observations: int
    score: float


async def supply_and_demand(graph: Graph, framework: str, *, first: int, start: int = 0) -> list[Balance]:
    """Skills of a framework version by their score, the highest first, and one more if the list goes on.

    Raises:
        FrameworkNotFound: There is no such framework.
        WithheldByLicence: It is not served to the caller.
    """
    version = await version_of(graph, framework)
    rows = await graph.read(cypher("supplyAndDemand"), framework=version.id, skip=start, first=first + 1)
    return [
        Balance(
            row["id"],
            row["essential"],
            row["optional"],
            row["credentials"],
            row["observations"],
            round(row["score"], 6),
        )
        for row in rows
    ]


async def holders(graph: Graph, skills: Sequence[str], today: date) -> dict[str, int | None]:
    """Skill -> how many people hold a valid award of a credential that gives it, as `rounded` tells it."""
    rows = await graph.read(cypher("countHoldersOfSkills"), ids=list(skills), today=today.isoformat())
    return {row["id"]: rounded(row["people"]) for row in rows}
