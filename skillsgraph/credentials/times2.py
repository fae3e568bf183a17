"""The days of an Open Badges 2.0 assertion: ISO 8601, where a zone that is left out means UTC."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from skillsgraph.credentials.result import Check, Outcome, failed, passed
from skillsgraph.credentials.validity import CLOCK_TOLERANCE


def check_dates(assertion: Mapping[str, Any], now: datetime) -> Iterator[Check]:
    try:
        issued = _moment(assertion["issuedOn"])
        expires = _moment(assertion["expires"]) if assertion.get("expires") is not None else None
    except (ValueError, KeyError, TypeError, OverflowError):
        yield failed("date_malformed", "The badge has a date that is none.")
        return
    if expires is not None and expires < issued:
        yield failed("date_malformed", "The badge ends before it begins.")
    elif issued > now + CLOCK_TOLERANCE:
        yield failed(
            "not_yet_valid", f"The badge is of a later day, {issued:%Y-%m-%d}.", Outcome.NOT_YET_VALID
        )
    elif expires is not None and expires < now:
        yield failed("expired", f"The badge expired on {expires:%Y-%m-%d}.", Outcome.EXPIRED)
    else:
        yield passed("validity", "The badge is valid at this time.")


def _moment(value: Any) -> datetime:
    found = datetime.fromisoformat(value)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found
