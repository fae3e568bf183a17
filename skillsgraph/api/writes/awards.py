"""What becomes of awards, by whoever awards them."""

import strawberry

from skillsgraph.api.access import Info, Requires
from skillsgraph.api.questions.people import KEEPERS
from skillsgraph.api.types import people
from skillsgraph.api.types.people import Award
from skillsgraph.learners.access import require
from skillsgraph.learners.awards import award_of, set_status
from skillsgraph.learners.issuing import Office
from skillsgraph.learners.reverify import reverify
from skillsgraph.learners.standing import schedule_of
from skillsgraph.model.learners import AwardStatus
from skillsgraph.settings import Role

ISSUERS = (Role.ISSUER, Role.UNIVERSITY)


async def changed(info: Info, award: str, status: AwardStatus, reason: str | None) -> Award:
    found = await set_status(info.context.graph, award, status, reason, info.context.caller)
    known = {"learnerId": found.learner, "credentialId": found.credential}
    return people.award(found.properties | known)


@strawberry.type
class AwardWrites:
    @strawberry.mutation(
        description="Take an award back for good. Its holder is told the reason.",
        extensions=[Requires(*ISSUERS)],
    )
    async def revoke_award(self, info: Info, award: strawberry.ID, reason: str) -> Award:
        return await changed(info, award, AwardStatus.REVOKED, reason)

    @strawberry.mutation(
        description="Take an award back for the time being, with a reason.", extensions=[Requires(*ISSUERS)]
    )
    async def suspend_award(self, info: Info, award: strawberry.ID, reason: str) -> Award:
        return await changed(info, award, AwardStatus.SUSPENDED, reason)

    @strawberry.mutation(
        description="Verify the badge of an award again, now. Answers go by what is found.",
        extensions=[Requires(*KEEPERS)],
    )
    async def verify_award(self, info: Info, award: strawberry.ID) -> Award:
        context = info.context
        found = await award_of(context.graph, award)
        await require(context.graph, found.learner, context.caller)
        office, schedule = Office.of(context.settings), schedule_of(context.settings)
        await reverify(context.graph, office, award, schedule, context.caller)
        found = await award_of(context.graph, award)
        known = {"learnerId": found.learner, "credentialId": found.credential}
        return people.award(found.properties | known)

    @strawberry.mutation(description="Let a suspended award be valid again.", extensions=[Requires(*ISSUERS)])
    async def reinstate_award(self, info: Info, award: strawberry.ID) -> Award:
        return await changed(info, award, AwardStatus.VALID, None)
