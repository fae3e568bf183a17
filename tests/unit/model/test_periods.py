"""Periods lead to the day that people would name."""

from datetime import date

import pytest

from skillsgraph.model.periods import after


@pytest.mark.parametrize(
    ("day", "period", "end"),
    [
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2026-11-25", "P18M", "2028-05-25"),
        ("2026-11-25", "P1Y2W3D", "2027-12-12"),
        ("2026-11-25", "two years", None),
        ("2026-11-25", "P", None),
        ("2026-11-25", "P9999Y", None),
    ],
)
def test_the_day_after_a_period(day: str, period: str, end: str | None) -> None:
    assert after(date.fromisoformat(day), period) == (date.fromisoformat(end) if end else None)
