"""Days and moments as they are written on the command line."""

from datetime import UTC, date, datetime, time

from skillsgraph.errors import InputError


def moment_of(text: str | None) -> datetime | None:
    """The moment that a day (its beginning, UTC) or an ISO 8601 time means. Raises InputError."""
    if text is None:
        return None
    try:
        if len(text) == len("2026-01-01"):
            return datetime.combine(date.fromisoformat(text), time(tzinfo=UTC))
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text[:40]!r} is no date.", hint="Write it as 2026-11-23.") from error
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found
