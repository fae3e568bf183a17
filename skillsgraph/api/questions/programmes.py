"""How far is a person in a programme, and is the programme sound?"""

import asyncio
from datetime import UTC, date, datetime
from typing import Annotated

import strawberry

from skillsgraph.answers.programmes.audit import HOURS_A_WEEK, audit, prepare
from skillsgraph.answers.programmes.check import check
from skillsgraph.answers.programmes.load import holder_of, load_programme
from skillsgraph.answers.programmes.pictures import PictureFormat, picture
from skillsgraph.api.access import Info, Published
from skillsgraph.api.questions.person import LearnerId, person
from skillsgraph.api.types.answers import ProfileInput, Ref
from skillsgraph.api.types.progress import (
    ProgrammeFinding,
    ProgrammeProgress,
    RecognitionInput,
    finding,
    progress,
)
from skillsgraph.errors import InputError

strawberry.enum(PictureFormat, description="A language that drawing tools read.")
RulesAsOf = Annotated[
    date | None,
    strawberry.argument(description="A day whose completion rule is asked of the person: that of enrolment."),
]
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
    ) -> ProgrammeProgress:
        if not 0 < hours_a_week <= 168:
            raise InputError("hoursAWeek is above 0 and at most 168.")
        graph, day = info.context.graph, as_of or datetime.now(UTC).date()
        loaded = await load_programme(graph, credential.to_model(), rules_as_of)
        someone = await person(info, profile, learner, day)
        decisions = [one.to_model() for one in recognitions or ()]
        holder = await holder_of(graph, loaded, someone, decisions)
        # The solver holds no lock on the interpreter while it works, and the event loop goes on.
        found = await asyncio.to_thread(
            audit, prepare(loaded.programme), holder, as_of=day, hours_a_week=hours_a_week
        )
        return progress(found)

    @strawberry.field(
        description="What is wrong with a programme's design: the fatal first. Empty: nothing was found.",
        extensions=[Published()],
    )
    async def programme_check(
        self, info: Info, credential: Ref, as_of: date | None = None, rules_as_of: RulesAsOf = None
    ) -> list[ProgrammeFinding]:
        loaded = await load_programme(info.context.graph, credential.to_model(), rules_as_of)
        day = as_of or datetime.now(UTC).date()
        return [finding(one) for one in await asyncio.to_thread(check, loaded, as_of=day)]

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
