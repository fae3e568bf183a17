"""Terms: the parts that the time of a plan is cut into, what fits in them, and what is out of reach."""

from collections.abc import Mapping
from dataclasses import dataclass

from skillsgraph.answers.pathways.admission import Admitted
from skillsgraph.answers.pathways.instance import Constraints, Course, Instance, Rule, RuleKind

_NEVER = 10**9
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Term:
    """Its first and last day, and the minutes that fit in it; None: as many as there are."""

    first: int
    last: int
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to take a credential: from term to term, and the minutes in each of them."""

    start: int
    end: int
    load: tuple[int, ...]


def terms_of(constraints: Constraints) -> list[Term]:
    """The terms from the day of the question; the last may be cut short by the deadline."""
    found = []
    for number in range(constraints.most_terms):
        first = number * constraints.term_days
        last = first + constraints.term_days - 1
        if constraints.deadline is not None:
            last = min(last, constraints.deadline - 1)
        if last < first:
            break
        weekly = constraints.minutes_per_week
        found.append(Term(first, last, None if weekly is None else weekly * (last - first + 1) // _WEEK))
    return found


def capacity(constraints: Constraints) -> int | None:
    """The minutes that fit in all terms together."""
    minutes = [term.minutes for term in terms_of(constraints)]
    return None if constraints.minutes_per_week is None else sum(one or 0 for one in minutes)


def modes_of(course: Course, one: Admitted, terms: list[Term]) -> list[Mode]:
    """Every way to take a credential within the terms.

    What has dates spreads its work over its days; what has none is worked on at full pace from any term on.
    """
    if one.spans:
        return [mode for span in one.spans if (mode := _dated(course.minutes, span, terms))]
    return [mode for start in range(len(terms)) if (mode := _undated(course.minutes, start, terms))]


def _dated(minutes: int, span: tuple[int, int], terms: list[Term]) -> Mode | None:
    inside = [
        (number, min(term.last, span[1]) - max(term.first, span[0]) + 1)
        for number, term in enumerate(terms)
        if term.first <= span[1] and term.last >= span[0]
    ]
    if not inside or span[1] > terms[-1].last + 1:
        return None
    whole = sum(days for _, days in inside)
    load, given, passed = [], 0, 0
    for _, days in inside:
        passed += days
        load.append(minutes * passed // whole - given)
        given += load[-1]
    return Mode(inside[0][0], inside[-1][0], tuple(load))


def _undated(minutes: int, start: int, terms: list[Term]) -> Mode | None:
    load = []
    for number in range(start, len(terms)):
        room = terms[number].minutes
        load.append(minutes if room is None else min(minutes, room))
        minutes -= load[-1]
        if not minutes:
            return Mode(start, number, tuple(load))
    return None


def in_reach(
    instance: Instance, constraints: Constraints, able: Mapping[str, Admitted]
) -> dict[str, Admitted]:
    """Those that can end within the terms when everything before them goes as fast as it can."""
    substitutes = instance.substitutes()
    while True:
        ends = earliest_ends(instance, terms_of(constraints), able)
        found = {name: one for name, one in able.items() if _reached(name, instance, ends, substitutes)}
        if len(found) == len(able):
            return found
        able = found


def _reached(
    name: str, instance: Instance, ends: Mapping[str, int], substitutes: Mapping[str, list[str]]
) -> bool:
    beside = _fulfilled(instance.courses[name].beside, ends, substitutes)
    return max(ends.get(name, _NEVER), beside) < _NEVER


def earliest_ends(instance: Instance, terms: list[Term], able: Mapping[str, Admitted]) -> dict[str, int]:
    """The term in which each can end at the earliest, with only these to build on; −1 for what is held.

    What must be taken beside it holds nothing up here: a bound, which the schedule may exceed.
    """
    substitutes = instance.substitutes()
    ends = dict.fromkeys(instance.held, -1)
    changed = True
    while changed:
        changed = False
        for name, one in able.items():
            end = _earliest(instance.courses[name], one, terms, ends, substitutes)
            if end < ends.get(name, _NEVER):
                ends[name], changed = end, True
    return ends


def _earliest(
    course: Course,
    one: Admitted,
    terms: list[Term],
    ends: Mapping[str, int],
    substitutes: Mapping[str, list[str]],
) -> int:
    after = _fulfilled(course.entry, ends, substitutes)
    whole = _fulfilled(course.completion, ends, substitutes)
    if whole == _NEVER:
        return _NEVER
    if one.spans:
        ways = [way for way in modes_of(course, one, terms) if way.start > after]
    else:
        # What has no date ends the sooner the sooner it begins.
        first = _undated(course.minutes, after + 1, terms) if after < len(terms) else None
        ways = [first] if first else []
    return min((max(way.end, whole) for way in ways), default=_NEVER)


def _fulfilled(rule: Rule | None, ends: Mapping[str, int], substitutes: Mapping[str, list[str]]) -> int:
    """The earliest term at whose end a rule can be fulfilled. Of credits only that some option is there."""
    if rule is None:
        return -1
    found = []
    for option in rule.options:
        if isinstance(option, Rule):
            found.append(_fulfilled(option, ends, substitutes))
        else:
            sources = [option, *substitutes.get(option, ())]
            found.append(min(ends.get(source, _NEVER) for source in sources))
    need = rule.need if rule.kind is RuleKind.COUNT else min(rule.need, 1)
    if need <= 0:
        return -1
    return sorted(found)[need - 1] if need <= len(found) else _NEVER
