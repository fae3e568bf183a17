"""The part of the catalogue that a question concerns: what serves its skills, and all that this builds on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from skillsgraph.graph.access import Graph, Row
from skillsgraph.statements import cypher

_MOST_LAYERS = 30


@dataclass(slots=True)
class Part:
    """Rows by credential; rules as a row for each option; who teaches a skill that a rule names."""

    credentials: dict[str, Row] = field(default_factory=dict)
    rules: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    teachers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


async def part_for(graph: Graph, skills: Sequence[str], named: Iterable[str], held: Set[str]) -> Part:
    """The credentials that serve these skills, those named, and whatever their rules lead to.

    Each layer of rules is one question to the graph, so that a circle of rules ends and none is read twice.
    """
    rows = await graph.read(cypher("pathwayProviders"), skills=list(skills)) if skills else []
    part = Part()
    seen: set[str] = set()
    layer = {str(row["id"]) for row in rows} | set(named)
    for _ in range(_MOST_LAYERS):
        if not layer:
            break
        seen |= layer
        found = await graph.read(cypher("pathwayRules"), ids=sorted(layer - held))
        layer = await _next_layer(graph, part, found) - seen
    rows = await graph.read(cypher("pathwayCredentials"), ids=sorted(seen | held))
    part.credentials = {str(row["credential"]["id"]): row for row in rows}
    return part


async def _next_layer(graph: Graph, part: Part, rows: Sequence[Row]) -> set[str]:
    skills: set[str] = set()
    layer: set[str] = set()
    for row in rows:
        part.rules[row["credential"]].append(row)
        if row["label"] == "Credential":
            layer.add(row["option"])
        elif row["label"] == "Skill":
            skills.add(row["option"])
    unknown = sorted(skills - part.teachers.keys())
    for row in await graph.read(cypher("pathwayTeachers"), skills=unknown) if unknown else []:
        part.teachers[row["skill"]].append(row["id"])
        layer.add(row["id"])
    return layer
