"""How those who earn a credential are assessed."""

import strawberry

from skillsgraph.api.compiler.table import enter
from skillsgraph.api.types.participation import Participation
from skillsgraph.model.credentials import AssessmentMethod, IdVerification, Supervision

strawberry.enum(AssessmentMethod, description="What an award rests on, from the strongest proof to none.")
strawberry.enum(Supervision, description="How an assessment is watched over (Council Rec. 2022/C 243/02).")
strawberry.enum(IdVerification, description="Whether who is assessed was known to be who is awarded.")


@enter
@strawberry.type(description="An assessment (CTDL: AssessmentProfile; ELM: LearningAssessmentSpecification).")
class Assessment:
    id: strawberry.ID
    method: AssessmentMethod
    mode: Participation | None
    supervision: Supervision | None
    id_verification: IdVerification | None
    pass_mark: float | None = strawberry.field(description="A share, from 0 to 1.")
