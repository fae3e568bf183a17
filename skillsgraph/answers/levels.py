"""Levels across scales: how far a level that is held falls short of one that is asked for.

Scales are data in `policies.yaml`: the order of their levels, and what a level that is one, two, … steps too
low is worth. A table and not a quotient of ranks, since the steps of a scale are not of one size. Levels of
two scales compare only where a mapping says so; there is none yet, so they do not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from pydantic import ConfigDict, TypeAdapter

from skillsgraph.model.text import fold


@dataclass(frozen=True, slots=True)
class Scale:
    """Levels from the lowest to the highest; `short` is the credit of a level 1, 2, … steps too low."""

    id: str
    title: str
    levels: Sequence[str]
    short: Sequence[float]
    source: str
    short_source: str

    def __post_init__(self) -> None:
        falling = [1.0, *self.short, 0.0]
        if len(self.short) != len(self.levels) - 1 or falling != sorted(falling, reverse=True):
            raise ValueError(f"scale {self.id!r}: `short` must fall, with one figure for each step")


@dataclass(frozen=True, slots=True)
class Fit:
    """How a level held compares with one asked for: steps too low, and what that is worth."""

    short: int
    credit: float


@cache
def scales() -> tuple[Scale, ...]:
    """Every scale that is shipped."""
    text = files("skillsgraph.answers").joinpath("policies.yaml").read_text(encoding="utf-8")
    adapter = TypeAdapter(tuple[Scale, ...], config=ConfigDict(extra="forbid"))
    return adapter.validate_python(yaml.safe_load(text)["scales"])


def compare(held: str | None, wanted: str | None) -> Fit | None:
    """How the level held fits the one asked for; None when the two cannot be compared."""
    if wanted is None:
        return Fit(0, 1.0)
    if held is None:
        return None
    have, need = fold(held), fold(wanted)
    if have == need:
        return Fit(0, 1.0)
    for scale in scales():
        ranks = {fold(level): rank for rank, level in enumerate(scale.levels)}
        if have in ranks and need in ranks:
            short = max(ranks[need] - ranks[have], 0)
            return Fit(short, scale.short[short - 1] if short else 1.0)
    return None
