"""The root of reads: lookups, lists and search; the domain's questions come from `questions/`."""

from collections.abc import Callable
from enum import Enum
from typing import Annotated, Any, TypeVar

import strawberry

from skillsgraph import search as labels
from skillsgraph.answers import refs
from skillsgraph.api import cursor
from skillsgraph.api.access import Info, Published
from skillsgraph.api.questions.mappings import MappingQuestions
from skillsgraph.api.questions.matching import MatchingQuestions
from skillsgraph.api.questions.pathways import PathwayQuestions
from skillsgraph.api.questions.people import PeopleQuestions
from skillsgraph.api.questions.programmes import ProgrammeQuestions
from skillsgraph.api.questions.verification import VerificationQuestions
from skillsgraph.api.questions.versions import VersionQuestions
from skillsgraph.api.types import concepts, credentials
from skillsgraph.api.types.answers import Ref
from skillsgraph.api.types.concepts import Framework, JobRole, Skill
from skillsgraph.api.types.connection import After, Connection, First, bounded, by_name, by_rank
from skillsgraph.api.types.credentials import Credential
from skillsgraph.errors import FrameworkNotFound
from skillsgraph.graph.access import Row
from skillsgraph.model.frameworks import JobRoleKind, SkillKind
from skillsgraph.statements import cypher

Type = TypeVar("Type")


@strawberry.enum(description="What can be searched for.")
class SearchKind(Enum):
    SKILL = labels.SKILL
    JOB_ROLE = labels.JOB_ROLE


@strawberry.type(description="A concept that was found, by which of its labels, and how well (0 to 1).")
class SearchResult:
    concept: Annotated[Skill | JobRole, strawberry.union("Concept")]
    label: str
    score: float


@strawberry.input(description="Kinds of skills.")
class SkillKindFilter:
    in_: list[SkillKind] = strawberry.field(name="in")


@strawberry.input(description="Kinds of job roles.")
class JobRoleKindFilter:
    in_: list[JobRoleKind] = strawberry.field(name="in")


@strawberry.input(description="Which skills; groups only when asked for.")
class SkillWhere:
    kind: SkillKindFilter | None = None


@strawberry.input(description="Which job roles; groups only when asked for.")
class JobRoleWhere:
    kind: JobRoleKindFilter | None = None


Identifier = strawberry.ID | None
FrameworkName = Annotated[
    str | None,
    strawberry.argument(description="A framework: its code (the active version), `code@version`, id or uri."),
]


async def _page(
    info: Info,
    name: str,
    statements: tuple[str, str],
    first: int,
    after: str | None,
    make: Callable[[Row], Type],
    **parameters: Any,
) -> Connection[Type]:
    """A page of a root list by the first of two statements; counted by the second if anyone asks."""
    page, counting = statements
    first = bounded(info, first)
    sort_name, place = cursor.decode_name(name, after)
    graph = info.context.graph
    rows = await graph.read(cypher(page), afterName=sort_name, afterId=place, first=first + 1, **parameters)

    async def count() -> int:
        row = await graph.read_one(cypher(counting), **parameters)
        return int(row["total"]) if row else 0

    return by_name(name, rows, first, make, count)


async def _found(
    info: Info, text: str, kinds: list[SearchKind] | None, language: str | None, first: int, start: int = 0
) -> list[SearchResult]:
    rows = await labels.search(
        info.context.graph,
        text,
        kinds=[one.value for one in kinds or SearchKind],
        language=language,
        first=first,
        start=start,
    )
    return [
        SearchResult(
            concept=(concepts.skill if row["isSkill"] else concepts.job_role)(row["node"]),
            label=row["label"],
            score=row["score"],
        )
        for row in rows
    ]


