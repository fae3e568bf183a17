"""The words of an audit: a programme, what somebody holds, and how far that leads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from skillsgraph.answers.programmes.rules import Option
from skillsgraph.model.credentials import CreditUnit, Rule
from skillsgraph.model.learners import Recognition

Place = tuple[int, ...]
"""The positions of options that lead from the outermost rule to a rule: () is the outermost itself."""


@dataclass(frozen=True, slots=True)
class Member:
    """A credential that rules name. `open`: it can be earned now, neither withdrawn nor past."""

    id: str
    uri: str
    name: str
    credits: float | None = None
    unit: CreditUnit | None = None
    level: int | None = None
    issuer: str | None = None
    hours: float | None = None
    skills: frozenset[str] = frozenset()
    open: bool = True
    corequisites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """A credential that is made of others: its rule, and all that the rule names."""

    id: str
    uri: str
    name: str
    issuer: str | None
    rule: Rule
    members: Mapping[str, Member]
    options: Mapping[str, Option] = field(default_factory=dict)

    def name_of(self, uri: str) -> str:
        return self.options[uri].name if uri in self.options else uri


@dataclass(frozen=True, slots=True)
class Item:
    """Something that may count: an award held, a recognition, or (`new`) a member still to be earned.

    `uri` is the member that it stands for; None counts in the rule with the key `rule` alone. Items of one
    `award` are what it may stand for, of which it stands for one.
    """

    key: str
    uri: str | None
    name: str
    credits: float | None = None
    unit: CreditUnit | None = None
    level: int | None = None
    issuer: str | None = None
    skills: frozenset[str] = frozenset()
    hours: float | None = None
    result: float | None = None
    issued_on: date | None = None
    valid_until: date | None = None
    revoked: bool = False
    recognition: Recognition | None = None
    rule: str | None = None
    award: str | None = None
    elsewhere: bool = False
    new: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """What somebody brings: items, and by uri the skills held and the job roles worked as."""

    items: tuple[Item, ...] = ()
    skills: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    waived: frozenset[str] = frozenset()


class Reason(StrEnum):
    """Why something held does not count."""

    NOT_NAMED = "NOT_NAMED"
    EXPIRED = "EXPIRED"
    REVOKED = "REVOKED"
    RECOGNITION_ENDED = "RECOGNITION_ENDED"
    LEVEL = "LEVEL"
    THEME = "THEME"
    NOT_OWN = "NOT_OWN"
    RESULT = "RESULT"
    TOO_OLD = "TOO_OLD"
    UNIT = "UNIT"
    COREQUISITE = "COREQUISITE"
    CAP_REACHED = "CAP_REACHED"
    OVERLAP_REACHED = "OVERLAP_REACHED"
    EXCLUSIVE = "EXCLUSIVE"
    MAX_REACHED = "MAX_REACHED"
    NOT_NEEDED = "NOT_NEEDED"


@dataclass(frozen=True, slots=True)
class Counted:
    """An item, and the place of the one rule in which it counts."""

    item: Item
    place: Place


@dataclass(frozen=True, slots=True)
class NotCounted:
    item: Item
    reason: Reason
    explanation: str


@dataclass(frozen=True, slots=True)
class RuleState:
    """How far one rule is: `have` of `need`, in credits where `unit` says so, otherwise in options."""

    place: Place
    rule: Rule
    fulfilled: bool
    have: float
    need: float
    unit: CreditUnit | None
    counted: tuple[Counted, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Step:
    """What is still to be earned, and the rule that it would count in (None: a skill or role is wanted)."""

    uri: str
    name: str
    place: Place | None
    credits: float | None
    unit: CreditUnit | None
    hours: float | None


@dataclass(frozen=True, slots=True)
class Allocation:
    """What counts where on a shortest way to the award; without `reachable`, as far as one can come."""

    counted: tuple[Counted, ...]
    wanted: tuple[str, ...]
    reachable: bool
    proven: bool = True


@dataclass(frozen=True, slots=True)
class Progress:
    """The audit of one person in one programme."""

    programme: Programme
    complete: bool
    reachable: bool
    proven: bool
    states: tuple[RuleState, ...]
    not_counted: tuple[NotCounted, ...]
    missing: tuple[Step, ...]
    recognised: tuple[Counted, ...]
    expiring: tuple[Counted, ...]
    share: float
    hours_left: float | None
    explanation: str
