"""Writes to people's records: by the learners themselves, and by whoever they have allowed to."""

from datetime import date

import strawberry
from strawberry.scalars import JSON

from skillsgraph.api.access import Info, Requires
from skillsgraph.api.questions.people import KEEPERS
from skillsgraph.api.questions.verification import data_of
from skillsgraph.api.types import people
from skillsgraph.api.types.people import Award, Consent, Learner
from skillsgraph.api.types.refs import Ref
from skillsgraph.errors import AwardNotFound, InputError, LimitExceeded
from skillsgraph.learners.access import require
from skillsgraph.learners.badges import Badge, add_badge
from skillsgraph.learners.consent import give_consent, withdraw_consent
from skillsgraph.learners.erase import JOURNAL, erase_learner
from skillsgraph.learners.export import export_learner
from skillsgraph.learners.issuing import Office
from skillsgraph.learners.records import add_award, create_learner, self_assert
from skillsgraph.learners.standing import schedule_of
from skillsgraph.model import learners as model
from skillsgraph.settings import Role

_MOST_RECIPIENTS = 20

strawberry.enum(model.AimKind, description="What an aim's uri points to.")


@strawberry.input(description="What a learner allows: to one organization, or to all of the purpose.")
class ConsentInput:
    purpose: model.Purpose
    text_version: str = strawberry.field(description="Which text was agreed to.")
    basis: model.LegalBasis = model.LegalBasis.CONSENT
    organization: strawberry.ID | None = None
    until: date | None = None

    def to_model(self) -> model.Consent:
        return model.Consent(self.purpose, self.text_version, self.basis, self.organization, self.until)


@strawberry.input(description="A job role that was worked as, by its uri.")
class ExperienceRecordInput:
    job_role: str
    kind: model.ExperienceKind
    started_on: date
    ended_on: date | None = None


@strawberry.input(description="A course of study, by the uri of its credential.")
class EnrolmentInput:
    credential: str
    since: date
    cohort: str | None = None
    rules_as_of: date | None = None


@strawberry.input(description="A membership, by the uri of the organization.")
class MembershipInput:
    organization: str
    since: date
    until: date | None = None
    grade: str | None = None


@strawberry.input(description="What is aimed at, by its uri.")
class AimInput:
    kind: model.AimKind
    uri: str


@strawberry.input(description="A new record. The label stands in for the name: a pseudonym will do.")
class LearnerInput:
    label: str
    languages: list[str] = strawberry.field(default_factory=list)
    keep_until: date | None = None
    consents: list[ConsentInput] = strawberry.field(default_factory=list)
    experience: list[ExperienceRecordInput] = strawberry.field(default_factory=list)
    enrolments: list[EnrolmentInput] = strawberry.field(default_factory=list)
    memberships: list[MembershipInput] = strawberry.field(default_factory=list)
    aims: list[AimInput] = strawberry.field(default_factory=list)

    def to_model(self) -> model.Learner:
        return model.Learner(
            key="",
            label=self.label,
            languages=tuple(self.languages),
            keep_until=self.keep_until,
            consents=tuple(one.to_model() for one in self.consents),
            experience=tuple(
                model.Experience(one.job_role, one.kind, one.started_on, one.ended_on)
                for one in self.experience
            ),
            enrolments=tuple(
                model.Enrolment(one.credential, one.since, one.cohort, rules_as_of=one.rules_as_of)
                for one in self.enrolments
            ),
            memberships=tuple(
                model.Membership(one.organization, one.since, one.until, one.grade)
                for one in self.memberships
            ),
            aims=tuple(model.Aim(one.kind, one.uri) for one in self.aims),
        )


@strawberry.input(description="A credential of the catalogue that was earned.")
class AwardInput:
    credential: Ref
    issued_on: date
    valid_until: date | None = None
    result: str | None = None


@strawberry.input(description="A badge that somebody brings: its text, or an image with it inside.")
class BadgeInput:
    credential: str | None = strawberry.field(
        default=None, description="Its JSON, its compact JWT, or an SVG with it inside."
    )
    image: str | None = strawberry.field(default=None, description="Instead, a PNG or SVG, as base64.")
    recipients: list[str] = strawberry.field(
        default_factory=list,
        description="E-mail addresses or identifiers that the caller knows to be the learner's.",
    )

    def to_model(self) -> Badge:
        if len(self.recipients) > _MOST_RECIPIENTS:
            raise LimitExceeded(
                f"There are {len(self.recipients)} recipients; at most {_MOST_RECIPIENTS} are compared.",
                found=len(self.recipients),
                limit=_MOST_RECIPIENTS,
            )
        return Badge(data_of(self.credential, self.image), tuple(self.recipients))


