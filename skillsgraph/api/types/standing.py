"""How a person stands to what the law or an employer asks of those who work in a job role."""

from typing import Annotated

import strawberry

from skillsgraph.answers.entry import model
from skillsgraph.answers.programmes.rules import Rules
from skillsgraph.api.types.programmes import RuleNode, rule_node
from skillsgraph.api.types.progress import ProgrammeProgress, progress

strawberry.enum(
    model.Standing,
    name="EntryStanding",
    description="How a person stands to conditions of entry. NOT_ASSESSED: not enough is known to tell, or it"
    " depends on the place. NONE_KNOWN: none is in the graph, which is not to say that there is none.",
)

Jurisdiction = Annotated[
    str | None,
    strawberry.argument(
        description="Where conditions of entry are asked about: a code of ISO 3166, such as `DE` or `DE-BY`;"
        " unset: wherever some are known."
    ),
]


@strawberry.type(description="One condition of entry to a job role, and how the person stands to it.")
class EntryCheck:
    jurisdiction: str
    legal_basis: str | None
    since: str | None = strawberry.field(description="The first day on which it holds.")
    until: str | None = strawberry.field(description="The first day on which it no longer holds.")
    rule: RuleNode
    standing: model.Standing
    explanation: str
    progress: ProgrammeProgress = strawberry.field(
        description="What counts in which part of the rule, what does not and why, and what would satisfy it."
    )


@strawberry.type(description="How a person stands to all that is asked of those who work in a job role.")
class EntryAssessment:
    standing: model.Standing
    explanation: str
    conditions: list[EntryCheck] = strawberry.field(
        description="Those in force on the day, each by itself, by job role and place."
    )


@strawberry.input(
    description="Job roles, or people, by how one stands to the conditions of entry in a place."
)
class EntryIn:
    jurisdiction: str = strawberry.field(description="A code of ISO 3166, such as `DE` or `DE-BY`.")
    standings: list[model.Standing] = strawberry.field(
        default_factory=lambda: sorted(model.OPEN),
        description="Unset: MET and NONE_KNOWN, where nothing that is known stands in the way.",
    )

    def to_model(self) -> model.EntryIn:
        return model.EntryIn(self.jurisdiction, frozenset(self.standings))


def assessment(found: model.Entry) -> EntryAssessment:
    return EntryAssessment(
        standing=found.standing,
        explanation=found.explanation,
        conditions=[_check(one) for one in found.checked],
    )


def _check(one: model.Checked) -> EntryCheck:
    condition = one.asked.condition
    return EntryCheck(
        jurisdiction=condition.jurisdiction,
        legal_basis=condition.legal_basis,
        since=condition.since.isoformat() if condition.since else None,
        until=condition.until.isoformat() if condition.until else None,
        rule=rule_node(condition.rule, "entry", Rules(options=one.asked.programme.options)),
        standing=one.standing,
        explanation=one.explanation,
        progress=progress(one.progress, "entry"),
    )
