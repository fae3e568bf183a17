"""The way to an award where it is not simply given: application, review, offer, acceptance, renewal."""

from dataclasses import dataclass
from enum import StrEnum


class ApplicationStatus(StrEnum):
    """How an application stands: with the reviewer, decided, or taken back by whoever applied."""

    SUBMITTED = "SUBMITTED"
    APPROVED = "APPROVED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"


class OfferStatus(StrEnum):
    """What became of an offer. LAPSED follows from its end, and is never stored."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    LAPSED = "LAPSED"


class ConditionKind(StrEnum):
    """What an award can depend on: the credential's rules, a membership, an application that was approved."""

    MEMBERSHIP = "MEMBERSHIP"
    ENTRY = "ENTRY"
    COMPLETION = "COMPLETION"
    RENEWAL = "RENEWAL"
    APPLICATION = "APPLICATION"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition, whether this learner meets it, and why or why not in a sentence."""

    kind: ConditionKind
    met: bool
    explanation: str
