"""The root of reads: lookups, lists and search; the domain's questions come from `questions/`."""

from enum import Enum
from typing import Annotated, Any, cast

import strawberry

from skillsgraph import search as labels
from skillsgraph.api import cursor
from skillsgraph.api.access import Info, Published
from skillsgraph.api.compiler.shaped import answer_root
from skillsgraph.api.questions.batches import BatchQuestions
from skillsgraph.api.questions.candidates import CandidateQuestions
from skillsgraph.api.questions.cohorts import CohortQuestions
from skillsgraph.api.questions.extraction import ExtractionQuestions
from skillsgraph.api.questions.issuing import IssuingQuestions
from skillsgraph.api.questions.mappings import MappingQuestions
from skillsgraph.api.questions.matching import MatchingQuestions
from skillsgraph.api.questions.overview import OverviewQuestions
from skillsgraph.api.questions.pathways import PathwayQuestions
from skillsgraph.api.questions.people import PeopleQuestions
from skillsgraph.api.questions.programmes import ProgrammeQuestions
from skillsgraph.api.questions.verification import VerificationQuestions
from skillsgraph.api.questions.versions import VersionQuestions
from skillsgraph.api.types import concepts
from skillsgraph.api.types.concepts import Chain, Concept, Framework, JobRole, Node, Skill
from skillsgraph.api.types.connection import After, Connection, First, bounded, by_rank
from skillsgraph.api.types.credentials import Credential, Organization
from skillsgraph.api.types.related import paged


@strawberry.enum(description="What can be searched for.")
class SearchKind(Enum):
    SKILL = labels.SKILL
    JOB_ROLE = labels.JOB_ROLE


@strawberry.type(description="A concept that was found, by which of its labels, and how well (0 to 1).")
class SearchResult:
    concept: Concept
    label: str
    score: float


Identifier = strawberry.ID | None
FrameworkName = Annotated[
    str | None,
    strawberry.argument(description="A framework: its code (the active version), `code@version`, id or uri."),
]


_OF_FRAMEWORK = {"framework": FrameworkName}


def _listed(kind: str, says: str, **more: Any) -> Any:
    """A root list of a type of the catalogue."""
    resolver = paged(kind, _answered, **more)
    return strawberry.field(resolver=resolver, description=says, extensions=[Published()])


async def _answered(_: Any, info: Any) -> Any:
    return await answer_root(info)


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
    ExtractionQuestions,
    MatchingQuestions,
    BatchQuestions,
    CandidateQuestions,
    PeopleQuestions,
    IssuingQuestions,
    ProgrammeQuestions,
    CohortQuestions,
    VersionQuestions,
    MappingQuestions,
    PathwayQuestions,
    VerificationQuestions,
    OverviewQuestions,
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
        return cast(Skill, await answer_root(info))

    @strawberry.field(description="A job role by id, uri, or code and framework.", extensions=[Published()])
    async def job_role(
        self,
        info: Info,
        id: Identifier = None,  # noqa: A002 - the argument's name in the API
        uri: str | None = None,
        code: str | None = None,
        framework: FrameworkName = None,
    ) -> JobRole | None:
        return cast(JobRole, await answer_root(info))

    @strawberry.field(description="A credential by id or uri.", extensions=[Published()])
    async def credential(
        self,
        info: Info,
        id: Identifier = None,  # noqa: A002 - the argument's name in the API
        uri: str | None = None,
    ) -> Credential | None:
        return cast(Credential, await answer_root(info))

    @strawberry.field(description="An organization by id or uri.", extensions=[Published()])
    async def organization(
        self,
        info: Info,
        id: Identifier = None,  # noqa: A002 - the argument's name in the API
        uri: str | None = None,
    ) -> Organization | None:
        return cast(Organization, await answer_root(info))

    @strawberry.field(
        description="The framework of a code, `code@version`, id or uri.", extensions=[Published()]
    )
    async def framework(self, info: Info, name: str) -> Framework | None:
        return cast(Framework, await answer_root(info))

    @strawberry.field(description="Anything of the catalogue by its id.", extensions=[Published()])
    async def node(self, info: Info, id: strawberry.ID) -> Node | None:  # noqa: A002
        return cast(Node, await answer_root(info))

    @strawberry.field(
        description="Things of the catalogue by their ids, in that order.", extensions=[Published()]
    )
    async def nodes(self, info: Info, ids: list[strawberry.ID]) -> list[Node | None]:
        return cast(list[Node | None], await answer_root(info))

    @strawberry.field(
        description="The shortest chain from one concept to another, both skills or both job roles, over"
        " broader, narrower and related concepts and accepted matches; null if none has at most 12 steps.",
        extensions=[Published()],
    )
    async def shortest_chain(
        self,
        info: Info,
        start: Annotated[strawberry.ID, strawberry.argument(name="from")],
        end: Annotated[strawberry.ID, strawberry.argument(name="to")],
    ) -> Chain | None:
        return cast(Chain, await answer_root(info))

    skills = _listed(
        "Skill", "Skills in the order of names; groups when `where` asks.", framework=FrameworkName
    )
    job_roles = _listed(
        "JobRole", "Job roles in the order of names; groups when asked.", framework=FrameworkName
    )
    credentials = _listed("Credential", "Credentials in the order of names.")
    organizations = _listed("Organization", "Organizations in the order of names.")
    frameworks = _listed("Framework", "Every framework version that is imported.")

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
