"""The one door to the database: statements in, rows or counters out, each call with one deadline.

    async with open_graph(settings) as graph:
        rows = await graph.read(cypher("requirements"), roleId=role_id)

A call is answered at its deadline whatever the engine does, and what it left running there is ended.
It is tried again only when the error says that this may help, and only while the deadline allows.
"""

import asyncio
import copy
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from math import inf
from typing import Any, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncResult,
    AsyncSession,
    AsyncTransaction,
    NotificationMinimumSeverity,
    Query,
    SummaryCounters,
)
from neo4j.exceptions import DriverError, Neo4jError

from skillsgraph.errors import (
    ConstraintViolated,
    DatabaseError,
    DatabaseUnavailable,
    DeadlineExceeded,
    InputError,
    SkillsGraphError,
    StatementInvalid,
)
from skillsgraph.graph.connections import Connections
from skillsgraph.graph.dialect import Dialect, EmbeddedDialect, Neo4jDialect
from skillsgraph.graph.embedded import Connection, EmbeddedEngine
from skillsgraph.graph.translate import translate
from skillsgraph.graph.watchdog import Watchdog
from skillsgraph.settings import Settings
from skillsgraph.statements import Statement

Row = dict[str, Any]
T = TypeVar("T")

_FIRST_PAUSE_SECONDS = 0.05
_LONGEST_PAUSE_SECONDS = 1.0
_CONNECT_SECONDS = 5.0
_IDLE_SESSIONS = 100
CALLERS = inf  # a deadline that the caller keeps, who cancels the call then
WITHHELD = "withheld"  # the parameter that every graph fills in by itself
_MERGE_RACES = 10  # so often may others be first to make what a transaction merges


@dataclass(frozen=True, slots=True)
class Counters:
    """What a statement changed, by the engine's own count."""

    nodes_created: int = 0
    nodes_deleted: int = 0
    relationships_created: int = 0
    relationships_deleted: int = 0
    properties_set: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """The rows that a write returned, and what it changed."""

    rows: list[Row]
    counters: Counters


@dataclass(frozen=True, slots=True)
class Step:
    """One statement of a transaction. If it returns no row, `otherwise` is raised and all is rolled back."""

    statement: Statement
    parameters: dict[str, Any] = field(default_factory=dict)
    otherwise: SkillsGraphError | None = None


class Transaction:
    """An open transaction: statements one after the other, each with what those before it have shown."""

    def __init__(self, opened: AsyncTransaction) -> None:
        self._opened = opened

    async def run(self, statement: Statement, **parameters: Any) -> list[Row]:
        """The rows of one statement. Raises `StatementInvalid` like `Graph.read`."""
        _check(statement, {"read", "write"}, parameters)
        return await _rows(await self._opened.run(statement.text, parameters))

    async def step(self, step: Step) -> list[Row]:
        """Run a step; raises its `otherwise` when no row comes."""
        rows = await self.run(step.statement, **step.parameters)
        if step.otherwise is not None and not rows:
            raise step.otherwise
        return rows


