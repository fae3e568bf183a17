"""What verification answers: coded checks, each with a sentence, and one outcome over all of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """The whole in one word. Everything but `verified` says why a portal must not rely on it."""

    VERIFIED = "verified"
    INVALID = "invalid"
    UNBOUND = "unbound"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    UNKNOWN = "unknown"


class Result(StrEnum):
    """How one check ended; `not_possible` means that something was missing, not that anything is wrong."""

    PASSED = "passed"
    FAILED = "failed"
    WARNED = "warned"
    NOT_POSSIBLE = "not_possible"


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `decides` is the outcome that it asks for; None for one that only informs."""

    code: str
    result: Result
    message: str
    decides: Outcome | None = None

    def as_dict(self) -> dict[str, str]:
        return {"code": self.code, "result": str(self.result), "message": self.message}


# The first that any check asks for is the outcome: a forged badge is invalid however long it has expired.
_ORDER = (
    Outcome.INVALID,
    Outcome.UNBOUND,
    Outcome.REVOKED,
    Outcome.SUSPENDED,
    Outcome.EXPIRED,
    Outcome.NOT_YET_VALID,
    Outcome.UNKNOWN,
)


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer for one credential, with those of its members (a CLR's, an endorsement's).

    `badge` is the badge class of an Open Badges 2.0 assertion with its issuer, wherever they were found.
    """

    checks: tuple[Check, ...]
    credential: dict[str, Any] | None = None
    members: tuple["Verification", ...] = field(default=())
    badge: dict[str, Any] | None = None

    @property
    def whole(self) -> dict[str, Any]:
        """The credential with its badge class inside, as far as they were read."""
        return {**(self.credential or {}), **({"badge": self.badge} if self.badge else {})}

    @property
    def outcome(self) -> Outcome:
        asked = {check.decides for check in self.checks}
        return next((one for one in _ORDER if one in asked), Outcome.VERIFIED)

    def as_dict(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "outcome": str(self.outcome),
            "checks": [check.as_dict() for check in self.checks],
        }
        if self.members:
            found["members"] = [
                {"id": (one.credential or {}).get("id"), **one.as_dict()} for one in self.members
            ]
        return found


class Refusal(Exception):
    """A check that failed so that nothing after it makes sense: its code, its sentence and the outcome."""

    def __init__(self, code: str, message: str, outcome: Outcome = Outcome.INVALID) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.outcome = outcome

    def check(self) -> Check:
        missing = self.outcome is Outcome.UNKNOWN
        result = Result.NOT_POSSIBLE if missing else Result.FAILED
        return Check(self.code, result, self.message, self.outcome)


def passed(code: str, message: str) -> Check:
    return Check(code, Result.PASSED, message)


def warned(code: str, message: str) -> Check:
    return Check(code, Result.WARNED, message)


def failed(code: str, message: str, outcome: Outcome = Outcome.INVALID) -> Check:
    return Check(code, Result.FAILED, message, outcome)


def not_possible(code: str, message: str, outcome: Outcome | None = Outcome.UNKNOWN) -> Check:
    return Check(code, Result.NOT_POSSIBLE, message, outcome)


def refused(refusals: Iterable[Refusal]) -> Verification:
    return Verification(tuple(one.check() for one in refusals))
