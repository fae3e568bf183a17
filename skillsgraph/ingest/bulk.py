"""A source as the CSV files of `neo4j-admin database import`, for graphs too large for transactions.

No database takes part. A file for each label and relation type, headers with types, and `arguments.txt`:

    cd FOLDER && neo4j-admin database import full neo4j @arguments.txt

What is imported so is what `ingest` would have written. Importing the same source once more, when the
database runs, finds nothing changed, and joins what mappings and observations name to the concepts there.
"""

import csv
import time
import types
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import IO, Any, Union, get_args, get_origin, get_type_hints

from skillsgraph import __version__
from skillsgraph.errors import ImportRefused
from skillsgraph.frameworks.contract import Options, Reader, Source
from skillsgraph.ingest import hierarchy
from skillsgraph.ingest.batches import make
from skillsgraph.ingest.report import Report
from skillsgraph.ingest.rows import Placed, Row, Rows, framework_row
from skillsgraph.ingest.tables import CONCEPTS, RELATIONS, STATEMENTS, WORDS, Table
from skillsgraph.model.frameworks import (
    Area,
    Match,
    Observation,
    Rates,
    Reference,
    Requires,
    Sector,
)
from skillsgraph.model.text import camel

RUN = 1
PART = "\x1f"  # between the values of a list: no text has it
_ARGUMENTS = ("--multiline-fields=true", "--array-delimiter=U+001F", "--skip-duplicate-nodes=true")
_WORD_COLUMNS = {
    "Term": dict.fromkeys(("text", "folded", "language", "kind"), "string"),
    "Text": dict.fromkeys(("text", "language", "kind", "contentHash"), "string"),
}
_SORTED = {"sortName": "string", "contentHash": "string"}
_RUN_COLUMNS = {
    "number": "long",
    "digest": "string",
    "batch": "long",
    "batches": "long",
    "creating": "boolean",
    "startedOn": "long",
    "finishedOn": "long",
}


def write_bulk(reader: Reader, path: Path, options: Options, folder: Path) -> Report:
    """Write the files of a source into an empty folder, which is made if it is not there.

    Raises:
        SourceError: The source cannot be used.
        ImportRefused: The folder has files already, or the source only adds words to what another has.
    """
    begun = time.monotonic()
    source = reader.open(path, options)
    if not source.is_main_language:
        raise ImportRefused("Words of another language need the database that they are added to.")
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise ImportRefused(f"The folder {folder.name!r} has files already.", hint="Name an empty one.")
    framework = source.framework
    language = options.language or framework.language
    report = Report(framework.code, framework.version, language, dict(source.files), False)
    report.notes.extend(source.notes)
    rows = Rows(framework)
    with ExitStack() as stack:
        files = _Files(folder, stack)
        writer = _Bulk(files, framework_row(framework))
        for placed, _, _ in make(reader, path, options, rows, report.skipped):
            writer.write(placed)
            report.changes.created += 1
        writer.finish(source, sorted(rows.languages | {framework.language}))
    (folder / "arguments.txt").write_text("\n".join([*_ARGUMENTS, *files.arguments]) + "\n", encoding="utf-8")
    report.notes += hierarchy.said(rows.above)
    report.seconds = round(time.monotonic() - begun, 3)
    return report


