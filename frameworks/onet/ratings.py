"""Ratings of O*NET: two rows, of importance and of level, are one rating of a skill for an occupation."""

from collections.abc import Iterable, Iterator

from skillsgraph.frameworks.contract import Skipped, Sourced
from skillsgraph.frameworks.onet.elements import element_uri
from skillsgraph.frameworks.onet.files import SOC, occupation_uri
from skillsgraph.frameworks.tables import Row, RowRefused
from skillsgraph.model.frameworks import Rates, RequirementRelation, Requires

IMPORTANCE, LEVEL = "IM", "LV"
LEAST_IMPORTANCE = 3.0  # "Important" on O*NET's scale from 1, not important, to 5, extremely important
POLICY = "O*NET importance (IM) of at least 3"
_SCALES = {IMPORTANCE: IMPORTANCE, LEVEL: LEVEL}
_RANGES = {IMPORTANCE: (1.0, 5.0), LEVEL: (0.0, 7.0)}


class Marks:
    """How many figures of a file its publisher marks as not relevant, or as better not used."""

    def __init__(self) -> None:
        self.suppressed = self.not_relevant = 0

    def __call__(self, row: Row) -> None:
        self.suppressed += row.get("Recommend Suppress") == "Y"
        self.not_relevant += row.get("Not Relevant") == "Y"

    def told(self) -> str | None:
        if not (self.suppressed or self.not_relevant):
            return None
        return (
            f"{self.not_relevant:,} rows of level are marked 'Not Relevant' and {self.suppressed:,} rows "
            "'Recommend Suppress'. The ratings keep both marks, and no requirement rests on a suppressed one."
        )


def rated(row: Row) -> tuple[str | None, str | None]:
    """What a row rates: the occupation and the element. Its other row stands next to it."""
    return row.get(SOC), row.get("Element ID")


def read(file: str, key: tuple[str | None, str | None], rows: Iterable[Row]) -> Iterator[Sourced | Skipped]:
    """(:JobRole)-[:RATES]->(:Skill); and (:JobRole)-[:REQUIRES]->(:Skill) where it is important."""
    scales: dict[str, tuple[Row, float]] = {}
    for row in rows:
        try:
            scale, value = _figure(row)
            if scale in scales:
                raise RowRefused("Scale ID", f"This occupation and element have another row of {scale}.")
            scales[scale] = row, value
        except RowRefused as refused:
            yield Skipped(file, row.line, refused.field, refused.reason)
    if not scales:
        return
    line = min(row.line for row, _ in scales.values())
    rating = _rating(key, scales)
    yield Sourced(rating, file, line, rows=len(scales))
    if rating.importance is not None and rating.importance >= LEAST_IMPORTANCE and not rating.suppress:
        yield Sourced(
            Requires(
                rating.job_role,
                rating.skill,
                RequirementRelation.ESSENTIAL,
                importance=rating.importance,
                source=file.removesuffix(".txt"),
                derived_by=POLICY,
            ),
            file,
            line,
        )


def _figure(row: Row) -> tuple[str, float]:
    row.need(SOC), row.need("Element ID")
    scale = row.choose("Scale ID", _SCALES)
    value, (least, most) = row.number("Data Value"), _RANGES[scale]
    if not least <= value <= most:
        raise RowRefused("Data Value", f"{scale} goes from {least:g} to {most:g}, and this is {value:g}.")
    return scale, value


def _rating(key: tuple[str | None, str | None], scales: dict[str, tuple[Row, float]]) -> Rates:
    important, importance = scales.get(IMPORTANCE, (None, None))
    levelled, level = scales.get(LEVEL, (None, None))
    first = important or levelled
    occupation, element = key
    return Rates(
        occupation_uri(occupation or ""),
        element_uri(element or ""),
        importance,
        level,
        n=_whole(first, "N"),
        standard_error=_number(important, "Standard Error"),
        level_standard_error=_number(levelled, "Standard Error"),
        suppress=_is(important, "Recommend Suppress"),
        level_suppress=_is(levelled, "Recommend Suppress"),
        not_relevant=_is(levelled, "Not Relevant"),
        date=first.get("Date") if first else None,
        source=first.get("Domain Source") if first else None,
    )


def _is(row: Row | None, column: str) -> bool:
    return row is not None and row.get(column) == "Y"


def _number(row: Row | None, column: str) -> float | None:
    if row is None or row.get(column) in (None, "n/a"):
        return None
    return row.number(column)


def _whole(row: Row | None, column: str) -> int | None:
    number = _number(row, column)
    return None if number is None else int(number)