class Graph:
    """The database, for as long as `open_graph` keeps it open. Safe to share between tasks."""

    def __init__(
        self,
        driver: AsyncDriver,
        dialect: Dialect,
        database: str | None,
        seconds: float,
        most: int,
        routed: bool = False,
    ) -> None:
        self.dialect = dialect
        self._connections = Connections(driver, database, most)
        self._driver = driver
        self._database = database
        self._seconds = seconds
        # Shared by all calls of this process, so that each sees what those before it have written when
        # a cluster sends it to another server. One and the same server shows it anyway.
        self._bookmarks = AsyncGraphDatabase.bookmark_manager() if routed else None
        self._watchdog = None if dialect.ends_what_we_leave else Watchdog(driver, database)
        self._revival: asyncio.Task[None] | None = None
        self._idle: list[AsyncSession] = []
        self.whole: Graph = self
        self.withheld: Mapping[str, str] = {}

    def without(self, withheld: Mapping[str, str]) -> "Graph":
        """The same graph for somebody from whom some frameworks are withheld: their ids, each with its code.

        Statements with a parameter `$withheld` are given those ids. `whole` leads back, for what all share.
        """
        if not withheld:
            return self.whole
        view = copy.copy(self.whole)
        view.withheld = withheld
        return view

    async def read(
        self, statement: Statement, *, deadline: float | None = None, **parameters: Any
    ) -> list[Row]:
        """The rows of a `read` statement. `deadline` is in seconds; unset: the setting. See `CALLERS`.

        Raises:
            StatementInvalid: It is not a read, or the parameters are not those of its header.
            DatabaseError: One of its subclasses, by what went wrong.
        """
        self._fill_in(statement, parameters)
        _check(statement, {"read"}, parameters)
        text = statement.text
        return await self._call(text, deadline, lambda left: self._read(text, parameters, left))

    async def explain(self, statement: Statement, **parameters: Any) -> list[str]:
        """The engine's plan of a `read` statement, line by line; it is not run. Raises like `read`."""
        self._fill_in(statement, parameters)
        _check(statement, {"read"}, parameters)
        text = f"EXPLAIN {statement.text}"

        async def run(left: float) -> list[str]:
            async with self._session(READ_ACCESS) as session:
                result = await session.run(self._query(text, left), parameters)
                return _plan_lines((await result.consume()).plan or {})

        return await self._call(text, None, run)

    async def read_one(
        self, statement: Statement, *, deadline: float | None = None, **parameters: Any
    ) -> Row | None:
        """The single row of a `read … one` statement, or None. Raises like `read`."""
        rows = await self.read(statement, deadline=deadline, **parameters)
        if len(rows) > 1:
            raise StatementInvalid(f"{statement.name} returned {len(rows)} rows where one was meant.")
        return rows[0] if rows else None

    async def write(
        self, statement: Statement, *, deadline: float | None = None, **parameters: Any
    ) -> Written:
        """Run one `write` statement in a transaction of its own. Raises like `read`."""
        return (await self.transact([Step(statement, parameters)], deadline=deadline))[0]

    async def transact(
        self, steps: Sequence[Step], *, deadline: float | None = None, merging: bool = False
    ) -> list[Written]:
        """Run several statements in one transaction: all or nothing. Raises like `read`, or a step's own.

        `merging`: nothing is created but by MERGE on a key. A key in use then means that somebody else made
        the same thing at the same time, and the transaction is run again to find it.
        """
        for step in steps:
            _check(step.statement, {"read", "write"}, step.parameters)
        races = _MERGE_RACES if merging else 0
        return await self._call(
            steps[0].statement.text, deadline, lambda left: self._transact(steps, left), races
        )

    async def in_transaction(
        self,
        work: Callable[[Transaction], Awaitable[T]],
        *,
        deadline: float | None = None,
        merging: bool = False,
    ) -> T:
        """Run `work` in one transaction, all or nothing; it may be run again, so it must not keep anything.

        `merging` as in `transact`. Raises like `read`, and what `work` raises, after all is rolled back.
        """

        async def run(left: float) -> T:
            async with (
                self._session(WRITE_ACCESS) as session,
                await session.begin_transaction(timeout=self.dialect.server_timeout(left)) as opened,
            ):
                done = await work(Transaction(opened))
                await opened.commit()
                return done

        return await self._call("in_transaction", deadline, run, _MERGE_RACES if merging else 0)

    async def schema(self, text: str, *, deadline: float = 600) -> None:
        """Run one schema statement of a migration. Schema and data cannot share a transaction."""

        async def run(left: float) -> None:
            async with self._session(WRITE_ACCESS) as session:
                await (await session.run(self._query(text, left))).consume()

        await self._call(text, deadline, run)

    async def ping(self, *, deadline: float = 2) -> None:
        """Return if the database answers; raise `DatabaseUnavailable` or `DeadlineExceeded` if not."""

        async def run(left: float) -> None:
            async with self._session(READ_ACCESS) as session:
                await (await session.run(self._query("RETURN 1", left))).consume()

        await self._call("RETURN 1", deadline, run)

    async def close(self) -> None:
        """End what works in the background. The driver is its opener's to close."""
        while self._idle:
            await self._idle.pop().close()
        if self._revival is not None:
            self._revival.cancel()
            with suppress(asyncio.CancelledError, SkillsGraphError):
                await self._revival
        if self._watchdog is not None:
            await self._watchdog.close()
        await self._connections.close()

    # One call -----------------------------------------------------------------------------------------

    async def _call(
        self, text: str, deadline: float | None, work: Callable[[float], Awaitable[T]], races: int = 0
    ) -> T:
        seconds = self._seconds if deadline in (None, CALLERS) else deadline
        started_at, ends = time.time(), time.monotonic() + seconds
        last: DatabaseError | None = None
        try:
            with self._connections:
                if deadline == CALLERS:
                    return await self._try_until_done(work, ends, races)
                async with asyncio.timeout(seconds):
                    return await self._try_until_done(work, ends, races)
        except TimeoutError:
            last = DeadlineExceeded(f"The database did not answer within {seconds:g} s.")
        except asyncio.CancelledError:
            self._end_later(text, started_at)
            raise
        self._end_later(text, started_at)
        raise last

    async def _try_until_done(self, work: Callable[[float], Awaitable[T]], ends: float, races: int) -> T:
        pause = _FIRST_PAUSE_SECONDS
        while True:
            try:
                await self._connections.enough()
                return await work(max(ends - time.monotonic(), 0.001))
            except (Neo4jError, DriverError) as cause:
                error = translate(cause)
                if isinstance(error, DatabaseUnavailable):
                    self._connections.lost()
                    self._revive_later()
                lost_a_race = races > 0 and isinstance(error, ConstraintViolated)
                races -= lost_a_race
                # Out of time: say why it failed, not only that it was slow.
                if not (error.retryable or lost_a_race) or time.monotonic() + 2 * pause > ends:
                    raise error from cause
            except OverflowError as cause:
                raise InputError("A number is larger than the database holds, which is 64 bits.") from cause
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    async def _read(self, text: str, parameters: dict[str, Any], left: float) -> list[Row]:
        # To make a session costs a tenth of a short question: one that did its work well is kept.
        session = self._idle.pop() if self._idle else self._session(READ_ACCESS)
        try:
            rows = await _rows(await session.run(self._query(text, left), parameters))
        except BaseException:
            await session.__aexit__(*sys.exc_info())  # type: ignore[no-untyped-call]
            raise
        if len(self._idle) < _IDLE_SESSIONS:
            self._idle.append(session)
        else:
            await session.close()
        return rows

    async def _transact(self, steps: Sequence[Step], left: float) -> list[Written]:
        async with (
            self._session(WRITE_ACCESS) as session,
            await session.begin_transaction(timeout=self.dialect.server_timeout(left)) as transaction,
        ):
            written = []
            for step in steps:
                result = await transaction.run(step.statement.text, step.parameters)
                rows = await _rows(result)
                if step.otherwise is not None and not rows:
                    raise step.otherwise
                written.append(Written(rows, _counters((await result.consume()).counters)))
            await transaction.commit()
            return written

    def _fill_in(self, statement: Statement, parameters: dict[str, Any]) -> None:
        if WITHHELD in statement.parameters:
            parameters.setdefault(WITHHELD, sorted(self.withheld))

    def _session(self, access: str) -> AsyncSession:
        return self._driver.session(
            database=self._database, default_access_mode=access, bookmark_manager=self._bookmarks
        )

    def _query(self, text: str, left: float) -> Query:
        return Query(text, timeout=self.dialect.server_timeout(left))

    def _end_later(self, text: str, started_at: float) -> None:
        if self._watchdog is not None:
            self._watchdog.end_later(text, started_at)

    def _revive_later(self) -> None:
        """Ask for the engine's return, once for all who miss it; their retries find out when it is back."""
        whole = self.whole
        if whole._revival is None or whole._revival.done():
            whole._revival = asyncio.create_task(whole._revive())

    async def _revive(self) -> None:
        with suppress(SkillsGraphError):  # the next failing call asks again
            await self.dialect.revive()


