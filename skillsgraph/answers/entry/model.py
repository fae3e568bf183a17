"""The words of entry to a job role: where it is asked about, and how a person stands there."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from skillsgraph.answers.programmes.model import Programme, Progress
from skillsgraph.errors import InputError
from skillsgraph.model.credentials import EntryCondition
from skillsgraph.model.rules import faults_of_jurisdiction


class Standing(StrEnum):
    """How a person stands to conditions of entry.

    NOT_ASSESSED: nothing says enough to tell, or only the person does where that does not suffice, or it
    depends on the place. NONE_KNOWN: no condition is in the graph, which is not to say that there is none.
    """

    MET = "MET"
    NOT_MET = "NOT_MET"
    NOT_ASSESSED = "NOT_ASSESSED"
    NONE_KNOWN = "NONE_KNOWN"


OPEN = frozenset({Standing.MET, Standing.NONE_KNOWN})
"""Where nothing that is known stands in the way."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place, by its code in ISO 3166 (None: any), and a day."""

    jurisdiction: str | None
    day: date

    def __post_init__(self) -> None:
        """Raises `InputError`: The code is none."""
        for _, message in faults_of_jurisdiction(self.jurisdiction or "ZZ"):
            raise InputError(f"jurisdiction: {message}", hint="Give a code of ISO 3166.")

    def asks(self, condition: EntryCondition) -> bool:
        """Whether a condition is in force here: that of a country is in its parts too."""
        begun = condition.since is None or condition.since <= self.day
        ended = condition.until is not None and condition.until <= self.day
        return begun and not ended and within(self.jurisdiction, condition.jurisdiction)


def within(place: str | None, jurisdiction: str) -> bool:
    """Whether what a jurisdiction asks is asked in a place; in no place by name, all of it is."""
    return place is None or place == jurisdiction or place.startswith(f"{jurisdiction}-")


@dataclass(frozen=True, slots=True)
class EntryIn:
    """Job roles to which a person stands so in a place."""

    jurisdiction: str
    standings: frozenset[Standing] = OPEN


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition that is in force, with its rule as audits take it."""

    condition: EntryCondition
    programme: Programme


@dataclass(frozen=True, slots=True)
class Checked:
    """One condition and how a person stands to it; `progress` tells what counts and what would satisfy it."""

    asked: Asked
    standing: Standing
    progress: Progress
    explanation: str


@dataclass(frozen=True, slots=True)
class Entry:
    """How a person stands to all that is asked in a job role."""

    standing: Standing
    checked: tuple[Checked, ...]
    explanation: str
