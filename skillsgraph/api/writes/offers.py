"""Credentials offered to learners, and what they answer."""

from datetime import UTC, date, datetime

import strawberry

from skillsgraph.api.access import Info, Requires
from skillsgraph.api.types import issuing, people
from skillsgraph.api.types.issuing import CredentialOffer
from skillsgraph.api.types.people import Award
from skillsgraph.api.types.refs import Ref
from skillsgraph.api.writes.awards import ISSUERS
from skillsgraph.credentials.issue import Securing
from skillsgraph.learners import offers
from skillsgraph.learners.awards import award_of
from skillsgraph.learners.issuing import Office
from skillsgraph.model import learners as model
from skillsgraph.settings import Role


@strawberry.input(
    description="What is offered; without dates: from today, for the credential's validity period."
)
class OfferInput:
    credential: Ref
    issued_on: date | None = None
    valid_until: date | None = None
    result: str | None = None
    open_days: int = strawberry.field(default=30, description="How long it can be answered, up to 366 days.")
    exception: str | None = strawberry.field(default=None, description="Why, if a condition is not met.")
    format: Securing = strawberry.field(
        default=Securing.DATA_INTEGRITY, description="How the award will be signed."
    )


@strawberry.type(description="A new offer. The address at which it is claimed is shown this once.")
class NewOffer:
    url: str
    offer: CredentialOffer


async def _made(info: Info, made: tuple[str, str]) -> NewOffer:
    context, (identifier, secret) = info.context, made
    found = await offers.offer_of(context.graph, identifier)
    return NewOffer(url=f"{context.settings.public_address}/claim/{secret}", offer=_shown(found))


def _shown(found: offers.Offer) -> CredentialOffer:
    return issuing.offer(found.properties, found.learner, found.credential)


@strawberry.type
class OfferWrites:
    @strawberry.mutation(
        description="Offer a credential to a learner who meets its conditions; they accept or refuse it.",
        extensions=[Requires(*ISSUERS)],
    )
    async def offer_credential(
        self,
        info: Info,
        learner: strawberry.ID,
        input: OfferInput,  # noqa: A002
    ) -> NewOffer:
        context = info.context
        issued_on = input.issued_on or datetime.now(UTC).date()
        given = model.Award("", issued_on, input.valid_until, result=input.result)
        terms = offers.Terms(input.open_days, input.exception, securing=input.format)
        return await _made(
            info,
            await offers.offer_credential(
                context.graph, learner, input.credential.to_model(), given, context.caller, terms
            ),
        )

    @strawberry.mutation(
        description="Offer what renews an award, by its credential's renewal rule.",
        extensions=[Requires(*ISSUERS)],
    )
    async def offer_renewal(
        self,
        info: Info,
        award: strawberry.ID,
        open_days: int = 30,
        exception: str | None = None,
        format: Securing = Securing.DATA_INTEGRITY,  # noqa: A002
    ) -> NewOffer:
        context, terms = info.context, offers.Terms(open_days, exception, securing=format)
        return await _made(info, await offers.offer_renewal(context.graph, award, context.caller, terms))

    @strawberry.mutation(
        description="Take an open offer back. By who awards the credential.", extensions=[Requires(*ISSUERS)]
    )
    async def withdraw_offer(self, info: Info, offer: strawberry.ID) -> CredentialOffer:
        context = info.context
        return _shown(await offers.withdraw_offer(context.graph, offer, context.caller))

    @strawberry.mutation(
        description="Accept an offer: it becomes an award, signed if its issuer has a key here.",
        extensions=[Requires(Role.LEARNER)],
    )
    async def accept_offer(self, info: Info, offer: strawberry.ID) -> Award:
        context = info.context
        own = await offers.own_offer(context.graph, offer, context.caller)
        made = await offers.accept(context.graph, Office.of(context.settings), own, context.caller)
        found = await award_of(context.graph, made)
        known = {"learnerId": found.learner, "credentialId": found.credential}
        return people.award(found.properties | known)

    @strawberry.mutation(
        description="Answer an offer with no. By the learner, or an admin.",
        extensions=[Requires(Role.LEARNER)],
    )
    async def refuse_offer(
        self, info: Info, offer: strawberry.ID, reason: str | None = None
    ) -> CredentialOffer:
        context = info.context
        own = await offers.own_offer(context.graph, offer, context.caller)
        await offers.refuse(context.graph, own, reason, context.caller)
        return _shown(await offers.offer_of(context.graph, offer))
