"""Frameworks and their concepts: skills, job roles, collections, and the terms that name them."""

from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

import strawberry

from skillsgraph.api.access import Info
from skillsgraph.api.types.connection import After, Connection, First, related
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
from skillsgraph.graph.access import Row
from skillsgraph.model.frameworks import FrameworkKind, JobRoleKind, SkillKind, TermKind
from skillsgraph.statements import cypher

if TYPE_CHECKING:
    from skillsgraph.api.types.credentials import Credential

Type = TypeVar("Type")
LazyCredential = Annotated["Credential", strawberry.lazy("skillsgraph.api.types.credentials")]

strawberry.enum(SkillKind, description="What a skill is; a GROUP only gathers others.")
strawberry.enum(JobRoleKind, description="What a job role is; a GROUP (such as an ISCO group) is no job.")
strawberry.enum(TermKind, description="SKOS-XL: prefLabel, altLabel, hiddenLabel.")


def from_row(kind: type[Type], row: Row) -> Type:
    """An object of a GraphQL type from the properties of a node."""
    own = [one.name for one in fields(cast(Any, kind)) if one.init]
    return kind(**{name: row.get(_camel(name)) for name in own})


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


@strawberry.interface(description="Anything with an id.")
class Node:
    id: strawberry.ID


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

    @strawberry.field(description="How many skills its job roles require, all together.")
    async def requirement_count(self, info: Info) -> int:
        rows = await info.context.related("countRequirements", self.id)
        return int(rows[0]["requirements"]) if rows else 0

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


@strawberry.type(description="A named set of concepts, such as ESCO's green skills (SKOS Collection).")
class Collection(Node):
    uri: str
    name: str


@strawberry.type(description="A skill, piece of knowledge or other competency (ESCO skill, CASE CFItem).")
class Skill(Node):
    uri: str
    name: str
    kind: SkillKind
    description: str | None
    definition: str | None
    scope_note: str | None
    code: str | None
    status: str | None
    reuse_level: str | None = strawberry.field(description="ESCO: how widely it can be used.")
    framework_id: strawberry.Private[str]

    @strawberry.field(description="(Skill)-[IN_FRAMEWORK]->(Framework)")
    async def framework(self, info: Info) -> Framework:
        return await framework_of(info, self.framework_id)

    @strawberry.field(description="(Skill)-[BROADER]->(Skill)")
    async def broader(self, info: Info, first: First = 20, after: After = None) -> Connection["Skill"]:
        return await related(info, "skillBroader", self.id, first, after, skill)

    @strawberry.field(description="(Skill)<-[BROADER]-(Skill)")
    async def narrower(self, info: Info, first: First = 20, after: After = None) -> Connection["Skill"]:
        return await related(info, "skillNarrower", self.id, first, after, skill)

    @strawberry.field(name="related", description="(Skill)-[RELATED]-(Skill)")
    async def related_skills(self, info: Info, first: First = 20, after: After = None) -> Connection["Skill"]:
        return await related(info, "skillRelated", self.id, first, after, skill)

    @strawberry.field(description="(JobRole)-[REQUIRES]->(Skill)")
    async def required_by(self, info: Info, first: First = 20, after: After = None) -> Connection["JobRole"]:
        return await related(info, "skillRequiredBy", self.id, first, after, job_role)

    @strawberry.field(description="(Collection)-[CONTAINS]->(Skill)")
    async def collections(self, info: Info, first: First = 20, after: After = None) -> Connection[Collection]:
        return await related(info, "skillCollections", self.id, first, after, collection)

    @strawberry.field(description="(Credential)-[TEACHES]->(Skill)")
    async def taught_by(
        self, info: Info, first: First = 20, after: After = None
    ) -> Connection[LazyCredential]:
        return await related(info, "skillTaughtBy", self.id, first, after, _credential)

    @strawberry.field(description="(Credential)-[ASSESSES]->(Skill)")
    async def assessed_by(
        self, info: Info, first: First = 20, after: After = None
    ) -> Connection[LazyCredential]:
        return await related(info, "skillAssessedBy", self.id, first, after, _credential)

    @strawberry.field(description="(Skill)-[MATCHES]-(Skill), as seen from here.")
    async def matches(
        self, info: Info, first: First = 20, after: After = None
    ) -> Connection[ConceptMatch["Skill"]]:
        make = _seen(skill)
        return await related(info, "skillMatches", self.id, first, after, make, with_told=True)

    @strawberry.field(description="(Skill)-[AT_LEVEL]->(Level)")
    async def levels(self, info: Info) -> list[Level]:
        return await levels_of(info, "skillLevelsOf", self.id)

    @strawberry.field(description="(Skill)<-[ABOUT]-(Observation), the newest first.")
    async def observations(self, info: Info, first: First = 20) -> list[Observation]:
        return await observations_of(info, "skillObservations", self.id, first)

    @strawberry.field(description="(Skill)-[HAS_TERM]->(Term): its labels, the preferred ones first.")
    async def terms(self, info: Info, language: list[str] | None = None) -> list[Term]:
        return await _terms(info, "skillTerms", self.id, language)


