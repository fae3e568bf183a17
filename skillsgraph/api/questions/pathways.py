"""Which credentials lead to a target, at what price, in what order?"""

from dataclasses import replace
from datetime import date
from typing import Annotated

import strawberry

from skillsgraph.answers.pathways.answer import pathways
from skillsgraph.answers.pathways.asked import Ask
from skillsgraph.answers.pathways.instance import GOALS, Goal
from skillsgraph.answers.policy import DEFAULT, policy_of
from skillsgraph.api.access import Info, Published
from skillsgraph.api.questions.day import day_of
from skillsgraph.api.questions.matching import PolicyName
from skillsgraph.api.questions.person import LearnerId, person
from skillsgraph.api.types import pathways as types
from skillsgraph.api.types.profile import ProfileInput
from skillsgraph.api.types.progress import RecognitionInput
from skillsgraph.errors import LimitExceeded

_MOST_PLANS = 10
_MOST_TERMS = 40

Plans = Annotated[int, strawberry.argument(description=f"How many plans that differ, at most {_MOST_PLANS}.")]
Objective = Annotated[
    list[Goal] | None,
    strawberry.argument(description="The goals, the weightiest first. Unset: " + ", ".join(GOALS) + "."),
]
Seconds = Annotated[
    float | None, strawberry.argument(description="Time for the search; unset: as the server says.")
]


@strawberry.type
class PathwayQuestions:
    @strawberry.field(
        description="The cheapest credentials to a target within constraints, in an order to follow,"
        " with proof that no plan is better; or which constraints conflict.",
        extensions=[Published()],
    )
    async def pathways(
        self,
        info: Info,
        target: types.PathwayTargetInput,
        profile: ProfileInput | None = None,
        learner: LearnerId = None,
        recognitions: list[RecognitionInput] | None = None,
        constraints: types.PathwayConstraintsInput | None = None,
        objective: Objective = None,
        first: Plans = 1,
        seconds: Seconds = None,
        as_of: date | None = None,
        policy: PolicyName = DEFAULT,
    ) -> types.Pathways:
        settings, day = info.context.settings, day_of(as_of)
        given = constraints or types.PathwayConstraintsInput()
        limit = settings.pathway_seconds if seconds is None else seconds
        if not 0 < limit <= settings.pathway_most_seconds:
            raise LimitExceeded(f"`seconds` is more than 0 and at most {settings.pathway_most_seconds:g}.")
        if not 1 <= first <= _MOST_PLANS:
            raise LimitExceeded(f"`first` is from 1 to {_MOST_PLANS}.")
        if not (1 <= given.most_terms <= _MOST_TERMS and given.term_weeks >= 1):
            raise LimitExceeded(f"`mostTerms` is from 1 to {_MOST_TERMS}, and `termWeeks` at least 1.")
        ask = Ask(
            aim=target.to_model(),
            as_of=day,
            wish=given.to_model(),
            goals=tuple(dict.fromkeys(objective)) if objective else GOALS,
            first=first,
            seconds=limit,
        )
        who = await person(info, profile, learner, day)
        decided = tuple(one.to_model() for one in recognitions or ())
        who = replace(who, recognitions=(*who.recognitions, *decided))
        return types.pathways(await pathways(info.context.graph, who, ask, policy_of(policy)))
