"""Who fits this job role, of those who allow to be found?"""

from datetime import date

import strawberry

from skillsgraph.answers.policy import policy_of
from skillsgraph.api import cursor
from skillsgraph.api.access import Info, Requires
from skillsgraph.api.questions.day import day_of
from skillsgraph.api.questions.matching import PolicyName
from skillsgraph.api.types.candidates import LearnerMatch, LearnersAmong, learner_match
from skillsgraph.api.types.connection import After, Connection, First, bounded, by_rank
from skillsgraph.api.types.ranked import ranked_from
from skillsgraph.api.types.refs import Ref
from skillsgraph.learners.matches import learner_matches
from skillsgraph.settings import Role

_POLICY = "recruitment"
_ALL = LearnersAmong()


@strawberry.type
class CandidateQuestions:
    @strawberry.field(
        description=(
            "The learners who fit a job role, the best first: only those who consented to MATCHING, under a"
            " pseudonym, by what they hold and nothing else about them."
        ),
        extensions=[Requires(Role.PORTAL)],
    )
    async def learner_matches(
        self,
        info: Info,
        role: Ref,
        first: First = 10,
        after: After = None,
        as_of: date | None = None,
        policy: PolicyName = _POLICY,
        among: LearnersAmong | None = None,
    ) -> Connection[LearnerMatch]:
        first = bounded(info, first)
        start = cursor.decode_rank("learnerMatches", after)
        page = await learner_matches(
            info.context.graph,
            role.to_model(),
            info.context.caller,
            first=first,
            start=start,
            as_of=day_of(as_of),
            policy=policy_of(policy),
            among=(among or _ALL).to_model(),
        )
        ranked = ranked_from(page)
        return by_rank(
            "learnerMatches", [learner_match(one, ranked) for one in page.items], start, page.has_more
        )
