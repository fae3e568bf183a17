"""The sheets of a workbook (XLSX) as rows of words. A workbook is a zip of XML: its size is checked first."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

import openpyxl  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

from skillsgraph.errors import SourceError, SourceTooLarge, Where
from skillsgraph.frameworks.packing import Packing

MOST_BYTES = 32 * 1024**2
MOST_UNPACKED = 256 * 1024**2
MOST_RATIO = 200
MOST_CELLS = 2_000_000
_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, KeyError, ValueError, EOFError),
    *(OSError, AttributeError, TypeError, IndexError, RuntimeError, NotImplementedError),
)
_HINT = "Save it as .xlsx again, or take it again from its publisher."
Cells = list[str]


def sheets(packing: Packing, name: str) -> dict[str, list[Cells]]:
    """Every sheet by its title, with all its rows, each cell as its words without spaces around them.

    In memory a workbook takes about forty bytes for each byte of its packed size.

    Raises:
        SourceTooLarge: It is packed, or would unpack to, more than the limits.
        SourceError: It is damaged or no workbook.
    """
    if packing.members[name].size > MOST_BYTES:
        raise _too_large(name, f"The limit for a workbook is {MOST_BYTES:,} bytes.")
    with packing.open(name) as stream:
        data = stream.read()
    try:
        _check(data, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and drawings, which nobody asks for
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            try:
                return dict(_read(book, name))
            finally:
                book.close()
    except _FAULTS as error:
        raise SourceError(f"It is no sound workbook: {error}.", where=Where(name, 1), hint=_HINT) from error


def _check(data: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _too_large(name, f"It would unpack to more than {MOST_UNPACKED:,} bytes.")
    for part in parts:
        if part.file_size > 1024**2 and part.file_size > MOST_RATIO * part.compress_size:
            raise _too_large(name, f"A part of it would unpack to {MOST_RATIO} times its size or more.")


def _read(book: openpyxl.Workbook, name: str) -> Iterator[tuple[str, list[Cells]]]:
    cells = 0
    for sheet in book.worksheets:
        rows: list[Cells] = []
        for row in sheet.iter_rows(values_only=True):
            cells += len(row)
            if cells > MOST_CELLS:
                raise _too_large(name, f"It has more than {MOST_CELLS:,} cells.")
            rows.append(["" if cell is None else str(cell).strip() for cell in row])
        yield sheet.title, rows


def _too_large(name: str, message: str) -> SourceTooLarge:
    return SourceTooLarge(message, where=Where(name), hint="Give a smaller one, or its parts as CSV.")
