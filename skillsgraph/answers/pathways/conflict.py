"""When nothing satisfies the constraints: the smallest set of them that conflicts, and the nearest plan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from skillsgraph.answers.pathways.clock import Clock
from skillsgraph.answers.pathways.instance import FIELDS, GOALS, Constraint, Constraints, Goal, Instance
from skillsgraph.answers.pathways.solve import Plan, solve
from skillsgraph.answers.pathways.solvers import HIGHS

# With so many constraints every set of them is tried by size; with more they are left out one by one.
_TRY_ALL = 6


@dataclass(frozen=True, slots=True)
class Conflict:
    """Constraints that cannot be kept together though any fewer of them can; empty: not even without any.

    `smallest`: no other conflicting set has fewer. `relaxed` is what the nearest plan does not keep to.
    """

    constraints: tuple[Constraint, ...]
    smallest: bool
    relaxed: tuple[Constraint, ...]
    nearest: Plan | None


def conflict_of(
    instance: Instance,
    constraints: Constraints,
    *,
    goals: Sequence[Goal] = GOALS,
    seconds: float = 2.0,
    solver: str = HIGHS,
) -> Conflict:
    """Why a question without a plan has none."""
    search = _Search(instance, constraints, list(goals), Clock(seconds), solver)
    given = constraints.given()
    if not search.possible(()):
        return Conflict((), True, (), None)
    found, smallest = search.conflicting(given)
    relaxed, plan = search.nearest(found, given)
    return Conflict(found, smallest, relaxed, plan)


def kept_to(constraints: Constraints, dropped: Sequence[Constraint]) -> Constraints:
    """The same constraints without some."""
    unset = Constraints()
    return replace(constraints, **{FIELDS[one]: getattr(unset, FIELDS[one]) for one in dropped})


@dataclass(slots=True)
class _Search:
    instance: Instance
    constraints: Constraints
    goals: list[Goal]
    clock: Clock
    solver: str

    def only(self, kept: Sequence[Constraint]) -> Constraints:
        return kept_to(self.constraints, [one for one in Constraint if one not in kept])

    def possible(self, kept: Sequence[Constraint]) -> bool:
        """Whether some plan keeps to these; when time runs out it is taken to."""
        answer = solve(
            self.instance, self.only(kept), goals=(), seconds=max(self.clock.left(), 0.05), solver=self.solver
        )
        return bool(answer.plans) or not answer.proven

    def conflicting(self, given: Sequence[Constraint]) -> tuple[tuple[Constraint, ...], bool]:
        if len(given) <= _TRY_ALL:
            for size in range(1, len(given)):
                for some in combinations(given, size):
                    if not self.possible(some):
                        return some, True
            return tuple(given), True
        kept = list(given)
        for one in given:
            fewer = [other for other in kept if other is not one]
            if not self.possible(fewer):
                kept = fewer
        return tuple(kept), False

    def nearest(
        self, conflict: Sequence[Constraint], given: Sequence[Constraint]
    ) -> tuple[tuple[Constraint, ...], Plan | None]:
        """The best plan with one constraint of the conflict left out; if there is none, with more."""
        for size in range(1, len(given) + 1):
            found: list[tuple[tuple[int, ...], tuple[Constraint, ...], Plan]] = []
            pool = conflict if size == 1 else given
            for dropped in combinations(pool, size):
                kept = [one for one in given if one not in dropped]
                left = max(self.clock.left(), 0.05)
                answer = solve(
                    self.instance, self.only(kept), goals=self.goals, seconds=left, solver=self.solver
                )
                if answer.plans:
                    plan = answer.plans[0]
                    found.append((tuple(plan.goals.values()), dropped, plan))
                if self.clock.left() <= 0 and found:
                    break
            if found:
                best = min(found, key=lambda one: (one[0], one[1]))
                return best[1], best[2]
            if self.clock.left() <= 0:
                break
        return (), None
