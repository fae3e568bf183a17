"""Rules as a mutation takes them."""

from datetime import date
from typing import Optional

import strawberry

from skillsgraph.errors import InputError
from skillsgraph.model.credentials import CreditUnit, Rule, RuleKind
from skillsgraph.model.rules import faults_of_rule
from skillsgraph.model.text import place_of


@strawberry.input(description="An option of a rule: exactly one of `uri` and a nested `rule`.")
class OptionInput:
    uri: str | None = strawberry.field(default=None, description="A credential, skill or job role.")
    rule: Optional["RuleInput"] = None  # a name in quotes cannot be joined with |


@strawberry.input(description="A rule over its options; docs/programmes.md has what each field means.")
class RuleInput:
    kind: RuleKind
    options: list[OptionInput] = strawberry.field(default_factory=list)
    count: int | None = None
    min: float | None = None
    max: float | None = None
    share: float | None = None
    unit: CreditUnit | None = None
    text: str | None = None
    key: str | None = None
    min_level: int | None = None
    max_level: int | None = None
    theme: str | None = None
    own_only: bool = False
    min_result: float | None = None
    within_months: int | None = None
    cap: float | None = None
    overlap_max: float | None = None
    exclusive_group: str | None = None
    concurrent: bool = False
    precedes: list[str] = strawberry.field(default_factory=list)
    since: date | None = None
    until: date | None = None


def rule_of(field: str, given: RuleInput | None) -> Rule | None:
    """The model's rule.

    Raises:
        InputError: It is no rule that means something; the message has the place.
    """
    if given is None:
        return None
    rule = _rule(field, given, 0)
    for steps, message in faults_of_rule(rule):
        raise InputError(
            f"{field}{place_of(steps)}: {message}", hint="docs/programmes.md has what each field means."
        )
    return rule


def _rule(field: str, given: RuleInput, depth: int) -> Rule:
    if depth > 20:
        raise InputError(f"{field}: rules are nested too deeply.")
    options: list[str | Rule] = []
    for place, one in enumerate(given.options):
        if (one.uri is None) == (one.rule is None):
            raise InputError(f"{field}.options[{place}] needs exactly one of uri and rule.")
        if one.rule is not None:
            options.append(_rule(f"{field}.options[{place}]", one.rule, depth + 1))
        elif one.uri is not None:
            options.append(one.uri)
    own = {name: getattr(given, name) for name in _PLAIN}
    return Rule(given.kind, tuple(options), precedes=tuple(given.precedes), **own)


_PLAIN = (
    *("count", "min", "max", "share", "unit", "text", "key", "min_level", "max_level", "theme", "own_only"),
    *("min_result", "within_months", "cap", "overlap_max", "exclusive_group", "concurrent", "since", "until"),
)
