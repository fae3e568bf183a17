"""One skill that a target requires, and how far it is fulfilled."""

import strawberry

from skillsgraph.answers import model
from skillsgraph.api.access import Info
from skillsgraph.api.types.concepts import Skill
from skillsgraph.api.types.evidence import Evidence, Factor
from skillsgraph.api.types.refs import the_skill

strawberry.enum(model.Status, name="RequirementStatus", description="How far a requirement is fulfilled.")
strawberry.enum(model.Reason, description="Why a requirement has its status.")


@strawberry.type(description="One skill that is required, and how far it is fulfilled.")
class Requirement:
    found: strawberry.Private[model.Requirement]

    @strawberry.field(description="The skill that is required.")
    async def skill(self, info: Info) -> Skill:
        return await the_skill(info, self.found.wanted.skill.id)

    @strawberry.field(description="ESCO: ESSENTIAL is usually required, OPTIONAL depends on the employer.")
    def relation(self) -> str:
        return self.found.wanted.relation

    @strawberry.field(description="Met, met in part, or missing.")
    def status(self) -> model.Status:
        return self.found.status

    @strawberry.field(description="Credit from 0 to 1 for what the person says.")
    def claimed(self) -> float:
        return self.found.claimed

    @strawberry.field(description="Credit from 0 to 1 for what is proven.")
    def proven(self) -> float:
        return self.found.proven

    @strawberry.field(description="Why.")
    def reasons(self) -> list[model.Reason]:
        return list(self.found.reasons)

    @strawberry.field(description="The best evidence.")
    def evidence(self) -> Evidence | None:
        return Evidence(found=self.found.evidence) if self.found.evidence else None

    @strawberry.field(description="How the evidence's skill bears on the one required.")
    def via(self) -> model.Relation | None:
        return self.found.via

    @strawberry.field(description="The steps from the evidence's skill to the one required; one or two.")
    def path(self) -> list[model.Relation]:
        return list(self.found.path)

    @strawberry.field(
        description="What the best evidence's credit is the product of. `claimed` leaves out authenticity and"
        " assurance."
    )
    def factors(self) -> list[Factor]:
        return [Factor(name=one.name, value=one.value, why=str(one.why)) for one in self.found.factors]

    @strawberry.field(description="The level that is required, in the words of its source.")
    def level(self) -> str | None:
        return self.found.wanted.level

    @strawberry.field(description="By how many levels the best evidence falls short; 0 if it does not.")
    def levels_short(self) -> int:
        return self.found.levels_short

    @strawberry.field(description="Its weight among requirements of its relation: importance, or 1.")
    def weight(self) -> float:
        return self.found.wanted.weight

    @strawberry.field(description="The same in a sentence.")
    def explanation(self) -> str:
        return self.found.explanation
