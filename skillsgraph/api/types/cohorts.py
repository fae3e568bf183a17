"""The progress of a cohort, and what a changed rule changes in it, as answers show them."""

from datetime import date

import strawberry

from skillsgraph.answers import model
from skillsgraph.answers.programmes.model import Progress
from skillsgraph.api.access import Info
from skillsgraph.api.types.connection import Connection
from skillsgraph.api.types.pathways import Pathways
from skillsgraph.api.types.people import Learner, learner_by_id
from skillsgraph.api.types.progress import ProgrammeProgress, progress
from skillsgraph.api.types.refs import Ref
from skillsgraph.errors import InputError, LearnerNotFound
from skillsgraph.learners.cohorts import Year

_HIGHEST = 10_000_000


@strawberry.type(description="How many of a cohort fulfil one rule.")
class RuleTotal:
    place: str
    sentence: str
    fulfilled: int
    of: int


@strawberry.type(description="Those of a cohort whom the same completion rule holds for.")
class CohortYear:
    rules_as_of: date | None = strawberry.field(description="A day on which the rule held; null: today's.")
    learners: int
    complete: int
    totals: list[RuleTotal]


@strawberry.type(description="One of a cohort.")
class CohortMember:
    learner_id: strawberry.Private[str]
    progress: ProgrammeProgress

    @strawberry.field
    async def learner(self, info: Info) -> Learner:
        return await _visible(info, self.learner_id)


@strawberry.type(description="Those who study for a credential, and whom the caller may see.")
class ProgrammeCohort:
    learners: int
    complete: int
    years: list[CohortYear] = strawberry.field(description="Totals, by the rules that people enrolled under.")
    members: Connection[CohortMember]


@strawberry.type(description="Somebody whose way to the award the change makes another.")
class ChangedMember:
    learner_id: strawberry.Private[str]
    before: ProgrammeProgress
    after: ProgrammeProgress

    @strawberry.field
    async def learner(self, info: Info) -> Learner:
        return await _visible(info, self.learner_id)


@strawberry.input(description="Another price, in the credential's currency.")
class PriceInput:
    credential: Ref
    amount: float

    def to_model(self) -> tuple[model.Ref, float]:
        if not 0 <= self.amount <= _HIGHEST:
            raise InputError(f"A price is {self.amount:g}; it must be from 0 to {_HIGHEST:,}.")
        return self.credential.to_model(), self.amount


@strawberry.type(description="What a design would change. Nothing of it is stored.")
class WhatIf:
    learners: int
    complete_before: int
    complete_after: int
    changed: Connection[ChangedMember] = strawberry.field(description="Whose way to the award would differ.")
    pathways_before: Pathways = strawberry.field(
        description="The ways of the `profile`; without one, of somebody who holds nothing."
    )
    pathways_after: Pathways


async def _visible(info: Info, learner: str) -> Learner:
    found = await learner_by_id(info, learner)
    if found is None:
        raise LearnerNotFound("The learner may not be seen any more.")
    return found


def year(found: Year) -> CohortYear:
    return CohortYear(
        rules_as_of=found.rules_as_of,
        learners=found.learners,
        complete=found.complete,
        totals=[
            RuleTotal(place=one.place, sentence=one.sentence, fulfilled=one.fulfilled, of=one.of)
            for one in found.totals
        ],
    )


def changed(learner: str, before: Progress, after: Progress) -> ChangedMember:
    return ChangedMember(learner_id=learner, before=progress(before), after=progress(after))


def member(learner: str, found: Progress) -> CohortMember:
    return CohortMember(learner_id=learner, progress=progress(found))
