"""The files of O*NET's text database: which there are, what they must hold, whose release they are.

Each is a table with tabs between cells, no quoting, and `n/a` where there is nothing. A release is named in
`Read Me.txt` and in the name of the zip, such as db_29_2_text.zip.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.packing import Packing, look
from skillsgraph.frameworks.tables import TAB, Table

SITE = "https://www.onetonline.org/"
LANGUAGE = "en"
SOC = "O*NET-SOC Code"
READ_ME = "Read Me.txt"
_RATING = (
    *(SOC, "Element ID", "Scale ID", "Data Value", "N", "Standard Error", "Recommend Suppress"),
    *("Not Relevant", "Date", "Domain Source"),
)


@dataclass(frozen=True, slots=True)
class File:
    """One of the files: its name, the columns that it must have, whether a release may lack it."""

    name: str
    columns: tuple[str, ...]
    optional: bool = True


OCCUPATIONS = File("Occupation Data.txt", (SOC, "Title", "Description"), optional=False)
ELEMENTS = File("Content Model Reference.txt", ("Element ID", "Element Name", "Description"), optional=False)
SKILLS = File("Skills.txt", _RATING, optional=False)
RATED = (
    SKILLS,
    File("Knowledge.txt", _RATING),
    File("Abilities.txt", tuple(name for name in _RATING if name != "Not Relevant")),
    File("Work Activities.txt", tuple(name for name in _RATING if name != "Not Relevant")),
)
TECHNOLOGY = File(
    "Technology Skills.txt", (SOC, "Example", "Commodity Code", "Commodity Title", "Hot Technology")
)
TASKS = File("Task Statements.txt", (SOC, "Task ID", "Task", "Task Type"))
ALTERNATE_TITLES = File("Alternate Titles.txt", (SOC, "Alternate Title", "Short Title"))
RELATED = File("Related Occupations.txt", (SOC, "Related O*NET-SOC Code", "Relatedness Tier"))
ZONES = File("Job Zone Reference.txt", ("Job Zone", "Name"))
JOB_ZONES = File("Job Zones.txt", (SOC, "Job Zone"))
ALL = (*(OCCUPATIONS, ELEMENTS, TECHNOLOGY, TASKS, ZONES, ALTERNATE_TITLES, *RATED, RELATED, JOB_ZONES),)

_VERSION = re.compile(r"O\*NET (\d{1,2}\.\d)")
_VERSION_IN_NAME = re.compile(r"db_(\d{1,2})_(\d)")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September")
_MONTH = re.compile(r"\b([A-Z][a-z]+) (20\d\d) Release")


@dataclass(frozen=True, slots=True)
class Release:
    """A release as it lies on disk, with its files in reading order."""

    packing: Packing
    version: str
    released_on: str | None
    files: tuple[File, ...]


def occupation_uri(code: str) -> str:
    """The address of an occupation, by its O*NET-SOC code."""
    return f"{SITE}link/summary/{code}"


def looks_like_one(path: Path) -> bool:
    """Whether the table of occupations is there. Raises `SourceError`."""
    packing = look(path)
    if OCCUPATIONS.name not in packing.members:
        return False
    with packing.open(OCCUPATIONS.name) as stream:
        Table(stream, OCCUPATIONS.name, TAB, required=OCCUPATIONS.columns)
    return True


def find(path: Path, options: Options) -> Release:
    """The files of the release at a path.

    Raises:
        SourceError: A file that no release lacks is missing, the release is not told, or it is not English.
    """
    packing = look(path)
    for file in ALL:
        if not file.optional and file.name not in packing.members:
            hint = "Give O*NET's database in text form (db_29_2_text.zip, for example) as downloaded."
            raise SourceError(f"The file {file.name!r} is missing.", where=Where(path.name), hint=hint)
    if options.language not in (None, LANGUAGE):
        raise SourceError(
            "O*NET's database is there in English only.",
            where=Where(path.name, field="--language"),
            hint="Leave --language out.",
        )
    files = tuple(file for file in ALL if file.name in packing.members)
    packing.check([file.name for file in files])
    told = _read_me(packing)
    return Release(packing, _version(path, packing, told, options), _released_on(told), files)


def _read_me(packing: Packing) -> str:
    if READ_ME not in packing.members:
        return ""
    packing.check([READ_ME])
    with packing.open(READ_ME) as stream:
        return stream.read(4096).decode("utf-8", "replace")


def _version(path: Path, packing: Packing, told: str, options: Options) -> str:
    if options.version:
        return options.version
    if found := _VERSION.search(told):
        return found[1]
    for name in packing.names:
        if found := _VERSION_IN_NAME.search(name):
            return f"{found[1]}.{found[2]}"
    raise SourceError(
        "Neither its Read Me nor its name tells which release this is.",
        where=Where(path.name, field="--version"),
        hint="Say it, for example --version 29.2.",
    )


def _released_on(told: str) -> str | None:
    """2025-02 of "February 2025 Release"."""
    found = _MONTH.search(told)
    months = (*_MONTHS, "October", "November", "December")
    if found is None or found[1] not in months:
        return None
    return f"{found[2]}-{months.index(found[1]) + 1:02}"
