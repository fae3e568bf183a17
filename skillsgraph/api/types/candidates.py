"""Learners who fit a job role, as those who look for people see them: by an id, and what speaks for them."""

from typing import cast

import strawberry

from skillsgraph.answers import model
from skillsgraph.answers.entry.model import Standing
from skillsgraph.api.access import Info
from skillsgraph.api.compiler.below import thing
from skillsgraph.api.types.concepts import Skill
from skillsgraph.api.types.ranked import RankedFrom
from skillsgraph.api.types.refs import Ref
from skillsgraph.api.types.standing import EntryIn
from skillsgraph.learners import matches


@strawberry.type(description="A learner under a pseudonym: no name, label or other record goes with it.")
class Candidate:
    id: strawberry.ID = strawberry.field(description="Tells them from others, and is all there is to see.")


@strawberry.type(description="What one requirement adds to a score: `share` times `proven`.")
class MatchPart:
    relation: str = strawberry.field(description="ESSENTIAL or OPTIONAL, in ESCO's sense.")
    status: model.Status
    share: float = strawberry.field(description="Its share of all that is required; the shares sum to 1.")
    proven: float = strawberry.field(description="Credit from 0 to 1 for what is proven.")
    adds: float = strawberry.field(description="What it adds to the score.")
    reasons: list[model.Reason]
    explanation: str
    skill_id: strawberry.Private[str]

    @strawberry.field(description="The skill that is required.")
    async def skill(self, info: Info) -> Skill:
        return cast(Skill, await thing(info, "Skill", self.skill_id))


@strawberry.type(description="A learner and how well they fit the role. Figures are from 0 to 1.")
class LearnerMatch:
    learner: Candidate
    score: float = strawberry.field(description="What is proven of what is required: the sum of `adds`.")
    coverage_claimed: float = strawberry.field(description="The same, for what the person says.")
    readiness: float | None = strawberry.field(description="As `skillGap` gives it, by one step at most.")
    meets_all_essential: bool
    explanation: str
    entry_standing: Standing | None = strawberry.field(
        description="How they stand to the conditions of entry, where `among: {entryIn}` asks for it."
    )
    ranked_from: RankedFrom
    found: strawberry.Private[matches.LearnerMatch]

    @strawberry.field(description="Requirement by requirement, what the score is the sum of.")
    def parts(self) -> list[MatchPart]:
        return [_part(one) for one in self.found.parts]


def _part(one: matches.Part) -> MatchPart:
    asked = one.requirement
    return MatchPart(
        relation=asked.wanted.relation,
        status=asked.status,
        share=one.share,
        proven=asked.proven,
        adds=one.adds,
        reasons=list(asked.reasons),
        explanation=asked.explanation,
        skill_id=asked.wanted.skill.id,
    )


def learner_match(found: matches.LearnerMatch, ranked: RankedFrom) -> LearnerMatch:
    return LearnerMatch(
        learner=Candidate(id=strawberry.ID(found.learner)),
        score=found.score,
        coverage_claimed=found.claimed,
        readiness=found.gap.readiness,
        meets_all_essential=found.gap.meets_all_essential,
        explanation=found.explanation,
        entry_standing=found.entry,
        ranked_from=ranked,
        found=found,
    )


@strawberry.input(description="Who is listed. What is not given does not narrow.")
class LearnersAmong:
    least_score: float = 0.0
    meets_all_essential: bool = False
    entry_in: EntryIn | None = strawberry.field(
        default=None,
        description="By how they stand to the job role's conditions of entry, such as a licence.",
    )

    least_readiness: float = 0.0
    meets: list[Ref] | None = strawberry.field(
        default=None, description="Skills that the job role requires and that are to be met."
    )

    def to_model(self) -> matches.AmongLearners:
        entry = self.entry_in.to_model() if self.entry_in else None
        must = tuple(one.to_model() for one in self.meets or ())
        return matches.AmongLearners(
            self.least_score, self.meets_all_essential, entry, self.least_readiness, must
        )
