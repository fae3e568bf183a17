"""Decisions on what somebody has learned, by whoever awards the programme."""

from datetime import date

import strawberry

from skillsgraph.api.access import Info, Requires
from skillsgraph.api.types import people
from skillsgraph.api.types.people import Recognition
from skillsgraph.errors import RecognitionNotFound
from skillsgraph.learners.recognitions import record_recognition, withdraw_recognition
from skillsgraph.model import learners as model
from skillsgraph.settings import Role

DECIDERS = (Role.UNIVERSITY, Role.ISSUER)


@strawberry.input(description="A decision towards one credential, or one rule of a programme by its `key`.")
class DecisionInput:
    kind: model.RecognitionKind
    ground: str = strawberry.field(description="On what it rests, for the learner to read.")
    towards: str | None = strawberry.field(default=None, description="The credential that it stands for.")
    rule: str | None = None
    programme: str | None = strawberry.field(
        default=None, description="Where alone it counts, by its uri; needed with `rule`."
    )
    credits: float | None = strawberry.field(
        default=None, description="The most that it carries; unset: what the credential carries."
    )
    decided_on: date | None = None
    until: date | None = None

    def to_model(self) -> model.Recognition:
        return model.Recognition(
            kind=self.kind,
            towards=self.towards,
            rule=self.rule,
            credits=self.credits,
            decided_on=self.decided_on,
            ground=self.ground,
            until=self.until,
            programme=self.programme,
        )


async def _recognition(info: Info, learner: str, identifier: str) -> Recognition:
    for row in await info.context.related("learnerRecognitions", learner):
        if row["node"]["id"] == identifier:
            return people.recognition(row)
    raise RecognitionNotFound("The decision is not there any more.")


@strawberry.type
class RecognitionWrites:
    @strawberry.mutation(
        description="Record a decision: transfer, prior learning, exemption, waiver or substitution.",
        extensions=[Requires(*DECIDERS)],
    )
    async def record_recognition(
        self,
        info: Info,
        learner: strawberry.ID,
        input: DecisionInput,  # noqa: A002
    ) -> Recognition:
        context = info.context
        identifier = await record_recognition(context.graph, learner, input.to_model(), context.caller)
        return await _recognition(info, learner, identifier)

    @strawberry.mutation(
        description="End a decision, with a reason that the learner can read. It stays on record.",
        extensions=[Requires(*DECIDERS)],
    )
    async def withdraw_recognition(self, info: Info, recognition: strawberry.ID, reason: str) -> Recognition:
        learner = await withdraw_recognition(info.context.graph, recognition, reason, info.context.caller)
        return await _recognition(info, learner, recognition)
