"""From when until when a credential is valid, at the moment that is asked about."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from skillsgraph.credentials.proofs.times import DATE_TIME
from skillsgraph.credentials.result import Check, Outcome, Refusal, failed, passed

# Clocks differ: a credential may begin this much in the future. Its end is not stretched.
CLOCK_TOLERANCE = timedelta(minutes=5)
_BEGINS = ("validFrom", "issuanceDate")
_ENDS = ("validUntil", "expirationDate")


def moment(value: Any, name: str) -> datetime:
    """An xsd:dateTime with its zone. Raises Refusal `date_malformed`."""
    text = value.get("@value") if isinstance(value, Mapping) else value
    try:
        if not isinstance(text, str) or not DATE_TIME.fullmatch(text):
            raise ValueError("not an xsd:dateTime")
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refusal("date_malformed", f"{name} is no time with a zone.") from None


def check_validity(credential: Mapping[str, Any], now: datetime) -> Iterator[Check]:
    try:
        begins = [moment(credential[name], name) for name in _BEGINS if name in credential]
        ends = [moment(credential[name], name) for name in _ENDS if name in credential]
    except Refusal as error:
        yield error.check()
        return
    if begins and ends and max(begins) > min(ends):
        yield failed("date_malformed", "The credential ends before it begins.")
    elif begins and max(begins) > now + CLOCK_TOLERANCE:
        yield failed(
            "not_yet_valid", f"The credential is valid from {max(begins):%Y-%m-%d} on.", Outcome.NOT_YET_VALID
        )
    elif ends and min(ends) < now:
        yield failed("expired", f"The credential expired on {min(ends):%Y-%m-%d}.", Outcome.EXPIRED)
    else:
        until = f" until {min(ends):%Y-%m-%d}" if ends else ", without an end"
        yield passed("validity", f"The credential is valid{until}.")
