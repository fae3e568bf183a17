"""What a caller asks of pathways, and the answer, in the units of the world."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from skillsgraph.answers.model import Named, Ref, Target
from skillsgraph.answers.pathways.instance import GOALS, Constraint, Goal
from skillsgraph.model.credentials import Rule


@dataclass(frozen=True, slots=True)
class Wish:
    """Constraints as asked. Money in `currency` (unset: the one that most prices are in), as the person's
    `audiences` pay it; organizations by id; `minimum_coverage` from 0 to 1."""

    budget: float | None = None
    currency: str | None = None
    audiences: tuple[str, ...] = ()
    hours_per_week: float | None = None
    deadline: date | None = None
    languages: tuple[str, ...] = ()
    participation: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    part_time: bool = False
    places: tuple[str, ...] = ()
    excluded_issuers: tuple[str, ...] = ()
    preferred_issuers: tuple[str, ...] = ()
    minimum_coverage: float | None = None
    term_weeks: int = 26
    most_terms: int = 20
    hour_worth: float = 0.0


@dataclass(frozen=True, slots=True)
class Aim:
    """Exactly one of a job role, a list of skills, and a credential."""

    target: Target | None = None
    credential: Ref | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """What is taken to be otherwise than it is stored: rules and prices, by credential id.

    A price is all that a credential costs, in the currency of the question, beside its offerings' own costs.
    """

    completions: Mapping[str, Rule] = field(default_factory=dict)
    prices: Mapping[str, float] = field(default_factory=dict)
    entries: Mapping[str, Rule] = field(default_factory=dict)

    def rule_of(self, credential: str, use: str) -> Rule | None:
        """The rule on trial of a credential, for `completion` or `entry`."""
        return {"completion": self.completions, "entry": self.entries}.get(use, {}).get(credential)


@dataclass(frozen=True, slots=True)
class Ask:
    """Everything but the person: where to, within what, and what matters most.

    `renew`: the credential is held, and its renewal rule is to be fulfilled.
    """

    aim: Aim
    as_of: date
    wish: Wish = Wish()
    goals: tuple[Goal, ...] = GOALS
    first: int = 1
    seconds: float = 2.0
    solver: str | None = None
    trial: Trial = Trial()
    renew: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One credential of a plan. `covers`: the wanted skills that no other step covers better."""

    credential: Named
    term: int
    starts: date
    ends: date
    price: float | None
    hours: float
    credits: float | None
    unit: str | None
    covers: tuple[Named, ...]
    builds_on: tuple[Named, ...]
    unlocks: tuple[Named, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class TermLoad:
    """One term of a plan, counted from 1."""

    number: int
    starts: date
    ends: date
    hours: float
    hours_per_week: float


@dataclass(frozen=True, slots=True)
class Totals:
    """What a plan comes to. The hours and credits of an award are those of its parts."""

    price: float
    currency: str
    unpriced: tuple[Named, ...]
    hours: float
    weeks: float
    credits: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class PathPlan:
    """Steps in the order of their terms. Coverage: of essential or optional requirements, None: no such."""

    steps: tuple[Step, ...]
    terms: tuple[TermLoad, ...]
    totals: Totals
    coverage: tuple[float | None, float | None]
    optional_coverage: tuple[float | None, float | None]
    proven: bool
    gap: float
    explanation: str


@dataclass(frozen=True, slots=True)
class ConflictFound:
    """Which constraints cannot be kept together, and the nearest plan without those in `relaxed`."""

    constraints: tuple[Constraint, ...]
    smallest: bool
    relaxed: tuple[Constraint, ...]
    nearest: PathPlan | None
    explanation: str


@dataclass(frozen=True, slots=True)
class Pathways:
    """Plans, the best first, or the conflict that leaves none. `untaught`: lacking, and nobody teaches it."""

    plans: tuple[PathPlan, ...]
    already_reached: bool
    untaught: tuple[Named, ...]
    left_out: tuple[Named, ...]
    conflict: ConflictFound | None
    proven: bool
    seconds: float
    considered: int
    policy: str
    explanation: str
