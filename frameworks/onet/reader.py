"""O*NET's rows as model objects.

O*NET asks experts and workers how important each skill is for an occupation (IM, 1 to 5) and how much of it
is needed (LV, 0 to 7), of every skill for every occupation. These are ratings and are kept as such. What an
occupation requires is derived from them by one stated policy: an importance of at least 3 ("important"), not
counting figures that O*NET recommends to suppress.

Technologies and tasks are listed by occupation without such a figure: they are optional requirements.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from skillsgraph.errors import SourceError
from skillsgraph.frameworks.contract import Options, Skipped, Source, Sourced
from skillsgraph.frameworks.onet import files, ratings
from skillsgraph.frameworks.onet.elements import Elements
from skillsgraph.frameworks.onet.files import SITE, SOC, File, Release, occupation_uri
from skillsgraph.frameworks.onet.ratings import Marks
from skillsgraph.frameworks.onet.technologies import Technologies
from skillsgraph.frameworks.scan import scan
from skillsgraph.frameworks.tables import TAB, Row, RowRefused, Table
from skillsgraph.model.frameworks import (
    AtLevel,
    ConceptType,
    Framework,
    HasLevel,
    Item,
    JobRole,
    JobRoleKind,
    Level,
    Related,
    RequirementRelation,
    Requires,
    Scale,
    ScaleKind,
    Skill,
    SkillKind,
    Term,
    TermKind,
)

JOB_ZONES = f"{SITE}help/online/zones"
NOTHING = "n/a"

Items = Callable[[Row], Iterator[Item]]


class OnetReader:
    """O*NET's database in text form."""

    code = "onet"
    title = "O*NET database in text form (zip or folder)"

    def detect(self, path: Path) -> bool:
        try:
            return files.looks_like_one(path)
        except (SourceError, OSError, ValueError):
            return False

    def open(self, path: Path, options: Options) -> Source:
        release = files.find(path, options)
        columns = {file.name: file.columns for file in release.files}
        marks = {file.name: Marks() for file in files.RATED}
        also = f"{self.code} {release.version}"
        counts, digest = scan(release.packing, columns, TAB, also=also, watch=marks)
        notes = tuple(f"{name}: {told}" for name, mark in marks.items() if (told := mark.told()))
        return Source(_framework(release), digest, counts, notes=notes)

    def read(self, path: Path, options: Options) -> Iterator[Sourced | Skipped]:
        release = files.find(path, options)
        elements = Elements(_rows(release, files.ELEMENTS))
        technologies = [*_run(release, files.TECHNOLOGY, Technologies())]

        def concepts() -> Iterator[Sourced | Skipped]:
            yield from _run(release, files.OCCUPATIONS, _occupation)
            yield from elements.skills()
            yield from _concepts(technologies)
            yield from _run(release, files.TASKS, _task)

        yield from concepts()
        if files.ZONES in release.files:
            yield Sourced(Scale(JOB_ZONES, "Job Zones", ScaleKind.QUALIFICATION), files.ZONES.name, 1)
        yield from _run(release, files.ZONES, _zone)
        yield from _names(concepts())
        yield from elements.broader()
        yield from _relations(technologies)
        yield from _run(release, files.TASKS, _task_of)
        yield from _run(release, files.ZONES, _zone_of_scale)
        yield from _once(_run(release, files.ALTERNATE_TITLES, _titles))
        for file in files.RATED:
            for group in groupby(_rows(release, file), key=ratings.rated):
                yield from ratings.read(file.name, *group)
        yield from _run(release, files.RELATED, _related)
        yield from _run(release, files.JOB_ZONES, _job_zone)


READER = OnetReader()


def _framework(release: Release) -> Framework:
    return Framework(
        code="onet",
        version=release.version,
        name="O*NET",
        uri="https://www.onetcenter.org/database.html",
        language=files.LANGUAGE,
        publisher="U.S. Department of Labor, Employment and Training Administration",
        released_on=release.released_on,
        licence="CC BY 4.0",
        licence_uri="https://creativecommons.org/licenses/by/4.0/",
        redistribution=True,
        commercial=True,
        derivatives=True,
        attribution=(
            f"This includes information from the O*NET {release.version} Database by the U.S. Department of "
            "Labor, Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. "
            "O*NET is a trademark of USDOL/ETA. It has been modified: requirements are derived from ratings. "
            "USDOL/ETA has not approved, endorsed, or tested these modifications."
        ),
    )


