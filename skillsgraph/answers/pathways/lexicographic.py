"""The best for one goal after the other, each held fast before the next.

Each goal is first relaxed to one where parts may be taken. From that most variables are known to have one
value in every solution that is good enough (see `relaxation`), and the search goes on over the few that are
left: the core. What it finds there is the best of all if it is as good as was asked of what was left out;
otherwise the core is made anew, as large as that solution asks for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import gcd

from skillsgraph.answers.pathways.clock import Clock
from skillsgraph.answers.pathways.core import Core, core_of
from skillsgraph.answers.pathways.instance import Goal
from skillsgraph.answers.pathways.milp import Model, Outcome, Row, Terms, value_of
from skillsgraph.answers.pathways.relaxation import Relaxation, relaxation
from skillsgraph.answers.pathways.solvers.highs import multipliers

# The first core holds what may be part of a solution so many hundredths above the bound.
_ROOM = 2
_GROWTH = 8

Values = tuple[int, ...]
Cut = Callable[[Values], Row | None]
"""A row that every solution keeps to and these values do not, or None."""


@dataclass(frozen=True, slots=True)
class Found:
    """`gap`: how far the first goal that is not proven may be from its best, as a share; 0 when all are."""

    values: Values | None
    reached: dict[Goal, int]
    proven: bool
    gap: float


@dataclass(slots=True)
class Lexicographic:
    """A model and its goals. Cuts that are found stay in the model."""

    model: Model
    goals: Sequence[tuple[Goal, Terms]]
    cut: Cut
    clock: Clock
    solver: str
    seed: Callable[[], Values | None] = lambda: None
    """A solution of the model, though not the best, for when time was too short to find one."""
    _frozen: list[Row] = field(default_factory=list)
    _fixed: dict[int, int] = field(default_factory=dict)
    _known: Values | None = None
    _lows: list[int] = field(default_factory=list)
    """What each goal, as far as they have been looked at, cannot be below."""

    def best(self) -> Found:
        """The best values for the goals in their order."""
        found = self._run(assume=True)
        if found.values is None and found.proven and self._fixed:
            # What nothing stood against, goal by goal and in parts, cannot be had as a whole.
            found = self._run(assume=False)
        return found

    def _run(self, *, assume: bool) -> Found:
        self._frozen, self._fixed, self._known, self._lows = [], {}, None, []
        goals = list(self.goals)
        while assume and goals and self._is_had(goals[0][1]):
            goals.pop(0)
        for _, terms in goals or [(Goal.CREDENTIALS, {})]:
            outcome = self._least(terms)
            self._known = outcome.values or self._known
            if outcome.values is None or not outcome.proven:
                return self._short(outcome)
        return Found(self._known, self._reached(), True, 0.0)

    def _short(self, outcome: Outcome) -> Found:
        """What there is when a goal is not proven; what was found for the goals before stands."""
        if self._known is None and not outcome.proven:
            self._known = self.seed()
        if self._known is None:
            return Found(None, {}, outcome.proven, 1.0)
        reached = self._reached()
        worse = (
            (value, low) for value, low in zip(reached.values(), self._lows, strict=False) if value > low
        )
        value, low = next(worse, (1, 0))
        return Found(self._known, reached, False, (value - low) / max(abs(value), 1))

    def _reached(self) -> dict[Goal, int]:
        return {goal: value_of(terms, self._known or ()) for goal, terms in self.goals}

    def _is_had(self, terms: Terms) -> bool:
        """Whether all of what a goal adds up may well be had; if so it is asked for, and spares a search."""
        ideal = sum(min(value, 0) * self.model.uppers[one] for one, value in terms.items())
        if terms and not ideal:
            return False
        core = self._core(self._fixed)
        proof = self._relaxed(core, terms) if terms else None
        if terms and (proof is None or proof.bound + core.there(terms) > ideal):
            return False
        self._fixed |= {
            one: self.model.uppers[one] if value < 0 else 0 for one, value in terms.items() if value
        }
        self._lows.append(ideal)
        return True

    # One goal -----------------------------------------------------------------------------------------

    def _least(self, goal: Terms) -> Outcome:
        """The least value of one goal, which is then held."""
        if not goal and self._known is not None:
            self._lows.append(0)
            return Outcome(self._known, True, 0, 0)
        common = gcd(*goal.values()) or 1
        # In the smallest whole numbers: large ones cost a solver precision.
        terms = {one: value // common for one, value in goal.items()}
        core = self._core(self._fixed)
        proof = self._relaxed(core, terms)
        if proof is None:
            return Outcome(None, proven=True)
        there = core.there(terms)
        outcome = self._solved(terms, proof, proof.bound + there, core)
        self._lows.append((proof.bound + there if outcome.bound is None else outcome.bound) * common)
        if outcome.proven and outcome.objective is not None:
            self._fixed |= core.lifted(proof.fixed(outcome.objective - there, core.model.uppers))
            self._frozen.append(Row(terms, high=outcome.objective))
        return outcome

    def _solved(self, terms: Terms, proof: Relaxation, bound: int, core: Core) -> Outcome:
        known = None if self._known is None else value_of(terms, self._known)
        if known is not None and known <= bound:
            return Outcome(self._known, True, known, known)

        def left_out(most: int) -> dict[int, int]:
            return core.lifted(proof.fixed(most - core.there(terms), core.model.uppers))

        room = max(1, abs(bound) * _ROOM // 100)
        most = bound + room if known is None else min(bound + room, known)
        best: Outcome | None = None
        while True:
            without = left_out(most)
            outcome = self._search(terms, self._fixed | without)
            best = _better(outcome, best)
            if not outcome.proven:
                # Of what was left out all is worse than `most`.
                low = bound if outcome.bound is None else max(bound, min(outcome.bound, most + 1))
                return Outcome(best.values, False, best.objective, low)
            if best.objective is None:
                if not without:
                    return best
                room *= _GROWTH
                most = bound + room if known is None else known
            elif best.objective <= most or without.keys() <= left_out(best.objective - 1).keys():
                return best
            else:
                most = best.objective - 1

    def _search(self, terms: Terms, held: dict[int, int]) -> Outcome:
        """The least with some variables held, of what no cut forbids."""
        while self.clock.left() > 0:
            outcome = self._core(held).minimise(terms, self.solver, self.clock.left())
            row = None if outcome.values is None else self.cut(outcome.values)
            if row is None:
                return outcome
            self.model.rows.append(row)
        return Outcome(None, proven=False)

    def _relaxed(self, core: Core, terms: Terms) -> Relaxation | None:
        """What the relaxation proves; None when it has no solution."""
        found = multipliers(core.model, core.terms(terms), self.clock.left())
        return None if found is None else relaxation(core.model, core.terms(terms), found)

    def _core(self, held: dict[int, int]) -> Core:
        return core_of(Model(self.model.uppers, [*self.model.rows, *self._frozen]), held)


def _better(one: Outcome, other: Outcome | None) -> Outcome:
    if other is None or other.objective is None:
        return one
    return other if one.objective is None or one.objective >= other.objective else one
