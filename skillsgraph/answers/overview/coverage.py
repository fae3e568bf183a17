"""How much of a framework do credentials cover?"""

from dataclasses import dataclass
from typing import Any

from skillsgraph.answers.versions.read import VersionRef, version_of
from skillsgraph.errors import NotFound
from skillsgraph.graph.access import Graph, Row
from skillsgraph.statements import cypher


@dataclass(frozen=True, slots=True)
class Covered:
    """Skills of a group (its id; None: of no group), and how many are taught, assessed, or either."""

    group: str | None
    skills: int
    taught: int
    assessed: int
    given: int

    @property
    def share(self) -> float:
        """Of its skills, those that are taught or assessed; 0 where there are none."""
        return self.given / self.skills if self.skills else 0.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """A skill counts once in `whole`, and in each of its groups; roles are those with essential skills."""

    version: VersionRef
    whole: Covered
    groups: tuple[Covered, ...]
    roles: int
    roles_whole: int
    roles_half: int


async def framework_coverage(graph: Graph, framework: str, organization: str | None = None) -> Coverage:
    """What the credentials that can be earned now cover, of all or of one organization by its id.

    Raises:
        FrameworkNotFound: There is no such framework.
        WithheldByLicence: It is not served to the caller.
        NotFound: There is no such organization.
    """
    version = await version_of(graph, framework)
    if organization is not None and not await graph.read(cypher("issuerOf"), id=organization):
        raise NotFound(
            f"There is no organization {organization[:200]!r}.", hint="`organizations` lists those there are."
        )
    asked: dict[str, Any] = {"framework": version.id, "organization": organization}
    whole = await graph.read_one(cypher("countSkillsCovered"), **asked)
    groups = [_covered(row) for row in await graph.read(cypher("skillsCovered"), **asked)]
    roles = await graph.read_one(cypher("rolesCovered"), **asked) or {"roles": 0, "whole": 0, "half": 0}
    groups.sort(key=lambda one: one.share)
    none: Row = dict.fromkeys(("skills", "taught", "assessed", "given"), 0)
    return Coverage(
        version, _covered(whole or none), tuple(groups), roles["roles"], roles["whole"], roles["half"]
    )


def _covered(row: Row) -> Covered:
    return Covered(row.get("id"), row["skills"], row["taught"], row["assessed"], row["given"])
