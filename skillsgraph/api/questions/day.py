"""The day that a question is asked as of."""

from datetime import UTC, date, datetime

from skillsgraph.errors import InputError

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)


def day_of(as_of: date | None) -> date:
    """The day that is given, or today. Raises `InputError` for one from which no term can be counted."""
    if as_of is None:
        return datetime.now(UTC).date()
    if not EARLIEST <= as_of <= LATEST:
        raise InputError(f"asOf is {as_of}; it must be from {EARLIEST} to {LATEST}.")
    return as_of