@strawberry.type
class Query(
    MatchingQuestions,
    PeopleQuestions,
    ProgrammeQuestions,
    VersionQuestions,
    MappingQuestions,
    PathwayQuestions,
    VerificationQuestions,
):
    @strawberry.field(description="A skill by id, uri, or code and framework.", extensions=[Published()])
    async def skill(
        self,
        info: Info,
        id: Identifier = None,  # noqa: A002 - the argument's name in the API
        uri: str | None = None,
        code: str | None = None,
        framework: FrameworkName = None,
    ) -> Skill | None:
        ref = Ref(id=id, uri=uri, code=code, framework=framework).to_model()
        found = (await refs.skills(info.context.graph, [ref]))[0]
        return concepts.skill((await info.context.related("skillsById", found.id))[0]["node"])

    @strawberry.field(description="A job role by id, uri, or code and framework.", extensions=[Published()])
    async def job_role(
        self,
        info: Info,
        id: Identifier = None,  # noqa: A002 - the argument's name in the API
        uri: str | None = None,
        code: str | None = None,
        framework: FrameworkName = None,
    ) -> JobRole | None:
        ref = Ref(id=id, uri=uri, code=code, framework=framework).to_model()
        found = (await refs.job_roles(info.context.graph, [ref]))[0]
        return concepts.job_role((await info.context.related("jobRolesById", found.id))[0]["node"])

    @strawberry.field(description="A credential by id or uri.", extensions=[Published()])
    async def credential(
        self,
        info: Info,
        id: Identifier = None,  # noqa: A002 - the argument's name in the API
        uri: str | None = None,
    ) -> Credential | None:
        found = (await refs.credentials(info.context.graph, [Ref(id=id, uri=uri).to_model()]))[0]
        return credentials.credential((await info.context.related("credentialsById", found.id))[0]["node"])

    @strawberry.field(
        description="The framework of a code, `code@version`, id or uri.", extensions=[Published()]
    )
    async def framework(self, info: Info, name: str) -> Framework | None:
        found = [row["node"] for row in await info.context.graph.read(cypher("frameworks"))]
        for row in found:
            exact = name in (row["id"], row["uri"], f"{row['code']}@{row['version']}")
            if exact or (name == row["code"] and row["active"]):
                return concepts.framework(row)
        known = ", ".join(f"{row['code']}@{row['version']}" for row in found)
        raise FrameworkNotFound(
            f"There is no framework {name[:200]!r}.", hint=f"There are: {known or 'none'}."
        )

    @strawberry.field(description="Every framework version that is imported.", extensions=[Published()])
    async def frameworks(self, info: Info) -> Connection[Framework]:
        rows = await info.context.graph.read(cypher("frameworks"))

        async def count() -> int:
            return len(rows)

        return by_name("frameworks", rows, len(rows), concepts.framework, count)

    @strawberry.field(description="Skills in the order of names.", extensions=[Published()])
    async def skills(
        self,
        info: Info,
        first: First = 20,
        after: After = None,
        framework: FrameworkName = None,
        where: SkillWhere | None = None,
    ) -> Connection[Skill]:
        kinds = [one.value for one in where.kind.in_] if where and where.kind else None
        return await _page(
            info,
            "skills",
            ("skillsPage", "countSkills"),
            first,
            after,
            concepts.skill,
            framework=framework,
            kinds=kinds,
        )

    @strawberry.field(description="Job roles in the order of names.", extensions=[Published()])
    async def job_roles(
        self,
        info: Info,
        first: First = 20,
        after: After = None,
        framework: FrameworkName = None,
        where: JobRoleWhere | None = None,
    ) -> Connection[JobRole]:
        kinds = [one.value for one in where.kind.in_] if where and where.kind else None
        return await _page(
            info,
            "jobRoles",
            ("jobRolesPage", "countJobRoles"),
            first,
            after,
            concepts.job_role,
            framework=framework,
            kinds=kinds,
        )

    @strawberry.field(description="Credentials in the order of names.", extensions=[Published()])
    async def credentials(self, info: Info, first: First = 20, after: After = None) -> Connection[Credential]:
        return await _page(
            info, "credentials", ("credentialsPage", "countCredentials"), first, after, credentials.credential
        )

    @strawberry.field(
        description="Concepts with a label that has all these words, the best first.",
        extensions=[Published()],
    )
    async def search(
        self,
        info: Info,
        text: str,
        kinds: list[SearchKind] | None = None,
        language: str | None = None,
        first: First = 20,
        after: After = None,
    ) -> Connection[SearchResult]:
        first = bounded(info, first)
        start = cursor.decode_rank("search", after)
        found = await _found(info, text, kinds, language, first + 1, start)
        return by_rank("search", found[:first], start, len(found) > first)

    @strawberry.field(
        description="Labels that continue what was typed so far, the best first.", extensions=[Published()]
    )
    async def suggest(
        self,
        info: Info,
        text: str,
        kinds: list[SearchKind] | None = None,
        language: str | None = None,
        first: First = 10,
    ) -> list[SearchResult]:
        return await _found(info, text, kinds, language, bounded(info, first))
