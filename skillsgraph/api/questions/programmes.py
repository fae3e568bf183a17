"""How far is a person in a programme, and is the programme sound?"""

from datetime import date
from typing import Annotated

import strawberry

from skillsgraph.answers import refs
from skillsgraph.answers.pathways.answer import solvers_of
from skillsgraph.answers.policy import DEFAULT, policy_of
from skillsgraph.answers.programmes.audit import HOURS_A_WEEK
from skillsgraph.answers.programmes.holders import holder_of
from skillsgraph.answers.programmes.load import Use, load_programme
from skillsgraph.answers.programmes.pictures import PictureFormat, picture
from skillsgraph.answers.programmes.renewal import renewal
from skillsgraph.answers.programmes.tasks import AuditTask, CheckTask
from skillsgraph.api.access import Info, Published
from skillsgraph.api.questions.day import day_of
from skillsgraph.api.questions.person import LearnerId, person
from skillsgraph.api.types.profile import ProfileInput
from skillsgraph.api.types.progress import (
    ProgrammeFinding,
    ProgrammeProgress,
    RecognitionInput,
    finding,
    progress,
)
from skillsgraph.api.types.refs import Ref
from skillsgraph.api.types.renewal import Renewal
from skillsgraph.api.types.renewal import renewal as shown
from skillsgraph.errors import InputError

RulesAsOf = Annotated[
    date | None,
    strawberry.argument(
        description="A day whose completion rule is asked; unset: that of a learner's enrolment."
    ),
]
strawberry.enum(Use, name="RuleUse", description="What a rule is for: award, admission, or keeping an award.")
RuleUse = Annotated[Use, strawberry.argument(description="Which rule is audited.")]
HoursAWeek = Annotated[float, strawberry.argument(description="How much the person can study.")]


@strawberry.type
class ProgrammeQuestions:
    @strawberry.field(
        description="What counts where in a programme, what does not and why, and what is missing.",
        extensions=[Published()],
    )
    async def programme_progress(
        self,
        info: Info,
        credential: Ref,
        profile: ProfileInput | None = None,
        learner: LearnerId = None,
        recognitions: list[RecognitionInput] | None = None,
        as_of: date | None = None,
        rules_as_of: RulesAsOf = None,
        hours_a_week: HoursAWeek = HOURS_A_WEEK,
        use: RuleUse = Use.COMPLETION,
    ) -> ProgrammeProgress:
        if not 0 < hours_a_week <= 168:
            raise InputError("hoursAWeek is above 0 and at most 168.")
        graph, day = info.context.graph, day_of(as_of)
        someone = await person(info, profile, learner, day)
        named = (await refs.credentials(graph, [credential.to_model()]))[0]
        year = rules_as_of or someone.rules_of(named.id)
        loaded = await load_programme(graph, credential.to_model(), year, use)
        decisions = [one.to_model() for one in recognitions or ()]
        holder = await holder_of(graph, loaded, someone, decisions, as_of=day)
        found = await solvers_of(graph).solve(AuditTask(loaded.programme, holder, day, hours_a_week))
        return progress(found, use.value)

    @strawberry.field(
        description="What keeps an award that is held, the cheapest way, and what falls when it lapses.",
        extensions=[Published()],
    )
    async def renewal(
        self,
        info: Info,
        credential: Ref,
        profile: ProfileInput | None = None,
        learner: LearnerId = None,
        as_of: date | None = None,
    ) -> Renewal:
        day = day_of(as_of)
        someone = await person(info, profile, learner, day)
        seconds, policy = info.context.settings.pathway_seconds, policy_of(DEFAULT)
        graph, ref = info.context.graph, credential.to_model()
        return shown(await renewal(graph, someone, ref, day, policy, seconds))

    @strawberry.field(
        description="What is wrong with a programme's design: the fatal first. Empty: nothing was found.",
        extensions=[Published()],
    )
    async def programme_check(
        self, info: Info, credential: Ref, as_of: date | None = None, rules_as_of: RulesAsOf = None
    ) -> list[ProgrammeFinding]:
        loaded = await load_programme(info.context.graph, credential.to_model(), rules_as_of)
        day = day_of(as_of)
        solvers = solvers_of(info.context.graph)
        return [finding(one) for one in await solvers.solve(CheckTask(loaded, day))]

    @strawberry.field(
        description="A programme's rules and members as text that is drawn elsewhere.",
        extensions=[Published()],
    )
    async def programme_picture(
        self,
        info: Info,
        credential: Ref,
        format: PictureFormat = PictureFormat.MERMAID,  # noqa: A002
        rules_as_of: RulesAsOf = None,
    ) -> str:
        loaded = await load_programme(info.context.graph, credential.to_model(), rules_as_of)
        return picture(loaded.programme, format)
