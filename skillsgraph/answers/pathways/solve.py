"""The best plan for the goals in their order, each held fast before the next, and other plans that differ."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import gcd

from skillsgraph.answers.pathways.build import Programme, build
from skillsgraph.answers.pathways.instance import GOALS, Constraints, Goal, Instance, check
from skillsgraph.answers.pathways.milp import Outcome, Row, Solver, Terms
from skillsgraph.answers.pathways.order import cut, stuck
from skillsgraph.answers.pathways.reduce import reduced
from skillsgraph.answers.pathways.schedule import schedule
from skillsgraph.answers.pathways.solvers import HIGHS, open_solver
from skillsgraph.answers.pathways.terms import Mode

# Another plan shares at most so many hundredths of its credentials with each earlier one.
OVERLAP = 70


@dataclass(frozen=True, slots=True)
class Plan:
    """Credentials to take and when. `goals`: the value reached for each, as minimised (coverage is negative).

    `proven`: no plan is better, in the order of the goals. `gap`: how far the first goal that is not proven
    may be from the best, as a share of its value; 0 when all are.
    """

    ways: dict[str, Mode]
    goals: dict[Goal, int]
    proven: bool
    gap: float


@dataclass(frozen=True, slots=True)
class Answer:
    """Plans, the best first. None with `proven`: nothing satisfies the constraints."""

    plans: tuple[Plan, ...]
    proven: bool
    seconds: float


@dataclass(slots=True)
class Clock:
    """What is left of a work limit."""

    limit: float
    started: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        return self.limit - self.passed()

    def passed(self) -> float:
        return time.monotonic() - self.started


def solve(
    instance: Instance,
    constraints: Constraints,
    *,
    goals: Sequence[Goal] = GOALS,
    first: int = 1,
    seconds: float = 2.0,
    solver: str = HIGHS,
) -> Answer:
    """Up to `first` plans within about `seconds`.

    Raises:
        InputError: A number is negative, or the solver is not here.
    """
    check(instance, constraints)
    clock = Clock(seconds)
    small = reduced(instance)
    programme = build(small, constraints)
    search = _Search(small, constraints, programme, list(goals), clock, solver)
    plans: list[Plan] = []
    proven = True
    while len(plans) < first and clock.left() > 0:
        plan, certain = search.best()
        if plan is None:
            proven = certain if not plans else proven
            break
        plans.append(plan)
        if not plan.ways:
            break
        search.differ_from(plan)
    return Answer(tuple(plans), proven and all(one.proven for one in plans), clock.passed())


class _Search:
    """A programme in a solver, with the cuts found so far."""

    def __init__(
        self,
        instance: Instance,
        constraints: Constraints,
        programme: Programme,
        goals: list[Goal],
        clock: Clock,
        solver: str,
    ) -> None:
        self._instance, self._constraints, self._programme = instance, constraints, programme
        self._goals, self._clock, self._name = goals, clock, solver

    def best(self) -> tuple[Plan | None, bool]:
        """The best plan that has an order in time, or None and whether that is certain."""
        while True:
            values, reached, proven, gap = self._lexicographic()
            if values is None:
                return None, proven
            chosen = self._chosen(values)
            timed = schedule(
                chosen,
                self._instance,
                self._constraints,
                self._programme.admitted,
                solver=self._name,
                seconds=self._clock.left(),
            )
            if timed.ways is not None:
                return Plan(dict(timed.ways), reached, proven and timed.proven, gap), proven
            if not timed.proven or self._clock.left() <= 0:
                return None, False
            self._programme.model.rows.append(self._not_just(chosen))

    def differ_from(self, plan: Plan) -> None:
        """Ask for a plan that shares little with this one."""
        terms = {self._programme.taken[name]: 1 for name in plan.ways}
        self._programme.model.rows.append(Row(terms, high=OVERLAP * len(plan.ways) // 100))

    def _lexicographic(self) -> tuple[tuple[int, ...] | None, dict[Goal, int], bool, float]:
        opened = open_solver(self._programme.model, self._name)
        values: tuple[int, ...] | None = None
        reached: dict[Goal, int] = {}
        for goal in self._goals or [Goal.CREDENTIALS]:
            objective = self._programme.goals[goal]
            if values is not None and not objective:
                reached[goal] = 0
                continue
            outcome = self._without_circles(opened, goal, values)
            if outcome.values is None:
                # What was found for the goals before stands, though for this one nothing could be.
                return values, reached, outcome.proven and values is None, 1.0
            values = outcome.values
            reached[goal] = outcome.objective or 0
            if not outcome.proven:
                self._rest(values, reached)
                return values, reached, False, _gap(outcome)
            if objective:
                opened.add(_fast(objective, reached[goal]))
        return values, reached, True, 0.0

    def _without_circles(self, opened: Solver, goal: Goal, known: tuple[int, ...] | None) -> Outcome:
        """The best for one goal without credentials that wait for each other."""
        objective = self._programme.goals[goal]
        last = Outcome(None, proven=False)
        if known is not None:
            opened.start_from(known)
        while self._clock.left() > 0:
            outcome = opened.minimise(objective, self._clock.left())
            if outcome.values is None:
                return outcome
            chosen = set(self._chosen(outcome.values))
            circle = stuck(chosen, self._instance)
            if not circle:
                return outcome
            row = cut(circle, chosen, self._instance, self._programme.taken)
            self._programme.model.rows.append(row)
            opened.add(row)
        if known is None:
            return last
        total = sum(value * known[variable] for variable, value in objective.items())
        return Outcome(known, False, total, None)

    def _rest(self, values: tuple[int, ...], reached: dict[Goal, int]) -> None:
        for goal in self._goals:
            objective = self._programme.goals[goal]
            reached.setdefault(goal, sum(value * values[one] for one, value in objective.items()))

    def _chosen(self, values: tuple[int, ...]) -> list[str]:
        return [name for name, variable in self._programme.taken.items() if values[variable]]

    def _not_just(self, chosen: Sequence[str]) -> Row:
        """Another set than this one."""
        picked = set(chosen)
        terms = {variable: -1 if name in picked else 1 for name, variable in self._programme.taken.items()}
        return Row(terms, low=1 - len(picked))


def _fast(objective: Terms, reached: int) -> Row:
    """A goal held where it was reached, in the smallest whole numbers: large ones cost a solver precision."""
    common = gcd(*objective.values()) or 1
    return Row({one: value // common for one, value in objective.items()}, high=reached // common)


def _gap(outcome: Outcome) -> float:
    if outcome.objective is None or outcome.bound is None:
        return 1.0
    return abs(outcome.objective - outcome.bound) / max(abs(outcome.objective), 1.0)
