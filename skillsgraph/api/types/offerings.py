"""When and for how much a credential can be taken."""

import strawberry

from skillsgraph.api.compiler.table import enter
from skillsgraph.api.types.participation import Participation
from skillsgraph.api.types.related import related
from skillsgraph.model.credentials import CostKind

strawberry.enum(CostKind, description="What is paid for.")


@enter
@strawberry.type(description="What is to be paid (CTDL: CostProfile). An amount of 0 says that it is free.")
class Cost:
    id: strawberry.ID
    kind: CostKind
    amount: float
    currency: str
    audience: str | None = strawberry.field(description="For whom it holds; null: for everybody.")


@enter
@strawberry.type(description="One time that a credential can be taken (ELM: LearningOpportunity).")
class Offering:
    id: strawberry.ID
    starts_on: str | None = strawberry.field(description="Null: at any time.")
    ends_on: str | None
    apply_until: str | None
    seats: int | None
    participation: Participation
    part_time: bool
    languages: list[str]
    accessibility: list[str] = strawberry.field(description="What is done so that everybody can take part.")
    place: str | None
    apply_url: str | None

    costs = related("(this)-[:COSTS]->(other:Cost)")
