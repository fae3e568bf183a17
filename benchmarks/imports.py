"""Every file of a folder that a reader knows: rows, seconds and memory; and all of it in one graph.

    python benchmarks/imports.py DATA            # read and transformed, each in a process of its own
    python benchmarks/imports.py DATA --graph    # and into the empty database of SKILLSGRAPH_DATABASE_URL

A row is a row of a table or an object of a document, as the reader counts them. Seconds are the processor's:
`read` from opening the file, and looking through all of it, to model objects; `ready` to rows as the graph
takes them, with ids, hashes and checks. `--graph` imports everything twice, and
compares the first time with plain `UNWIND … CREATE` of the same rows by the same driver: all rows ready in
memory, no checkpoint, no lease, no checks. It needs a database that is empty, and empties it.
"""

import argparse
import asyncio
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from skillsgraph.errors import SkillsGraphError
from skillsgraph.frameworks.contract import Options, Reader
from skillsgraph.frameworks.registry import READERS, reader_for
from skillsgraph.graph.access import Graph, open_graph
from skillsgraph.graph.migrate import migrate
from skillsgraph.ingest import ingest
from skillsgraph.ingest.batches import batches, collect_seldom, make
from skillsgraph.ingest.rows import Rows, framework_row
from skillsgraph.settings import Settings
from skillsgraph.statements import parse

CHOICES = (Options(), Options(version="1"))  # the second, where no file tells the version
_OURS = {"sample"}
FRAMEWORK, CLEAR_RELATIONS, CLEAR, COUNT = parse(
    "benchmark",
    """// name: framework(row) write none
// A framework version.
CREATE (f:Framework) SET f = $row

// name: clearRelations() write one
// A batch of relations.
MATCH ()-[r]->() WITH r LIMIT 50000 DELETE r RETURN count(*) AS deleted

// name: clear() write one
// A batch of nodes.
MATCH (n) WHERE NOT n:Migration WITH n LIMIT 20000 DELETE n RETURN count(*) AS deleted

// name: any() read one
// Whether something is there.
MATCH (f:Framework) RETURN count(f) AS count""",
)


def sources(data: Path) -> Iterator[tuple[Reader, Path]]:
    """Every file or folder with the first reader that knows it; what is inside a known folder is not told."""
    known: list[Path] = []
    for path in [data, *sorted(data.rglob("*"))]:
        if not any(one in path.parents for one in known):
            for reader in READERS:
                if reader.code not in _OURS and reader.detect(path) and options_of(reader, path):
                    if path.is_dir():
                        known.append(path)
                    yield reader, path
                    break


def options_of(reader: Reader, path: Path) -> Options | None:
    """With what the source can be opened, if it can."""
    for options in CHOICES:
        try:
            reader.open(path, options)
        except SkillsGraphError:
            continue
        return options
    return None


def peak_mb() -> float:
    """The most memory that this process ever had, and not the one that started it, as getrusage tells."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def read(reader: Reader, path: Path) -> dict[str, float]:
    """One source read and transformed, in this process."""
    collect_seldom()
    options = options_of(reader, path) or Options()
    began = time.process_time()
    source = reader.open(path, options)
    opened = time.process_time()
    for _ in reader.read(path, options):
        pass
    done = time.process_time()
    made = sum(1 for _ in make(reader, path, options, Rows(source.framework), []))
    ready = opened - began + time.process_time() - done
    rows = sum(source.files.values())
    return {"rows": rows, "made": made, "read": done - began, "ready": ready, "mb": peak_mb()}


async def graph_of_all(data: Path) -> None:
    """Everything in one graph: plainly, imported, and imported again."""
    versions: dict[str, tuple[Reader, Path, Options]] = {}
    for reader, path in sources(data):  # two files of one version would be one and the same in the graph
        options = options_of(reader, path) or Options()
        framework = reader.open(path, options).framework
        versions.setdefault(framework_row(framework)["id"], (reader, path, options))
    found = [*versions.values()]
    collect_seldom()
    async with open_graph(Settings.load()) as graph:
        await migrate(graph)
        there = await graph.read_one(COUNT)
        if there is None or there["count"]:
            sys.exit("The database is not empty; this benchmark would empty it.")
        plain = sum([await create_plainly(graph, *one) for one in found])
        await empty(graph)
        times = []
        for _ in range(2):
            changes, began = 0, time.monotonic()
            for reader, path, options in found:
                done = (await ingest(graph, reader, path, options)).changes
                changes += done.created + done.updated + done.removed
            times.append((time.monotonic() - began, changes))
        await empty(graph)
    (first, created), (second, changed) = times
    print(f"plain {plain:.1f} s; imported {first:.1f} s ({created:,} changes), ratio {first / plain:.2f}")
    print(f"again {second:.1f} s ({changed:,} changes), {second / first:.2f} of the first")


async def create_plainly(graph: Graph, reader: Reader, path: Path, options: Options) -> float:
    source = reader.open(path, options)
    row = {name: value for name, value in framework_row(source.framework).items() if value is not None}
    rows = Rows(source.framework)
    ready = [*batches(make(reader, path, options, rows, []), 5000)]
    began = time.monotonic()
    await graph.write(FRAMEWORK, row=row)
    for batch in ready:
        statement = batch.table.creates
        given = {"frameworkId": row["id"]} if "frameworkId" in statement.parameters else {}
        await graph.write(statement, deadline=120, rows=batch.rows, run=1, **given)
    return time.monotonic() - began


async def empty(graph: Graph) -> None:
    for statement in (CLEAR_RELATIONS, CLEAR):
        while (await graph.write(statement, deadline=60)).rows[0]["deleted"]:
            pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--graph", action="store_true")
    parser.add_argument("--reader", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.reader:
        print(json.dumps(read(reader_for(asked.reader), asked.data)))
        return
    head = f"{'reader':13}{'rows':>9}{'made':>9}{'read s':>8}{'rows/s':>9}{'ready':>9}{'rows/s':>9}"
    print(f"{head}{'MB':>6}  file")
    for reader, path in sources(asked.data):
        command = [sys.executable, __file__, str(path), "--reader", reader.code]
        one = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, env=os.environ).stdout)
        read_speed, speed = (one["rows"] / max(one[step], 1e-9) for step in ("read", "ready"))
        print(
            f"{reader.code:13}{one['rows']:9,}{one['made']:9,}{one['read']:8.2f}{read_speed:9,.0f}"
            f"{one['ready']:9.2f}{speed:9,.0f}{one['mb']:6.0f}  {path.relative_to(asked.data)}"
        )
    if asked.graph:
        asyncio.run(graph_of_all(asked.data))


if __name__ == "__main__":
    main()
