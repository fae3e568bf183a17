"""What a person lacks for a target."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

import strawberry

from skillsgraph.answers import model
from skillsgraph.answers.entry.model import Entry, Standing
from skillsgraph.api.access import Info
from skillsgraph.api.types.concepts import JobRole, Skill
from skillsgraph.api.types.credentials import Credential
from skillsgraph.api.types.next_credentials import CredentialMatch, credential_match
from skillsgraph.api.types.refs import the_credential, the_role, the_skill
from skillsgraph.api.types.requirements import Requirement
from skillsgraph.api.types.standing import EntryAssessment, assessment

Entered: TypeAlias = Callable[[], Awaitable[Entry | None]]
"""How somebody stands to what a job role asks, found when it is asked for; None where it is no job role."""
Improve: TypeAlias = Callable[[int], Awaitable[Sequence[model.CredentialMatch]]]
"""How the best few credentials are found, when they are asked for."""


@strawberry.type(description="Requirements of one group of skills; the group is null for those of none.")
class RequirementGroup:
    requirements: list[Requirement]
    group_id: strawberry.Private[str | None]

    @strawberry.field(description="The group, by which long lists are easier to read.")
    async def group(self, info: Info) -> Skill | None:
        return await the_skill(info, self.group_id) if self.group_id else None


@strawberry.type(description="What readiness would be if an expired credential were renewed.")
class Counterfactual:
    readiness: float
    explanation: str
    credential_id: strawberry.Private[str]

    @strawberry.field
    async def credential(self, info: Info) -> Credential:
        return await the_credential(info, self.credential_id)


@strawberry.type(description="What a person lacks for a target. Figures are from 0 to 1.")
class SkillGap:
    policy: str = strawberry.field(description="The numbers that the figures rest on.")
    coverage_claimed: float | None
    coverage_proven: float | None
    readiness: float | None
    meets_all_essential: bool
    nothing_required: bool
    explanation: str
    found: strawberry.Private[model.SkillGap]
    improve: strawberry.Private[Improve]
    entered: strawberry.Private[Entered]

    @strawberry.field(
        description="Whether what is asked of those who work in the role is met, such as a licence; null"
        " where none is known, or not enough to tell. `entry` says which."
    )
    async def meets_entry_conditions(self) -> bool | None:
        found = await self.entered()
        decided = (Standing.MET, Standing.NOT_MET)
        return found.standing is Standing.MET if found and found.standing in decided else None

    @strawberry.field(
        description="What the law or an employer asks before one begins, and how the person stands to it; not"
        " part of readiness. Null where the target is no job role."
    )
    async def entry(self) -> EntryAssessment | None:
        found = await self.entered()
        return assessment(found) if found else None

    @strawberry.field(description="The role that is the target; null for a list of skills.")
    async def role(self, info: Info) -> JobRole | None:
        return await the_role(info, self.found.role.id) if self.found.role else None

    @strawberry.field(description="Every requirement, or those of some statuses.")
    def requirements(self, status: list[model.Status] | None = None) -> list[Requirement]:
        return [
            Requirement(found=one)
            for one in self.found.requirements
            if status is None or one.status in status
        ]

    @strawberry.field(description="The requirements by the first group that stands directly above each.")
    async def groups(self, info: Info) -> list[RequirementGroup]:
        found: dict[str | None, list[Requirement]] = {}
        for one in self.found.requirements:
            above = await info.context.related("groupsOfSkills", one.wanted.skill.id)
            first = above[0]["broader"] if above else None
            found.setdefault(first, []).append(Requirement(found=one))
        return [RequirementGroup(group_id=group, requirements=asked) for group, asked in found.items()]

    @strawberry.field(description="What would change if what has expired were renewed, the best first.")
    def counterfactuals(self) -> list[Counterfactual]:
        return [
            Counterfactual(
                readiness=one.readiness, explanation=one.explanation, credential_id=one.credential.id
            )
            for one in self.found.counterfactuals
        ]

    @strawberry.field(description="What of the question was read otherwise than written, and why.")
    def notes(self) -> list[str]:
        return list(self.found.notes)

    @strawberry.field(description="The credentials that would raise readiness most, with price and offering.")
    async def improvements(self, first: int = 3) -> list[CredentialMatch]:
        return [credential_match(one) for one in await self.improve(first)]


def skill_gap(found: model.SkillGap, improve: Improve, entered: Entered) -> SkillGap:
    return SkillGap(
        entered=entered,
        improve=improve,
        policy=found.policy,
        coverage_claimed=found.coverage_claimed,
        coverage_proven=found.coverage_proven,
        readiness=found.readiness,
        meets_all_essential=found.meets_all_essential,
        nothing_required=found.nothing_required,
        explanation=found.explanation,
        found=found,
    )
