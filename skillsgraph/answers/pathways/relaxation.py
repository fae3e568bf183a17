"""What a linear relaxation proves of an integer programme: a bound, and which values no good solution has.

For any multipliers y of the rows, with the right sign, every solution costs at least

    L(y) = Σ y·(the side of its row) + Σ min(0, d[j])·upper[j],        d[j] = c[j] − Σ y·a[·,j]

and at least L + |d[j]| where variable j has another value than in that minimum (Lagrangian bound, Geoffrion
1974, and reduced cost fixing, Crowder, Johnson and Padberg 1983). The multipliers come from a solver's
floating point; the bound is reckoned anew in whole numbers, so that no rounding can prove too much.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from skillsgraph.answers.pathways.milp import Model, Terms

# Multipliers are rounded to this part of one.
SCALE = 1 << 20


@dataclass(frozen=True, slots=True)
class Relaxation:
    """All in parts of `SCALE`: a bound below every solution, and the reduced cost of each variable."""

    low: int
    costs: Sequence[int]

    @property
    def bound(self) -> int:
        """The least whole value that a solution can have."""
        return -(-self.low // SCALE)

    def fixed(self, most: int, uppers: Sequence[int]) -> dict[int, int]:
        """Variable -> the one value that it has in every solution that costs at most so much."""
        room = most * SCALE - self.low
        return {
            variable: 0 if cost > 0 else uppers[variable]
            for variable, cost in enumerate(self.costs)
            if abs(cost) > room
        }


def relaxation(model: Model, objective: Terms, multipliers: Sequence[float]) -> Relaxation:
    """The bound that these multipliers of the rows prove."""
    costs = [0] * len(model.uppers)
    for variable, coefficient in objective.items():
        costs[variable] = coefficient * SCALE
    low = 0
    for row, multiplier in zip(model.rows, multipliers, strict=True):
        part = round(multiplier * SCALE)
        side = row.low if part > 0 else row.high
        if not part or side is None:
            continue
        low += part * side
        for variable, coefficient in row.terms.items():
            costs[variable] -= part * coefficient
    low += sum(cost * upper for cost, upper in zip(costs, model.uppers, strict=True) if cost < 0)
    return Relaxation(low, costs)
