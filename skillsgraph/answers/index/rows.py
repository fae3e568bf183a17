"""What the index is built from, as plain rows, and how they are read from the graph."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import orjson

from skillsgraph.graph.access import Graph
from skillsgraph.statements import cypher

_READ_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A job role, its words in its framework's language, and the ids of the skills that it requires."""

    id: str
    uri: str
    name: str
    code: str | None = None
    framework: str = ""
    language: str = "en"
    words: str = ""
    essential: Sequence[str] = ()
    optional: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """Roles, what stands above roles and skills (narrower, broader), and related skills, by id.

    A match is (subject, object, SKOS kind).
    """

    version: str
    roles: Sequence[RoleRow]
    role_broader: Mapping[str, Sequence[str]] = field(default_factory=dict)
    skill_broader: Mapping[str, Sequence[str]] = field(default_factory=dict)
    related: Mapping[str, Sequence[str]] = field(default_factory=dict)
    matches: Sequence[tuple[str, str, str]] = ()
    groups: frozenset[str] = frozenset()


async def graph_version(graph: Graph) -> str:
    """A short name of the state of frameworks, their concepts and relations."""
    state = orjson.dumps(await graph.read(cypher("graphVersion")), option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(state).hexdigest()[:12]


async def read_rows(graph: Graph) -> Rows:
    """Everything that the index is built from. The version is read first, so it is never too new."""
    version = await graph_version(graph)
    # One after the other, so that a failure leaves nothing running behind.
    roles = await graph.read(cypher("everyRole"), deadline=_READ_SECONDS)
    above_roles = await graph.read(cypher("everyBroaderRole"), deadline=_READ_SECONDS)
    above_skills = await graph.read(cypher("everyBroaderSkill"), deadline=_READ_SECONDS)
    related = await graph.read(cypher("everyRelatedSkill"), deadline=_READ_SECONDS)
    matches = await graph.read(cypher("everySkillMatch"), deadline=_READ_SECONDS)
    groups = {row["id"] for row in above_skills if row["isGroup"]}
    for row in above_skills:
        groups.update(one for one, is_group in zip(row["broader"], row["areGroups"], strict=True) if is_group)
    return Rows(
        version=version,
        roles=[
            RoleRow(
                id=row["id"],
                uri=row["uri"],
                name=row["name"],
                code=row["code"],
                framework=row["framework"],
                language=row["language"] or "en",
                words=" ".join([row["name"], *row["terms"], row["description"] or ""]),
                essential=row["essential"],
                optional=row["optional"],
            )
            for row in roles
        ],
        role_broader={row["id"]: row["broader"] for row in above_roles},
        skill_broader={row["id"]: row["broader"] for row in above_skills},
        related={row["id"]: row["others"] for row in related},
        matches=[(row["id"], row["other"], row["kind"]) for row in matches],
        groups=frozenset(groups),
    )