def _check(statement: Statement, modes: set[str], parameters: dict[str, Any]) -> None:
    if statement.mode not in modes:
        raise StatementInvalid(f"{statement.name} is a {statement.mode} statement, not {' or '.join(modes)}.")
    if statement.parameters != parameters.keys():
        raise StatementInvalid(
            f"{statement.name} takes {sorted(statement.parameters)} and was given {sorted(parameters)}."
        )


async def _rows(result: AsyncResult) -> list[Row]:
    keys = result.keys()
    return [dict(zip(keys, values, strict=True)) for values in await result.values()]


def _plan_lines(plan: dict[str, Any], depth: int = 0) -> list[str]:
    """A plan as text: the engine's own, or else one operator a line, what feeds it below."""
    arguments = plan.get("args", {})
    if drawn := arguments.get("string-representation"):
        return str(drawn).splitlines()
    name = str(plan.get("operatorType", "")).partition("@")[0]
    own = "  " * depth + " ".join(filter(None, (name, str(arguments.get("Details", "")))))
    return [own, *(line for one in plan.get("children", ()) for line in _plan_lines(one, depth + 1))]


def _counters(counted: SummaryCounters) -> Counters:
    return Counters(
        nodes_created=counted.nodes_created,
        nodes_deleted=counted.nodes_deleted,
        relationships_created=counted.relationships_created,
        relationships_deleted=counted.relationships_deleted,
        properties_set=counted.properties_set,
    )


