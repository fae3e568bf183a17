"""The catalogue as a spreadsheet, for people who would rather fill in a table: one row for each credential.

A file in CSV or XLSX, with the columns of the template in any order. Skills stand in one cell, parted by
semicolons or lines, each by its uri or in words; so do the web addresses of credentials that are recognised
as one. Organizations are those that the rows name. Rules, offerings, costs and terms of recognition need the
YAML file.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]

from skillsgraph.errors import SourceError, SourceTooLarge, Where
from skillsgraph.frameworks.packing import look

MOST_BYTES = 4 * 1024**2
MOST_ROWS = 20_000
ENDINGS = (".csv", ".xlsx")
# Column -> the field of a credential that it fills.
COLUMNS: Mapping[str, str] = {
    "Name": "name",
    "Web address": "uri",
    "Kind": "kind",
    "Organization": "organization",
    "Organization web address": "awarded_by",
    "Organization kind": "organization_kind",
    "Description": "description",
    "Criteria": "criteria",
    "Skills taught": "teaches",
    "Skills assessed": "assesses",
    "Credits": "credits",
    "Credit unit": "credit_unit",
    "Hours": "workload_hours",
    "Languages": "languages",
    "EQF level": "eqf_level",
    "Valid for": "validity_period",
    "Recognises": "recognises",
}
_NEEDED = ("Name", "Web address", "Kind", "Organization web address")
_NUMBERS = {"credits": float, "workload_hours": float, "eqf_level": int}
# With skills that ESCO has, and the sample of it, so that the template can be imported as it is.
_EXAMPLE = (
    *("First aid at the hive", "https://example.org/first-aid", "MICRO_CREDENTIAL", "An example guild"),
    *(
        "https://example.org/guild",
        "TRAINING_PROVIDER",
        "What to do after a sting.",
        "Show it in an exercise.",
    ),
    *("first aid", "provide first aid", "2", "ECTS", "50", "en", "4", "P3Y", ""),
)
_THOUSANDS = re.compile(r",\d{3}(?!\d)")  # 1,500 is a thousand and more, or a little more than one
_TEMPLATE = "Take the template of `skillsgraph template`."

Places = dict[tuple[str, int], int]
"""(list, number in it) -> the row that it was read from."""


def read_sheet(path: Path) -> tuple[dict[str, Any], Places]:
    """The data of a catalogue as the YAML file has it, and the row of each organization and credential.

    Raises:
        SourceError: The file cannot be read, lacks a column or has no rows.
    """
    lines = _xlsx(path) if path.suffix.casefold() == ".xlsx" else _csv(path)
    _, header = next(lines, (1, []))
    columns = {name.strip().casefold(): place for place, name in enumerate(header)}
    for name in _NEEDED:
        if name.casefold() not in columns:
            message = f"The column {name!r} is missing."
            raise SourceError(message, where=Where(path.name, 1, name), hint=_TEMPLATE)
    _refuse_misspelt(path.name, columns)
    organizations: dict[str, dict[str, Any]] = {}
    credentials: list[dict[str, Any]] = []
    places: Places = {}
    for line, cells in lines:
        if any(cells[len(header) :]):
            message = f"The row has {len(cells)} cells; the header has {len(header)}."
            hint = "A cell with a comma in it stands between double quotes."
            raise SourceError(message, where=Where(path.name, line), hint=hint)
        row = _row(cells, columns)
        if not row:
            continue
        if len(credentials) == MOST_ROWS:
            raise SourceTooLarge(f"There are more than {MOST_ROWS:,} rows.", where=Where(path.name, line))
        uri, name, kind = (
            row.get("awarded_by"),
            row.pop("organization", None),
            row.pop("organization_kind", None),
        )
        if uri and uri not in organizations:
            places["organizations", len(organizations)] = line
            organizations[uri] = {"uri": uri, "name": name or uri, "kind": kind or "OTHER"}
        places["credentials", len(credentials)] = line
        credentials.append(row)
    if not credentials:
        raise SourceError("The sheet has no rows.", where=Where(path.name, 1), hint=_TEMPLATE)
    return {"organizations": list(organizations.values()), "credentials": credentials}, places


def column_of(field: str, *, is_organization: bool = False) -> str:
    """The column that fills a field."""
    if is_organization:
        field = {"uri": "awarded_by", "name": "organization", "kind": "organization_kind"}.get(field, field)
    return next((column for column, name in COLUMNS.items() if name == field), field)


def template(ending: str) -> bytes:
    """An empty sheet with its header and one example, as `.csv` or `.xlsx`."""
    if ending == ".xlsx":
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Credentials")
        sheet.append([*COLUMNS])
        sheet.append([*_EXAMPLE])
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([[*COLUMNS], _EXAMPLE])
    return text.getvalue().encode("utf-8-sig")


def _refuse_misspelt(file: str, columns: Mapping[str, int]) -> None:
    """A column of one's own may stand there; one that looks like one of ours, which is missing, is a slip."""
    missing = {name.casefold(): name for name in COLUMNS if name.casefold() not in columns}
    known = {name.casefold() for name in COLUMNS}
    for name in columns:
        if name not in known and (meant := get_close_matches(name, missing, 1, 0.8)):
            message = f"The column {name!r} is not known; {missing[meant[0]]!r} may be meant."
            raise SourceError(message, where=Where(file, 1, name), hint=_TEMPLATE)


