"""The embedded engine: a database in a process of our own, shared by all that use its data folder.

Started by whoever attaches first, ended when the last has gone, started again by a survivor after a
crash. It listens on loopback alone. How processes agree is told in `engine_folder.py`.
"""

import asyncio
import importlib.util
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from filelock import FileLock, Timeout

from skillsgraph.errors import EngineError, PortTaken, UnsupportedPlatform
from skillsgraph.graph.engine_folder import EngineFolder, EngineState
from skillsgraph.graph.engine_process import DATABASE, LOOPBACK

USER = "root"
_POLL_SECONDS = 0.05
_PROBE_SECONDS = 2.0
_INDEX_SECONDS = 300.0
_STARTS = 2  # a port that was free a moment ago may be taken before the engine has it
_BOLT_HELLO = bytes.fromhex("6060B017 00000404 00000304 00000004 00000000")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Connection:
    """What a Bolt driver needs."""

    url: str
    user: str
    password: str = field(repr=False)
    database: str | None


class EmbeddedEngine:
    """One process's hold on the engine of a data folder.

    Args:
        data_dir: The folder; it is made when it is not there.
        heap: Largest heap, for example `512m` or `2g`. Counts only for whoever starts the engine.
        bolt_port: 0: any free one. Counts only for whoever starts the engine.
        start_seconds: Longest wait for the engine to answer.
        stop_seconds: Longest wait for its end, after which it is killed.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        heap: str = "1g",
        bolt_port: int = 0,
        start_seconds: float = 60,
        stop_seconds: float = 10,
    ) -> None:
        self._folder = EngineFolder(data_dir)
        self._heap = heap
        self._bolt_port = bolt_port
        self._start_seconds = start_seconds
        self._stop_seconds = stop_seconds
        self._turn = threading.Lock()  # one call at a time changes what stands below
        self._lock: FileLock | None = None
        self._state: EngineState | None = None
        self._password = ""

    @property
    def pid(self) -> int | None:
        """The engine's process, as of the last attach or `ensure_running`; None when detached."""
        return self._state.pid if self._state else None

    async def __aenter__(self) -> Self:
        await self.attach()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.detach()

    async def attach(self) -> Connection:
        """Use the folder's engine; start it if none runs. Returns when it answers.

        Raises:
            UnsupportedPlatform: The engine is not made for this platform.
            DataFolderInUse: The folder belongs to another user.
            PortTaken: Another program has the wanted Bolt port.
            EngineError: The engine did not start, or not in time.
        """
        attached_before = self._lock is not None
        try:
            return await self._in_thread(self._attach)
        except asyncio.CancelledError:
            if not attached_before:  # it may have succeeded just then, and nobody would detach
                await self.detach()
            raise

    async def ensure_running(self) -> None:
        """Start the engine again, on the same port, if it has crashed. Many may call: one starts it.

        Raises:
            PortTaken: Another program took the port in the meantime.
            EngineError: Not attached, or the engine did not start in time.
        """
        await self._in_thread(self._ensure_running)

    async def detach(self) -> None:
        """Give up our hold. If it was the last, wait for the engine's end, then kill it. May be repeated."""
        await self._in_thread(lambda _: self._detach())

    async def create_fulltext_index(self, label: str, prop: str) -> None:
        """Make the full-text index `label[prop]`, over what is there and what comes. May be repeated.

        Raises:
            ValueError: `label` or `prop` is not a plain name.
            EngineError: Not attached, or the engine refused.
        """
        if not _NAME.fullmatch(label) or not _NAME.fullmatch(prop):
            raise ValueError(f"{label!r} or {prop!r} is not a plain name")
        for statement in (
            f"CREATE VERTEX TYPE `{label}` IF NOT EXISTS",
            f"CREATE PROPERTY `{label}`.`{prop}` IF NOT EXISTS STRING",
            f"CREATE INDEX IF NOT EXISTS ON `{label}` (`{prop}`) FULL_TEXT",
        ):
            await asyncio.to_thread(self._sql, statement)

    # The work, on a thread ---------------------------------------------------------------------------

    async def _in_thread(self, work: Callable[[threading.Event], _T]) -> _T:
        """Run `work`; when the caller is cancelled, tell it so and wait until it has cleaned up."""
        given_up = threading.Event()

        def take_turn() -> _T:
            with self._turn:
                return work(given_up)

        task = asyncio.ensure_future(asyncio.to_thread(take_turn))
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            given_up.set()
            with suppress(Exception):
                await task
            raise

    def _attach(self, given_up: threading.Event) -> Connection:
        if self._lock is None:
            if importlib.util.find_spec("arcadedb_embedded") is None:
                raise UnsupportedPlatform(
                    "The embedded engine is not made for this platform.",
                    hint="Run a Neo4j and set SKILLSGRAPH_DATABASE_URL.",
                )
            self._folder.prepare()
            self._start_or_find(given_up)
        assert self._state is not None  # noqa: S101
        url = f"bolt://{LOOPBACK}:{self._state.bolt_port}"
        return Connection(url, USER, self._password, DATABASE)

    def _ensure_running(self, given_up: threading.Event) -> None:
        state = self._require_state()
        if self._folder.engine_lives() and self._folder.read_state() == state and self._answers(state):
            return
        self._start_or_find(given_up)
        if self._require_state().bolt_port != state.bolt_port:
            raise EngineError(f"The engine no longer answers on port {state.bolt_port}. Attach again.")

    def _start_or_find(self, given_up: threading.Event) -> None:
        """Hold a lock of ours and know an engine that answers, or leave nothing behind."""
        deadline = time.monotonic() + self._start_seconds
        fresh = None
        try:
            with self._folder.starting(self._start_seconds):
                self._password = self._folder.password()
                port = self._port()
                if self._lock is None:
                    fresh = self._folder.attach()
                self._state = self._await_engine(port, deadline, given_up)
        except BaseException as error:
            if fresh is not None:
                self._folder.leave(fresh)
            if isinstance(error, Timeout):
                raise self._too_late() from error
            if isinstance(error, OSError):
                raise EngineError(f"The embedded engine cannot be started: {error}") from error
            raise
        self._lock = self._lock or fresh

    def _port(self) -> int:
        """The Bolt port of an engine that is started now; 0 for any.

        Survivors of a crash know the old port, so the one that they know goes before our own wish.
        """
        if self._state is not None:
            return self._state.bolt_port
        left = self._folder.read_state()
        return left.bolt_port if left and self._folder.in_use() else self._bolt_port

    def _await_engine(self, port: int, deadline: float, given_up: threading.Event) -> EngineState:
        """Wait for an engine that answers; start one when none has the folder."""
        started: subprocess.Popen[bytes] | None = None
        starts = 0
        while time.monotonic() < deadline and not given_up.is_set():
            if self._folder.engine_lives():
                # Only now is the state of a living engine, and the password sent to nobody else.
                state = self._folder.read_state()
                if state and self._answers(state):
                    return state
            elif started is None or started.poll() is not None:
                if starts == _STARTS:
                    raise EngineError(
                        f"The embedded engine did not start: {self._folder.last_words()}",
                        hint=f"See {self._folder.log}.",
                    )
                starts += 1
                started = self._start(port)
            time.sleep(_POLL_SECONDS)
        if started is not None:
            started.kill()
        raise self._too_late()

    def _too_late(self) -> EngineError:
        return EngineError(
            f"The embedded engine did not answer within {self._start_seconds:g} s.",
            hint=f"See {self._folder.log}.",
        )

    def _start(self, wanted_port: int) -> subprocess.Popen[bytes]:
        bolt_port, http_port = _choose_ports(wanted_port)
        # Survivors of a crash wait for this port, should the start fail and another process try.
        self._folder.write_state(EngineState(0, bolt_port, 0))
        arguments = [str(self._folder.path), str(bolt_port), str(http_port), self._heap]
        log = self._folder.open_log()
        try:
            # -P: the data folder, where it runs, is no place to import from. A session of its own:
            # Ctrl-C in a terminal ends us, and the engine only if it was used by nobody else.
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-m", "skillsgraph.graph.engine_process", *arguments],
                cwd=self._folder.path,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
        finally:
            os.close(log)
        # The engine may outlive our hold on it: its parent reaps it all the same.
        threading.Thread(target=process.wait, name="engine-reaper", daemon=True).start()
        return process

    def _detach(self) -> None:
        lock, self._lock, self._state = self._lock, None, None
        if lock is None:
            return
        with suppress(OSError):  # the folder may have been removed
            # Ours may be of an engine that a survivor has replaced; this one cannot end while we hold on.
            state = self._folder.read_state()
            self._folder.leave(lock)
            self._await_end(state)

    def _await_end(self, state: EngineState | None) -> None:
        deadline = time.monotonic() + self._stop_seconds
        while self._folder.engine_lives():
            if self._others_attached():
                return
            if time.monotonic() > deadline:
                if state and state.pid:
                    with suppress(ProcessLookupError):
                        os.kill(state.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
                return
            time.sleep(_POLL_SECONDS)

    def _others_attached(self) -> bool:
        try:
            # Longer than the engine needs to look: who holds it still is attaching just now.
            with self._folder.starting(0.5):
                return self._folder.in_use()
        except Timeout:
            return True

    # Talking to it -----------------------------------------------------------------------------------

    def _require_state(self) -> EngineState:
        if self._state is None:
            raise EngineError("The embedded engine is not attached.")
        return self._state

    def _answers(self, state: EngineState) -> bool:
        """Whether Bolt shakes hands and HTTP knows our password and our database."""
        if not state.pid:
            return False
        try:
            with socket.create_connection((LOOPBACK, state.bolt_port), _PROBE_SECONDS) as bolt:
                bolt.sendall(_BOLT_HELLO)
                if len(bolt.recv(4)) != 4:
                    return False
            status, body = self._http(state, "GET", f"exists/{DATABASE}", None, _PROBE_SECONDS)
        except (OSError, HTTPException, ValueError):
            return False
        return status == 200 and body.get("result") is True

    def _http(
        self, state: EngineState, method: str, path: str, body: object, seconds: float
    ) -> tuple[int, dict[str, Any]]:
        token = b64encode(f"{USER}:{self._password}".encode()).decode()
        headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json"}
        connection = HTTPConnection(LOOPBACK, state.http_port, timeout=seconds)
        try:
            connection.request(method, f"/api/v1/{path}", json.dumps(body) if body else None, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or b"{}")
        finally:
            connection.close()

    def _sql(self, statement: str) -> None:
        state = self._require_state()
        body = {"language": "sql", "command": statement}
        try:
            status, answer = self._http(state, "POST", f"command/{DATABASE}", body, _INDEX_SECONDS)
        except (OSError, HTTPException, ValueError) as error:
            raise EngineError(f"The embedded engine cannot be reached: {error}") from error
        if status != 200:
            reason = answer.get("detail") or answer.get("error")
            raise EngineError(f"The embedded engine refused {statement!r}: {reason}")


def _choose_ports(bolt_port: int) -> tuple[int, int]:
    """A Bolt and an HTTP port, both free a moment ago."""
    with socket.socket() as bolt, socket.socket() as http:
        for probe, port in ((bolt, bolt_port), (http, 0)):
            if sys.platform != "win32":  # there it would let us take a port that is in use
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError as error:
                raise PortTaken(
                    f"Port {port} on {LOOPBACK} is taken.",
                    hint="Set SKILLSGRAPH_ENGINE_BOLT_PORT to a free port, or to 0.",
                ) from error
        return bolt.getsockname()[1], http.getsockname()[1]
