"""Which item may count in which rule, and why not: what one item shows, without the others."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from skillsgraph.answers.programmes.model import Item, Member, Place, Programme, Reason
from skillsgraph.model.credentials import Rule, RuleKind


def rules_of(rule: Rule) -> dict[Place, Rule]:
    """Every rule of a tree by its place, a rule before those below it."""
    return dict(rule.walk())


def counting(rules: Mapping[Place, Rule], waived: frozenset[str] = frozenset()) -> list[Place]:
    """The places in which items can count: not below a NOT, which only looks, nor in what is waived."""
    return [place for place in rules if not any(_closed(rules[one], waived) for one in above(place))]


def _closed(rule: Rule, waived: frozenset[str]) -> bool:
    return rule.kind is RuleKind.NOT or (rule.key is not None and rule.key in waived)


def above(place: Place) -> Iterator[Place]:
    """The place itself and those that lead to it."""
    return (place[:length] for length in range(len(place) + 1))


def fitness(item: Item, as_of: date, held: frozenset[str], members: Mapping[str, Member]) -> Reason | None:
    """Why an item counts in no rule at all, None when it may."""
    if item.revoked:
        return Reason.REVOKED
    if item.valid_until is not None and item.valid_until < as_of:
        return Reason.EXPIRED
    if item.recognition is not None and item.recognition.until and item.recognition.until < as_of:
        return Reason.RECOGNITION_ENDED
    own = members.get(item.uri) if item.uri is not None and not item.new else None
    return Reason.COREQUISITE if own is not None and not held.issuperset(own.corequisites) else None


def places_of(
    item: Item, programme: Programme, rules: Mapping[Place, Rule], named: Sequence[Place], as_of: date
) -> tuple[list[Place], Reason]:
    """Those of the places that name an item in which it may count; with none, why not."""
    found: list[Place] = []
    reason = Reason.NOT_NAMED
    for place in named:
        why = _unit(item, rules[place]) or next(
            (why for one in above(place) if (why := unfit(item, rules[one], programme, as_of))), None
        )
        if why is None:
            found.append(place)
        else:
            reason = why
    return found, reason


def unfit(item: Item, rule: Rule, programme: Programme, as_of: date) -> Reason | None:
    """Which of a rule's conditions on what may count an item does not meet."""
    if item.uri is None:
        return None
    if rule.min_level is not None and (item.level or 0) < rule.min_level:
        return Reason.LEVEL
    if rule.max_level is not None and (item.level is None or item.level > rule.max_level):
        return Reason.LEVEL
    if rule.theme is not None and rule.theme not in item.skills:
        return Reason.THEME
    if rule.own_only and item.issuer != programme.issuer:
        return Reason.NOT_OWN
    return None if item.new else _dated(item, rule, as_of)


def _dated(item: Item, rule: Rule, as_of: date) -> Reason | None:
    if rule.min_result is not None and (item.result is None or item.result < rule.min_result):
        return Reason.RESULT
    if rule.within_months is not None and _age(item, as_of) >= rule.within_months:
        return Reason.TOO_OLD
    return None


def _unit(item: Item, rule: Rule) -> Reason | None:
    """A sum needs credits of its unit."""
    summed = rule.kind is RuleKind.CREDITS
    return Reason.UNIT if summed and (item.unit is not rule.unit or not item.credits) else None


def _age(item: Item, as_of: date) -> float:
    """Whole months begun since it was issued, less one; endless when the day is not known."""
    issued = item.issued_on
    if issued is None:
        return float("inf")
    months = (as_of.year - issued.year) * 12 + as_of.month - issued.month
    return months if as_of.day > issued.day else months - 1
