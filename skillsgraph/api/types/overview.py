"""The catalogue seen as a whole: what a credential brings about, what is short, and what is covered."""

from collections.abc import Awaitable, Callable
from typing import Any

import strawberry

from skillsgraph.answers.overview.coverage import Coverage, Covered
from skillsgraph.answers.overview.impact import Impact, RoleServed
from skillsgraph.answers.overview.supply import Balance
from skillsgraph.api import cursor
from skillsgraph.api.access import Info
from skillsgraph.api.compiler.below import things
from skillsgraph.api.types.concepts import JobRole, Skill
from skillsgraph.api.types.connection import After, Connection, First, bounded, by_rank
from skillsgraph.api.types.credentials import Credential
from skillsgraph.api.types.refs import the_credential, the_role, the_skill

Holders = Callable[[], Awaitable[int | None]]
_PEOPLE = (
    "People with a valid award, in whole fives; null below five, and for all but universities and analysts."
)


@strawberry.type(description="A job role, by counts of its essential skills.")
class RoleServedBy:
    essential: int = strawberry.field(description="How many it has.")
    given: int = strawberry.field(description="How many of them the credential teaches or assesses.")
    only: int = strawberry.field(description="How many of these no other credential gives.")
    opened: bool = strawberry.field(
        description="Whether all can be learned with the credential, and could not without it."
    )
    observed: bool = strawberry.field(description="Whether figures of a labour market are known of it.")
    explanation: str
    role_id: strawberry.Private[str]

    @strawberry.field
    async def role(self, info: Info) -> JobRole:
        return await the_role(info, self.role_id)


@strawberry.type(description="What would be lacking without a credential.")
class CredentialImpact:
    skills: int = strawberry.field(description="How many it teaches or assesses.")
    opened: int = strawberry.field(description="How many job roles it opens.")
    found: strawberry.Private[Impact]
    people: strawberry.Private[Holders]

    @strawberry.field
    async def credential(self, info: Info) -> Credential:
        return await the_credential(info, self.found.credential.id)

    @strawberry.field(description="The skills that nothing else which can be earned now teaches or assesses.")
    async def only_here(self, info: Info) -> list[Skill]:
        return await things(info, (("Skill", one) for one in self.found.only))

    @strawberry.field(
        description="Job roles with an essential skill that it gives, first those that it opens."
    )
    async def roles(self, info: Info, first: First = 20, after: After = None) -> Connection[RoleServedBy]:
        first, start = bounded(info, first), cursor.decode_rank("credentialImpact", after)
        shown = [_served(one) for one in self.found.roles[start : start + first]]
        return by_rank("credentialImpact", shown, start, len(self.found.roles) > start + first)

    @strawberry.field(description=_PEOPLE)
    async def holders(self) -> int | None:
        return await self.people()


@strawberry.type(description="How often a skill is required, and how often it can be learned.")
class SkillSupplyDemand:
    essential_for: int = strawberry.field(description="Job roles to which it is essential.")
    optional_for: int = strawberry.field(description="Job roles to which it is optional.")
    credentials: int = strawberry.field(description="Those that teach or assess it and can be earned now.")
    observations: int = strawberry.field(description="Figures of a labour market that are known of it.")
    score: float = strawberry.field(description="essentialFor / (1 + credentials)")
    holders: int | None = strawberry.field(description=_PEOPLE)
    skill_id: strawberry.Private[str]

    @strawberry.field
    async def skill(self, info: Info) -> Skill:
        return await the_skill(info, self.skill_id)


@strawberry.type(description="How many skills there are, and how many of them credentials give.")
class SkillsCovered:
    skills: int
    taught: int
    assessed: int
    given: int = strawberry.field(description="Taught or assessed.")
    share: float = strawberry.field(description="given / skills, from 0 to 1")


@strawberry.type(description="The skills directly below a group.")
class GroupCovered(SkillsCovered):
    group_id: strawberry.Private[str | None]

    @strawberry.field(description="Null for the skills of no group.")
    async def group(self, info: Info) -> Skill | None:
        return await the_skill(info, self.group_id) if self.group_id else None


@strawberry.type(description="How much of a framework version the credentials that can be earned now cover.")
class FrameworkCoverage:
    framework: strawberry.ID
    version: str
    whole: SkillsCovered = strawberry.field(description="Each skill once.")
    roles: int = strawberry.field(description="Job roles that have essential skills.")
    roles_whole: int = strawberry.field(description="Those all of whose essential skills can be learned.")
    roles_half: int = strawberry.field(description="Those of which half or more can be.")
    found: strawberry.Private[Coverage]

    @strawberry.field(description="By groups, the least covered first; a skill counts in each of its groups.")
    async def groups(self, info: Info, first: First = 20, after: After = None) -> Connection[GroupCovered]:
        first, start = bounded(info, first), cursor.decode_rank("frameworkCoverage", after)
        shown = [_group(one) for one in self.found.groups[start : start + first]]
        return by_rank("frameworkCoverage", shown, start, len(self.found.groups) > start + first)


def _served(one: RoleServed) -> RoleServedBy:
    return RoleServedBy(
        essential=one.essential,
        given=one.given,
        only=one.only,
        opened=one.opened,
        observed=one.observed,
        explanation=one.explanation,
        role_id=one.role,
    )


def _group(one: Covered) -> GroupCovered:
    return GroupCovered(**_counts(one), group_id=one.group)


def _counts(one: Covered) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("skills", "taught", "assessed", "given", "share")}


def impact(found: Impact, people: Holders) -> CredentialImpact:
    return CredentialImpact(skills=found.skills, opened=found.opened, found=found, people=people)


def balance(one: Balance, holders: int | None) -> SkillSupplyDemand:
    return SkillSupplyDemand(
        essential_for=one.essential,
        optional_for=one.optional,
        credentials=one.credentials,
        observations=one.observations,
        score=one.score,
        holders=holders,
        skill_id=one.skill,
    )


def coverage(found: Coverage) -> FrameworkCoverage:
    return FrameworkCoverage(
        framework=strawberry.ID(found.version.id),
        version=f"{found.version.code}@{found.version.version}",
        whole=SkillsCovered(**_counts(found.whole)),
        roles=found.roles,
        roles_whole=found.roles_whole,
        roles_half=found.roles_half,
        found=found,
    )
