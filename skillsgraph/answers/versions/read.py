"""From the graph: two versions of a framework, and the links of the catalogue to one."""

from dataclasses import dataclass

from skillsgraph.answers.versions.diff import Change, ConceptState, Need, Version, diff
from skillsgraph.answers.versions.impact import SkillLink, Touched, touched
from skillsgraph.errors import WHO_IS_SERVED, FrameworkNotFound, InputError, WithheldByLicence
from skillsgraph.graph.access import Graph, Row
from skillsgraph.statements import cypher

READ_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class VersionRef:
    """A version of a framework, by its id and by what people call it."""

    id: str
    code: str
    version: str

    def __str__(self) -> str:
        return f"{self.code}@{self.version}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions and all that differs between them."""

    older: VersionRef
    newer: VersionRef
    old: Version
    new: Version
    changes: list[Change]


async def compare(graph: Graph, older: str, newer: str) -> Comparison:
    """Compare two versions, each named by id, uri, `code@version` or code.

    Raises:
        FrameworkNotFound: One of them is not in the graph.
        InputError: Both are the same version.
    """
    a, b = await version_of(graph, older), await version_of(graph, newer)
    if a.id == b.id:
        raise InputError(
            f"Both names mean {a}, and a version does not differ from itself.",
            hint="Name two versions, for example esco@1.1.1 and esco@1.2.0.",
        )
    old, new = await _read(graph, a.id), await _read(graph, b.id)
    return Comparison(a, b, old, new, diff(old, new))


async def touched_by(
    graph: Graph, comparison: Comparison, decisions: dict[str, str] | None = None
) -> list[Touched]:
    """The links of the catalogue to the older version, with what is proposed for each."""
    links = await links_to(graph, comparison.older.id)
    rows = await graph.read(
        cypher("evidenceOfVersion"), deadline=READ_SECONDS, frameworkId=comparison.older.id
    )
    evidence = {row["uri"]: int(row["evidence"]) for row in rows}
    return list(touched(links, comparison.old, comparison.new, evidence, decisions))


async def links_to(graph: Graph, framework_id: str) -> list[SkillLink]:
    rows = await graph.read(cypher("linksToVersion"), deadline=READ_SECONDS, frameworkId=framework_id)
    return [
        SkillLink(
            row["credential"],
            row["credentialName"],
            row["link"],
            row["key"],
            row["level"],
            row["source"],
            row["skill"],
            row["uri"],
            row["name"],
        )
        for row in rows
    ]


async def version_of(graph: Graph, name: str) -> VersionRef:
    """The version that a name means. Raises `FrameworkNotFound`, `WithheldByLicence`."""
    row = await graph.read_one(cypher("frameworkVersion"), name=name)
    if row is None:
        raise FrameworkNotFound(
            f"There is no framework {name[:200]!r}.", hint="`frameworks` lists those that are imported."
        )
    if row["id"] in graph.withheld:
        raise WithheldByLicence(
            f"The licence of {row['code']}@{row['version']} withholds it.", hint=WHO_IS_SERVED
        )
    return VersionRef(row["id"], row["code"], row["version"])


async def _read(graph: Graph, framework_id: str) -> Version:
    found: dict[str, ConceptState] = {}
    for name, label in (("skillsOfVersion", "Skill"), ("jobRolesOfVersion", "JobRole")):
        rows = await graph.read(cypher(name), deadline=READ_SECONDS, frameworkId=framework_id)
        found |= {row["uri"]: _state(row, label) for row in rows}
    return found


def _state(row: Row, label: str) -> ConceptState:
    needs = (Need(one["skill"], one["relation"], one["level"]) for one in row["requires"])
    return ConceptState(
        row["id"],
        row["uri"],
        row["name"],
        label,
        frozenset(row["broader"]),
        frozenset(row["successors"]),
        frozenset(needs),
    )
