"""What does a person lack, which jobs fit, what is near, and what helps most?"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import strawberry

from skillsgraph.answers import model
from skillsgraph.answers.entry.model import Where
from skillsgraph.answers.gap import skill_gap
from skillsgraph.answers.match import role_matches
from skillsgraph.answers.next_credentials import next_credentials
from skillsgraph.answers.policy import DEFAULT, policies, policy_of
from skillsgraph.answers.policy import Policy as Numbers
from skillsgraph.answers.similar import similar_roles
from skillsgraph.api import cursor
from skillsgraph.api.access import Info, Published
from skillsgraph.api.questions.day import day_of
from skillsgraph.api.questions.entry import entering
from skillsgraph.api.questions.person import LearnerId, person
from skillsgraph.api.types.connection import After, Connection, First, bounded, by_rank
from skillsgraph.api.types.gap import Improve, SkillGap
from skillsgraph.api.types.gap import skill_gap as gap_told
from skillsgraph.api.types.next_credentials import CredentialMatch, credential_match
from skillsgraph.api.types.policies import Policy
from skillsgraph.api.types.policies import policy as policy_told
from skillsgraph.api.types.profile import ProfileInput
from skillsgraph.api.types.ranked import RoleMatch, SimilarRole, ranked_from, role_match, similar_role
from skillsgraph.api.types.refs import Ref
from skillsgraph.api.types.standing import Jurisdiction
from skillsgraph.api.types.target import CredentialsAmong, RolesAmong, TargetInput

PolicyName = Annotated[str, strawberry.argument(description="The id of one of the `policies`.")]

ANY = RolesAmong()
ANY_CREDENTIAL = CredentialsAmong()


def improving(info: Info, who: model.Profile, aim: model.Target, day: date, policy: Numbers) -> Improve:
    """How the credentials are found that would raise somebody's readiness most, if they are asked for."""

    async def improve(first: int) -> Sequence[model.CredentialMatch]:
        page = await next_credentials(
            info.context.graph, who, aim, first=bounded(info, first), as_of=day, policy=policy
        )
        return page.items

    return improve


@strawberry.type
class MatchingQuestions:
    @strawberry.field(
        description="The policies that answers can rest on, each number with its source.",
        extensions=[Published()],
    )
    async def policies(self) -> list[Policy]:
        return [policy_told(one) for one in policies().values()]

    @strawberry.field(
        description="What a person lacks for a job role or a list of skills.", extensions=[Published()]
    )
    async def skill_gap(
        self,
        info: Info,
        target: TargetInput,
        profile: ProfileInput | None = None,
        learner: LearnerId = None,
        as_of: date | None = None,
        policy: PolicyName = DEFAULT,
        jurisdiction: Jurisdiction = None,
    ) -> SkillGap:
        day, chosen, aim = day_of(as_of), policy_of(policy), target.to_model()
        where = Where(jurisdiction, day)
        who = await person(info, profile, learner, day)
        found = await skill_gap(info.context.graph, who, aim, as_of=day, policy=chosen)
        (entered,) = entering(info, [who], found.role, where, chosen)
        return gap_told(found, improving(info, who, aim, day, chosen), entered)

    @strawberry.field(
        description="The job roles that fit a person, the best first.", extensions=[Published()]
    )
    async def role_matches(
        self,
        info: Info,
        profile: ProfileInput | None = None,
        learner: LearnerId = None,
        first: First = 10,
        after: After = None,
        as_of: date | None = None,
        policy: PolicyName = DEFAULT,
        among: RolesAmong | None = None,
    ) -> Connection[RoleMatch]:
        first = bounded(info, first)
        start = cursor.decode_rank("roleMatches", after)
        who = await person(info, profile, learner, day_of(as_of))
        page = await role_matches(
            info.context.graph,
            who,
            first=first,
            start=start,
            as_of=day_of(as_of),
            policy=policy_of(policy),
            among=(among or ANY).to_model(),
        )
        ranked = ranked_from(page)
        nodes = [role_match(one, ranked) for one in page.items]
        return by_rank("roleMatches", nodes, start, page.has_more)

    @strawberry.field(
        description="The job roles that are near one, the nearest first.", extensions=[Published()]
    )
    async def similar_roles(
        self, info: Info, role: Ref, first: First = 10, after: After = None, among: RolesAmong | None = None
    ) -> Connection[SimilarRole]:
        first = bounded(info, first)
        start = cursor.decode_rank("similarRoles", after)
        page = await similar_roles(
            info.context.graph, role.to_model(), first=first, start=start, among=(among or ANY).to_model()
        )
        ranked = ranked_from(page)
        nodes = [similar_role(one, ranked) for one in page.items]
        return by_rank("similarRoles", nodes, start, page.has_more)

    @strawberry.field(
        description="The credentials that bring a person nearest to a target, the best first.",
        extensions=[Published()],
    )
    async def credential_matches(
        self,
        info: Info,
        target: TargetInput,
        profile: ProfileInput | None = None,
        learner: LearnerId = None,
        first: First = 10,
        after: After = None,
        as_of: date | None = None,
        policy: PolicyName = DEFAULT,
        among: CredentialsAmong | None = None,
    ) -> Connection[CredentialMatch]:
        first = bounded(info, first)
        start = cursor.decode_rank("credentialMatches", after)
        who = await person(info, profile, learner, day_of(as_of))
        page = await next_credentials(
            info.context.graph,
            who,
            target.to_model(),
            first=first,
            start=start,
            as_of=day_of(as_of),
            policy=policy_of(policy),
            among=(among or ANY_CREDENTIAL).to_model(),
        )
        nodes = [credential_match(one) for one in page.items]
        return by_rank("credentialMatches", nodes, start, page.has_more)
