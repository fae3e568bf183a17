"""Who may be awarded what, who has applied for it, was offered it, and whose award ends soon."""

from datetime import UTC, date, datetime
from typing import Annotated

import strawberry

from skillsgraph.answers import refs
from skillsgraph.api import cursor
from skillsgraph.api.access import Info, Requires
from skillsgraph.api.questions.day import day_of
from skillsgraph.api.questions.people import KEEPERS
from skillsgraph.api.types import issuing
from skillsgraph.api.types.connection import After, Connection, First, bounded, by_rank
from skillsgraph.api.types.issuing import (
    Application,
    AwardCondition,
    CredentialOffer,
    ExpiringAward,
    IssuingCounts,
)
from skillsgraph.api.types.refs import Ref
from skillsgraph.graph.access import Row
from skillsgraph.learners.access import require
from skillsgraph.learners.applications import applications_for
from skillsgraph.learners.conditions import conditions_of
from skillsgraph.learners.issuing_counts import issuing_counts
from skillsgraph.learners.records import require_issuer
from skillsgraph.learners.reminders import due
from skillsgraph.model.issuing import ApplicationStatus
from skillsgraph.settings import Role

ISSUERS = (Role.ISSUER, Role.UNIVERSITY)
Days = Annotated[int, strawberry.argument(description="How many days ahead, up to 366.")]


async def _own_rows(info: Info, statement: str, learner: str) -> list[Row]:
    """A learner's rows; who awards credentials sees those of its own."""
    caller = info.context.caller
    await require(info.context.graph, learner, caller)
    rows = await info.context.related(statement, learner)
    return [row for row in rows if caller.role not in ISSUERS or caller.organization in row["organizations"]]


@strawberry.type
class IssuingQuestions:
    @strawberry.field(
        description="What an award of a credential depends on, and whether a learner meets it.",
        extensions=[Requires(*KEEPERS)],
    )
    async def award_conditions(
        self,
        info: Info,
        learner: strawberry.ID,
        credential: Ref,
        renewing: bool = False,
        as_of: date | None = None,
    ) -> list[AwardCondition]:
        graph = info.context.graph
        await require(graph, learner, info.context.caller)
        named = (await refs.credentials(graph, [credential.to_model()]))[0]
        if info.context.caller.role in ISSUERS:
            await require_issuer(graph, named.id, info.context.caller)
        day = day_of(as_of)
        found = await conditions_of(graph, learner, named, day, renewing=renewing)
        return [issuing.condition(one) for one in found]

    @strawberry.field(
        description="A learner's applications, the newest first; issuers see those for their credentials.",
        extensions=[Requires(*KEEPERS)],
    )
    async def learner_applications(self, info: Info, learner: strawberry.ID) -> list[Application]:
        rows = await _own_rows(info, "learnerApplications", learner)
        return [issuing.application(row["node"], learner, row["credential"]) for row in rows]

    @strawberry.field(
        description="What a learner was offered, the newest first; issuers see their own offers.",
        extensions=[Requires(*KEEPERS)],
    )
    async def credential_offers(self, info: Info, learner: strawberry.ID) -> list[CredentialOffer]:
        rows = await _own_rows(info, "learnerOffers", learner)
        return [issuing.offer(row["node"], learner, row["credential"]) for row in rows]

    @strawberry.field(
        description="Applications for a credential, the oldest first. For who awards it.",
        extensions=[Requires(*ISSUERS)],
    )
    async def applications(
        self,
        info: Info,
        credential: Ref,
        status: ApplicationStatus | None = None,
        first: First = 20,
        after: After = None,
    ) -> Connection[Application]:
        first, context = bounded(info, first), info.context
        start = cursor.decode_rank("applications", after)
        found = await applications_for(
            context.graph, credential.to_model(), status, context.caller, start=start, first=first + 1
        )
        nodes = [issuing.application(one.properties, one.learner, one.credential) for one in found[:first]]
        return by_rank("applications", nodes, start, len(found) > first)

    @strawberry.field(
        description="Valid awards that end soon and are not renewed, the soonest first.",
        extensions=[Requires(*KEEPERS)],
    )
    async def expiring_awards(
        self,
        info: Info,
        days: Days = 60,
        credential: Ref | None = None,
        first: First = 20,
        after: After = None,
    ) -> Connection[ExpiringAward]:
        first, context = bounded(info, first), info.context
        start = cursor.decode_rank("expiringAwards", after)
        found = await due(
            context.graph,
            days,
            datetime.now(UTC).date(),
            context.caller,
            credential=credential.to_model() if credential else None,
            start=start,
            first=first + 1,
        )
        nodes = [issuing.expiring(one) for one in found[:first]]
        return by_rank("expiringAwards", nodes, start, len(found) > first)

    @strawberry.field(
        description="How many took each step towards a credential. For who awards it.",
        extensions=[Requires(*ISSUERS)],
    )
    async def issuing_counts(self, info: Info, credential: Ref) -> IssuingCounts:
        context = info.context
        return issuing.counts(await issuing_counts(context.graph, credential.to_model(), context.caller))
