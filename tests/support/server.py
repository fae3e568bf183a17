"""`skillsgraph serve` as a process of its own, with the embedded engine."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from skillsgraph.settings import ApiKey
from tests.support.client import ADMIN_KEY, KEYS

READY_SECONDS = 60


class RunningServer:
    """A server that has said that it is ready."""

    def __init__(self, process: "subprocess.Popen[bytes]", address: str, folder: Path) -> None:
        self.process, self.folder = process, folder
        self.http = httpx.Client(base_url=address, timeout=120)

    def ask(self, query: str, **variables: object) -> dict[str, object]:
        answer: dict[str, object] = self.http.post(
            "/graphql",
            json={"query": query, "variables": variables},
            headers={"authorization": f"Bearer {ADMIN_KEY}"},
        ).json()
        return answer

    def ready(self) -> int:
        return self.http.get("/health/ready").status_code

    def engine(self) -> int:
        """The process id of the engine that works in this server's folder."""
        found = [pid for pid in _processes() if str(self.folder) in _command(pid) and pid != self.process.pid]
        (engine,) = found
        return engine


@contextmanager
def running_server(folder: Path) -> Iterator[RunningServer]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    keys = ",".join(ApiKey.model_dump_json(key) for key in KEYS)
    env = os.environ | {
        "SKILLSGRAPH_DATA_DIR": str(folder),
        "SKILLSGRAPH_API_KEYS": f"[{keys}]",
        "SKILLSGRAPH_PORT": str(port),
    }
    env.pop("SKILLSGRAPH_DATABASE_URL", None)
    with (folder.parent / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "skillsgraph", "serve"], env=env, stdout=log, stderr=log
        )
    server = RunningServer(process, f"http://127.0.0.1:{port}", folder)
    try:
        with server.http:
            _await_ready(server)
            yield server
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await_ready(server: RunningServer) -> None:
    ends = time.monotonic() + READY_SECONDS
    while time.monotonic() < ends:
        assert server.process.poll() is None, (server.folder.parent / "server.log").read_text()
        try:
            if server.ready() == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError((server.folder.parent / "server.log").read_text())


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def alive(pid: int) -> bool:
    """Whether the process runs; one that ended and was not yet waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
