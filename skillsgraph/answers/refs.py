"""From the names that callers use to the things of the graph."""

from collections.abc import Sequence

from skillsgraph.answers.model import Named, Ref
from skillsgraph.errors import CredentialNotFound, JobRoleNotFound, NotFound, SkillNotFound
from skillsgraph.graph.access import Graph
from skillsgraph.statements import Statement, cypher


async def skills(graph: Graph, refs: Sequence[Ref]) -> list[Named]:
    """The skills in the order of the references. Raises `SkillNotFound` with the first unknown one."""
    return await _resolve(graph, refs, cypher("resolveSkills"), SkillNotFound, "skill")


async def job_roles(graph: Graph, refs: Sequence[Ref]) -> list[Named]:
    """The job roles in the order of the references. Raises `JobRoleNotFound` with the first unknown one."""
    return await _resolve(graph, refs, cypher("resolveJobRoles"), JobRoleNotFound, "job role")


async def credentials(graph: Graph, refs: Sequence[Ref]) -> list[Named]:
    """The credentials in the order of the references. Raises `CredentialNotFound` with the first unknown."""
    return await _resolve(graph, refs, cypher("resolveCredentials"), CredentialNotFound, "credential")


async def _resolve(
    graph: Graph, refs: Sequence[Ref], statement: Statement, missing: type[NotFound], word: str
) -> list[Named]:
    if not refs:
        return []
    asked = [
        {"position": place, "id": ref.id, "uri": ref.uri, "code": ref.code, "framework": ref.framework}
        for place, ref in enumerate(refs)
    ]
    rows = await graph.read(statement, refs=asked)
    found = {row["position"]: Named(row["id"], row["uri"], row["name"]) for row in rows}
    for place, ref in enumerate(refs):
        if place not in found:
            raise missing(
                f"There is no {word} {str(ref)[:200]!r}.",
                hint="Check the value, and that its framework is imported.",
                value=str(ref)[:200],
            )
    return [found[place] for place in range(len(refs))]
