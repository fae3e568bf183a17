"""The lines above a mapping table that say whose mapping it is and what it joins.

    Mapping project name,ESCO-O*NET Crosswalk
    Classification 1 Name,O*NET
    Classification 2 Concept type,Occupation

National tables that are delivered to ESCO have the same lines. The table itself begins at the first row that
names more than two columns, one of them for the type of match.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BufferedReader
from itertools import islice

from skillsgraph.frameworks.tables import Form
from skillsgraph.model.frameworks import ConceptType

LONGEST = 64
_LINE = 8192
_PROJECT, _FIRST, _SECOND = "mapping project ", "classification 1 ", "classification 2 "
_WORDS = ("uri", "id", "code")  # how the column of a side's concepts may end, the best first
_SAME = {"o*net": "onet", "esco": "esco", "isco": "esco", "isco-08": "esco"}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two classifications: its name, the code of its framework, and the column of its concepts."""

    name: str
    framework: str
    concept_type: ConceptType
    column: str


@dataclass(frozen=True, slots=True)
class Preamble:
    """What a mapping table says of itself. `match` is the column with the type of match, if it has one."""

    form: Form
    first: Side
    second: Side
    match: str | None
    said: Mapping[str, str]

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.first.column, self.second.column, *((self.match,) if self.match else ()))


def read_preamble(stream: BufferedReader) -> Preamble | None:
    """The preamble of a table, or None when it is no table of mappings."""
    lines = [line.decode("utf-8-sig", "replace") for line in _lines(stream)]
    for delimiter in (",", ";", "\t"):
        said: dict[str, str] = {}
        reader = csv.reader(lines, delimiter=delimiter)
        before = 0
        for cells in reader:
            told = [cell.strip() for cell in cells]
            if found := _header(told, said, Form(delimiter, preamble=before)):
                return found
            if len(told) > 1 and told[0].casefold().startswith((_PROJECT, _FIRST, _SECOND)):
                said[told[0].casefold()] = told[1]
            elif any(told):
                break
            before = reader.line_num
    return None


def slug(words: str) -> str:
    """`esco-onet-crosswalk` of "ESCO-O*NET Crosswalk"."""
    kept = "".join(
        letter if letter.isalnum() else "" if letter == "*" else " " for letter in words.casefold()
    )
    return "-".join(kept.split()) or "unnamed"


def _lines(stream: BufferedReader) -> Iterator[bytes]:
    yield from islice(iter(lambda: stream.readline(_LINE), b""), LONGEST)


def _header(cells: list[str], said: Mapping[str, str], form: Form) -> Preamble | None:
    identifiers = _identifiers(cells)
    if len(identifiers) != 2 or len(cells) < 3:
        return None
    match = [cell for cell in cells if "match" in cell.casefold() or "relation" in cell.casefold()]
    if not match and said:
        return None
    first, second = (
        _side(said, start, column) for start, column in zip((_FIRST, _SECOND), identifiers, strict=True)
    )
    return Preamble(form, first, second, match[0] if match else None, said)


def _identifiers(cells: list[str]) -> list[str]:
    """The column that names each side: its uri, where it has that and a code."""
    found: dict[str, str] = {}
    for word in _WORDS:
        for cell in cells:
            side, _, last = cell.casefold().rpartition(" ")
            if side and last == word:
                found.setdefault(side, cell)
    return sorted(found.values(), key=cells.index)


def _side(said: Mapping[str, str], start: str, column: str) -> Side:
    name = said.get(f"{start}name") or _name_in(column)
    framework = _SAME.get(name.casefold(), slug(name))
    return Side(name, framework, _concept_type(said.get(f"{start}concept type")), column)


def _name_in(column: str) -> str:
    """ESCO of "ESCO/ISCO Code", O*NET of "O*NET-SOC 2019 Code"."""
    return next((name for name in ("O*NET", "ESCO") if column.startswith(name)), column)


def _concept_type(words: str | None) -> ConceptType:
    told = (words or "occupation").casefold()
    skills = ("skill", "competence", "knowledge")
    return ConceptType.SKILL if told.startswith(skills) else ConceptType.JOB_ROLE
