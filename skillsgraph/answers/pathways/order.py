"""Whether chosen credentials can be taken one after another, and a cut where they wait for each other."""

from collections.abc import Iterable, Mapping, Set

from skillsgraph.answers.pathways.instance import Course, Instance, Rule, RuleKind
from skillsgraph.answers.pathways.milp import Row


def stuck(chosen: Iterable[str], instance: Instance) -> set[str]:
    """The chosen ones whose rules can never be fulfilled by what comes before: they wait in a circle."""
    waiting = {name: instance.courses[name] for name in chosen}
    substitutes = instance.substitutes()
    have = set(instance.held)
    while True:
        ready = {name for name, course in waiting.items() if is_ready(course, have, instance, substitutes)}
        ready = _with_others(ready, have, instance, substitutes)
        if not ready:
            return set(waiting)
        have.update(ready)
        for name in ready:
            del waiting[name]


def _with_others(
    ready: Set[str], have: Set[str], instance: Instance, substitutes: Mapping[str, list[str]]
) -> set[str]:
    """Of those that wait for nothing earlier, the ones beside which all is there or is taken too."""
    found = set(ready)
    while True:
        alone = {
            name
            for name in found
            if (rule := instance.courses[name].beside) is not None
            and not fulfilled(rule, have | (found - {name}), instance, substitutes)
        }
        if not alone:
            return found
        found -= alone


def cut(circle: Set[str], chosen: Set[str], instance: Instance, taken: dict[str, int]) -> Row:
    """Not all of a circle, unless something else that their rules name is taken too."""
    substitutes = instance.substitutes()
    named = {
        source
        for name in circle
        for leaf in instance.courses[name].needs()
        for source in (leaf, *substitutes.get(leaf, ()))
    }
    terms = {taken[name]: -1 for name in circle}
    terms |= {taken[name]: 1 for name in named - chosen if name in taken}
    return Row(terms, low=1 - len(circle))


def is_ready(
    course: Course, have: Set[str], instance: Instance, substitutes: Mapping[str, list[str]]
) -> bool:
    """Whether what must come before a credential, and what it is awarded for, is there."""
    return all(
        rule is None or fulfilled(rule, have, instance, substitutes)
        for rule in (course.entry, course.completion)
    ) and all(
        exact is None or exact.allocation(have - instance.held) is not None
        for exact in (course.exact_entry, course.exact_completion)
    )


def fulfilled(rule: Rule, have: Set[str], instance: Instance, substitutes: Mapping[str, list[str]]) -> bool:
    """Whether what is there fulfils a rule. That something counts once is left aside: it has rows."""
    if rule.kind is RuleKind.CREDITS:
        return _credits(rule, have, instance, substitutes) >= rule.need

    def met(option: str | Rule) -> bool:
        if isinstance(option, Rule):
            return fulfilled(option, have, instance, substitutes)
        return option in have or any(source in have for source in substitutes.get(option, ()))

    return sum(met(option) for option in rule.options) >= rule.need


def _credits(rule: Rule, have: Set[str], instance: Instance, substitutes: Mapping[str, list[str]]) -> int:
    named = {source for leaf in rule.leaves() for source in (leaf, *substitutes.get(leaf, ()))}
    courses = [instance.courses[name] for name in named & have if name in instance.courses]
    suited = [
        one
        for one in courses
        if (rule.unit is None or one.unit == rule.unit)
        and (rule.level is None or (one.level is not None and one.level >= rule.level))
    ]
    free = sum(one.credits for one in suited if rule.cap is None or one.id not in instance.recognised)
    capped = sum(one.credits for one in suited if rule.cap is not None and one.id in instance.recognised)
    return free + min(capped, rule.cap or 0)
