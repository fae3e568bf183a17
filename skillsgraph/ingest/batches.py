"""From a source's stream to batches: rows of one table each, gathered while the last batch is written."""

import asyncio
import gc
from collections import deque
from collections.abc import AsyncGenerator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from skillsgraph.frameworks.contract import Options, Reader, Skipped
from skillsgraph.ingest.rows import Placed, Row, Rows
from skillsgraph.ingest.tables import CONCEPTS, Table

AHEAD = 3  # batches, which are in memory meanwhile
Made = tuple[Placed, str, int]  # a row, its file and line


def collect_seldom() -> None:
    """For a process that does nothing but read a source: millions of rows come and go, and hold no circles.

    To look for circles as often as Python does takes a sixth of the time.
    """
    gc.set_threshold(50_000, 20, 50)


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one table, and how far the source has been read with them."""

    table: Table
    rows: list[Row]
    file: str
    line: int


def make(reader: Reader, path: Path, options: Options, rows: Rows, skipped: list[Skipped]) -> Iterator[Made]:
    """The rows of a source; what cannot be used goes to `skipped`."""
    for found in reader.read(path, options):
        made = found if isinstance(found, Skipped) else rows.make(found)
        if isinstance(made, Skipped):
            skipped.append(made)
        else:
            yield made, found.file, found.line


def batches(items: Iterator[Made], size: int) -> Iterator[Batch]:
    """Rows of one table at a time, the same batches on every run over the same source.

    Concepts come before what refers to them, also when their last batch is not full.
    """
    gathered: dict[Table, list[Row]] = {}
    file, line = "", 0
    for placed, file, line in items:
        if placed.table not in CONCEPTS:
            for table in CONCEPTS:
                if table in gathered:
                    yield Batch(table, gathered.pop(table), file, line)
        rows = gathered.setdefault(placed.table, [])
        rows.append(placed.row)
        if len(rows) == size:
            yield Batch(placed.table, gathered.pop(placed.table), file, line)
    for table, rows in gathered.items():
        yield Batch(table, rows, file, line)


async def prefetched(items: Iterator[Batch]) -> AsyncGenerator[Batch, None]:
    """The next batches are read, on a thread, while the last one is being written or compared."""
    thread = ThreadPoolExecutor(1)
    coming = deque(thread.submit(next, items, None) for _ in range(AHEAD))
    try:
        while (batch := await asyncio.wrap_future(coming.popleft())) is not None:
            coming.append(thread.submit(next, items, None))
            yield batch
    finally:
        # A thread at work cannot be stopped, and must not outlive what it reads from.
        for running in [one for one in coming if not one.cancel()]:
            with suppress(Exception):
                await asyncio.wrap_future(running)
        thread.shutdown(wait=False)
