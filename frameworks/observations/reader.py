"""Observations: one CSV, each row a figure on a job role or skill, in a place, a sector and a period.

    subject,area,sector,period,measure,value,unit,source
    onet:29-1141.00,ISO3166_2:US-CA,NAICS:622,2024,employment,325620,count,OEWS May 2024

`subject` is a uri, or a framework's short name and a code in it; `area` and `sector` are a scheme and a code
in it. Both may be empty: the figure is then one for everywhere, or for the whole economy. Further columns may
be there: `n` (how many were asked), `area_name`, `sector_name`, and `type` (JobRole, which is meant
otherwise, or Skill). The file's name is the name of the set.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks.contract import Options, Skipped, Source, Sourced
from skillsgraph.frameworks.crosswalk.preamble import slug
from skillsgraph.frameworks.packing import Packing, look
from skillsgraph.frameworks.scan import scan
from skillsgraph.frameworks.tables import Row, RowRefused, Table
from skillsgraph.model.frameworks import (
    Area,
    ConceptType,
    Framework,
    FrameworkKind,
    Observation,
    Reference,
    Sector,
)

COLUMNS = ("subject", "area", "sector", "period", "measure", "value", "unit", "source")
UNVERSIONED = "current"
MOST_SOURCES = 5
_TYPES = {"": ConceptType.JOB_ROLE, "JobRole": ConceptType.JOB_ROLE, "Skill": ConceptType.SKILL}
_DAY = r"\d{4}(-(Q[1-4]|(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?))?"
_PERIOD = re.compile(rf"{_DAY}(/{_DAY})?")
_MEASURE = re.compile(r"[a-z][a-z0-9_]*")


class ObservationsReader:
    """A set of figures in one CSV."""

    code = "observations"
    title = "Observations of vacancies, employment, pay or outlook (CSV)"

    def detect(self, path: Path) -> bool:
        try:
            packing = look(path, alone=".csv")
            name = _name(packing)
            if name is None:
                return False
            with packing.open(name) as stream:
                Table(stream, name, required=COLUMNS)
        except (SourceError, OSError, ValueError):
            return False
        return True

    def open(self, path: Path, options: Options) -> Source:
        packing, name = _find(path)
        counts, digest = scan(packing, {name: COLUMNS}, also=f"{self.code} {options.version}", by_hand=True)
        return Source(_framework(name, _sources(packing, name), options), digest, counts)

    def read(self, path: Path, options: Options) -> Iterator[Sourced | Skipped]:
        packing, name = _find(path)
        with packing.open(name) as stream:
            for row in Table(stream, name, required=COLUMNS):
                try:
                    yield Sourced(_observation(row), name, row.line)
                except RowRefused as refused:
                    yield Skipped(name, row.line, refused.field, refused.reason)


READER = ObservationsReader()


def _name(packing: Packing) -> str | None:
    names = [name for name in packing.members if name.casefold().endswith(".csv")]
    return names[0] if len(names) == 1 else None


def _find(path: Path) -> tuple[Packing, str]:
    packing = look(path, alone=".csv")
    name = _name(packing)
    if name is None:
        hint = f"Give one CSV with the columns {', '.join(COLUMNS)}."
        raise SourceError("There is no table here, or there are several.", where=Where(path.name), hint=hint)
    packing.check([name])
    return packing, name


def _sources(packing: Packing, name: str) -> list[str]:
    """Where the figures are from, in the order found; some of them where they are many."""
    found: dict[str, None] = {}
    with packing.open(name) as stream:
        for row in Table(stream, name, required=COLUMNS):
            if source := row.get("source"):
                found[source] = None
    return [*found][:MOST_SOURCES]


def _framework(file: str, sources: list[str], options: Options) -> Framework:
    name = file.rpartition(".")[0]
    return Framework(
        code=f"observations-{slug(name)}",
        version=options.version or UNVERSIONED,
        name=name,
        uri=f"urn:x-skillsgraph:observations:{slug(name)}",
        language=options.language or "en",
        licence="As its sources state",
        attribution=f"Figures of: {'; '.join(sources) or name}.",
        kind=FrameworkKind.OBSERVATIONS,
    )


# (:Observation)-[:REFERS_TO]->(:Reference), -[:IN]->(:Area), -[:SECTOR]->(:Sector)
def _observation(row: Row) -> Observation:
    period, measure = row.need("period"), row.need("measure")
    if not _PERIOD.fullmatch(period):
        raise RowRefused("period", f"{period[:80]!r} is no period such as 2024, 2024-Q1 or 2023/2033.")
    if not _MEASURE.fullmatch(measure):
        raise RowRefused("measure", "A measure is one word in small letters, such as vacancies or pay.")
    area, sector = _placed(row, "area"), _placed(row, "sector")
    return Observation(
        _subject(row),
        measure,
        row.number("value"),
        row.need("unit"),
        period,
        row.need("source"),
        n=int(row.number("n")) if row.get("n") else None,
        area=Area(*area, row.get("area_name")) if area else None,
        sector=Sector(*sector, row.get("sector_name")) if sector else None,
    )


def _subject(row: Row) -> Reference:
    subject, kind = row.need("subject"), row.choose("type", _TYPES)
    if "://" in subject or subject.startswith("urn:"):
        return Reference(kind, subject)
    framework, _, code = subject.partition(":")
    if not (framework and code):
        raise RowRefused("subject", f"{subject[:80]!r} is neither a uri nor like onet:29-1141.00.")
    return Reference(kind, framework=framework.casefold(), code=code)


def _placed(row: Row, column: str) -> tuple[str, str] | None:
    value = row.get(column)
    if value is None:
        return None
    scheme, _, code = value.partition(":")
    if not (scheme and code):
        raise RowRefused(column, f"{value[:80]!r} is no scheme and code, such as ISO3166_1:FR or NACE:J.")
    return scheme, code
