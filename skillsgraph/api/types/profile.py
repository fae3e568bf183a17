"""What a person brings, as it is sent along with a question."""

from datetime import date

import strawberry

from skillsgraph.answers import model
from skillsgraph.api.types.refs import Ref


@strawberry.input(description="A skill that the person has, by their own word.")
class HeldSkillInput:
    skill: Ref
    level: str | None = None


@strawberry.input(description="A credential that the person has earned.")
class HeldCredentialInput:
    credential: Ref
    issued_on: date | None = None
    valid_until: date | None = None
    result: float | None = strawberry.field(default=None, description="The grade, as a number.")


@strawberry.input(description="A job role that the person has worked as, paid or not; the years are shown.")
class ExperienceInput:
    role: Ref
    years: float | None = None


@strawberry.input(description="What a person brings. It is used for this answer alone and stored nowhere.")
class ProfileInput:
    skills: list[HeldSkillInput] = strawberry.field(default_factory=list)
    credentials: list[HeldCredentialInput] = strawberry.field(default_factory=list)
    experience: list[ExperienceInput] = strawberry.field(default_factory=list)

    def to_model(self) -> model.Profile:
        return model.Profile(
            tuple(model.HeldSkill(one.skill.to_model(), one.level) for one in self.skills),
            tuple(
                model.HeldCredential(
                    one.credential.to_model(), one.issued_on, one.valid_until, result=one.result
                )
                for one in self.credentials
            ),
            tuple(model.HeldExperience(one.role.to_model(), one.years) for one in self.experience),
        )
