"""What the index is built from, as plain rows, and how they are read from the graph."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import orjson

from skillsgraph.answers.columns import rows_of
from skillsgraph.graph.access import Graph, Row
from skillsgraph.graph.together import together
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
    roles, (above_roles, above_skills, related, matches) = await together(
        graph.read(cypher("everyRole"), deadline=_READ_SECONDS), _links(graph)
    )
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
        role_broader=_gathered(above_roles, "broader"),
        skill_broader=_gathered(above_skills, "broader"),
        related=_gathered(related, "other"),
        matches=[(row["id"], row["other"], row["kind"]) for row in rows_of(matches, "id", "other", "kind")],
        groups=frozenset((*above_skills["narrowerGroups"], *above_skills["broaderGroups"])),
    )


async def _links(graph: Graph) -> list[Row]:
    """What stands above roles and above skills, what is related and what matches: one row each."""
    names = ("everyBroaderRole", "everyBroaderSkill", "everyRelatedSkill", "everySkillMatch")
    return [row for name in names for row in await graph.read(cypher(name), deadline=_READ_SECONDS)]


def _gathered(row: Row, other: str) -> dict[str, list[str]]:
    """The others of each id."""
    found: dict[str, list[str]] = {}
    for one in rows_of(row, "id", other):
        found.setdefault(one["id"], []).append(one[other])
    return found