class _Files:
    """Open tables by their names, each with its header."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self._open: dict[str, tuple[Any, tuple[str, ...]]] = {}
        self.arguments: list[str] = []

    def node(self, label: str, columns: Mapping[str, str], row: Row) -> None:
        self._write("nodes", label, "id:ID", columns, [row["id"]], row)

    def relation(self, kind: str, ends: tuple[str, str], columns: Mapping[str, str], row: Row) -> None:
        self._write("relationships", kind, ":START_ID,:END_ID", columns, [*ends], row)

    def _write(
        self, what: str, name: str, ids: str, columns: Mapping[str, str], own: list[str], row: Row
    ) -> None:
        if name not in self._open:
            stream: IO[str] = self._stack.enter_context(
                (self._folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
            )
            table = csv.writer(stream, lineterminator="\n")
            table.writerow([*ids.split(","), *(f"{column}:{kind}" for column, kind in columns.items())])
            self._open[name] = (table, tuple(columns))
            self.arguments.append(f"--{what}={name}={name}.csv")
        table, names = self._open[name]
        table.writerow([*own, *(_cell(row.get(column)) for column in names)])


class _Bulk:
    """Where the rows of each table go."""

    def __init__(self, files: _Files, framework: Row) -> None:
        self._files = files
        self._framework = framework
        self._merged: set[str] = set()

    def write(self, placed: Placed) -> None:
        table, row = placed.table, placed.row
        if table in CONCEPTS:
            kind = CONCEPTS[table]
            self._files.node(kind.__name__, columns_of(kind) | _SORTED | {"run": "long"}, row | {"run": RUN})
            self._in_framework(row["id"])
        elif table in WORDS:
            label, relation = WORDS[table]
            word = row["properties"]
            self._files.node(label, _WORD_COLUMNS[label] | {"run": "long"}, word | {"run": RUN})
            self._files.relation(relation, (row["concept"], word["id"]), {}, {})
        elif table in RELATIONS:
            self._relation(RELATIONS[table], row)
        else:
            self._statement(table, row)

    def finish(self, source: Source, languages: list[str]) -> None:
        """The framework version, active, and the run that is complete."""
        texts = dict.fromkeys((name for name in self._framework if name != "id"), "string")
        flags = dict.fromkeys(("redistribution", "commercial", "derivatives", "active"), "boolean")
        told = self._framework | {"active": True, "languages": languages}
        self._files.node("Framework", texts | flags | {"languages": "string[]"}, told)
        now = time.time_ns() // 1_000_000
        run: Row = {"id": f"{self._framework['id']}:{RUN}", "number": RUN, "batch": 5000, "batches": 0}
        run |= {"digest": f"{source.digest} {__version__}", "creating": True}
        self._files.node("ImportRun", _RUN_COLUMNS, run | {"startedOn": now, "finishedOn": now})
        self._files.relation("OF", (run["id"], self._framework["id"]), {}, {})

    def _in_framework(self, identifier: str) -> None:
        self._files.relation("IN_FRAMEWORK", (identifier, self._framework["id"]), {}, {})

    def _relation(self, kind: str, row: Row) -> None:
        said = {"key": "string", "run": "long"}
        if kind == "RELATED":
            said |= {"relation": "string"}
        elif kind == "REQUIRES":
            said |= columns_of(Requires, "job_role", "skill") | {"contentHash": "string"}
        elif kind == "RATES":
            said |= columns_of(Rates, "job_role", "skill") | {"contentHash": "string"}
        properties = row | row.get("properties", {}) | {"run": RUN}
        self._files.relation(kind, (row["start"], row["end"]), said, properties)

    def _statement(self, table: Table, row: Row) -> None:
        """A mapping with its two ends, or an observation with what it is about and where."""
        kind = Match if table is Table.MAPPINGS else Observation
        columns = columns_of(kind, "subject", "object", "area", "sector")
        said = columns | {"contentHash": "string", "run": "long"}
        self._files.node(STATEMENTS[table], said, row["properties"] | {"run": RUN})
        self._in_framework(row["id"])
        for relation, label, thing, found in _ends(row, kind is Match):
            if found["id"] not in self._merged:
                self._merged.add(found["id"])
                self._files.node(label, columns_of(thing), found)
            self._files.relation(relation, (row["id"], found["id"]), {}, {})


def _ends(row: Row, is_match: bool) -> Iterator[tuple[str, str, type, Row]]:
    """(relation, label, class, row) of what a mapping or observation leads to."""
    if is_match:
        yield "SUBJECT", "Reference", Reference, row["subject"]
        yield "OBJECT", "Reference", Reference, row["object"]
        return
    yield "REFERS_TO", "Reference", Reference, row["subject"]
    yield from (("IN", "Area", Area, one) for one in row["area"])
    yield from (("SECTOR", "Sector", Sector, one) for one in row["sector"])


@cache
def columns_of(kind: type, *without: str) -> dict[str, str]:
    """Properties of a class with their types, in the words of the import tool."""
    return {camel(name): _type(hint) for name, hint in get_type_hints(kind).items() if name not in without}


def _type(hint: Any) -> str:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(one for one in get_args(hint) if one is not type(None))
    if get_origin(hint) is tuple:
        return "string[]"
    return {bool: "boolean", int: "long", float: "double"}.get(hint, "string")


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return PART.join(value) if isinstance(value, list) else value
