"""What an allocation fulfils, rule by rule, judged without the solver; and why the rest does not count."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from skillsgraph.answers.programmes.eligible import unfit
from skillsgraph.answers.programmes.model import (
    Counted,
    Holder,
    Item,
    NotCounted,
    Place,
    Programme,
    Reason,
    RuleState,
)
from skillsgraph.answers.programmes.sentences import brief
from skillsgraph.answers.programmes.stages import scope_of
from skillsgraph.model.credentials import Rule, RuleKind


def states(
    rules: Mapping[Place, Rule],
    programme: Programme,
    counted: Sequence[Counted],
    holder: Holder,
    as_of: date,
) -> tuple[RuleState, ...]:
    """Every rule's state, the outermost first."""
    by_place: dict[Place, list[Counted]] = defaultdict(list)
    for one in counted:
        by_place[one.place].append(one)
    found: dict[Place, RuleState] = {}
    # What is nested is judged before what it is nested in, and last what sums over its neighbours.
    for place in sorted(rules, key=lambda one: (-len(one), not rules[one].options)):
        rule = rules[place]
        if rule.key is not None and rule.key in holder.waived:
            found[place] = RuleState(place, rule, True, 0, 0, rule.unit, (), "Waived by a decision.")
        elif rule.kind is RuleKind.CREDITS:
            # What was put into a rule that is not fulfilled yet adds nothing to a sum.
            sure = [one for one in counted if one.place not in found or found[one.place].fulfilled]
            scope = scope_of(place if rule.options else place[:-1], rules)
            sure = [one for one in sure if scope_of(one.place, rules) == scope]
            found[place] = _sum(place, rule, programme, sure, as_of)
        elif rule.kind is RuleKind.NOT:
            found[place] = _none(place, rule, holder, as_of)
        else:
            found[place] = _count(place, rule, programme, by_place[place], found, holder)
    return tuple(found[place] for place in rules)


def within_limits(
    rules: Mapping[Place, Rule], counted: Sequence[Counted], also: Callable[[Item], bool] = lambda _: False
) -> bool:
    """Whether what counts keeps to every cap, overlap and exclusive group.

    `also`: whether an item counts in another award besides those that say so.
    """
    groups = Counter(group for one in counted if (group := rules[one.place].exclusive_group) is not None)
    if any(number > 1 for number in groups.values()):
        return False
    for place, rule in rules.items():
        if rule.cap is None and rule.overlap_max is None:
            continue
        top = place if rule.options else place[:-1]
        scope = scope_of(top, rules)
        inside = [
            one.item
            for one in counted
            if one.place[: len(top)] == top and scope_of(one.place, rules) == scope
        ]
        recognised = sum(_size(one, rule) for one in inside if one.recognition is not None)
        elsewhere = sum(_size(one, rule) for one in inside if one.elsewhere or also(one))
        if rule.cap is not None and recognised > rule.cap + 1e-9:
            return False
        if rule.overlap_max is not None and elsewhere > rule.overlap_max + 1e-9:
            return False
    return True


def _size(item: Item, rule: Rule) -> float:
    """What an item uses up of a rule's limits: credits of its unit, or one."""
    return 1 if rule.unit is None else (item.credits or 0) if item.unit is rule.unit else 0


def _count(
    place: Place,
    rule: Rule,
    programme: Programme,
    counted: Sequence[Counted],
    found: Mapping[Place, RuleState],
    holder: Holder,
) -> RuleState:
    have = len(counted)
    for position, option in enumerate(rule.options):
        if isinstance(option, Rule):
            have += found[*place, position].fulfilled
        elif option not in programme.members:
            have += option in holder.skills or option in holder.roles
    need = {RuleKind.ALL: len(rule.options), RuleKind.ANY: 1}.get(rule.kind, rule.count or 0)
    return _state(place, rule, have, need, counted)


def _sum(
    place: Place, rule: Rule, programme: Programme, counted: Sequence[Counted], as_of: date
) -> RuleState:
    top = place if rule.options else place[:-1]
    scope = [one for one in counted if one.place[: len(top)] == top and one.item.unit is rule.unit]
    own = [one for one in scope if rule.options or unfit(one.item, rule, programme, as_of) is None]
    have, every = _credits(own), _credits(scope)
    need = max(rule.min or 0, (rule.share or 0) * every)
    if rule.max is not None and have > rule.max + 1e-9:
        return RuleState(
            place,
            rule,
            False,
            have,
            rule.max,
            rule.unit,
            tuple(own),
            f"{have:g} count, more than the maximum.",
        )
    return _state(place, rule, have, need, own)


def _credits(counted: Iterable[Counted]) -> float:
    return sum(one.item.credits or 0 for one in counted)