def _row(cells: list[str], columns: Mapping[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column, field in COLUMNS.items():
        place = columns.get(column.casefold())
        text = cells[place].strip() if place is not None and place < len(cells) else ""
        if text:
            found[field] = _value(field, text)
    return found


def _value(field: str, text: str) -> Any:
    parts = [part.strip() for line in text.splitlines() for part in line.split(";") if part.strip()]
    if field in ("teaches", "assesses"):
        return [{"skill": part} for part in parts]
    if field == "recognises":
        return [{"credential": part} for part in parts]
    if field == "languages":
        return [one.strip() for part in parts for one in part.split(",") if one.strip()]
    if field in ("kind", "organization_kind", "credit_unit"):
        return text.upper().replace(" ", "_").replace("-", "_")
    if field in _NUMBERS:
        return _number(field, text)
    return text


def _number(field: str, text: str) -> float | int | str:
    """The number; what is none, or may mean two, stays as it is, and the model says what is wrong with it."""
    if _THOUSANDS.search(text):
        return text
    try:
        number = float(text.replace(",", "."))
        whole = _NUMBERS[field](number)
    except (ValueError, OverflowError):
        return text
    return whole if whole == number else text


def _csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    data = _bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "Save it as CSV in UTF-8, or as XLSX."
        raise SourceError("The line is not UTF-8.", where=Where(path.name, line), hint=hint) from error
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise SourceError(f"The row cannot be read: {error}.", where=Where(path.name, line)) from error


def _xlsx(path: Path) -> Iterator[tuple[int, list[str]]]:
    data = _bytes(path)
    try:
        packing = look(path)
        packing.check(packing.members)  # a zip within is refused by its ratio, before it is unpacked
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        rows = book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=200)
        for number, row in enumerate(rows, 1):
            yield number, ["" if cell is None else _plain(cell) for cell in row]
    except SourceError:
        raise
    except (zipfile.BadZipFile, KeyError, IndexError, ValueError, TypeError, OSError, SyntaxError) as error:
        raise SourceError("This is not XLSX, or damaged.", where=Where(path.name), hint=_TEMPLATE) from error


def _plain(cell: object) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise SourceError(f"It cannot be read: {error.strerror}.", where=Where(str(path))) from error
    if len(data) > MOST_BYTES:
        raise SourceTooLarge(f"The file is larger than {MOST_BYTES:,} bytes.", where=Where(path.name))
    return data
