"""Applications for credentials: made, decided, taken back."""

import strawberry

from skillsgraph.api.access import Info, Requires
from skillsgraph.api.types import issuing
from skillsgraph.api.types.issuing import Application
from skillsgraph.api.types.refs import Ref
from skillsgraph.api.writes.awards import ISSUERS
from skillsgraph.learners import applications
from skillsgraph.model.issuing import ApplicationStatus
from skillsgraph.settings import Role


def _shown(found: applications.Application) -> Application:
    return issuing.application(found.properties, found.learner, found.credential)


async def _decided(
    info: Info, application: str, status: ApplicationStatus, reason: str | None, exception: bool
) -> Application:
    context = info.context
    return _shown(
        await applications.decide(
            context.graph, application, status, reason, context.caller, exception=exception
        )
    )


@strawberry.type
class ApplicationWrites:
    @strawberry.mutation(
        description="Apply for a credential, by or for a learner. Who awards it must be allowed to see them.",
        extensions=[Requires(Role.LEARNER, Role.PORTAL)],
    )
    async def apply_for_credential(
        self, info: Info, learner: strawberry.ID, credential: Ref, statement: str | None = None
    ) -> Application:
        context = info.context
        made = await applications.apply(
            context.graph, learner, credential.to_model(), statement, context.caller
        )
        return _shown(await applications.application_of(context.graph, made, context.caller))

    @strawberry.mutation(
        description="Approve an application; with `exception` and its reason although a condition is unmet.",
        extensions=[Requires(*ISSUERS)],
    )
    async def approve_application(
        self, info: Info, application: strawberry.ID, reason: str | None = None, exception: bool = False
    ) -> Application:
        return await _decided(info, application, ApplicationStatus.APPROVED, reason, exception)

    @strawberry.mutation(
        description="Decline an application, with a reason that the applicant reads.",
        extensions=[Requires(*ISSUERS)],
    )
    async def decline_application(self, info: Info, application: strawberry.ID, reason: str) -> Application:
        return await _decided(info, application, ApplicationStatus.DECLINED, reason, False)

    @strawberry.mutation(
        description="Take an application back, by or for the learner.",
        extensions=[Requires(Role.LEARNER, Role.PORTAL)],
    )
    async def withdraw_application(self, info: Info, application: strawberry.ID) -> Application:
        context = info.context
        return _shown(await applications.withdraw_application(context.graph, application, context.caller))
