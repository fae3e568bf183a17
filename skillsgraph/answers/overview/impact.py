"""What would be lacking without a credential?

A credential opens a job role where all essential skills of the role can be learned somewhere in the
catalogue, and without this credential one of them could not.
"""

from dataclasses import dataclass
from datetime import date

from skillsgraph.answers import refs
from skillsgraph.answers.model import Named, Ref
from skillsgraph.answers.overview.people import rounded
from skillsgraph.graph.access import Graph
from skillsgraph.statements import cypher


@dataclass(frozen=True, slots=True)
class RoleServed:
    """A job role by counts of its essential skills: all, those that the credential gives, and it alone."""

    role: str
    name: str
    essential: int
    given: int
    only: int
    opened: bool
    observed: bool

    @property
    def explanation(self) -> str:
        """The same in a sentence."""
        told = f"It gives {self.given} of the {self.essential} essential skills of “{self.name}”"
        alone = f", {self.only} of them alone" if self.only else ""
        opened = "; without it one could not be learned, with it all can" if self.opened else ""
        return f"{told}{alone}{opened}."


@dataclass(frozen=True, slots=True)
class Impact:
    """`roles` are the opened ones first, then by what it alone gives; `only` are ids of skills."""

    credential: Named
    skills: int
    only: tuple[str, ...]
    roles: tuple[RoleServed, ...]

    @property
    def opened(self) -> int:
        return sum(one.opened for one in self.roles)


async def credential_impact(graph: Graph, credential: Ref) -> Impact:
    """What a credential brings about. Raises `CredentialNotFound`."""
    named = (await refs.credentials(graph, [credential]))[0]
    skills = await graph.read(cypher("skillsGivenBy"), id=named.id)
    roles = [
        RoleServed(
            role=row["id"],
            name=row["name"],
            essential=row["essential"],
            given=row["given"],
            only=row["only"],
            opened=row["only"] > 0 and row["possible"] == row["essential"],
            observed=row["observed"],
        )
        for row in await graph.read(cypher("rolesServedBy"), id=named.id)
    ]
    roles.sort(key=lambda one: (not one.opened, -one.only, -one.given / one.essential))
    only = tuple(row["id"] for row in skills if not row["elsewhere"])
    return Impact(named, len(skills), only, tuple(roles))


async def holders(graph: Graph, credential: str, today: date) -> int | None:
    """How many people hold a valid award of it, in whole fives; None below five."""
    row = await graph.read_one(cypher("countHolders"), id=credential, today=today.isoformat())
    return rounded(row["people"]) if row else None
