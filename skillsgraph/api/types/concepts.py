"""Frameworks and their concepts: skills, job roles, collections, and the terms that name them."""

from collections.abc import Callable
from dataclasses import fields
from enum import Enum
from typing import Annotated, Any, TypeVar, cast

import strawberry

from skillsgraph.api.access import Info
from skillsgraph.api.compiler.table import enter
from skillsgraph.api.types.connection import After, Connection, First
from skillsgraph.api.types.connection import related as page_of
from skillsgraph.api.types.entry import entry
from skillsgraph.api.types.mappings import (
    ConceptMatch,
    Level,
    MappingCount,
    Observation,
    Rating,
    Scale,
    levels_of,
    mapping_counts,
    match_of,
    observations_of,
    scales_of,
    told,
)
from skillsgraph.api.types.related import computed, described, named, reached, related, terms
from skillsgraph.graph.access import Row
from skillsgraph.model.frameworks import FrameworkKind, JobRoleKind, SkillKind, TermKind
from skillsgraph.model.text import camel

Type = TypeVar("Type")

strawberry.enum(SkillKind, description="What a skill is; a GROUP only gathers others.")
strawberry.enum(JobRoleKind, description="What a job role is; a GROUP (such as an ISCO group) is no job.")
strawberry.enum(TermKind, description="SKOS-XL: prefLabel, altLabel, hiddenLabel.")


def from_row(kind: type[Type], row: Row) -> Type:
    """An object of a GraphQL type from the properties of a node."""
    own = [one.name for one in fields(cast(Any, kind)) if one.init]
    return kind(**{name: row.get(camel(name)) for name in own})


@strawberry.interface(description="Anything with an id.")
class Node:
    id: strawberry.ID


@enter
@strawberry.type(description="One version of a competency framework (ESCO, CASE: CFDocument).")
class Framework(Node):
    uri: str
    code: str = strawberry.field(description="Its short name, the same for all versions.")
    version: str
    name: str
    active: bool = strawberry.field(description="Whether lookups mean this version.")
    language: str = strawberry.field(description="The language of its concepts' names.")
    languages: list[str] = strawberry.field(description="The languages of its terms.")
    publisher: str | None
    licence: str | None
    attribution: str | None
    kind: FrameworkKind
    description: str | None
    released_on: str | None
    licence_uri: str | None
    redistribution: bool | None = strawberry.field(description="Whether it may be passed on, if stated.")
    commercial: bool | None = strawberry.field(description="Whether it may be used commercially.")
    derivatives: bool | None = strawberry.field(description="Whether it may be changed.")

    requirement_count = computed(
        "COUNT { (this)<-[:IN_FRAMEWORK]-(:JobRole)-[:REQUIRES]->() }",
        int,
        "How many skills its job roles require, all together.",
    )
    skills = related("(this)<-[:IN_FRAMEWORK]-(other:Skill)", groups=False)
    job_roles = related("(this)<-[:IN_FRAMEWORK]-(other:JobRole)", groups=False)

    @strawberry.field(description="(Scale)-[IN_FRAMEWORK]->(Framework), each with its levels.")
    async def scales(self, info: Info) -> list[Scale]:
        return await scales_of(info, self.id)

    @strawberry.field(description="(Mapping)-[IN_FRAMEWORK]->(Framework), counted by their sorts.")
    async def mapping_counts(self, info: Info) -> list[MappingCount]:
        return await mapping_counts(info, self.id)


@strawberry.type(description="A label of a concept in a language (SKOS-XL Label).")
class Term:
    text: str
    language: str
    kind: TermKind


@enter
@strawberry.type(description="A named set of concepts, such as ESCO's green skills (SKOS Collection).")
class Collection(Node):
    uri: str
    name: str
    framework = related("(this)-[:IN_FRAMEWORK]->(other:Framework)", many=False)
    skills = related("(this)-[:CONTAINS]->(other:Skill)")
    job_roles = related("(this)-[:CONTAINS]->(other:JobRole)")