@asynccontextmanager
async def open_graph(settings: Settings) -> AsyncIterator[Graph]:
    """The graph of these settings: a Neo4j when they name one, else the embedded engine of their data folder.

    Raises:
        DatabaseUnavailable: The database does not answer.
        DatabaseAuthentication: It does not accept the user and password.
        EngineError: The embedded engine cannot be started.
    """
    if settings.database_url is not None:
        connection = Connection(
            settings.database_url,
            settings.database_user,
            settings.database_password.get_secret_value(),
            settings.database_name,
        )
        async with _connected(connection, Neo4jDialect(), settings) as graph:
            yield graph
        return
    engine = EmbeddedEngine(
        settings.data_dir,
        heap=settings.engine_heap,
        bolt_port=settings.engine_bolt_port,
        start_seconds=settings.engine_start_seconds,
        stop_seconds=settings.engine_stop_seconds,
    )
    connection = await engine.attach()
    try:
        async with _connected(connection, EmbeddedDialect(engine), settings) as graph:
            yield graph
    finally:
        await engine.detach()


@asynccontextmanager
async def _connected(connection: Connection, dialect: Dialect, settings: Settings) -> AsyncIterator[Graph]:
    driver = AsyncGraphDatabase.driver(
        connection.url,
        auth=(connection.user, connection.password) if connection.password else None,
        max_connection_pool_size=settings.pool_size,
        connection_acquisition_timeout=settings.pool_wait_seconds,
        connection_timeout=_CONNECT_SECONDS,
        keep_alive=True,
        notifications_min_severity=NotificationMinimumSeverity.OFF,
        user_agent="skillsgraph",
    )
    async with driver:
        graph = Graph(
            driver,
            dialect,
            connection.database,
            settings.deadline_seconds,
            settings.pool_size,
            routed=connection.url.startswith("neo4j"),
        )
        try:
            await graph.ping(deadline=settings.deadline_seconds)
            yield graph
        finally:
            await graph.close()
