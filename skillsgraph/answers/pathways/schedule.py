"""Chosen credentials in terms: what builds on something comes in a later term, and no term is overfull.

x[c, way] exactly one way each       d[c, t] = Σ x over ways that end by t
entry(c) over d[·, t−1] where c has begun by t        completion(c) over d[·, t] where c is done by t
beside(c) over what has begun by t, where c has
Σ load(way, t)·x ≤ minutes of t      used[t] ≥ 1 − d[c, t−1]
least  Σ used, then Σ end
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skillsgraph.answers.pathways.admission import Admitted
from skillsgraph.answers.pathways.instance import Constraints, Course, Instance
from skillsgraph.answers.pathways.milp import Model, summed
from skillsgraph.answers.pathways.rules import Encoder
from skillsgraph.answers.pathways.solvers import open_solver
from skillsgraph.answers.pathways.terms import Mode, Term, earliest_ends, modes_of, terms_of


@dataclass(frozen=True, slots=True)
class Schedule:
    """The way in which each credential is taken, or None when there is no order; whether that is proven."""

    ways: Mapping[str, Mode] | None
    proven: bool


def schedule(
    chosen: Sequence[str],
    instance: Instance,
    constraints: Constraints,
    able: Mapping[str, Admitted],
    *,
    solver: str,
    seconds: float,
) -> Schedule:
    """The fewest terms in which the chosen can be taken."""
    if not chosen:
        return Schedule({}, proven=True)
    every = terms_of(constraints)
    courses = [instance.courses[name] for name in chosen]
    ends = earliest_ends(instance, every, {name: able[name] for name in chosen})
    if any(name not in ends for name in chosen):
        return Schedule(None, proven=True)
    started = time.monotonic()
    # Few terms make a small programme, and the first number of them that suffices is the fewest.
    for count in range(max(ends[name] for name in chosen) + 1, _horizon(courses, able, every) + 1):
        left = seconds - (time.monotonic() - started)
        found = _within(every[:count], courses, instance, able, solver, left)
        if found.ways is not None or not found.proven:
            return found
    return Schedule(None, proven=True)


def _within(
    terms: list[Term],
    courses: Sequence[Course],
    instance: Instance,
    able: Mapping[str, Admitted],
    solver: str,
    seconds: float,
) -> Schedule:
    """The chosen in so many terms, each as early as it can be."""
    ways = {one.id: modes_of(one, able[one.id], terms) for one in courses}
    model = Model()
    taken = {name: [(way, model.variable()) for way in found] for name, found in ways.items()}
    for found in taken.values():
        model.row(((variable, 1) for _, variable in found), low=1, high=1)
    _loads(model, taken, terms)
    done = _by_term(model, taken, terms, start=False)
    begun = _by_term(model, taken, terms, start=True)
    _rules(model, instance, courses, done, begun)
    goal = [(variable, way.end) for found in taken.values() for way, variable in found]
    outcome = open_solver(model, solver).minimise(summed(goal), seconds)
    if outcome.values is None:
        return Schedule(None, outcome.proven)
    values = outcome.values
    picked = {name: way for name, found in taken.items() for way, variable in found if values[variable]}
    return Schedule(picked, outcome.proven)


def _horizon(courses: Sequence[Course], able: Mapping[str, Admitted], terms: Sequence[Term]) -> int:
    """As many terms as suffice, since what has no date can follow what has, one after another."""
    dated = [one for one in courses if able[one.id].spans]
    latest = max((way.end for one in dated for way in modes_of(one, able[one.id], list(terms))), default=-1)
    rest = 0
    for one in courses:
        if not able[one.id].spans:
            ways = modes_of(one, able[one.id], list(terms))
            rest += max((way.end - way.start for way in ways), default=0) + 1
    return min(len(terms), latest + 1 + rest)


def _loads(model: Model, taken: Mapping[str, Sequence[tuple[Mode, int]]], terms: Sequence[Term]) -> None:
    for number, term in enumerate(terms):
        if term.minutes is None:
            continue
        row = [
            (variable, way.load[number - way.start])
            for found in taken.values()
            for way, variable in found
            if way.start <= number < way.start + len(way.load)
        ]
        model.row(row, high=term.minutes)


def _by_term(
    model: Model, taken: Mapping[str, Sequence[tuple[Mode, int]]], terms: Sequence[Term], *, start: bool
) -> list[dict[str, int]]:
    """For each term a variable per credential: whether it has begun, or else is done, by then."""
    found = []
    for number in range(len(terms)):
        by_then = {name: model.variable() for name in taken}
        for name, ways in taken.items():
            inside = [(variable, 1) for way, variable in ways if (way.start if start else way.end) <= number]
            model.row([*inside, (by_then[name], -1)], low=0, high=0)
        found.append(by_then)
    return found


def _rules(
    model: Model,
    instance: Instance,
    courses: Sequence[Course],
    done: Sequence[dict[str, int]],
    begun: Sequence[dict[str, int]],
) -> None:
    for number in range(len(done)):
        before = Encoder(model, instance, done[number - 1] if number else {})
        now = Encoder(model, instance, done[number])
        along = Encoder(model, instance, begun[number])
        for course in courses:
            if course.beside is not None:
                along.fulfil(course.beside, course.id, begun[number][course.id])
            if course.entry is not None:
                before.fulfil(course.entry, course.id, begun[number][course.id])
            if course.completion is not None:
                now.fulfil(course.completion, course.id, done[number][course.id])
            if course.exact_entry is not None:
                course.exact_entry.fulfil(model, done[number - 1] if number else {}, begun[number][course.id])
            if course.exact_completion is not None:
                course.exact_completion.fulfil(model, done[number], done[number][course.id])
