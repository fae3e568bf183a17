"""Writes to the catalogue. Each needs a key."""

from datetime import date

import strawberry

from skillsgraph import catalogue
from skillsgraph.api.access import Info, Requires
from skillsgraph.api.types import credentials
from skillsgraph.api.types.credentials import Credential
from skillsgraph.api.writes import given
from skillsgraph.api.writes.rules import RuleInput, rule_of
from skillsgraph.errors import InputError
from skillsgraph.model import credentials as model
from skillsgraph.model.periods import PERIOD
from skillsgraph.settings import Role


@strawberry.input(description="A skill by its uri, and a level of proficiency.")
class SkillLinkInput:
    uri: str
    level: str | None = None

    def to_model(self) -> model.SkillRef:
        return model.SkillRef(self.uri, self.level)


@strawberry.input(description="An organization; what is given replaces what is there.")
class OrganizationInput:
    uri: str
    name: str
    kind: model.OrganizationKind
    country: str | None = None

    def to_model(self) -> model.Organization:
        return model.Organization(self.uri, self.name, self.kind, country=self.country)


@strawberry.input(description="A credential whose holders are credited with another, and in which terms.")
class StandingRecognitionInput:
    credential: str = strawberry.field(description="The uri of what is recognised.")
    credits: float | None = strawberry.field(
        default=None, description="The most that it carries; all that the other carries if not said."
    )
    since: date | None = strawberry.field(default=None, description="The first day on which it holds.")
    until: date | None = strawberry.field(
        default=None, description="The first day on which it no longer does."
    )
    source: str | None = strawberry.field(default=None, description="The address of the agreement.")

    def to_model(self) -> model.StandingRecognition:
        return model.StandingRecognition(self.credential, self.credits, self.since, self.until, self.source)


@strawberry.input(description="A credential, whole: what is not given is gone afterwards.")
class CredentialInput:
    uri: str
    name: str
    kind: model.CredentialKind
    awarded_by: OrganizationInput
    status: model.CredentialStatus = model.CredentialStatus.ACTIVE
    description: str | None = None
    criteria: str | None = None
    credits: float | None = None
    credit_unit: model.CreditUnit | None = None
    workload_hours: float | None = None
    languages: list[str] = strawberry.field(default_factory=list)
    eqf_level: int | None = None
    teaches: list[SkillLinkInput] = strawberry.field(default_factory=list)
    assesses: list[SkillLinkInput] = strawberry.field(default_factory=list)
    entry: RuleInput | None = strawberry.field(default=None, description="What one needs to be let in.")
    completion: RuleInput | None = strawberry.field(default=None, description="What is needed for the award.")
    earlier_completions: list[RuleInput] = strawberry.field(
        default_factory=list, description="The completion rules of earlier years, each with `until`."
    )
    renewal: RuleInput | None = strawberry.field(default=None, description="What keeps the award valid.")
    renew_every_months: int | None = None
    validity_period: str | None = strawberry.field(default=None, description="ISO 8601, such as P2Y or P18M.")
    members_only: bool = strawberry.field(default=False, description="Only members are awarded it.")
    by_application: bool = strawberry.field(default=False, description="One applies, and is reviewed.")
    prepares_for: list[str] = strawberry.field(
        default_factory=list, description="The uris of job roles that it leads to."
    )
    recognises: list[StandingRecognitionInput] = strawberry.field(
        default_factory=list, description="The credentials whose holders are credited with this one."
    )

    def to_model(self) -> model.Credential:
        given.address("uri", self.uri)
        given.name("name", self.name)
        given.address("awardedBy.uri", self.awarded_by.uri)
        given.name("awardedBy.name", self.awarded_by.name)
        given.text("description", self.description)
        given.text("criteria", self.criteria)
        given.languages("languages", self.languages)
        given.amount("credits", self.credits)
        given.amount("workloadHours", self.workload_hours)
        given.level("eqfLevel", self.eqf_level)
        if (self.credits is None) != (self.credit_unit is None):
            raise InputError("credits and creditUnit belong together: give both or neither.")
        if (self.renewal is None) != (self.renew_every_months is None):
            raise InputError("renewal and renewEveryMonths belong together: give both or neither.")
        if self.validity_period is not None and not PERIOD.fullmatch(self.validity_period):
            raise InputError("validityPeriod is no period such as P2Y or P18M.")
        return model.Credential(
            uri=self.uri,
            name=self.name,
            kind=self.kind,
            awarded_by=self.awarded_by.uri,
            description=self.description,
            criteria=self.criteria,
            status=self.status,
            credits=self.credits,
            credit_unit=self.credit_unit,
            workload_hours=self.workload_hours,
            languages=tuple(self.languages),
            eqf_level=self.eqf_level,
            teaches=tuple(one.to_model() for one in self.teaches),
            assesses=tuple(one.to_model() for one in self.assesses),
            entry=rule_of("entry", self.entry),
            completion=rule_of("completion", self.completion),
            earlier_completions=tuple(
                rule
                for place, one in enumerate(self.earlier_completions)
                if (rule := rule_of(f"earlierCompletions[{place}]", one))
            ),
            renewal=rule_of("renewal", self.renewal),
            renew_every_months=self.renew_every_months,
            validity_period=self.validity_period,
            members_only=self.members_only,
            by_application=self.by_application,
            prepares_for=tuple(self.prepares_for),
            recognises=tuple(one.to_model() for one in self.recognises),
        )


@strawberry.type(description="The credential as it is now, and whether it was new.")
class UpsertedCredential:
    created: bool
    credential: Credential


@strawberry.type
class CatalogueWrites:
    @strawberry.mutation(
        description="Make or replace a credential, known by its uri, with what it teaches and assesses.",
        extensions=[Requires(Role.ADMIN)],
    )
    async def upsert_credential(self, info: Info, input: CredentialInput) -> UpsertedCredential:  # noqa: A002
        graph, credential = info.context.graph, input.to_model()
        done = await catalogue.upsert_credential(graph, credential, input.awarded_by.to_model())
        row = (await info.context.related("credentialsById", done.id))[0]["node"]
        return UpsertedCredential(created=done.created, credential=credentials.credential(row))
