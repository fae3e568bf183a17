"""Whether a plan keeps to what was asked, by code that shares nothing with how plans are made.

It reads the question alone: no row, no helper of the builder. A fault found here is ours, never the caller's.
"""

from collections.abc import Iterable, Iterator, Mapping

from skillsgraph.answers.pathways.certificate import certified
from skillsgraph.answers.pathways.instance import Constraints, Course, Instance, Offer, Rule
from skillsgraph.answers.pathways.terms import Mode

_TRIALS = 20_000


def faults(instance: Instance, constraints: Constraints, ways: Mapping[str, Mode]) -> list[str]:
    """What is wrong with a plan, in sentences; empty when nothing is."""
    found = [f"{name} is held already" for name in ways if name in instance.held]
    found += _of_time(instance, constraints, ways)
    found += _of_limits(instance, constraints, ways)
    for name, way in ways.items():
        course = instance.courses[name]
        before = instance.held | {other for other, its in ways.items() if its.end < way.start}
        by_then = instance.held | {
            other for other, its in ways.items() if its.end <= way.end and other != name
        }
        along = instance.held | {
            other for other, its in ways.items() if its.start <= way.start and other != name
        }
        if course.beside is not None and not _Trial(instance, along).met(course.beside):
            found.append(f"{name} is begun before what must be taken beside it")
        if course.entry is not None and not _Trial(instance, before).met(course.entry):
            found.append(f"{name} is begun before its entry rule is fulfilled")
        if course.completion is not None and not _Trial(instance, by_then).met(course.completion):
            found.append(f"{name} is awarded before its completion rule is fulfilled")
        if course.exact_entry is not None and not certified(course.exact_entry, before - instance.held):
            found.append(f"{name} is begun before its entry rule is fulfilled")
        if course.exact_completion is not None and not certified(
            course.exact_completion, by_then - instance.held
        ):
            found.append(f"{name} is awarded before its completion rule is fulfilled")
        if not _possible(course, constraints):
            found.append(f"{name} cannot be taken under the constraints")
    return found


def _of_time(instance: Instance, constraints: Constraints, ways: Mapping[str, Mode]) -> Iterator[str]:
    minutes: dict[int, int] = {}
    for name, way in ways.items():
        if sum(way.load) != instance.courses[name].minutes:
            yield f"{name} takes other than its minutes"
        last_day = (way.end * constraints.term_days) if constraints.deadline is not None else 0
        if way.end >= constraints.most_terms or last_day >= (constraints.deadline or 1):
            yield f"{name} ends after the last term"
        for number, load in enumerate(way.load, way.start):
            minutes[number] = minutes.get(number, 0) + load
    if constraints.minutes_per_week is not None:
        for number, load in minutes.items():
            first = number * constraints.term_days
            days = constraints.term_days
            if constraints.deadline is not None:
                days = min(days, constraints.deadline - first)
            if load * 7 > constraints.minutes_per_week * days:
                yield f"term {number + 1} holds more than its hours"


def _of_limits(instance: Instance, constraints: Constraints, ways: Mapping[str, Mode]) -> Iterator[str]:
    courses = [instance.courses[name] for name in ways]
    if (
        constraints.budget is not None
        and sum(_least(one, constraints) for one in courses) > constraints.budget
    ):
        yield "the budget is exceeded"
    for group in instance.exclusive:
        if len([name for name in group if name in ways]) > (0 if group & instance.held else 1):
            yield f"only one of {', '.join(sorted(group))} can be taken"
    if instance.award is not None and instance.award not in ways and instance.award not in instance.held:
        yield "the award is not reached"
    if constraints.minimum_coverage is not None:
        reached = whole = 0
        for wanted in instance.wanted:
            if wanted.essential:
                gained = [one.covers[wanted.skill] for one in courses if wanted.skill in one.covers]
                reached += wanted.weight * max([wanted.base, *gained])
                whole += wanted.weight
        if reached < constraints.minimum_coverage * whole:
            yield "the least coverage is not reached"