def _none(place: Place, rule: Rule, holder: Holder, as_of: date) -> RuleState:
    held = {one.uri for one in holder.items if one.uri and not one.revoked}
    had = held | holder.skills | holder.roles
    broken = sum(_had(option, had) for option in rule.options)
    told = "None of them is held." if not broken else f"{broken} of what must not be held is held."
    return RuleState(place, rule, not broken, broken, 0, None, (), told)


def _had(option: str | Rule, had: set[str]) -> bool:
    """Whether what a NOT looks at is there, whatever it counts for."""
    if not isinstance(option, Rule):
        return option in had
    number = sum(_had(one, had) for one in option.options)
    need = {RuleKind.ALL: len(option.options), RuleKind.ANY: 1}.get(option.kind, option.count or 0)
    return number >= need


def _state(place: Place, rule: Rule, have: float, need: float, counted: Sequence[Counted]) -> RuleState:
    done = have >= need - 1e-9
    unit = f" {rule.unit.value}" if rule.unit and rule.kind is RuleKind.CREDITS else ""
    told = f"{brief(rule)}: {have:g} of {need:g}{unit}{'' if done else f', {need - have:g} missing'}."
    summed = rule.unit if rule.kind is RuleKind.CREDITS else None
    return RuleState(place, rule, done, have, need, summed, tuple(counted), told[:1].upper() + told[1:])


# Why not ----------------------------------------------------------------------------------------------

_WHY = {
    Reason.NOT_NAMED: "no rule of the programme names it",
    Reason.EXPIRED: "it has expired",
    Reason.REVOKED: "it was revoked",
    Reason.RECOGNITION_ENDED: "the recognition has ended",
    Reason.LEVEL: "it is not of the level that the rule asks for",
    Reason.THEME: "it does not teach the rule's theme",
    Reason.NOT_OWN: "another organization awarded it, and the rule asks for the programme's own",
    Reason.RESULT: "its result is below what the rule asks for, or not known",
    Reason.TOO_OLD: "it was issued too long ago for the rule, or its date is not known",
    Reason.UNIT: "it carries no credits of the rule's unit",
    Reason.COREQUISITE: "what must be taken together with it is not held",
    Reason.CAP_REACHED: "no more recognised prior learning may count",
    Reason.OVERLAP_REACHED: "no more may count that counts in another award",
    Reason.EXCLUSIVE: "another of an exclusive set counts already",
    Reason.MAX_REACHED: "no more credits of its kind may count",
    Reason.NOT_NEEDED: "the award asks for no more of it",
}


def not_counted(
    rules: Mapping[Place, Rule],
    programme: Programme,
    counted: Sequence[Counted],
    holder: Holder,
    refused: Mapping[str, Reason],
) -> tuple[NotCounted, ...]:
    """Every item that counts nowhere, with the reason that decided it."""
    used = {one.item.key for one in counted}
    stands = {one.item.award for one in counted if one.item.award is not None}
    found = []
    for item in holder.items:
        if item.key not in used and item.award not in stands:
            reason = refused.get(item.key) or _limit(item, rules, programme, counted)
            found.append(NotCounted(item, reason, f"“{item.name}” does not count: {_WHY[reason]}."))
    return tuple(found)


def _limit(
    item: Item, rules: Mapping[Place, Rule], programme: Programme, counted: Sequence[Counted]
) -> Reason:
    """Which limit an item that would fit runs into with what counts already."""
    for place, rule in rules.items():
        scope = place if rule.options else place[:-1]
        if not any(item.uri in rules[one].options for one in rules if one[: len(scope)] == scope):
            continue
        inside = [one.item for one in counted if one.place[: len(scope)] == scope]
        if reason := _limit_of(rule, item, inside):
            return reason
        if rule.exclusive_group is not None and _group_counts(rule.exclusive_group, rules, counted):
            return Reason.EXCLUSIVE
    return Reason.NOT_NEEDED


def _limit_of(rule: Rule, item: Item, inside: Sequence[Item]) -> Reason | None:
    """Which of one rule's limits leaves no room for one more."""
    recognised = [one for one in inside if one.recognition is not None]
    elsewhere = [one for one in inside if one.elsewhere]
    if item.recognition is not None and _over(recognised, item, rule, rule.cap):
        return Reason.CAP_REACHED
    if item.elsewhere and _over(elsewhere, item, rule, rule.overlap_max):
        return Reason.OVERLAP_REACHED
    return Reason.MAX_REACHED if _over(inside, item, rule, rule.max) else None


def _group_counts(group: str, rules: Mapping[Place, Rule], counted: Sequence[Counted]) -> bool:
    return any(rules[one.place].exclusive_group == group for one in counted)


def _over(inside: Sequence[Item], item: Item, rule: Rule, most: float | None) -> bool:
    if most is None:
        return False

    return sum(_size(one, rule) for one in inside) + _size(item, rule) > most + 1e-9
