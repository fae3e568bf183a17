"""What speaks for a skill, and what its credit is made of."""

from datetime import date

import strawberry

from skillsgraph.answers import model
from skillsgraph.api.access import Info
from skillsgraph.api.types.concepts import JobRole, Skill
from skillsgraph.api.types.credentials import Credential
from skillsgraph.api.types.refs import the_credential, the_role, the_skill

strawberry.enum(
    model.Relation, name="EvidenceRelation", description="How a skill held bears on one required."
)


@strawberry.type(
    description="What speaks for a skill: a credential, a former role, or the person's own word."
)
class Evidence:
    found: strawberry.Private[model.Evidence]

    @strawberry.field(description="The skill that is held.")
    async def skill(self, info: Info) -> Skill:
        return await the_skill(info, self.found.skill.id)

    @strawberry.field(description="The role that the person worked as, and that needs the skill.")
    async def role(self, info: Info) -> JobRole | None:
        return await the_role(info, self.found.role.id) if self.found.role else None

    @strawberry.field(
        description="The credential that says so; null when the person does, or a badge from elsewhere."
    )
    async def credential(self, info: Info) -> Credential | None:
        named = self.found.credential
        if named is None or named.id == self.found.award:
            return None
        return await the_credential(info, named.id)

    @strawberry.field(description="The id of the stored award that says so.")
    def award(self) -> strawberry.ID | None:
        return strawberry.ID(self.found.award) if self.found.award else None

    @strawberry.field(description="Why its issuer has revoked or suspended it, in their words.")
    def why(self) -> str | None:
        return self.found.why

    @strawberry.field(description="How the credential's issuer assessed it.")
    def assurance(self) -> str | None:
        return self.found.assurance

    @strawberry.field(description="The day on which the credential ceased to be valid.")
    def expired_on(self) -> date | None:
        return self.found.expired_on

    @strawberry.field(description="The level that is held, in the words of its source.")
    def level(self) -> str | None:
        return self.found.level

    @strawberry.field(description="The id of the stored award; null for an inline profile.")
    def award_id(self) -> strawberry.ID | None:
        return strawberry.ID(self.found.award) if self.found.award else None

    @strawberry.field(description="How the role is mapped to one worked as; null for that role itself.")
    def inferred_by(self) -> model.Relation | None:
        return self.found.inferred_by

    @strawberry.field(description="The id of the mapping by which it is, as in `mappings`.")
    def mapping(self) -> strawberry.ID | None:
        return strawberry.ID(self.found.mapping) if self.found.mapping else None

    @strawberry.field(description="The set of that mapping, as `code@version`.")
    def mapping_set(self) -> str | None:
        return self.found.mapping_set


@strawberry.type(description="One of the numbers whose product a credit is.")
class Factor:
    name: str
    value: float
    why: str
