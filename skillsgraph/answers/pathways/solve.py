"""The best plan for the goals in their order, each held fast before the next, and other plans that differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from skillsgraph.answers.pathways.build import Programme, build
from skillsgraph.answers.pathways.clock import Clock
from skillsgraph.answers.pathways.core import core_of
from skillsgraph.answers.pathways.greedy import greedy
from skillsgraph.answers.pathways.instance import GOALS, Constraints, Goal, Instance, check
from skillsgraph.answers.pathways.lexicographic import Found, Lexicographic
from skillsgraph.answers.pathways.milp import Row, summed
from skillsgraph.answers.pathways.order import cut, stuck
from skillsgraph.answers.pathways.reduce import reduced
from skillsgraph.answers.pathways.schedule import schedule
from skillsgraph.answers.pathways.solvers import HIGHS
from skillsgraph.answers.pathways.terms import Mode

# Another plan shares at most so many hundredths of its credentials with each earlier one.
OVERLAP = 70
# Seconds for what little is to do when the time is over: to put what was found into terms.
_AFTERWARDS = 1.0


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
    while len(plans) < first and (not plans or clock.left() > 0):
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
            found = self._best_choice()
            if found.values is None:
                return None, found.proven
            chosen = self._chosen(found.values)
            timed = schedule(
                chosen,
                self._instance,
                self._constraints,
                self._programme.admitted,
                solver=self._name,
                seconds=max(self._clock.left(), _AFTERWARDS),
            )
            if timed.ways is not None:
                proven = found.proven and timed.proven
                return Plan(dict(timed.ways), found.reached, proven, found.gap), found.proven
            if not timed.proven or self._clock.left() <= 0:
                return None, False
            self._programme.model.rows.append(self._not_just(chosen))

    def _best_choice(self) -> Found:
        programme = self._programme
        goals = [(goal, programme.goals[goal]) for goal in self._goals]
        search = Lexicographic(
            programme.model, goals, self._circle, self._clock, self._name, self._greedy_choice
        )
        return search.best()

    def _greedy_choice(self) -> tuple[int, ...] | None:
        """What greed takes, where it keeps to every row."""
        programme, taken = self._programme, self._programme.taken
        names = greedy(self._instance, programme.admitted, self._constraints)
        if names is None:
            return None
        picked = set(names)
        chosen = core_of(programme.model, {taken[one]: int(one in picked) for one in taken})
        counted = [goal for goal in (Goal.COVERAGE, Goal.OPTIONAL_COVERAGE) if goal in self._goals]
        wish = summed(term for goal in counted for term in programme.goals[goal].items())
        values = chosen.minimise(wish, self._name, _AFTERWARDS).values
        return None if values is None or self._circle(values) else values

    def differ_from(self, plan: Plan) -> None:
        """Ask for a plan that shares little with this one."""
        terms = {self._programme.taken[name]: 1 for name in plan.ways}
        self._programme.model.rows.append(Row(terms, high=OVERLAP * len(plan.ways) // 100))

    def _circle(self, values: tuple[int, ...]) -> Row | None:
        """A row that cuts off credentials which wait for each other, if there are such among the chosen."""
        chosen = set(self._chosen(values))
        circle = stuck(chosen, self._instance)
        return cut(circle, chosen, self._instance, self._programme.taken) if circle else None

    def _chosen(self, values: tuple[int, ...]) -> list[str]:
        return [name for name, variable in self._programme.taken.items() if values[variable]]

    def _not_just(self, chosen: Sequence[str]) -> Row:
        """Another set than this one."""
        picked = set(chosen)
        terms = {variable: -1 if name in picked else 1 for name, variable in self._programme.taken.items()}
        return Row(terms, low=1 - len(picked))
