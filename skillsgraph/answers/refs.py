"""From the names that callers use to the things of the graph."""

from collections.abc import Sequence

from skillsgraph.answers.model import Named, Ref
from skillsgraph.errors import (
    WHO_IS_SERVED,
    AmbiguousReference,
    CredentialNotFound,
    JobRoleNotFound,
    NotFound,
    SkillNotFound,
    WithheldByLicence,
)
from skillsgraph.graph.access import Graph, Row
from skillsgraph.statements import Statement, cypher

_CANDIDATES = 10


async def skills(graph: Graph, refs: Sequence[Ref]) -> list[Named]:
    """The skills in the order of the references. Raises `SkillNotFound` with the first unknown one.

    Raises also `AmbiguousReference` where several skills of one framework have the code.
    """
    return await _resolve(
        graph, refs, cypher("resolveSkills"), SkillNotFound, "skill", cypher("successorsOfSkills")
    )


async def skills_found(graph: Graph, refs: Sequence[Ref]) -> list[Named | None]:
    """The same for references that others wrote: None in the place of one that is not known or not clear."""
    found = await _found(graph, refs, cypher("resolveSkills"))
    current = await _current(graph, list(found.values()), cypher("successorsOfSkills"))
    known = dict(zip(found, current, strict=True))
    return [known.get(place) for place in range(len(refs))]


async def job_roles(graph: Graph, refs: Sequence[Ref]) -> list[Named]:
    """The job roles in the order of the references. Raises `JobRoleNotFound` with the first unknown one."""
    return await _resolve(
        graph, refs, cypher("resolveJobRoles"), JobRoleNotFound, "job role", cypher("successorsOfJobRoles")
    )


async def credentials(graph: Graph, refs: Sequence[Ref]) -> list[Named]:
    """The credentials in the order of the references. Raises `CredentialNotFound` with the first unknown."""
    return await _resolve(graph, refs, cypher("resolveCredentials"), CredentialNotFound, "credential")


async def _resolve(
    graph: Graph,
    refs: Sequence[Ref],
    statement: Statement,
    missing: type[NotFound],
    word: str,
    successors: Statement | None = None,
) -> list[Named]:
    found = await _found(graph, refs, statement, strict=True)
    unserved = await _found(graph.whole, refs, statement) if len(found) < len(refs) and graph.withheld else {}
    for place, ref in enumerate(refs):
        if place in unserved and place not in found:
            raise WithheldByLicence(
                f"The {word} {str(ref)[:200]!r} is withheld by its licence.", hint=WHO_IS_SERVED
            )
        if place not in found:
            raise missing(
                f"There is no {word} {str(ref)[:200]!r}.",
                hint="Check the value, and that its framework is imported.",
                value=str(ref)[:200],
            )
    named = [found[place] for place in range(len(refs))]
    return named if successors is None else await _current(graph, named, successors)


async def _found(
    graph: Graph, refs: Sequence[Ref], statement: Statement, *, strict: bool = False
) -> dict[int, Named]:
    """What there is of the references, by their place; what may mean several is none, or else refused."""
    if not refs:
        return {}
    asked = [
        {"position": place, "id": ref.id, "uri": ref.uri, "code": ref.code, "framework": ref.framework}
        for place, ref in enumerate(refs)
    ]
    rows = await graph.read(statement, refs=asked)
    found: dict[int, Named] = {}
    for row in rows:
        if len(alike := sorted(row.get("alike") or ())) <= 1:
            found[row["position"]] = Named(row["id"], row["uri"], row["name"])
        elif strict:
            raise AmbiguousReference(
                f"The code {str(refs[row['position']])[:200]!r} is that of {len(alike)} concepts.",
                hint=f"Name one by its uri: {', '.join(alike[:_CANDIDATES])}.",
                candidates=alike[:_CANDIDATES],
            )
    return found


async def _current(graph: Graph, named: list[Named], statement: Statement) -> list[Named]:
    """In place of what was withdrawn its successor, where there is exactly one."""
    if not named:
        return []
    after: dict[str, list[Row]] = {}
    for row in await graph.read(statement, ids=sorted({one.id for one in named})):
        after.setdefault(row["id"], []).append(row)
    return [
        Named(rows[0]["successor"], rows[0]["uri"], rows[0]["name"], instead_of=one.name)
        if len(rows := after.get(one.id, [])) == 1
        else one
        for one in named
    ]
