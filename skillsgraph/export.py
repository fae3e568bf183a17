"""A framework out of the graph again: as model objects, and from those in another format.

Only what the licence allows is given away, and what the format cannot say is told.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

from skillsgraph.errors import Forbidden, FrameworkNotFound
from skillsgraph.frameworks.parts import part_of
from skillsgraph.frameworks.registry import writer_for
from skillsgraph.frameworks.writing import Content
from skillsgraph.graph.access import Graph, Row
from skillsgraph.model.frameworks import (
    AtLevel,
    Broader,
    Collection,
    ConceptType,
    Contains,
    Framework,
    HasLevel,
    Item,
    JobRole,
    Level,
    Match,
    MatchStatus,
    Reference,
    Related,
    ReplacedBy,
    RequirementRelation,
    Requires,
    Scale,
    Skill,
    Term,
    TermKind,
    Text,
    TextKind,
)
from skillsgraph.model.nodes import of_node
from skillsgraph.statements import cypher

PAGE = 2000
READ_SECONDS = 120.0
_LABELS = ("Skill", "JobRole", "Collection", "Scale", "Level", "Mapping")
_TYPES: Mapping[str, type] = {
    "Skill": Skill,
    "JobRole": JobRole,
    "Collection": Collection,
    "Scale": Scale,
    "Level": Level,
}


@dataclass(frozen=True, slots=True)
class Export:
    """The file of an export, and what its format could not say."""

    framework: Framework
    data: bytes
    lost: tuple[str, ...]


async def export_framework(
    graph: Graph, format_code: str, name: str, *, branches: Sequence[str] = (), only: Sequence[str] = ()
) -> Export:
    """One framework, named as `code` or `code@version`, in a format; or a part of it, see `part_of`.

    Raises:
        UnknownFramework: No format is called that.
        FrameworkNotFound: There is no such framework or version.
        NotFound: It has no concept of a uri that was chosen.
        Forbidden: Its licence does not allow to give it away.
    """
    write = writer_for(format_code)
    content = await read_framework(graph, name)
    if content.framework.redistribution is False:
        raise Forbidden(
            f"The licence of {content.framework.name} does not allow to give it away.",
            hint="Ask its publisher, and record what was agreed in its licence.",
        )
    cut: tuple[str, ...] = ()
    if branches or only:
        content, cut = part_of(content, branches, only)
    written = write(content)
    return Export(content.framework, written.data, (*cut, *written.lost))


async def read_framework(graph: Graph, name: str) -> Content:
    """All of one framework version as model objects, in the order of their ids.

    Raises:
        FrameworkNotFound: There is none of that name.
    """
    code, _, version = name.partition("@")
    found = await graph.read_one(cypher("frameworkToExport"), code=code, version=version or None)
    if found is None:
        raise FrameworkNotFound(f"There is no framework {name!r}.", hint="Name it as code or code@version.")
    items: list[Item] = []
    async for label, nodes in _pages(graph, found["node"]["id"]):
        if label in _TYPES:
            items += [of_node(_TYPES[label], node) for node in nodes]
        items += await _around(graph, label, [node["id"] for node in nodes])
    return Content(of_node(Framework, found["node"]), items)


async def _pages(graph: Graph, framework_id: str) -> AsyncIterator[tuple[str, list[Row]]]:
    for label in _LABELS:
        after = ""
        while True:
            rows = await graph.read(
                cypher("conceptsToExport"),
                deadline=READ_SECONDS,
                frameworkId=framework_id,
                labels=[label],
                after=after,
                limit=PAGE,
            )
            if not rows:
                break
            nodes = [row["node"] for row in rows]
            yield label, nodes
            after = nodes[-1]["id"]


async def _around(graph: Graph, label: str, ids: Sequence[str]) -> list[Item]:
    """The words and relations of some concepts, or the mappings of some ids."""

    async def read(name: str) -> list[Row]:
        return await graph.read(cypher(name), deadline=READ_SECONDS, ids=ids)

    match label:
        case "Skill":
            kind = ConceptType.SKILL
            words = [_word(kind, row) for row in await read("skillWordsToExport")]
            return words + [_relation(kind, row) for row in await read("skillRelationsToExport")]
        case "JobRole":
            kind = ConceptType.JOB_ROLE
            words = [_word(kind, row) for row in await read("jobRoleWordsToExport")]
            return words + [_relation(kind, row) for row in await read("jobRoleRelationsToExport")]
        case "Collection":
            rows = await read("collectionContentsToExport")
            return [Contains(row["start"], ConceptType(row["label"]), row["end"]) for row in rows]
        case "Scale":
            return [HasLevel(row["start"], row["end"]) for row in await read("scaleLevelsToExport")]
        case "Mapping":
            return [_match(row) for row in await read("mappingsToExport")]
    return []


def _word(kind: ConceptType, row: Row) -> Item:
    node = row["node"]
    if row["label"] == "Text":
        return Text(kind, row["uri"], node["text"], node["language"], TextKind(node["kind"]))
    return Term(kind, row["uri"], node["text"], node["language"], TermKind(node["kind"]))


def _relation(kind: ConceptType, row: Row) -> Item:
    start, end = row["start"], row["end"]
    match row["type"]:
        case "BROADER":
            return Broader(kind, start, end)
        case "RELATED":
            return Related(start, end, row["relation"], kind)
        case "REPLACED_BY":
            return ReplacedBy(kind, start, end)
        case "AT_LEVEL":
            return AtLevel(kind, start, end)
    return Requires(
        start,
        end,
        RequirementRelation(row["relation"]),
        row["level"],
        row["importance"],
        row["source"],
        row["derivedBy"],
    )


def _match(row: Row) -> Item:
    subject, target = (_reference(row[name]) for name in ("subject", "object"))
    status = MatchStatus(row["node"].get("status", MatchStatus.ACCEPTED))
    return of_node(Match, row["node"], subject=subject, object=target, status=status)


def _reference(node: Row) -> Reference:
    return of_node(Reference, node, concept_type=ConceptType(node["conceptType"]))