def _rows(release: Release, file: File) -> Iterator[Row]:
    if file in release.files:
        with release.packing.open(file.name) as stream:
            yield from Table(stream, file.name, TAB, required=file.columns)


def _run(release: Release, file: File, items: Items) -> Iterator[Sourced | Skipped]:
    """Every row of a file as items."""
    for row in _rows(release, file):
        try:
            for item in items(row):
                yield Sourced(item, file.name, row.line)
        except RowRefused as refused:
            yield Skipped(file.name, row.line, refused.field, refused.reason)


def _concepts(found: Iterable[Sourced | Skipped]) -> Iterator[Sourced | Skipped]:
    return (one for one in found if isinstance(one, Skipped) or isinstance(one.item, Skill))


def _relations(found: Iterable[Sourced | Skipped]) -> Iterator[Sourced | Skipped]:
    return (one for one in found if isinstance(one, Sourced) and not isinstance(one.item, Skill))


def _once(found: Iterator[Sourced | Skipped]) -> Iterator[Sourced | Skipped]:
    """The same without the titles that an occupation had in an earlier row."""
    seen: set[object] = set()
    for one in found:
        key = (
            (one.item.concept, one.item.text)
            if isinstance(one, Sourced) and isinstance(one.item, Term)
            else one
        )
        if key not in seen:
            seen.add(key)
            yield one


def _names(found: Iterable[Sourced | Skipped]) -> Iterator[Sourced]:
    """The preferred label of every concept: its name."""
    for one in found:
        if isinstance(one, Sourced) and isinstance(one.item, Skill | JobRole):
            item = one.item
            kind = ConceptType.SKILL if isinstance(item, Skill) else ConceptType.JOB_ROLE
            term = Term(kind, item.uri, item.name, files.LANGUAGE, TermKind.PREFERRED)
            yield Sourced(term, one.file, one.line)


# (:JobRole {kind: OCCUPATION})
def _occupation(row: Row) -> Iterator[Item]:
    code = row.need(SOC)
    yield JobRole(
        occupation_uri(code), row.need("Title"), JobRoleKind.OCCUPATION, row.get("Description"), code=code
    )


# (:Skill {kind: TASK})
def _task(row: Row) -> Iterator[Item]:
    code = row.need("Task ID")
    yield Skill(f"{SITE}task/{code}", row.need("Task"), SkillKind.TASK, code=code)


# (:JobRole)-[:REQUIRES {relation: OPTIONAL, source}]->(:Skill {kind: TASK})
def _task_of(row: Row) -> Iterator[Item]:
    kind = row.get("Task Type")
    source = "Task Statements" if kind in (None, NOTHING) else f"Task Statements, {kind}"
    task = f"{SITE}task/{row.need('Task ID')}"
    yield Requires(occupation_uri(row.need(SOC)), task, RequirementRelation.OPTIONAL, source=source)


# (:JobRole)-[:HAS_TERM]->(:Term {kind: ALTERNATIVE})
def _titles(row: Row) -> Iterator[Item]:
    occupation = occupation_uri(row.need(SOC))
    for title in (row.need("Alternate Title"), row.get("Short Title")):
        if title not in (None, NOTHING):
            yield Term(ConceptType.JOB_ROLE, occupation, title or "", files.LANGUAGE, TermKind.ALTERNATIVE)


# (:JobRole)-[:RELATED {relation}]->(:JobRole)
def _related(row: Row) -> Iterator[Item]:
    start, end = (occupation_uri(row.need(column)) for column in (SOC, "Related O*NET-SOC Code"))
    yield Related(start, end, row.need("Relatedness Tier"), ConceptType.JOB_ROLE)


# (:Level), a step of (:Scale {name: "Job Zones"})
def _zone(row: Row) -> Iterator[Item]:
    zone = row.need("Job Zone")
    yield Level(
        f"{JOB_ZONES}#{zone}", row.need("Name"), int(row.number("Job Zone")), zone, row.get("Education")
    )


# (:Scale)-[:HAS_LEVEL]->(:Level)
def _zone_of_scale(row: Row) -> Iterator[Item]:
    yield HasLevel(JOB_ZONES, f"{JOB_ZONES}#{row.need('Job Zone')}")


# (:JobRole)-[:AT_LEVEL]->(:Level)
def _job_zone(row: Row) -> Iterator[Item]:
    zone = f"{JOB_ZONES}#{row.need('Job Zone')}"
    yield AtLevel(ConceptType.JOB_ROLE, occupation_uri(row.need(SOC)), zone)
