"""Job roles that are ranked: by how they fit a person, or by how near they are to one."""

from typing import Any

import strawberry

from skillsgraph.answers import model
from skillsgraph.answers.entry.model import Standing
from skillsgraph.api.access import Info
from skillsgraph.api.types.concepts import JobRole
from skillsgraph.api.types.refs import the_role


@strawberry.type(description="The state of the graph that a ranking was made from.")
class RankedFrom:
    graph_version: str
    stale: bool = strawberry.field(description="Whether concepts or relations have changed since.")


def ranked_from(page: model.Page[Any]) -> RankedFrom:
    return RankedFrom(graph_version=page.graph_version or "", stale=page.stale)


@strawberry.type(description="A job role and how well the profile fits it. Figures are from 0 to 1.")
class RoleMatch:
    score: float
    coverage: float = strawberry.field(description="Share of what the role requires that the profile gives.")
    use: float = strawberry.field(description="Share of the profile that the role needs.")
    held: list[str] = strawberry.field(description="The weightiest skills that are there.")
    missing: list[str] = strawberry.field(description="The weightiest skills that are not.")
    explanation: str
    ranked_from: RankedFrom
    entry_standing: Standing | None = strawberry.field(
        description="How the person stands to the conditions of entry, where `among: {entryIn}` asks for it."
    )
    found: strawberry.Private[model.RoleMatch]

    @strawberry.field
    async def role(self, info: Info) -> JobRole:
        return await the_role(info, self.found.role.id)


@strawberry.type(description="A job role near another, and why. Figures are from 0 to 1.")
class SimilarRole:
    score: float
    by_skills: float = strawberry.field(description="How alike what they require is, rare skills first.")
    by_groups: float = strawberry.field(description="How alike the kinds of skills are that they require.")
    by_words: float = strawberry.field(description="How alike the words are that name and describe them.")
    by_place: float = strawberry.field(description="How near they stand in their classification.")
    shared: list[str] = strawberry.field(description="The weightiest skills that both require.")
    explanation: str
    ranked_from: RankedFrom
    found: strawberry.Private[model.SimilarRole]

    @strawberry.field
    async def role(self, info: Info) -> JobRole:
        return await the_role(info, self.found.role.id)


def role_match(found: model.RoleMatch, ranked: RankedFrom) -> RoleMatch:
    return RoleMatch(
        ranked_from=ranked,
        score=found.score,
        coverage=found.coverage,
        use=found.use,
        held=list(found.held),
        entry_standing=found.entry,
        missing=list(found.missing),
        explanation=found.explanation,
        found=found,
    )


def similar_role(found: model.SimilarRole, ranked: RankedFrom) -> SimilarRole:
    return SimilarRole(
        ranked_from=ranked,
        score=found.score,
        by_skills=found.by_skills,
        by_groups=found.by_groups,
        by_words=found.by_words,
        by_place=found.by_place,
        shared=list(found.shared),
        explanation=found.explanation,
        found=found,
    )