async def _award(info: Info, learner: str, identifier: str) -> Award:
    for row in await info.context.related("learnerAwards", learner):
        if row["node"]["id"] == identifier:
            return people.award(row["node"])
    raise AwardNotFound("The award is not there any more.")


@strawberry.type
class PeopleWrites:
    @strawberry.mutation(
        description="Begin a record, with the consents that the learner has given.",
        extensions=[Requires(Role.PORTAL, Role.ISSUER, Role.UNIVERSITY)],
    )
    async def create_learner(self, info: Info, input: LearnerInput) -> Learner:  # noqa: A002
        context = info.context
        identifier = await create_learner(context.graph, input.to_model(), context.caller)
        return people.learner(await require(context.graph, identifier, context.caller))

    @strawberry.mutation(
        description="Record what a learner has earned: a credential of the catalogue (`input`) on their own"
        " word, or on that of who awards it; or a `badge` from anywhere, which is verified and linked.",
        extensions=[Requires(*KEEPERS)],
    )
    async def add_award(
        self,
        info: Info,
        learner: strawberry.ID,
        input: AwardInput | None = None,  # noqa: A002
        badge: BadgeInput | None = None,
    ) -> Award:
        context = info.context
        if (input is None) == (badge is None):
            raise InputError("Give exactly one of input and badge.")
        if badge is not None:
            office, given = Office.of(context.settings), badge.to_model()
            schedule = schedule_of(context.settings)
            made = await add_badge(context.graph, office, learner, given, context.caller, schedule)
        elif input is not None:
            award = model.Award("", input.issued_on, input.valid_until, result=input.result)
            ref = input.credential.to_model()
            made = await add_award(context.graph, learner, ref, award, context.caller)
        return await _award(info, learner, made)

    @strawberry.mutation(
        description="Record that a learner says to have a skill.",
        extensions=[Requires(Role.LEARNER, Role.PORTAL)],
    )
    async def self_assert(
        self, info: Info, learner: strawberry.ID, skill: Ref, level: str | None = None
    ) -> Learner:
        context = info.context
        await self_assert(context.graph, learner, skill.to_model(), level, context.caller)
        return people.learner(await require(context.graph, learner, context.caller))

    @strawberry.mutation(
        description="Allow a use of one's record. By the learner, or an admin.",
        extensions=[Requires(Role.LEARNER)],
    )
    async def give_consent(self, info: Info, learner: strawberry.ID, input: ConsentInput) -> Consent:  # noqa: A002
        context = info.context
        identifier = await give_consent(context.graph, learner, input.to_model(), context.caller)
        rows = await context.related("learnerConsents", learner)
        return next(people.consent(row["node"]) for row in rows if row["node"]["id"] == identifier)

    @strawberry.mutation(
        description="End what was allowed for a purpose, at once; gives back how many consents ended.",
        extensions=[Requires(Role.LEARNER)],
    )
    async def withdraw_consent(
        self,
        info: Info,
        learner: strawberry.ID,
        purpose: model.Purpose,
        organization: strawberry.ID | None = None,
    ) -> int:
        context = info.context
        return await withdraw_consent(context.graph, learner, purpose, organization, context.caller)

    @strawberry.mutation(
        description="Delete all that is kept about a learner, for good. By the learner, or an admin.",
        extensions=[Requires(Role.LEARNER)],
    )
    async def erase_learner(self, info: Info, learner: strawberry.ID) -> strawberry.ID:
        context = info.context
        await erase_learner(context.graph, learner, context.caller, context.settings.data_dir / JOURNAL)
        return learner

    @strawberry.mutation(
        description="All that is kept about a learner, as data. It is recorded that it was taken.",
        extensions=[Requires(Role.LEARNER)],
    )
    async def export_learner(self, info: Info, learner: strawberry.ID) -> JSON:
        return JSON(await export_learner(info.context.graph, learner, info.context.caller))
