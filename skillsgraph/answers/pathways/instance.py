"""A pathway question as pure data: what can be earned, what is held, what is wanted, what must be kept to.

All numbers are whole, so that two solvers agree to the last digit: money in cents, time in minutes, credits
in hundredths, coverage in thousandths, days counted from the day of the question.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from skillsgraph.answers.pathways.exact import Exact
from skillsgraph.errors import InputError

CENTS, CREDIT, FULL, HOUR = 100, 100, 1000, 60


class RuleKind(StrEnum):
    COUNT = "COUNT"
    CREDITS = "CREDITS"


@dataclass(frozen=True, slots=True)
class Rule:
    """COUNT: at least `need` options. CREDITS: options that carry `need` hundredths of a credit of `unit`.

    Of a CREDITS rule only options at `level` or above count, and of recognised ones at most `cap` hundredths;
    what is nested in it counts by its credentials. `once`: a credential counts in one place below this rule.
    """

    kind: RuleKind
    need: int
    options: tuple["str | Rule", ...]
    unit: str | None = None
    level: int | None = None
    cap: int | None = None
    once: bool = False

    def leaves(self) -> Iterator[str]:
        """Every credential that the rule names, at any depth."""
        for option in self.options:
            if isinstance(option, Rule):
                yield from option.leaves()
            else:
                yield option


@dataclass(frozen=True, slots=True)
class Offer:
    """One time at which a credential can be taken. Without a start it can be begun at any time.

    `price` is asked on top of the credential's own; None is unknown.
    """

    starts: int | None = None
    ends: int | None = None
    apply_until: int | None = None
    seats: int | None = None
    price: int | None = 0
    languages: frozenset[str] = frozenset()
    participation: str | None = None
    accessibility: frozenset[str] = frozenset()
    part_time: bool = False
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """A credential as a plan sees it. `covers`: skill -> thousandths of its requirement that it fulfils.

    `price` None is unknown. What has a completion rule is awarded for its parts: it has no date of its own.
    What is not `open` can no longer be earned: it counts where it is held. Where `exact_entry` or
    `exact_completion` is set, the rule before it says less than is asked, and this says all. `beside` is what
    else its entry asks for, which may be begun in the same term.
    """

    id: str
    price: int | None = 0
    minutes: int = 0
    credits: int = 0
    unit: str | None = None
    level: int | None = None
    issuer: str | None = None
    covers: Mapping[str, int] = field(default_factory=dict)
    entry: Rule | None = None
    completion: Rule | None = None
    offers: tuple[Offer, ...] = ()
    languages: frozenset[str] = frozenset()
    open: bool = True
    exact_entry: Exact | None = None
    exact_completion: Exact | None = None
    beside: Rule | None = None

    def rules(self) -> list[Rule]:
        """All that taking it asks for, whenever it must be there."""
        return [rule for rule in (self.entry, self.beside, self.completion) if rule is not None]

    def needs(self) -> Iterator[str]:
        """Every credential that its rules name."""
        for rule in self.rules():
            yield from rule.leaves()
        for exact in (self.exact_entry, self.exact_completion):
            if exact is not None:
                yield from exact.names()


@dataclass(frozen=True, slots=True)
class WantedSkill:
    """A skill of the target, and how many thousandths of it are there already."""

    skill: str
    essential: bool = True
    weight: int = 1
    base: int = 0


class Constraint(StrEnum):
    """What a plan must keep to; the names by which a conflict is told."""

    BUDGET = "BUDGET"
    HOURS_PER_WEEK = "HOURS_PER_WEEK"
    DEADLINE = "DEADLINE"
    LANGUAGES = "LANGUAGES"
    PARTICIPATION = "PARTICIPATION"
    ACCESSIBILITY = "ACCESSIBILITY"
    PART_TIME = "PART_TIME"
    PLACES = "PLACES"
    EXCLUDED_ISSUERS = "EXCLUDED_ISSUERS"
    MINIMUM_COVERAGE = "MINIMUM_COVERAGE"


@dataclass(frozen=True, slots=True)
class Constraints:
    """Unset asks for nothing. `minimum_coverage`: thousandths of the essential requirements, by weight.

    Time is cut into terms of `term_days`; there are at most `most_terms` of them.
    """

    budget: int | None = None
    minutes_per_week: int | None = None
    deadline: int | None = None
    languages: frozenset[str] = frozenset()
    participation: frozenset[str] = frozenset()
    accessibility: frozenset[str] = frozenset()
    part_time: bool = False
    places: frozenset[str] = frozenset()
    excluded_issuers: frozenset[str] = frozenset()
    preferred_issuers: frozenset[str] = frozenset()
    minimum_coverage: int | None = None
    term_days: int = 182
    most_terms: int = 20

    def given(self) -> list[Constraint]:
        """Those that are set, in the order of the enumeration."""
        values = {one: getattr(self, FIELDS[one]) for one in Constraint}
        return [
            one
            for one, value in values.items()
            if not (value is None or value is False or value == frozenset())
        ]


FIELDS: Mapping[Constraint, str] = {
    one: "minutes_per_week" if one is Constraint.HOURS_PER_WEEK else one.value.lower() for one in Constraint
}


class Goal(StrEnum):
    """What is aimed at, each with those before it held fast."""

    COVERAGE = "COVERAGE"
    COST = "COST"
    PRICE = "PRICE"
    HOURS = "HOURS"
    PREFERRED_ISSUERS = "PREFERRED_ISSUERS"
    OPTIONAL_COVERAGE = "OPTIONAL_COVERAGE"
    CREDENTIALS = "CREDENTIALS"


GOALS = (Goal.COVERAGE, Goal.COST, Goal.PREFERRED_ISSUERS, Goal.OPTIONAL_COVERAGE, Goal.CREDENTIALS)


@dataclass(frozen=True, slots=True)
class Instance:
    """The whole question. `award` must be reached; of each set in `exclusive` at most one may be taken.

    `counts_as`: (that, this): that counts wherever a rule names this; directional, and not followed further.
    `hour_worth`: cents that an hour of the person's time is worth in the goal COST.
    """

    courses: Mapping[str, Course]
    held: frozenset[str] = frozenset()
    recognised: frozenset[str] = frozenset()
    wanted: tuple[WantedSkill, ...] = ()
    award: str | None = None
    counts_as: tuple[tuple[str, str], ...] = ()
    exclusive: tuple[frozenset[str], ...] = ()
    hour_worth: int = 0

    def substitutes(self) -> dict[str, list[str]]:
        """Credential -> the others that count as it."""
        found: dict[str, list[str]] = {}
        for source, towards in self.counts_as:
            found.setdefault(towards, []).append(source)
        return found


def check(instance: Instance, constraints: Constraints) -> None:
    """Refuse numbers that mean nothing.

    Raises:
        InputError: A number is negative, or a term has no day; the message names it.
    """
    for course in instance.courses.values():
        for name in ("price", "minutes", "credits"):
            if (getattr(course, name) or 0) < 0:
                raise InputError(f"The {name} of {course.id!r} is negative.")
        if any((offer.price or 0) < 0 for offer in course.offers):
            raise InputError(f"The price of an offering of {course.id!r} is negative.")
    for name in ("budget", "minutes_per_week", "deadline", "minimum_coverage"):
        if (getattr(constraints, name) or 0) < 0:
            raise InputError(f"The constraint {name} is negative.")
    if constraints.term_days < 1 or constraints.most_terms < 1 or instance.hour_worth < 0:
        raise InputError("A term has at least one day, there is at least one, and an hour costs 0 or more.")