@strawberry.type(description="An occupation or other role at work (ESCO occupation).")
class JobRole(Node):
    uri: str
    name: str
    kind: JobRoleKind
    description: str | None
    definition: str | None
    scope_note: str | None
    code: str | None
    status: str | None
    regulation_note: str | None = strawberry.field(description="ESCO: on the law that regulates it.")
    framework_id: strawberry.Private[str]

    @strawberry.field(description="(JobRole)-[IN_FRAMEWORK]->(Framework)")
    async def framework(self, info: Info) -> Framework:
        return await framework_of(info, self.framework_id)

    @strawberry.field(description="(JobRole)-[BROADER]->(JobRole)")
    async def broader(self, info: Info, first: First = 20, after: After = None) -> Connection["JobRole"]:
        return await related(info, "jobRoleBroader", self.id, first, after, job_role)

    @strawberry.field(description="(JobRole)<-[BROADER]-(JobRole)")
    async def narrower(self, info: Info, first: First = 20, after: After = None) -> Connection["JobRole"]:
        return await related(info, "jobRoleNarrower", self.id, first, after, job_role)

    @strawberry.field(description="(JobRole)-[REQUIRES]->(Skill)")
    async def requires(self, info: Info, first: First = 20, after: After = None) -> Connection[Skill]:
        return await related(info, "jobRoleRequires", self.id, first, after, skill)

    @strawberry.field(description="(Collection)-[CONTAINS]->(JobRole)")
    async def collections(self, info: Info, first: First = 20, after: After = None) -> Connection[Collection]:
        return await related(info, "jobRoleCollections", self.id, first, after, collection)

    @strawberry.field(description="(JobRole)-[MATCHES]-(JobRole), as seen from here.")
    async def matches(
        self, info: Info, first: First = 20, after: After = None
    ) -> Connection[ConceptMatch["JobRole"]]:
        make = _seen(job_role)
        return await related(info, "jobRoleMatches", self.id, first, after, make, with_told=True)

    @strawberry.field(description="(JobRole)-[AT_LEVEL]->(Level)")
    async def levels(self, info: Info) -> list[Level]:
        return await levels_of(info, "jobRoleLevelsOf", self.id)

    @strawberry.field(description="(JobRole)<-[ABOUT]-(Observation), the newest first.")
    async def observations(self, info: Info, first: First = 20) -> list[Observation]:
        return await observations_of(info, "jobRoleObservations", self.id, first)

    @strawberry.field(description="(JobRole)-[RATES]->(Skill): measured, and no requirement.")
    async def ratings(self, info: Info, first: First = 20, after: After = None) -> Connection[Rating]:
        make = _rated
        return await related(info, "jobRoleRatings", self.id, first, after, make, with_told=True)

    @strawberry.field(description="(JobRole)-[HAS_TERM]->(Term): its labels, the preferred ones first.")
    async def terms(self, info: Info, language: list[str] | None = None) -> list[Term]:
        return await _terms(info, "jobRoleTerms", self.id, language)


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


async def framework_of(info: Info, identifier: str) -> Framework:
    """There are few frameworks, so all are read once for a request."""
    rows = await info.context.graph.read(cypher("frameworks"))
    return next(framework(row["node"]) for row in rows if row["node"]["id"] == identifier)


def _credential(row: Row) -> Any:
    from skillsgraph.api.types.credentials import credential  # the two types know each other

    return credential(row)


async def _terms(info: Info, statement: str, identifier: str, languages: list[str] | None) -> list[Term]:
    rows = [row["node"] for row in await info.context.related(statement, identifier)]
    return [
        Term(text=row["text"], language=row["language"], kind=TermKind(row["kind"]))
        for row in rows
        if languages is None or row["language"] in languages
    ]
