"""The questions of matching, asked of many people at once, in as many statements as of one."""

from datetime import date

import strawberry

from skillsgraph.answers.entry.model import Where
from skillsgraph.answers.gap import skill_gaps
from skillsgraph.answers.match import role_matches_of_each
from skillsgraph.answers.policy import DEFAULT, policy_of
from skillsgraph.api.access import Info, Published
from skillsgraph.api.questions.day import day_of
from skillsgraph.api.questions.entry import entering
from skillsgraph.api.questions.matching import ANY, PolicyName, improving
from skillsgraph.api.questions.person import LearnerIds, people
from skillsgraph.api.types import gap
from skillsgraph.api.types.connection import First, bounded
from skillsgraph.api.types.profile import ProfileInput
from skillsgraph.api.types.ranked import RoleMatch, ranked_from, role_match
from skillsgraph.api.types.standing import Jurisdiction
from skillsgraph.api.types.target import RolesAmong, TargetInput


@strawberry.type
class BatchQuestions:
    @strawberry.field(
        description="What each of several people lacks for one target, in the order in which they are given.",
        extensions=[Published()],
    )
    async def skill_gaps(
        self,
        info: Info,
        target: TargetInput,
        profiles: list[ProfileInput] | None = None,
        learners: LearnerIds = None,
        as_of: date | None = None,
        policy: PolicyName = DEFAULT,
        jurisdiction: Jurisdiction = None,
    ) -> list[gap.SkillGap]:
        day, chosen, aim = day_of(as_of), policy_of(policy), target.to_model()
        where = Where(jurisdiction, day)
        asked = await people(info, profiles, learners, day)
        found = await skill_gaps(info.context.graph, asked, aim, as_of=day, policy=chosen)
        role = found[0].role if found else None
        return [
            gap.skill_gap(one, improving(info, who, aim, day, chosen), entered)
            for one, who, entered in zip(
                found, asked, entering(info, asked, role, where, chosen), strict=True
            )
        ]

    @strawberry.field(
        description="The job roles that fit each of several people, the best first, in the order in which the"
        " people are given.",
        extensions=[Published()],
    )
    async def role_matches_of_each(
        self,
        info: Info,
        profiles: list[ProfileInput] | None = None,
        learners: LearnerIds = None,
        first: First = 5,
        as_of: date | None = None,
        policy: PolicyName = DEFAULT,
        among: RolesAmong | None = None,
    ) -> list[list[RoleMatch]]:
        asked = await people(info, profiles, learners, day_of(as_of))
        pages = await role_matches_of_each(
            info.context.graph,
            asked,
            first=bounded(info, first),
            as_of=day_of(as_of),
            policy=policy_of(policy),
            among=(among or ANY).to_model(),
        )
        return [[role_match(one, ranked_from(page)) for one in page.items] for page in pages]
