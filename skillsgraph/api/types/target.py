"""What is aimed at, and among which job roles and credentials."""

from datetime import date

import strawberry

from skillsgraph.answers import among, model
from skillsgraph.api.types.refs import Ref
from skillsgraph.api.types.standing import EntryIn
from skillsgraph.model.credentials import CredentialKind, Participation


@strawberry.input(description="A skill that is aimed at.")
class WantedSkillInput:
    skill: Ref
    level: str | None = None


@strawberry.input(description="What is aimed at: exactly one of `role`, `credential` and `skills`.")
class TargetInput:
    role: Ref | None = None
    skills: list[WantedSkillInput] | None = None
    credential: Ref | None = None

    def to_model(self) -> model.Target:
        wanted = tuple(model.WantedSkill(one.skill.to_model(), one.level) for one in self.skills or ())
        return model.Target(
            self.role.to_model() if self.role else None,
            wanted,
            self.credential.to_model() if self.credential else None,
        )


@strawberry.input(
    description="Job roles of which a measure was at least so much in the last period that is known."
)
class ObservedInput:
    measure: str = strawberry.field(description="As the observations name it, such as `vacancies`.")
    at_least: float = 0.0
    area: str | None = strawberry.field(default=None, description="The code of a place, such as `FR`.")
    sector: str | None = strawberry.field(default=None, description="The code of a sector, such as `J62`.")

    def to_model(self) -> model.Observed:
        return model.Observed(self.measure, self.at_least, self.area, self.sector)


@strawberry.input(description="Among which credentials it is looked. What is not given does not narrow.")
class CredentialsAmong:
    kinds: list[CredentialKind] | None = None
    awarded_by: list[str] | None = strawberry.field(default=None, description="Uris of organizations.")
    max_price: float | None = strawberry.field(
        default=None, description="What everybody pays, with `currency`; what has no known price is above it."
    )
    currency: str | None = strawberry.field(default=None, description="ISO 4217.")
    max_workload_hours: float | None = None
    languages: list[str] | None = strawberry.field(
        default=None, description="One of these is that of an offering that can still be joined."
    )
    participation: list[Participation] | None = strawberry.field(
        default=None, description="How one takes part in that offering."
    )
    starts_by: date | None = strawberry.field(
        default=None,
        description="The last day on which that offering starts; without a start it always does.",
    )

    def to_model(self) -> among.CredentialsAmong:
        return among.CredentialsAmong(
            tuple(self.kinds or ()),
            tuple(self.awarded_by or ()),
            self.max_price,
            self.currency,
            self.max_workload_hours,
            tuple(self.languages or ()),
            tuple(self.participation or ()),
            self.starts_by,
        )


@strawberry.input(description="Which job roles are ranked. What is not given does not narrow.")
class RolesAmong:
    framework: str | None = strawberry.field(
        default=None, description="The code of a framework, such as `esco`."
    )
    code_starts_with: str | None = strawberry.field(
        default=None, description="How the code begins: `25` are ICT professionals in ISCO's groups."
    )

    observed: ObservedInput | None = None
    entry_in: EntryIn | None = strawberry.field(
        default=None, description="By how the person stands to their conditions of entry, such as a licence."
    )

    def to_model(self) -> model.Among:
        observed = self.observed.to_model() if self.observed else None
        entry = self.entry_in.to_model() if self.entry_in else None
        return model.Among(self.framework, self.code_starts_with or "", observed, entry)
