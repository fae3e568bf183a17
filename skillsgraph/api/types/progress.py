"""The progress of one person in one programme, as answers show it."""

from datetime import date

import strawberry

from skillsgraph.answers.programmes import model
from skillsgraph.answers.programmes.findings import Fault, Finding, place_text
from skillsgraph.model import learners
from skillsgraph.model.credentials import CreditUnit, RuleKind

strawberry.enum(Fault, name="ProgrammeFault", description="What can be wrong with a programme.")
strawberry.enum(model.Reason, name="NotCountedReason", description="Why something held does not count.")


@strawberry.input(description="A decision on this person's learning, towards one member or one rule.")
class RecognitionInput:
    kind: learners.RecognitionKind
    towards: str | None = strawberry.field(default=None, description="The uri of the member it stands for.")
    rule: str | None = strawberry.field(default=None, description="The `key` of the rule it counts in.")
    credits: float | None = None
    decided_by: str | None = None
    decided_on: date | None = None
    ground: str | None = None
    until: date | None = None

    def to_model(self) -> learners.Recognition:
        return learners.Recognition(
            self.kind,
            self.towards,
            self.rule,
            self.credits,
            self.decided_by,
            self.decided_on,
            self.ground,
            self.until,
        )


@strawberry.type(description="Something held that counts, and the one rule in which it does.")
class CountedCredential:
    name: str
    uri: str | None
    place: str
    credits: float | None
    unit: CreditUnit | None
    recognised: learners.RecognitionKind | None
    decided_by: str | None
    valid_until: date | None


@strawberry.type(description="Something held that counts in no rule, and why.")
class NotCountedCredential:
    name: str
    uri: str | None
    reason: model.Reason
    explanation: str


@strawberry.type(description="How far one rule is: `have` of `need`, credits where there is a unit.")
class RuleState:
    place: str
    kind: RuleKind
    fulfilled: bool
    have: float
    need: float
    unit: CreditUnit | None
    counted: list[CountedCredential]
    explanation: str


@strawberry.type(description="What is still to be earned on a shortest way, and the rule it would count in.")
class MissingCredential:
    uri: str
    name: str
    place: str | None
    credits: float | None
    unit: CreditUnit | None
    workload_hours: float | None


@strawberry.type(description="How far a person is in a programme.")
class ProgrammeProgress:
    complete: bool
    reachable: bool = strawberry.field(description="Whether what can be earned now completes it.")
    proven: bool = strawberry.field(description="Whether the way shown is proven to be a shortest.")
    share: float = strawberry.field(description="Counted, of counted and missing credentials: 0 to 1.")
    hours_left: float | None
    rules: list[RuleState]
    counted: list[CountedCredential]
    not_counted: list[NotCountedCredential]
    missing: list[MissingCredential]
    expiring: list[CountedCredential] = strawberry.field(
        description="What ends before the missing hours can be done at the hours a week."
    )
    explanation: str


def progress(found: model.Progress, field: str = "completion") -> ProgrammeProgress:
    """Places begin with the field of the rule that was audited."""
    by_key = {one.item.key: one for state in found.states for one in state.counted}
    return ProgrammeProgress(
        complete=found.complete,
        reachable=found.reachable,
        proven=found.proven,
        share=found.share,
        hours_left=found.hours_left,
        rules=[_state(one, field) for one in found.states],
        counted=[_counted(one, field) for one in by_key.values()],
        not_counted=[
            NotCountedCredential(
                name=one.item.name, uri=one.item.uri, reason=one.reason, explanation=one.explanation
            )
            for one in found.not_counted
        ],
        missing=[
            MissingCredential(
                uri=one.uri,
                name=one.name,
                place=None if one.place is None else place_text(one.place, field),
                credits=one.credits,
                unit=one.unit,
                workload_hours=one.hours,
            )
            for one in found.missing
        ],
        expiring=[_counted(one, field) for one in found.expiring],
        explanation=found.explanation,
    )


def _state(one: model.RuleState, field: str) -> RuleState:
    return RuleState(
        place=place_text(one.place, field),
        kind=one.rule.kind,
        fulfilled=one.fulfilled,
        have=one.have,
        need=one.need,
        unit=one.unit,
        counted=[_counted(each, field) for each in one.counted],
        explanation=one.explanation,
    )


def _counted(one: model.Counted, field: str) -> CountedCredential:
    decision = one.item.recognition
    return CountedCredential(
        name=one.item.name,
        uri=one.item.uri,
        place=place_text(one.place, field),
        credits=one.item.credits,
        unit=one.item.unit,
        recognised=decision.kind if decision else None,
        decided_by=decision.decided_by if decision else None,
        valid_until=one.item.valid_until,
    )


@strawberry.type(description="One fault of a programme's design.")
class ProgrammeFinding:
    code: Fault
    fatal: bool = strawberry.field(description="Whether nobody can complete the programme because of it.")
    place: str = strawberry.field(description="The rule or field, for example `completion.options[1]`.")
    message: str
    example: list[str] = strawberry.field(description="The smallest example: uris and places that conflict.")


def finding(one: Finding) -> ProgrammeFinding:
    return ProgrammeFinding(
        code=one.code, fatal=one.fatal, place=one.place, message=one.message, example=list(one.example)
    )
