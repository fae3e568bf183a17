"""An import that is killed, again and again, and goes on each time: the graph is that of a quiet run.

Of the real ESCO, the first lines of each file; all of them with SKILLSGRAPH_TEST_LONG.
"""

import asyncio
import csv
import io
import os
import random
import sys
from asyncio.subprocess import PIPE
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from zipfile import ZipFile

import pytest

from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest
from skillsgraph.settings import Settings
from skillsgraph.statements import parse
from tests.conftest import ESCO, empty
from tests.support.digest import whole

LINES = 1000

# Says each batch that it has come to, those that an earlier run had stored included.
IMPORTING = """
import asyncio, sys
from pathlib import Path
from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.graph.access import open_graph
from skillsgraph.ingest import ingest
from skillsgraph.settings import Settings

def say(file, line):
    print(file, line, flush=True)

async def main():
    async with open_graph(Settings.load()) as graph:
        path, batch = Path(sys.argv[1]), int(sys.argv[2])
        await ingest(graph, reader_for("esco"), path, Options(), batch=batch, on_progress=say)

asyncio.run(main())
"""

CHECKPOINT = parse(
    "test",
    "// name: checkpoint() read one\n// How far the only run has come.\n"
    "MATCH (run:ImportRun) RETURN run.batches AS batches, run.finishedOn AS finishedOn",
)[0]


@pytest.fixture(scope="module")
def source(test_data: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """What is imported, and in batches of how many rows."""
    whole_file = test_data(ESCO)
    if os.environ.get("SKILLSGRAPH_TEST_LONG"):
        return whole_file, 5000
    folder = tmp_path_factory.mktemp("esco") / whole_file.stem
    folder.mkdir()
    longest = csv.field_size_limit(1 << 24)
    with ZipFile(whole_file) as opened:
        for name in opened.namelist():
            with opened.open(name) as raw, (folder / name).open("w", encoding="utf-8", newline="") as cut:
                csv.writer(cut).writerows(islice(csv.reader(io.TextIOWrapper(raw, "utf-8")), LINES))
    csv.field_size_limit(longest)
    return folder, 250


async def test_killed_at_three_moments_and_resumed(
    source: tuple[Path, int], empty_graph: Graph, engine_settings: Settings
) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")  # noqa: T201 - shown when the test fails
    chance = random.Random(seed)
    path, batch = source
    before = 0
    for least, most in ((3, 15), (20, 35), (40, 55)):
        await _import_and_kill(engine_settings, source, chance.randint(least, most), chance)
        stored = await empty_graph.read_one(CHECKPOINT)
        assert stored is not None
        assert stored["finishedOn"] is None
        assert stored["batches"] > before
        before = stored["batches"]
    report = await ingest(empty_graph, reader_for("esco"), path, Options(), batch=batch)
    assert report.resumed
    resumed = await whole(empty_graph)
    assert 0 < report.changes.created < sum(count for count, _ in resumed.values())
    await empty(empty_graph)
    await ingest(empty_graph, reader_for("esco"), path, Options(), batch=batch)
    assert await whole(empty_graph) == resumed


async def _import_and_kill(
    settings: Settings, source: tuple[Path, int], batches: int, chance: random.Random
) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", IMPORTING, *map(str, source)),
        stdout=PIPE,
        env=os.environ | _environment(settings),
    )
    assert process.stdout is not None
    for _ in range(batches):
        assert await asyncio.wait_for(process.stdout.readline(), 60), "the import ended by itself"
    await asyncio.sleep(chance.uniform(0, 0.3))  # in the middle of a batch, or just before its commit
    process.kill()
    await process.wait()


def _environment(settings: Settings) -> dict[str, str]:
    if settings.database_url is None:
        return {
            "SKILLSGRAPH_DATA_DIR": str(settings.data_dir),
            "SKILLSGRAPH_ENGINE_HEAP": settings.engine_heap,
        }
    return {
        "SKILLSGRAPH_DATABASE_URL": settings.database_url,
        "SKILLSGRAPH_DATABASE_USER": settings.database_user,
        "SKILLSGRAPH_DATABASE_PASSWORD": settings.database_password.get_secret_value(),
    }
