"""Which skills does a text speak of?"""

from typing import Annotated, cast

import strawberry

from skillsgraph.answers.extract.matcher import Found
from skillsgraph.answers.extract.skills import extract_skills
from skillsgraph.api.access import Info, Published
from skillsgraph.api.compiler.below import thing
from skillsgraph.api.types.concepts import Skill

LeastConfidence = Annotated[
    float, strawberry.argument(description="What is less sure is left out; .6 leaves single words out.")
]


@strawberry.type(description="A skill that a text seems to speak of: a proposal for a person to confirm.")
class FoundSkill:
    label: str = strawberry.field(description="The label that was found.")
    start: int = strawberry.field(description="The place of its first character in the text, from 0.")
    end: int = strawberry.field(description="The place after its last character.")
    confidence: float = strawberry.field(description="From 0 to 1.")
    skill_id: strawberry.Private[str]

    @strawberry.field
    async def skill(self, info: Info) -> Skill:
        return cast(Skill, await thing(info, "Skill", self.skill_id))


def _found(one: Found) -> FoundSkill:
    return FoundSkill(
        label=one.label, start=one.start, end=one.end, confidence=one.confidence, skill_id=one.skill
    )


@strawberry.type
class ExtractionQuestions:
    @strawberry.field(
        description="The skills whose labels stand in a text such as a CV. The text is stored nowhere.",
        extensions=[Published()],
    )
    async def extract_skills(
        self, info: Info, text: str, language: str = "en", least_confidence: LeastConfidence = 0.0
    ) -> list[FoundSkill]:
        found = await extract_skills(info.context.graph, text, language)
        return [_found(one) for one in found if one.confidence >= least_confidence]
