"""Credentials that bring a person nearer to a target."""

from datetime import date

import strawberry

from skillsgraph.answers import model
from skillsgraph.api.access import Info
from skillsgraph.api.types.credentials import Credential
from skillsgraph.api.types.refs import the_credential


@strawberry.type(description="What is asked of everybody.")
class Price:
    amount: float
    currency: str


@strawberry.type(description="When a credential can next be taken; without a start at any time.")
class NextOffering:
    starts_on: date | None
    apply_until: date | None


@strawberry.type(description="A credential that brings the person nearer to the target.")
class CredentialMatch:
    score: float = strawberry.field(description="By how much readiness rises, as proven.")
    gain: float = strawberry.field(description="By how much readiness rises, as claimed.")
    skills: list[str] = strawberry.field(description="The requirements that it serves.")
    price: Price | None
    workload_hours: float | None
    next_offering: NextOffering | None
    explanation: str
    found: strawberry.Private[model.CredentialMatch]

    @strawberry.field
    async def credential(self, info: Info) -> Credential:
        return await the_credential(info, self.found.credential.id)


def credential_match(found: model.CredentialMatch) -> CredentialMatch:
    price, offering = found.price, found.next_offering
    return CredentialMatch(
        next_offering=NextOffering(starts_on=offering.starts_on, apply_until=offering.apply_until)
        if offering
        else None,
        score=found.gain_proven,
        gain=found.gain,
        skills=list(found.skills),
        price=Price(amount=price.amount, currency=price.currency) if price else None,
        workload_hours=found.workload_hours,
        explanation=found.explanation,
        found=found,
    )
