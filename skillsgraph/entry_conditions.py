"""What the law or an employer asks of those who are to work in a job role: written, and read for a file.

All conditions of a job role in one jurisdiction are written together, in one transaction: what the new form
does not mention is gone afterwards, and what others have said of other places stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from skillsgraph.answers.programmes.rules import role_conditions
from skillsgraph.catalogue import check_options, rule_steps
from skillsgraph.changes import ChangeKind, changed
from skillsgraph.errors import JobRoleNotFound
from skillsgraph.graph.access import Graph, Step
from skillsgraph.model.credentials import EntryCondition
from skillsgraph.statements import cypher

WRITE_SECONDS = 60.0


async def write_entry_conditions(graph: Graph, conditions: Sequence[EntryCondition]) -> None:
    """Write the conditions of a file. Raises what `replace_entry_conditions` raises."""
    together: dict[tuple[str, str], list[EntryCondition]] = defaultdict(list)
    for one in conditions:
        together[one.job_role, one.jurisdiction].append(one)
    for (role, jurisdiction), found in together.items():
        await replace_entry_conditions(graph, role, jurisdiction, found)


async def replace_entry_conditions(
    graph: Graph, job_role: str, jurisdiction: str, conditions: Sequence[EntryCondition]
) -> str:
    """Write all conditions of a job role (its uri) in a jurisdiction, none to take them away; its id.

    Raises:
        JobRoleNotFound: There is no such job role, or it is a group of them.
        NotFound: A rule names what is not in the graph.
    """
    role = (await _roles(graph, [job_role])).get(job_role)
    if role is None:
        raise JobRoleNotFound(
            f"There is no job role {job_role[:200]!r}; a group is none.",
            hint="Check the uri, and that its framework is imported.",
            value=job_role[:200],
        )
    await check_options(graph, job_role, (uri for one in conditions for uri in one.rule.uris()))
    identifier, name = role
    steps = [Step(cypher("removeEntryConditions"), {"id": identifier, "jurisdiction": jurisdiction})]
    for place, one in enumerate(conditions):
        owner = {
            "id": identifier,
            "jurisdiction": jurisdiction,
            "legalBasis": one.legal_basis,
            "since": one.since.isoformat() if one.since else None,
            "until": one.until.isoformat() if one.until else None,
        }
        path = f"{identifier} entry {jurisdiction} {place}"
        steps += rule_steps("addEntryCondition", owner, one.rule, path)
    steps.append(changed(ChangeKind.ENTRY_CONDITIONS_WRITTEN, identifier, name))
    await graph.transact(steps, deadline=WRITE_SECONDS, merging=True)
    return identifier


async def practised_roles(graph: Graph, uris: Iterable[str]) -> set[str]:
    """Those of some uris that are job roles one can work as, and no groups."""
    return {*await _roles(graph, uris)}


async def read_entry_conditions(graph: Graph) -> list[EntryCondition]:
    """Every condition of entry to job roles of active frameworks, by job role and jurisdiction."""
    ids = [row["id"] for row in await graph.read(cypher("rolesWithEntryConditions"))]
    found = [one.condition for one in await role_conditions(graph, ids)]
    return sorted(found, key=lambda one: (one.job_role, one.jurisdiction))


async def _roles(graph: Graph, uris: Iterable[str]) -> dict[str, tuple[str, str]]:
    """uri -> id and name, of the active version where several have it."""
    refs = [
        {"position": place, "id": None, "uri": uri, "code": None, "framework": None}
        for place, uri in enumerate(dict.fromkeys(uris))
    ]
    rows = await graph.read(cypher("resolveJobRoles"), refs=refs) if refs else []
    return {row["uri"]: (row["id"], row["name"]) for row in rows if row["kind"] != "GROUP"}
