"""The files of a bulk import hold what an ordinary import writes, on both engines."""

import csv
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.errors import ImportRefused
from skillsgraph.frameworks.contract import Options
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import Changes, ingest
from skillsgraph.ingest.bulk import PART, write_bulk
from skillsgraph.statements import parse
from tests.support.digest import whole
from tests.support.frameworks import HERE, Listed, small

_TYPES: dict[str, Any] = {"long": int, "double": float, "boolean": "true".__eq__, "string": str}


def read(path: Path) -> list[tuple[list[str], dict[str, Any]]]:
    """(the ids, the properties) of each line, with the types of the header, as the import tool reads them."""
    with path.open(encoding="utf-8", newline="") as stream:
        lines = csv.reader(stream)
        names = [column.rpartition(":")[::2] for column in next(lines)]
        found = []
        for cells in lines:
            ids = [cell for (_, kind), cell in zip(names, cells, strict=True) if kind.endswith("ID")]
            told = {
                name: cell.split(PART) if kind == "string[]" else _TYPES[kind](cell)
                for (name, kind), cell in zip(names, cells, strict=True)
                if cell and not kind.endswith("ID")
            }
            found.append((ids, told))
        return found


async def load(graph: Graph, folder: Path) -> None:
    """What the import tool does with the files, told by the arguments."""
    arguments = (folder / "arguments.txt").read_text(encoding="utf-8").splitlines()
    for what in ("--nodes", "--relationships"):
        for argument in arguments:
            option, _, rest = argument.partition("=")
            if option != what:
                continue
            name, _, file = rest.partition("=")
            node = f"CREATE (n:{name} {{id: row.ids[0]}}) SET n += row.told RETURN count(n) AS made"
            relation = (
                "MATCH (a) WHERE a.id = row.ids[0] MATCH (b) WHERE b.id = row.ids[1] "
                f"CREATE (a)-[r:{name}]->(b) SET r += row.told RETURN count(r) AS made"
            )
            text = node if what == "--nodes" else relation
            statement = parse("test", f"// name: load(rows) write one\n// All.\nUNWIND $rows AS row {text}")[
                0
            ]
            rows = [{"ids": ids, "told": told} for ids, told in read(folder / file)]
            assert (await graph.write(statement, rows=rows)).rows[0]["made"] == len(rows) > 0, file


async def test_the_files_hold_what_an_import_writes(empty_graph: Graph, tmp_path: Path) -> None:
    reader = Listed(small())
    report = write_bulk(reader, HERE, Options(), tmp_path / "bulk")
    with pytest.raises(ImportRefused, match="has files already"):
        write_bulk(reader, HERE, Options(), tmp_path / "bulk")
    await load(empty_graph, tmp_path / "bulk")
    done = await ingest(empty_graph, reader, HERE, Options())
    assert (done.changes, done.skipped) == (Changes(), report.skipped)
    loaded = await whole(empty_graph)
    again = Listed(small(), version="1")
    statement = (
        "// name: clear() write one\n// All.\nMATCH (n) WHERE NOT n:Migration DETACH DELETE n RETURN 1 AS n"
    )
    await empty_graph.write(parse("test", statement)[0])
    ordinary = await ingest(empty_graph, again, HERE, Options())
    assert ordinary.changes.created == report.changes.created
    assert await whole(empty_graph) == loaded
