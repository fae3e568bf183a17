"""What becomes of awards, by whoever awards them."""

import strawberry

from skillsgraph.api.access import Info, Requires
from skillsgraph.api.types import people
from skillsgraph.api.types.people import Award
from skillsgraph.learners.awards import set_status
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

    @strawberry.mutation(description="Let a suspended award be valid again.", extensions=[Requires(*ISSUERS)])
    async def reinstate_award(self, info: Info, award: strawberry.ID) -> Award:
        return await changed(info, award, AwardStatus.VALID, None)
