"""One import from beginning to end.

The source is checked whole before a row is written, and a small one is held against what is there. Rows are
written in batches, each in one transaction with the run's checkpoint, so that a run that was killed goes on
where it stopped. Of a version that is there only what is new or different is sent; what a complete run did
not name is removed at its end, and only then.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from skillsgraph import __version__
from skillsgraph.changes import ChangeKind, changed
from skillsgraph.errors import (
    Conflict,
    ConstraintViolated,
    DatabaseError,
    DatabaseUnavailable,
    DeadlineExceeded,
    FrameworkNotFound,
    ImportRefused,
    OutcomeUnknown,
)
from skillsgraph.frameworks.contract import Options, Reader, Source
from skillsgraph.graph import lease
from skillsgraph.graph.access import Graph, Step, Written
from skillsgraph.ingest import hierarchy, links
from skillsgraph.ingest.batches import Batch, batches, make, prefetched
from skillsgraph.ingest.report import Changes, Report
from skillsgraph.ingest.rows import Row, Rows, framework_row
from skillsgraph.ingest.stored import Stored
from skillsgraph.ingest.tables import CONCEPTS, RELATIONS, STATEMENTS
from skillsgraph.licences import KNOWN_SECONDS
from skillsgraph.model.ids import make_id
from skillsgraph.statements import Statement, cypher

LEASE = "import"
BATCH_SECONDS = 120.0
BATCH_TRIES = 3  # the graph itself tries again within each of them, until its deadline
LARGEST_SHRINK = 0.2  # more than that looks like a damaged file, and nothing is removed
LOOKED_AT_FIRST = 10_000  # rows: so small a source is read once more, to refuse it before anything is written
FEW = 100  # of one kind, so many may go whatever part of that kind they are: kinds may be small

Progress = Callable[[str, int], None]
"""Told, now and then, the file and the line that the import has come to."""


@dataclass(slots=True)
class Run:
    """The checkpoint of an import: `batches` are in the graph; `creating` while the version is new."""

    id: str
    number: int
    digest: str
    batch: int
    batches: int = 0
    creating: bool = True


async def ingest(
    graph: Graph,
    reader: Reader,
    path: Path,
    options: Options,
    *,
    batch: int = 5000,
    lease_seconds: float = 60,
    dry_run: bool = False,
    on_progress: Progress | None = None,
) -> Report:
    """Bring one source into the graph, or resume an import of the same source that was cut short.

    `batch` is the number of rows in a transaction; `lease_seconds` is how long others wait for us if we die.

    Raises:
        SourceError: The source cannot be used; nothing was written.
        ImportInProgress: Another import runs now.
        ImportRefused: Words of a version that was never imported whole; a source that lacks much of what an
            earlier one had (nothing is removed then); or the lease was lost on the way.
    """
    begun = time.monotonic()
    source = await asyncio.to_thread(reader.open, path, options)
    framework = source.framework
    report = Report(
        framework.code, framework.version, options.language or framework.language, dict(source.files), dry_run
    )
    report.notes.extend(source.notes)
    importer = _Importer(graph, source, report, lease_seconds, on_progress)
    if dry_run:
        rows = await importer.rows()
        await importer.look(batches(make(reader, path, options, rows, report.skipped), batch), rows)
    else:
        async with importer.lease():
            if await importer.looks_first():
                rows = await importer.rows()
                await importer.look(batches(make(reader, path, options, rows, []), batch), rows)
            rows = await importer.rows()
            run = await importer.begin(batch)
            read = batches(make(reader, path, options, rows, report.skipped), run.batch)
            await importer.write(read, run)
            await importer.clean_up(rows.languages)
            await importer.link()
            await importer.finish(run, rows.languages)
    report.notes += hierarchy.said(rows.above)
    report.seconds = round(time.monotonic() - begun, 3)
    return report


async def activate(graph: Graph, code: str, version: str) -> None:
    """Make a version the one that lookups of a framework mean.

    Raises:
        FrameworkNotFound: That version is not in the graph, or its import never finished.
    """
    unknown = FrameworkNotFound(f"There is no complete framework {code!r} in version {version!r}.")
    activated = changed(
        ChangeKind.FRAMEWORK_ACTIVATED, make_id("framework", code, version), f"{code}@{version}"
    )
    wanted = {"code": code, "version": version}
    await graph.transact([Step(cypher("activateFramework"), wanted, otherwise=unknown), activated])


class _Importer:
    def __init__(
        self, graph: Graph, source: Source, report: Report, lease_seconds: float, progress: Progress | None
    ) -> None:
        self._graph = graph
        self._source = source
        self._report = report
        self._seconds = lease_seconds
        self._progress = progress
        self._framework_id = make_id("framework", source.framework.code, source.framework.version)
        # Another version of this software may make other rows, and batches, of the same source.
        self._digest = f"{source.digest} {__version__}"
        self._holder = lease.this_process()
        self._renewed = 0.0
        self._run_id: str | None = None  # once it has begun
        self._stored: Stored | None = None  # unless the version is new
        self._linked = False  # by the run before
        self._states = False  # mappings or observations of its own

    @asynccontextmanager
    async def lease(self) -> AsyncIterator[None]:
        """One import at a time."""
        await lease.take(self._graph, LEASE, self._holder, self._seconds)
        self._renewed = time.monotonic()
        try:
            yield
        finally:
            with suppress(DatabaseError):  # it ends by itself, and must not hide why the import failed
                await lease.drop(self._graph, LEASE, self._holder)

    async def _transact(self, *steps: Step) -> list[Written]:
        """What is written only while the lease is ours; it is renewed first, so nobody takes it meanwhile.

        It is counted in the same transaction, so that no index takes the graph for what it was before.
        """
        own = [lease.renewal(LEASE, self._holder, self._seconds)]
        if steps and self._run_id is not None:
            own.append(Step(cypher("countImportWrite"), {"id": self._run_id}))
        written = await self._graph.transact([*own, *steps], deadline=BATCH_SECONDS)
        self._renewed = time.monotonic()
        return written[len(own) :]

    async def rows(self) -> Rows:
        """The maker of rows. Words of another language may be about the concepts that are there."""
        framework = self._source.framework
        if self._source.is_main_language:
            return Rows(framework)
        known = await self._graph.read(
            cypher("conceptIds"), deadline=BATCH_SECONDS, frameworkId=self._framework_id
        )
        if not known:
            raise ImportRefused(
                f"{framework.name} {framework.version} is not in the graph yet.",
                hint=f"Import its files in the language {framework.language!r} first, to the end.",
            )
        return Rows(framework, {row["id"] for row in known})

    async def looks_first(self) -> bool:
        """Whether a source is looked at before it is written: a small one that is not the last one again."""
        last = await self._last()
        small = sum(self._source.files.values()) <= LOOKED_AT_FIRST
        return small and last is not None and last["digest"] != self._digest

    async def look(self, read: Iterator[Batch], rows: Rows) -> None:
        """Read all and write nothing. Raises `ImportRefused` like the import."""
        there = await self._last() is not None
        stored = Stored(self._graph, self._framework_id) if there else None
        async with aclosing(prefetched(read)) as ahead:
            async for batch in ahead:
                if stored is not None:
                    await stored.news(batch.table, batch.rows)
                self._tell(batch)
        if stored is not None:
            await self._refuse_shrinking(stored, rows.languages)

    async def _last(self) -> Row | None:
        return await self._graph.read_one(cypher("lastImportRun"), frameworkId=self._framework_id)

    async def begin(self, size: int) -> Run:
        """Go on with the last run if it was of this very source and did not finish; else begin another."""
        last = await self._last()
        if last is not None and not last["finished"] and last["digest"] == self._digest:
            self._report.resumed = True
            self._run_id = last["id"]
            return Run(**{name: last[name] for name in Run.__slots__})
        number = 1 if last is None else last["number"] + 1
        self._linked = last is not None and last["linked"]
        run = Run(f"{self._framework_id}:{number}", number, self._digest, size, creating=last is None)
        step = Step(cypher("startImportRun"), {"framework": self._framework_row(), "run": asdict(run)})
        await self._transact(step)
        self._run_id = run.id
        if run.creating and self._source.framework.redistribution is False:
            await asyncio.sleep(2 * KNOWN_SECONDS)  # so that all who serve know it before there is anything
        return run

    def _framework_row(self) -> Row:
        framework = self._source.framework
        if not self._source.is_main_language:
            return {"id": self._framework_id}
        return framework_row(framework)

    async def write(self, read: Iterator[Batch], run: Run) -> None:
        if not run.creating:
            self._stored = Stored(self._graph, self._framework_id)
        number = 0
        async with aclosing(prefetched(read)) as ahead:
            async for batch in ahead:
                number += 1
                self._states = self._states or batch.table in STATEMENTS
                if self._stored is not None:
                    batch = replace(batch, rows=await self._stored.news(batch.table, batch.rows))
                if number > run.batches and batch.rows:
                    await self._write_batch(batch, run, number)
                elif time.monotonic() - self._renewed > self._seconds / 3:
                    await self._transact()  # passing over what is stored may outlast the lease
                self._tell(batch)

    def _tell(self, batch: Batch) -> None:
        if self._progress is not None:
            self._progress(batch.file, batch.line)

    async def _write_batch(self, batch: Batch, run: Run, number: int) -> None:
        statement = batch.table.creates if run.creating else batch.table.merges
        for left in reversed(range(BATCH_TRIES)):
            try:
                self._count(await self._try_batch(statement, batch, run, number))
                return
            except (Conflict, ConstraintViolated, DatabaseUnavailable, DeadlineExceeded, OutcomeUnknown):
                # It may be stored all the same, and the connection was lost before we were told.
                last = await self._last()
                if last is not None and last["id"] == run.id and last["batches"] >= number:
                    return
                if not left:
                    raise
                statement = batch.table.merges

    async def _try_batch(self, statement: Statement, batch: Batch, run: Run, number: int) -> Written:
        parameters: dict[str, Any] = {"rows": batch.rows, "run": run.number}
        if "frameworkId" in statement.parameters:
            parameters["frameworkId"] = self._framework_id
        checkpoint = Step(cypher("advanceImportRun"), {"id": run.id, "batches": number})
        return (await self._transact(Step(statement, parameters), checkpoint))[0]

    def _count(self, written: Written) -> None:
        for row in written.rows:
            self._report.changes.created += row["created"]
            self._report.changes.updated += row["updated"]

    async def clean_up(self, spoken: set[str]) -> None:
        """Remove what the source has no more, if that is not suspiciously much."""
        stored = self._stored
        if stored is None:
            return
        await self._refuse_shrinking(stored, spoken)
        ours = {"frameworkId": self._framework_id}
        for label in ("Term", "Text"):
            for _, ids in stored.stale([label]):
                await self._remove(f"removeStale{label}s", ids=ids)
        for starts, keys in stored.stale(RELATIONS.values()):
            await self._remove("removeStaleRelations", **ours, starts=starts, keys=keys)
        gone = 0
        for _, ids in stored.stale(STATEMENTS.values()):
            await self._remove("removeStaleMatches", ids=ids)
            gone += await self._remove("removeStaleStatements", **ours, ids=ids)
        if gone:
            await links.remove_idle(self._graph, self._transact)
        await self._remove_concepts(stored)

    async def _refuse_shrinking(self, stored: Stored, spoken: set[str]) -> None:
        await stored.know_words(self._languages(spoken))
        if self._source.is_main_language:
            await stored.know_all()
        refuse_shrinking(stored.counted())

    async def _remove_concepts(self, stored: Stored) -> None:
        kept = 0
        for _, ids in stored.stale(kind.__name__ for kind in CONCEPTS.values()):
            await self._remove("removeWordsOfStaleConcepts", frameworkId=self._framework_id, ids=ids)
            kept += len(ids)
            kept -= await self._remove("removeStaleConcepts", frameworkId=self._framework_id, ids=ids)
        if kept:
            self._report.notes.append(
                f"{kept} concepts are not in the source any more and were kept: others refer to them."
            )

    async def _remove(self, name: str, **parameters: Any) -> int:
        (written,) = await self._transact(Step(cypher(name), parameters))
        removed: int = written.rows[0]["removed"]
        self._report.changes.removed += removed
        return removed

    def _languages(self, spoken: set[str]) -> list[str]:
        main = {self._source.framework.language} if self._source.is_main_language else set()
        return sorted(spoken | main)

    async def link(self) -> None:
        """Find what references denote, here and in what was imported before."""
        if not self._source.is_main_language:
            return
        if not self._linked or self._report.changes != Changes():
            code = None if self._states else self._source.framework.code
            await links.link(self._graph, self._transact, code)
            self._linked = True
        self._report.notes += await links.waiting(self._graph, self._framework_id)

    async def finish(self, run: Run, spoken: set[str]) -> None:
        framework = self._source.framework
        name = f"{framework.code}@{framework.version}"
        finished = {"id": run.id, "languages": self._languages(spoken), "linked": self._linked}
        await self._transact(
            Step(cypher("finishImportRun"), finished),
            changed(ChangeKind.FRAMEWORK_IMPORTED, self._framework_id, name),
        )


def refuse_shrinking(counted: list[Row]) -> None:
    """Refuse to remove much of what there is: `stale` of `stored` rows of each kind, `what`.

    Raises:
        ImportRefused: More than a fifth would go, of everything or of a kind that is not small.
    """
    stale, stored = (sum(row[name] for row in counted) for name in ("stale", "stored"))
    suspicious = [
        row for row in counted if row["stale"] > FEW and row["stale"] > LARGEST_SHRINK * row["stored"]
    ]
    if suspicious or stale > LARGEST_SHRINK * stored:
        lost = ", ".join(
            f"{row['stale']:,} of {row['stored']:,} {row['what']}"
            for row in (suspicious or [row for row in counted if row["stale"]])
        )
        raise ImportRefused(
            f"The source lacks much of what an earlier one had: {lost}. Nothing was removed.",
            hint="It looks incomplete: get it again from where it is published. If it is another part of the"
            " same library, give it a version of its own with --version.",
        )
