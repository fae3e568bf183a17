"""What frameworks say beyond their concepts: matches, ratings, levels and observations."""

from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar, cast

import strawberry

from skillsgraph.api.access import Info
from skillsgraph.api.types.connection import bounded
from skillsgraph.graph.access import Row
from skillsgraph.model.frameworks import FrameworkKind, MatchKind, MatchStatus, ScaleKind
from skillsgraph.model.text import camel

if TYPE_CHECKING:
    from skillsgraph.api.types.concepts import Skill

Concept = TypeVar("Concept")
Type = TypeVar("Type")
LazySkill = Annotated["Skill", strawberry.lazy("skillsgraph.api.types.concepts")]

strawberry.enum(FrameworkKind, description="Concepts, statements that join concepts, or figures on them.")
strawberry.enum(MatchKind, description="SKOS mapping relations: BROAD says the other is the broader.")
strawberry.enum(MatchStatus, description="A match that is only PROPOSED is used by no answer.")
strawberry.enum(ScaleKind, description="What a scale measures. Two scales never compare by themselves.")
_INVERSE = {MatchKind.BROAD: MatchKind.NARROW, MatchKind.NARROW: MatchKind.BROAD}


def told(made: type[Type], row: Row, /, **more: object) -> Type:
    """An object of a GraphQL type from what a row says of it."""
    own = [one.name for one in fields(cast(Any, made)) if one.init and one.name not in more]
    return made(**{name: row.get(camel(name)) for name in own}, **more)


@strawberry.type(description="A match with a concept of another framework, as seen from here (SSSOM).")
class ConceptMatch(Generic[Concept]):
    concept: Concept = strawberry.field(description="The other one.")
    mapping: strawberry.ID = strawberry.field(description="The mapping that says so.")
    kind: MatchKind
    status: MatchStatus
    confidence: float | None = strawberry.field(description="From 0 to 1.")
    justification: str | None = strawberry.field(description="How it was found, such as semapv terms.")
    source: str | None
    author: str | None
    date: str | None


@strawberry.type(description="How important a skill is for an occupation, and how much of it is needed.")
class Rating:
    skill: LazySkill
    importance: float | None = strawberry.field(description="O*NET's IM, from 1 to 5.")
    level: float | None = strawberry.field(description="O*NET's LV, from 0 to 7; within one skill only.")
    n: int | None = strawberry.field(description="How many rated it.")
    standard_error: float | None = strawberry.field(description="Of the importance.")
    level_standard_error: float | None
    suppress: bool | None = strawberry.field(description="The publisher advises not to use the importance.")
    level_suppress: bool | None
    not_relevant: bool | None = strawberry.field(description="The level is not relevant here.")
    date: str | None
    source: str | None


@strawberry.type(description="One step of a scale.")
class Level:
    id: strawberry.ID
    uri: str
    name: str
    rank: int = strawberry.field(description="The lowest has the least.")
    code: str | None
    description: str | None
    scale: str = strawberry.field(description="The name of its scale.")


@strawberry.type(description="An order of levels, such as DDaT's proficiencies or O*NET's Job Zones.")
class Scale:
    id: strawberry.ID
    uri: str
    name: str
    kind: ScaleKind
    levels: list[Level]


@strawberry.type(description="A part of the world or of the economy, by its code in a scheme.")
class Place:
    scheme: str
    code: str
    name: str | None


@strawberry.type(description="A figure on a job role or skill (one cell of a data cube).")
class Observation:
    id: strawberry.ID
    measure: str
    value: float
    unit: str
    period: str
    source: str
    n: int | None
    area: Place | None
    sector: Place | None


@strawberry.type(description="The mappings of one sort in a set, and how many have both their ends here.")
class MappingCount:
    kind: MatchKind
    source_type: str | None = strawberry.field(description="The source's own word for the kind.")
    status: MatchStatus
    mappings: int
    resolved: int


@strawberry.type(description="A concept of any framework, which may not be here.")
class Reference:
    uri: str | None
    framework: str | None
    code: str | None
    name: str | None


@strawberry.type(description="One row of a mapping set (SSSOM).")
class Mapping:
    id: strawberry.ID
    subject: Reference
    object: Reference
    kind: MatchKind
    status: MatchStatus
    confidence: float | None
    justification: str | None
    source: str | None
    author: str | None
    date: str | None
    comment: str | None


def match_of(concept: Concept, row: Row) -> ConceptMatch[Concept]:
    """A match as seen from one of its ends: towards the subject it reads the other way round."""
    kind = MatchKind(row["kind"])
    seen = kind if row["outward"] else _INVERSE.get(kind, kind)
    return told(ConceptMatch, row, concept=concept, kind=seen, status=MatchStatus(row["status"]))


def mapping_of(row: Row) -> Mapping:
    node = row["node"]
    return told(
        Mapping,
        node,
        subject=told(Reference, row["subject"]),
        object=told(Reference, row["object"]),
        kind=MatchKind(node["kind"]),
        status=MatchStatus(node.get("decision") or node["status"]),
    )


async def levels_of(info: Info, statement: str, identifier: str) -> list[Level]:
    return [told(Level, row["node"]) for row in await info.context.related(statement, identifier)]


async def scales_of(info: Info, identifier: str) -> list[Scale]:
    scales: dict[str, Scale] = {}
    for row in await info.context.related("frameworkLevels", identifier):
        scale = row["scale"]
        if scale["id"] not in scales:
            scales[scale["id"]] = told(Scale, scale, kind=ScaleKind(scale["kind"]), levels=[])
        scales[scale["id"]].levels.append(told(Level, row["node"]))
    return list(scales.values())


async def mapping_counts(info: Info, identifier: str) -> list[MappingCount]:
    return [
        told(MappingCount, row, kind=MatchKind(row["kind"]), status=MatchStatus(row["status"]))
        for row in await info.context.related("frameworkMappings", identifier)
    ]


async def observations_of(info: Info, statement: str, identifier: str, first: int) -> list[Observation]:
    rows = await info.context.related(statement, identifier, first=bounded(info, first))
    return [
        told(Observation, row["node"], area=_place(row, "area"), sector=_place(row, "sector")) for row in rows
    ]


def _place(row: Row, which: str) -> Place | None:
    scheme, code = row[f"{which}Scheme"], row[f"{which}Code"]
    return Place(scheme=scheme, code=code, name=row[f"{which}Name"]) if code else None
