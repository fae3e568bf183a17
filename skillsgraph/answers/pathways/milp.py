"""An integer programme that is no solver's own: variables and rows, to which more can be added."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

Terms = Mapping[int, int]
"""Variable -> whole coefficient."""


@dataclass(frozen=True, slots=True)
class Row:
    """low ≤ Σ coefficient · variable ≤ high; None: without bound."""

    terms: Terms
    low: int | None = None
    high: int | None = None


@dataclass(slots=True)
class Model:
    """Every variable is whole, from 0 to its upper bound."""

    uppers: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def variable(self, upper: int = 1) -> int:
        self.uppers.append(upper)
        return len(self.uppers) - 1

    def row(self, terms: Iterable[tuple[int, int]], low: int | None = None, high: int | None = None) -> None:
        """Add a row; a variable that stands in it several times counts with the sum."""
        self.rows.append(Row(summed(terms), low, high))


def summed(terms: Iterable[tuple[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for variable, coefficient in terms:
        found[variable] = found.get(variable, 0) + coefficient
    return {variable: coefficient for variable, coefficient in found.items() if coefficient}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best values found for an objective, and a bound below which none can be.

    `values` None: none found, which with `proven` means that there are none.
    """

    values: tuple[int, ...] | None
    proven: bool
    objective: int | None = None
    bound: int | None = None


class Solver(Protocol):
    """One model at hand."""

    def minimise(self, objective: Terms, seconds: float) -> Outcome:
        """The least value of an objective. Ends within about these seconds."""


def value_of(terms: Terms, values: Sequence[int]) -> int:
    """What terms come to with these values."""
    return sum(coefficient * values[variable] for variable, coefficient in terms.items())
