"""What the verification of a badge makes of its award: what is recorded, and when it is looked at again."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from skillsgraph import __version__
from skillsgraph.credentials.result import Check, Outcome, Verification
from skillsgraph.model import learners as model
from skillsgraph.settings import Settings

_STATUS = {Outcome.REVOKED: model.AwardStatus.REVOKED, Outcome.SUSPENDED: model.AwardStatus.SUSPENDED}
OF_ISSUER = {"status", "statusReason"}
"""What an issuer of this graph says of an award itself, and no verification then changes."""
_SOUND = {Outcome.VERIFIED, Outcome.EXPIRED, Outcome.REVOKED, Outcome.SUSPENDED}


@dataclass(frozen=True, slots=True)
class Schedule:
    """On which day it is, and after how many days a badge is verified again."""

    today: date
    days: int

    def next_check(self, outcome: Outcome) -> date | None:
        """None for what no later look can change: a badge that is revoked, or over."""
        if outcome in (Outcome.REVOKED, Outcome.EXPIRED):
            return None
        return self.today + timedelta(days=self.days if outcome is Outcome.VERIFIED else 1)


def schedule_of(settings: Settings) -> Schedule:
    """That of a server, today."""
    return Schedule(datetime.now(UTC).date(), settings.reverify_days)


def recorded(
    verification: Verification, vouching: model.Verification, schedule: Schedule, at: datetime
) -> dict[str, Any]:
    """The properties of an award that tell its verification.

    Args:
        vouching: What the badge counts as where it verifies: VERIFIED, or its holder's own word.
    """
    outcome = verification.outcome
    found: dict[str, Any] = {
        "outcome": str(outcome),
        "checks": as_text(verification.checks),
        "checkedAt": _text(at),
        "checkedBy": f"skillsgraph {__version__}",
        "checkError": None,
    }
    after = schedule.next_check(outcome)
    found["nextCheckOn"] = after.isoformat() if after else None
    if outcome is Outcome.UNKNOWN:
        return found  # something is missing: what was known before stays, and it is looked at again soon
    # One that has expired may lack its key besides; then it proves nothing.
    sound = outcome in _SOUND and not any(one.decides is Outcome.UNKNOWN for one in verification.checks)
    found["verification"] = str(vouching if sound else model.Verification.SELF_ASSERTED)
    found["status"] = str(_STATUS.get(outcome, model.AwardStatus.VALID))
    found["statusReason"] = _why(verification, schedule.today)
    if outcome is Outcome.VERIFIED:
        found["verifiedAt"] = _text(at)
    return found


def as_text(checks: Sequence[Check]) -> str:
    """Checks as the graph keeps them: JSON."""
    return json.dumps([one.as_dict() for one in checks], ensure_ascii=False)


def _why(verification: Verification, today: date) -> str | None:
    """Why the badge counts for less than it did: the issuer's reason, where it gives one."""
    outcome = verification.outcome
    if outcome in (Outcome.VERIFIED, Outcome.EXPIRED):
        return None
    decided = next(one.message for one in verification.checks if one.decides is outcome)
    if outcome in _STATUS:
        return decided.partition(": ")[2] or f"so it was found on {today.isoformat()}"
    return decided


def _text(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