def _possible(course: Course, constraints: Constraints) -> bool:
    if course.issuer in constraints.excluded_issuers or not course.open:
        return False
    if course.offers:
        return any(_suits(course, offer, constraints) for offer in course.offers)
    if course.completion is not None:
        return True
    asks = (constraints.participation, constraints.accessibility, constraints.part_time, constraints.places)
    spoken = not constraints.languages or not constraints.languages.isdisjoint(course.languages)
    return spoken and not any(asks)


def _suits(course: Course, offer: Offer, asked: Constraints) -> bool:
    refused = [
        offer.seats == 0,
        offer.starts is not None and offer.starts < 0,
        offer.apply_until is not None and offer.apply_until < 0,
        bool(asked.languages) and asked.languages.isdisjoint(offer.languages or course.languages),
        bool(asked.participation) and offer.participation not in asked.participation,
        bool(asked.accessibility - offer.accessibility),
        asked.part_time and not offer.part_time,
        bool(asked.places) and offer.participation != "ONLINE" and offer.place not in asked.places,
        asked.deadline is not None and offer.starts is not None and offer.starts > asked.deadline,
        asked.deadline is not None and offer.starts is not None and (offer.ends or 0) > asked.deadline,
    ]
    return not any(refused)


def _least(course: Course, constraints: Constraints) -> int:
    """The cheapest way to take it; more than any budget when its price is not known."""
    unknown = 10**15
    if course.price is None:
        return unknown
    extras = [
        unknown if offer.price is None else offer.price
        for offer in course.offers
        if _suits(course, offer, constraints)
    ]
    return course.price + min(extras, default=0)


class _Trial:
    """Rules against what is there, every way of counting tried until one does."""

    def __init__(self, instance: Instance, have: Iterable[str]) -> None:
        self._instance, self._have, self._trials = instance, set(have), 0

    def met(self, rule: Rule) -> bool:
        if rule.once:
            return self._allocate(rule, list(_places(rule, ())), {})
        if rule.kind == "CREDITS":
            return self._amount(rule, self._matching(list(rule.leaves()))) >= rule.need
        return (
            sum(
                self.met(option) if isinstance(option, Rule) else bool(self._matching([option]))
                for option in rule.options
            )
            >= rule.need
        )

    def _matching(self, names: list[str]) -> set[str]:
        also = {source for source, towards in self._instance.counts_as if towards in names}
        return self._have & (also | set(names))

    def _amount(self, rule: Rule, counted: set[str]) -> int:
        total = recognised = 0
        for name in counted:
            course = self._instance.courses.get(name)
            if course is None or (rule.unit is not None and course.unit != rule.unit):
                continue
            if rule.level is not None and (course.level is None or course.level < rule.level):
                continue
            if name in self._instance.recognised and rule.cap is not None:
                recognised += course.credits
            else:
                total += course.credits
        return total + (recognised if rule.cap is None else min(recognised, rule.cap))

    def _allocate(
        self, rule: Rule, places: list[tuple[tuple[int, ...], str]], counted: dict[tuple[int, ...], str]
    ) -> bool:
        """Fill one place after another. Past a number of trials the plan is believed."""
        self._trials += 1
        if self._trials > _TRIALS or self._filled(rule, (), counted):
            return True
        if not places:
            return False
        (place, leaf), *rest = places
        free = self._matching([leaf]) - set(counted.values())
        ranked = sorted(free, key=lambda name: name != leaf)
        return any(self._allocate(rule, rest, counted | {place: name}) for name in ranked) or self._allocate(
            rule, rest, counted
        )

    def _filled(self, rule: Rule, path: tuple[int, ...], counted: Mapping[tuple[int, ...], str]) -> bool:
        if rule.kind == "CREDITS":
            inside = {name for place, name in counted.items() if place[: len(path)] == path}
            return self._amount(rule, inside) >= rule.need
        met = 0
        for number, option in enumerate(rule.options):
            here = (*path, number)
            met += self._filled(option, here, counted) if isinstance(option, Rule) else here in counted
        return met >= rule.need


def _places(rule: Rule, path: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], str]]:
    for number, option in enumerate(rule.options):
        if isinstance(option, Rule):
            yield from _places(option, (*path, number))
        else:
            yield (*path, number), option
