"""Periods of validity as ISO 8601 durations of whole days and more: P2Y, P18M, P1Y6M, P90D."""

import calendar
import re
from datetime import date, timedelta

PERIOD = re.compile(r"P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?")


def after(day: date, period: str) -> date | None:
    """The day that a period leads to; None for what is no such period, or leads beyond the calendar.

    Months are added first, and a day that the month does not have becomes its last: P1M after 31 January is
    28 or 29 February. Source: ISO 8601-1:2019, 5.5.2; the last day as in XML Schema 1.1, part 2, E.3.3.
    """
    found = PERIOD.fullmatch(period)
    if found is None:
        return None
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    try:
        return add_months(day, 12 * years + months) + timedelta(weeks=weeks, days=days)
    except (ValueError, OverflowError):
        return None


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or its last one. Raises ValueError beyond the year 9999."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = whole // 12, whole % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
