"""How far are those who study for a credential?"""

from dataclasses import replace
from datetime import date
from typing import Annotated

import strawberry

from skillsgraph.answers import refs
from skillsgraph.answers.model import Profile
from skillsgraph.answers.pathways.answer import pathways
from skillsgraph.answers.pathways.asked import Aim, Ask, Trial
from skillsgraph.answers.policy import DEFAULT, policy_of
from skillsgraph.api import cursor
from skillsgraph.api.access import Info, Requires
from skillsgraph.api.questions.day import day_of
from skillsgraph.api.types.cohorts import PriceInput, ProgrammeCohort, WhatIf, changed, member, year
from skillsgraph.api.types.connection import After, First, bounded, by_rank
from skillsgraph.api.types.pathways import pathways as told
from skillsgraph.api.types.profile import ProfileInput
from skillsgraph.api.types.refs import Ref
from skillsgraph.api.writes.rules import RuleInput, rule_of
from skillsgraph.errors import LimitExceeded
from skillsgraph.learners.cohorts import cohort_progress, differs, members_of
from skillsgraph.settings import Role

MOST_ON_TRIAL = 1_000
CohortName = Annotated[
    str | None, strawberry.argument(description="As enrolments name it; unset: everybody enrolled.")
]


@strawberry.type
class CohortQuestions:
    @strawberry.field(
        description="The progress of those enrolled whom the caller may see, by the rules of their year.",
        extensions=[Requires(Role.UNIVERSITY)],
    )
    async def programme_cohort(
        self,
        info: Info,
        credential: Ref,
        cohort: CohortName = None,
        first: First = 20,
        after: After = None,
        as_of: date | None = None,
    ) -> ProgrammeCohort:
        first, start = bounded(info, first), cursor.decode_rank("programmeCohort", after)
        context, day, ref = info.context, day_of(as_of), credential.to_model()
        ids = await members_of(context.graph, ref, cohort, context.caller)
        shown = ids[start : start + first]
        found = await cohort_progress(context.graph, ref, ids, shown, as_of=day)
        page = [member(one, found.progress[one]) for one in shown]
        return ProgrammeCohort(
            learners=len(ids),
            complete=sum(one.complete for one in found.years),
            years=[year(one) for one in found.years],
            members=by_rank("programmeCohort", page, start, len(ids) > start + first),
        )

    @strawberry.field(
        description="What other rules or prices would change: `completion` of the progress of those enrolled,"
        " all of them of the ways to the award. Tried in memory: nothing is stored.",
        extensions=[Requires(Role.UNIVERSITY)],
    )
    async def programme_what_if(
        self,
        info: Info,
        credential: Ref,
        completion: RuleInput | None = None,
        entry: RuleInput | None = None,
        prices: list[PriceInput] | None = None,
        cohort: CohortName = None,
        first: First = 20,
        after: After = None,
        as_of: date | None = None,
        profile: ProfileInput | None = None,
    ) -> WhatIf:
        first, start = bounded(info, first), cursor.decode_rank("programmeWhatIf", after)
        context, day, ref = info.context, day_of(as_of), credential.to_model()
        rule, admission = rule_of("completion", completion), rule_of("entry", entry)
        ids = await members_of(context.graph, ref, cohort, context.caller)
        if len(ids) > MOST_ON_TRIAL:
            raise LimitExceeded(f"At most {MOST_ON_TRIAL:,} learners are tried.", hint="Name a `cohort`.")
        before = await cohort_progress(context.graph, ref, ids, ids, as_of=day)
        then = await cohort_progress(context.graph, ref, ids, ids, as_of=day, trial=rule) if rule else before
        other = [one for one in ids if differs(before.progress[one], then.progress[one])]
        page = [
            changed(one, before.progress[one], then.progress[one]) for one in other[start : start + first]
        ]
        ask = Ask(Aim(credential=ref), day, seconds=context.settings.pathway_seconds)
        own = (await refs.credentials(context.graph, [ref]))[0]
        paid = [one.to_model() for one in prices or ()]
        named = await refs.credentials(context.graph, [one for one, _ in paid])
        trial = Trial(
            {own.id: rule} if rule else {},
            {one.id: amount for one, (_, amount) in zip(named, paid, strict=True)},
            {own.id: admission} if admission else {},
        )
        who, policy = profile.to_model() if profile else Profile(), policy_of(DEFAULT)
        return WhatIf(
            learners=len(ids),
            complete_before=sum(one.complete for one in before.years),
            complete_after=sum(one.complete for one in then.years),
            changed=by_rank("programmeWhatIf", page, start, len(other) > start + first),
            pathways_before=told(await pathways(context.graph, who, ask, policy)),
            pathways_after=told(await pathways(context.graph, who, replace(ask, trial=trial), policy)),
        )