@enter
@strawberry.type(description="A skill, piece of knowledge or other competency (ESCO skill, CASE CFItem).")
class Skill(Node):
    uri: str
    name: str = named()
    kind: SkillKind
    description: str | None = described()
    definition: str | None
    scope_note: str | None
    code: str | None
    status: str | None
    reuse_level: str | None = strawberry.field(description="ESCO: how widely it can be used.")

    framework = related("(this)-[:IN_FRAMEWORK]->(other:Framework)", many=False)
    broader = related("(this)-[:BROADER]->(other:Skill)")
    narrower = related("(this)<-[:BROADER]-(other:Skill)")
    ancestors = reached(
        "(this)-[:BROADER*]->(other:Skill)", "What is broader, and what is broader than that."
    )
    descendants = reached("(this)<-[:BROADER*]-(other:Skill)", "What is narrower, and so on downwards.")
    required_by = related("(this)<-[:REQUIRES]-(other:JobRole)")
    collections = related("(this)<-[:CONTAINS]-(other:Collection)")
    replaced_by = related("(this)-[:REPLACED_BY]->(other:Skill)")
    taught_by = related("(this)<-[:TEACHES]-(other:Credential)")
    assessed_by = related("(this)<-[:ASSESSES]-(other:Credential)")
    terms = terms()
    related = related("(this)-[:RELATED]-(other:Skill)")  # the last, since it takes the name

    @strawberry.field(description="(Skill)-[MATCHES]-(Skill), as seen from here.")
    async def matches(
        self, info: Info, first: First = 20, after: After = None
    ) -> Connection[ConceptMatch["Skill"]]:
        make = _seen(skill)
        return await page_of(info, "skillMatches", self.id, first, after, make, with_told=True)

    @strawberry.field(description="(Skill)-[AT_LEVEL]->(Level)")
    async def levels(self, info: Info) -> list[Level]:
        return await levels_of(info, "skillLevelsOf", self.id)

    @strawberry.field(description="(Skill)<-[ABOUT]-(Observation), the newest first.")
    async def observations(self, info: Info, first: First = 20) -> list[Observation]:
        return await observations_of(info, "skillObservations", self.id, first)


@enter
@strawberry.type(description="An occupation or other role at work (ESCO occupation).")
class JobRole(Node):
    uri: str
    name: str = named()
    kind: JobRoleKind
    description: str | None = described()
    definition: str | None
    scope_note: str | None
    code: str | None
    status: str | None
    regulation_note: str | None = strawberry.field(description="ESCO: on the law that regulates it.")

    framework = related("(this)-[:IN_FRAMEWORK]->(other:Framework)", many=False)
    broader = related("(this)-[:BROADER]->(other:JobRole)")
    narrower = related("(this)<-[:BROADER]-(other:JobRole)")
    ancestors = reached(
        "(this)-[:BROADER*]->(other:JobRole)", "What is broader, and what is broader than that."
    )
    descendants = reached("(this)<-[:BROADER*]-(other:JobRole)", "What is narrower, and so on downwards.")
    replaced_by = related("(this)-[:REPLACED_BY]->(other:JobRole)")
    requires = related("(this)-[:REQUIRES]->(other:Skill)")
    prepared_by = related("(this)<-[:PREPARES_FOR]-(other:Credential)")
    entry = entry()
    collections = related("(this)<-[:CONTAINS]-(other:Collection)")
    terms = terms()

    @strawberry.field(description="(JobRole)-[MATCHES]-(JobRole), as seen from here.")
    async def matches(
        self, info: Info, first: First = 20, after: After = None
    ) -> Connection[ConceptMatch["JobRole"]]:
        make = _seen(job_role)
        return await page_of(info, "jobRoleMatches", self.id, first, after, make, with_told=True)

    @strawberry.field(description="(JobRole)-[AT_LEVEL]->(Level)")
    async def levels(self, info: Info) -> list[Level]:
        return await levels_of(info, "jobRoleLevelsOf", self.id)

    @strawberry.field(description="(JobRole)<-[ABOUT]-(Observation), the newest first.")
    async def observations(self, info: Info, first: First = 20) -> list[Observation]:
        return await observations_of(info, "jobRoleObservations", self.id, first)

    @strawberry.field(description="(JobRole)-[RATES]->(Skill): measured, and no requirement.")
    async def ratings(self, info: Info, first: First = 20, after: After = None) -> Connection[Rating]:
        make = _rated
        return await page_of(info, "jobRoleRatings", self.id, first, after, make, with_told=True)


Concept = Annotated[Skill | JobRole, strawberry.union("Concept")]


@strawberry.enum(description="How a concept of a chain stands to the one before it (SKOS).")
class ChainRelation(Enum):
    BROADER = "BROADER"
    NARROWER = "NARROWER"
    RELATED = "RELATED"
    MATCH = "MATCH"


@strawberry.type(description="A concept of a chain, and how it stands to the one before it.")
class ChainStep:
    relation: ChainRelation | None = strawberry.field(description="Null for the concept it begins with.")
    concept: Concept


@strawberry.type(description="Concepts from one to another, each related to the one before.")
class Chain:
    length: int = strawberry.field(description="How many relations lead from one end to the other.")
    steps: list[ChainStep]


def skill(row: Row) -> Skill:
    return from_row(Skill, row | {"kind": SkillKind(row["kind"])})


def job_role(row: Row) -> JobRole:
    return from_row(JobRole, row | {"kind": JobRoleKind(row["kind"])})


def _seen(make: Callable[[Row], Type]) -> Callable[[Row], ConceptMatch[Type]]:
    return lambda row: match_of(make(row["node"]), row["told"])


def _rated(row: Row) -> Rating:
    return told(Rating, row["told"], skill=skill(row["node"]))


def collection(row: Row) -> Collection:
    return from_row(Collection, row)


def framework(row: Row) -> Framework:
    return from_row(Framework, row | {"kind": FrameworkKind(row.get("kind") or FrameworkKind.CONCEPTS)})
