"""The data folder of the embedded engine: what its processes agree on without speaking to each other.

    password          of the engine's user, made once
    engine.json       pid and ports: there while an engine is ready, left behind by a crash
    engine.lock       held by the engine for as long as it lives
    start.lock        held by whoever attaches, starts or decides to stop
    attached/*.lock   one for each attached process, held for as long as that process lives
    engine.log        what the engine says

Only locks tell who is alive: the kernel releases them when a process ends, whatever ended it, and a
process id may have been given to another process since.
"""

import json
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from skillsgraph.errors import DataFolderInUse, EngineError

_LOG_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class EngineState:
    """Where the engine answers. `pid` is 0 while one starts: then only the Bolt port is meant."""

    pid: int
    bolt_port: int
    http_port: int


class EngineFolder:
    """The files of one data folder. Nothing here starts or stops anything."""

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().absolute()
        self.log = self.path / "engine.log"
        self._attached = self.path / "attached"
        self._password = self.path / "password"
        self._state = self.path / "engine.json"

    def prepare(self) -> None:
        """Make the folder, for this user alone.

        Raises:
            DataFolderInUse: The folder belongs to another user.
            EngineError: It cannot be made, read or written, or others can write to it.
        """
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._refuse_foreign()
            if not any(self.path.iterdir()):  # made by others for us, such as a mounted volume
                self.path.chmod(0o700)
            self._refuse_open()
            self._attached.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise EngineError(
                f"The data folder {self.path} cannot be used: {error.strerror}.",
                hint="Name another with SKILLSGRAPH_DATA_DIR.",
            ) from error

    def _refuse_foreign(self) -> None:
        if sys.platform != "win32" and self.path.stat().st_uid != os.getuid():
            raise DataFolderInUse(
                f"The data folder {self.path} belongs to another user.",
                hint="Run as that user, or name another folder with SKILLSGRAPH_DATA_DIR.",
            )
        if not os.access(self.path, os.R_OK | os.W_OK | os.X_OK):
            raise EngineError(
                f"The data folder {self.path} is not writable.",
                hint="Name another with SKILLSGRAPH_DATA_DIR.",
            )

    def _refuse_open(self) -> None:
        """Who can write to the folder can replace the password and the data, whatever their own modes."""
        if sys.platform != "win32" and self.path.stat().st_mode & 0o022:
            raise EngineError(
                f"Others can write to the data folder {self.path}.",
                hint="Take that right away (chmod 700), or name another folder with SKILLSGRAPH_DATA_DIR.",
            )

    # The password and the state ---------------------------------------------------------------------

    def password(self) -> str:
        """The engine's password. Made when there is none; hold `starting` for that."""
        if not self._password.exists():
            # The engine keeps a hash of the old one, and would go on asking for that.
            (self.path / "config" / "server-users.jsonl").unlink(missing_ok=True)
            self._write(self._password, secrets.token_urlsafe(32))
        return self._password.read_text("utf-8")

    def read_state(self) -> EngineState | None:
        try:
            return EngineState(**json.loads(self._state.read_text("utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def write_state(self, state: EngineState) -> None:
        self._write(self._state, json.dumps(asdict(state)))

    def forget_state(self) -> None:
        self._state.unlink(missing_ok=True)

    def _write(self, path: Path, text: str) -> None:
        """Replace a file whole, so that nobody reads half of it and only this user reads it at all."""
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        draft.replace(path)

    # The locks --------------------------------------------------------------------------------------

    @contextmanager
    def starting(self, seconds: float) -> Iterator[None]:
        """Only one process at a time attaches, starts the engine or decides that it stops.

        Raises:
            Timeout: Another held it for longer than `seconds`.
        """
        with _lock(self.path / "start.lock", seconds):
            yield

    def engine_lock(self, seconds: float) -> FileLock:
        """The lock that the engine holds, acquired. Raises Timeout."""
        return _hold(self.path / "engine.lock", seconds)

    def engine_lives(self) -> bool:
        """Whether an engine has this folder open, ready or not."""
        return _is_held(self.path / "engine.lock")

    def attach(self) -> FileLock:
        """Say that this process uses the engine, until `leave` or its end. Hold `starting`."""
        return _hold(self._attached / f"{os.getpid()}-{secrets.token_hex(8)}.lock", 5)

    def leave(self, lock: FileLock) -> None:
        lock.release()
        Path(lock.lock_file).unlink(missing_ok=True)

    def in_use(self) -> bool:
        """Whether any process is attached. Hold `starting`: two that look at once see each other."""
        return any(_is_held(path) for path in self._attached.glob("*.lock"))

    def sweep(self) -> bool:
        """Remove what ended processes left; say whether any is attached. Hold `starting`."""
        for path in self._attached.glob("*.lock"):
            if not _is_held(path):
                path.unlink(missing_ok=True)
        return self.in_use()

    # The log ----------------------------------------------------------------------------------------

    def open_log(self) -> int:
        """A file descriptor to append to. A log that has grown large is begun anew."""
        large = self.log.exists() and self.log.stat().st_size > _LOG_BYTES
        return os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | (os.O_TRUNC if large else 0), 0o600)

    def last_words(self) -> str:
        """The last line that the engine logged, shortened, or nothing."""
        try:
            lines = self.log.read_text("utf-8", errors="replace").split("\n")
        except OSError:
            return ""
        return next((line.strip()[:500] for line in reversed(lines) if line.strip()), "")


def _hold(path: Path, seconds: float) -> FileLock:
    # Not bound to a thread: locks are taken on whichever worker thread does the work.
    lock = FileLock(path, timeout=seconds, thread_local=False, mode=0o600)
    lock.acquire(poll_interval=0.02)
    return lock


@contextmanager
def _lock(path: Path, seconds: float) -> Iterator[None]:
    lock = _hold(path, seconds)
    try:
        yield
    finally:
        lock.release()


def _is_held(path: Path) -> bool:
    # Opening a lock file creates it, so one that is gone must not be tried.
    if not path.exists():
        return False
    try:
        _hold(path, 0).release()
    except Timeout:
        return True
    return False
