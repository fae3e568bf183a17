"""The way to an award, as those who take it see it: conditions, applications, offers, counts, reminders."""

import strawberry

from skillsgraph.api.access import Info
from skillsgraph.api.types import people
from skillsgraph.api.types.concepts import Node
from skillsgraph.api.types.credentials import Credential
from skillsgraph.graph.access import Row
from skillsgraph.learners import issuing_counts, reminders
from skillsgraph.learners.offers import status_of
from skillsgraph.model.issuing import ApplicationStatus, ConditionKind, OfferStatus
from skillsgraph.model.issuing import Condition as _Condition
from skillsgraph.model.learners import AwardStatus

strawberry.enum(ApplicationStatus, description="How an application stands.")
strawberry.enum(OfferStatus, description="What became of an offer. LAPSED: nobody answered in time.")
strawberry.enum(ConditionKind, name="AwardConditionKind", description="What an award can depend on.")


@strawberry.type(description="A condition of an award, and whether this learner meets it.")
class AwardCondition:
    kind: ConditionKind
    met: bool
    explanation: str


@strawberry.type(description="(Learner)-[APPLIED]->(Application)-[FOR]->(Credential)")
class Application(Node):
    status: ApplicationStatus
    statement: str | None = strawberry.field(description="What the learner says for it.")
    applied_at: str
    decided_at: str | None
    reason: str | None
    exception: bool = strawberry.field(description="Whether it was approved with a condition unmet.")
    award_id: strawberry.ID | None = strawberry.field(description="The award that has used it up.")
    learner_id: strawberry.ID
    credential_id: strawberry.Private[str]

    @strawberry.field
    async def credential(self, info: Info) -> Credential:
        return await people.credential_by_id(info, self.credential_id)


@strawberry.type(description="(Learner)-[OFFERED]->(CredentialOffer)-[OF]->(Credential)")
class CredentialOffer(Node):
    status: OfferStatus
    offered_at: str
    until: str = strawberry.field(description="The moment in UTC until which it can be answered.")
    answered_at: str | None
    reason: str | None = strawberry.field(description="Why it was refused.")
    exception: str | None = strawberry.field(description="Why it is offered with a condition unmet.")
    award_id: strawberry.ID | None = strawberry.field(description="The award that it became.")
    renews: strawberry.ID | None = strawberry.field(description="The award that it renews.")
    learner_id: strawberry.ID
    credential_id: strawberry.Private[str]

    @strawberry.field
    async def credential(self, info: Info) -> Credential:
        return await people.credential_by_id(info, self.credential_id)


@strawberry.type(description="How many stand at one step.")
class StepCount:
    step: str
    number: int


@strawberry.type(description="How many took each step towards a credential. Erased records are not counted.")
class IssuingCounts:
    applications: list[StepCount]
    offers: list[StepCount]
    awards: list[StepCount]
    expired: int = strawberry.field(description="Awards whose time is over; they are not among the VALID.")
    signed: int = strawberry.field(description="Awards with a badge that their issuer signed.")
    renewals: int = strawberry.field(description="Awards that renew another.")


@strawberry.type(description="An award that ends soon and is not renewed.")
class ExpiringAward:
    award_id: strawberry.ID
    learner_id: strawberry.ID
    label: str
    valid_until: str
    renewable: bool = strawberry.field(description="Whether the credential has a rule for renewal.")
    reminded_at: str | None
    credential_id: strawberry.Private[str]

    @strawberry.field
    async def credential(self, info: Info) -> Credential:
        return await people.credential_by_id(info, self.credential_id)


def condition(one: _Condition) -> AwardCondition:
    return AwardCondition(kind=one.kind, met=one.met, explanation=one.explanation)


def application(row: Row, learner: str, credential: str) -> Application:
    return Application(
        id=row["id"],
        status=ApplicationStatus(row["status"]),
        statement=row.get("statement"),
        applied_at=row["appliedAt"],
        decided_at=row.get("decidedAt"),
        reason=row.get("reason"),
        exception=bool(row.get("exception")),
        award_id=row.get("award"),
        learner_id=strawberry.ID(learner),
        credential_id=credential,
    )


def offer(row: Row, learner: str, credential: str) -> CredentialOffer:
    return CredentialOffer(
        id=row["id"],
        status=status_of(row),
        offered_at=row["offeredAt"],
        until=row["until"],
        answered_at=row.get("answeredAt"),
        reason=row.get("reason"),
        exception=row.get("exception"),
        award_id=row.get("award"),
        renews=row.get("renews"),
        learner_id=strawberry.ID(learner),
        credential_id=credential,
    )


def counts(found: issuing_counts.IssuingCounts) -> IssuingCounts:
    def steps(
        of: dict[ApplicationStatus, int] | dict[OfferStatus, int] | dict[AwardStatus, int],
    ) -> list[StepCount]:
        return [StepCount(step=step.value, number=number) for step, number in of.items()]

    return IssuingCounts(
        applications=steps(found.applications),
        offers=steps(found.offers),
        awards=steps(found.awards),
        expired=found.expired,
        signed=found.signed,
        renewals=found.renewals,
    )


def expiring(one: reminders.Due) -> ExpiringAward:
    return ExpiringAward(
        award_id=strawberry.ID(one.award),
        learner_id=strawberry.ID(one.learner),
        label=one.label,
        valid_until=one.valid_until,
        renewable=one.renewable,
        reminded_at=one.reminded_at,
        credential_id=one.credential,
    )
