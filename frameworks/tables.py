"""A table in a text file as checked rows that know their line.

    table = Table(stream, "skills_en.csv", required=("conceptUri",))
    for row in table:
        row.line, row.need("conceptUri"), row.get("description")

A fault in the file's shape ends the reading with a `SourceError`; a fault in one row's meaning is a
`RowRefused`, which a reader turns into a `Skipped` and goes on.
"""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BufferedReader, StringIO
from itertools import chain, islice
from math import inf, isfinite
from typing import Protocol, TypeVar

from skillsgraph.errors import SourceError, Where

LONGEST_LINE = 1024**2
_DAMAGED = "The file may be cut short or edited. Take it again from its publisher."
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Form:
    """How a table is written: its delimiter, whether cells may be quoted, and lines before the header."""

    delimiter: str = ","
    quoted: bool = True
    preamble: int = 0


COMMA = Form()
TAB = Form(delimiter="\t", quoted=False)


class Hash(Protocol):
    """What a table tells its bytes to; every object of hashlib will do."""

    def update(self, data: bytes, /) -> None: ...


class RowRefused(Exception):
    """One row cannot be used: in which field, and why. Never leaves a reader."""

    def __init__(self, field: str | None, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


class Row:
    """One data row. `line` is where it starts in the file, from 1 and with the header counted."""

    __slots__ = ("cells", "columns", "line")

    def __init__(self, line: int, cells: list[str], columns: Mapping[str, int]) -> None:
        self.line = line  # no dataclass: a frozen one takes three times as long to make, for every row
        self.cells = cells
        self.columns = columns

    def get(self, column: str) -> str | None:
        """The cell without the spaces around it; None when it is empty or the file has no such column."""
        place = self.columns.get(column)
        return None if place is None else self.cells[place].strip() or None

    def need(self, column: str) -> str:
        """The same; raises `RowRefused` when there is nothing."""
        place = self.columns.get(column)
        if place is None or not (value := self.cells[place].strip()):
            raise RowRefused(column, "The cell is empty.")
        return value

    def number(self, column: str) -> float:
        """The cell's number, with a decimal point; raises `RowRefused` when it is none or not finite."""
        value = self.need(column)
        try:
            number = float(value)
        except ValueError:
            number = inf
        if not isfinite(number):
            raise RowRefused(column, f"{value[:80]!r} is not a number.")
        return number

    def choose(self, column: str, meanings: Mapping[str, T]) -> T:
        """What the cell's word means; raises `RowRefused` when it is none of the known words."""
        value = self.get(column) or ""
        if value not in meanings:
            known = ", ".join(repr(word) for word in meanings)
            raise RowRefused(column, f"The value {value[:80]!r} is not one of {known}.")
        return meanings[value]


class Table:
    """The rows of one open file, in a stream; the header is read and checked at once.

    Raises `SourceError` with file and line for bytes that are not UTF-8, a missing column, a row with too
    few or too many cells, and a quote that is never closed. Blank lines are no rows. `digest` is told
    every byte; `ends_with_newline` says, after the last row, whether the last line was ended.
    """

    def __init__(
        self,
        stream: BufferedReader,
        file: str,
        form: Form = COMMA,
        *,
        required: Collection[str] = (),
        digest: Hash | None = None,
    ) -> None:
        self.file = file
        self.ends_with_newline = True
        self._first_line = form.preamble + 1
        lines = chain.from_iterable(self._text(stream, digest))
        self._reader = csv.reader(
            islice(lines, form.preamble, None),
            delimiter=form.delimiter,
            quoting=csv.QUOTE_MINIMAL if form.quoted else csv.QUOTE_NONE,
            strict=True,
        )
        self._width, self.columns = self._header(required)

    def __iter__(self) -> Iterator[Row]:
        columns, width, reader, before = self.columns, self._width, self._reader, self._first_line
        start = before + reader.line_num
        try:
            for cells in reader:
                if len(cells) == width:
                    yield Row(start, cells, columns)
                elif cells:
                    message = f"The row has {len(cells)} cells; the header has {width}."
                    raise self._error(message, start)
                start = before + reader.line_num  # a quoted cell may run over several lines
        except csv.Error as error:
            raise self._error(f"The row that starts here cannot be read: {error}.", start) from error

    def _header(self, required: Collection[str]) -> tuple[int, Mapping[str, int]]:
        try:
            header = next(self._reader, [])
        except csv.Error as error:
            message = f"The header cannot be read: {error}."
            raise self._error(message, self._first_line) from error
        columns = {name.strip(): place for place, name in enumerate(header)}
        for name in required:
            if name not in columns:
                found = ", ".join(columns)[:300] or "nothing"
                hint = f"Found: {found}. The columns must be named as its publisher names them."
                if len(columns) == 1 and found.count(";") > 1:
                    hint = "It is separated by semicolons. Save it as CSV with commas."
                raise self._error(f"The column {name!r} is missing.", self._first_line, name, hint)
        return len(header), columns

    def _text(self, stream: BufferedReader, digest: Hash | None) -> Iterator[StringIO]:
        """The lines, in blocks of whole ones: each then comes to the csv reader with no step of Python."""
        encoding, tell, before, rest = "utf-8-sig", digest.update if digest is not None else None, 0, b""
        for read in iter(stream.read1, b""):
            if tell is not None:
                tell(read)
            whole, newline, after = read.rpartition(b"\n")
            block, rest = (rest + whole + newline, after) if newline else (b"", rest + read)
            if block:
                yield self._block(block, encoding, before)
                before, encoding = before + block.count(b"\n"), "utf-8"
            if len(rest) >= LONGEST_LINE:
                raise self._error(f"The line is longer than {LONGEST_LINE:,} bytes.", before + 1)
        if rest:
            self.ends_with_newline = False
            yield self._block(rest, encoding, before)

    def _block(self, block: bytes, encoding: str, before: int) -> StringIO:
        try:
            return StringIO(block.decode(encoding), newline="\n")
        except UnicodeDecodeError as error:
            hint = "Save it as UTF-8, or take the file as published."
            line = before + 1 + block.count(b"\n", 0, error.start)
            raise self._error("The line is not UTF-8.", line, hint=hint) from error

    def _error(self, message: str, line: int, field: str | None = None, hint: str = _DAMAGED) -> SourceError:
        return SourceError(message, where=Where(self.file, line, field), hint=hint)


def lines_of(cell: str | None) -> list[str]:
    """The values of a cell that holds one on each line, each once, in the order found."""
    return list(dict.fromkeys(line.strip() for line in (cell or "").splitlines() if line.strip()))


def first_of(found: Iterable[T], otherwise: T) -> T:
    """The first of what was found, or the other."""
    return next(chain(found, (otherwise,)))
