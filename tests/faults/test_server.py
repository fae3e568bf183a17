"""The server when its engine is killed, and when it is told to end."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.server import RunningServer, alive, running_server

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes under /proc")

PATIENCE = 120.0  # far beyond what anything here takes on a busy machine

WRITE = """
mutation ($uri: String!) {
  upsertCredential(input: {
    uri: $uri, name: "A badge", kind: BADGE,
    awardedBy: {uri: "https://example.org/issuer", name: "An issuer", kind: COMPANY}
  }) { credential { uri } }
}
"""
READ = "query ($after: String) { credentials(first: 500, after: $after) { nodes { uri } totalCount } }"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with running_server(tmp_path / "a graph with spaces") as running:
        yield running


class Writer(threading.Thread):
    """Writes badges one after the other; keeps what was acknowledged, and what the others were told."""

    def __init__(self, server: RunningServer) -> None:
        super().__init__()
        self.server = server
        self.acknowledged: list[str] = []
        self.codes: set[str] = set()
        self.longest = 0.0
        self.enough = threading.Event()

    def run(self) -> None:
        number = 0
        while not self.enough.is_set():
            number += 1
            uri, began = f"https://example.org/badge/{number}", time.monotonic()
            answer = self.server.ask(WRITE, uri=uri)
            self.longest = max(self.longest, time.monotonic() - began)
            if "errors" in answer:
                self.codes |= {one["extensions"]["code"] for one in answer["errors"]}  # type: ignore[attr-defined]
            else:
                self.acknowledged.append(uri)


def test_the_engine_killed_under_load_comes_back_with_all_that_was_acknowledged(
    server: RunningServer,
) -> None:
    writer = Writer(server)
    writer.start()
    while len(writer.acknowledged) < 20:
        time.sleep(0.02)
    killed = server.engine()
    os.kill(killed, signal.SIGKILL)
    assert server.ready() == 503
    ends = time.monotonic() + PATIENCE
    while server.ready() != 200:
        assert time.monotonic() < ends, "the engine did not come back"
        time.sleep(0.1)
    before = len(writer.acknowledged)
    while len(writer.acknowledged) < before + 5:
        assert time.monotonic() < ends, "writes do not go on"
        time.sleep(0.05)
    writer.enough.set()
    writer.join()
    assert server.engine() != killed
    # A write in flight at the kill may be answered after a retry, or with one of these codes.
    assert writer.codes <= {"DATABASE_UNAVAILABLE", "DEADLINE_EXCEEDED", "OUTCOME_UNKNOWN"}
    assert writer.longest < PATIENCE / 4  # its deadline is 10 s; the rest is a busy machine's
    found = server.ask(READ)["data"]["credentials"]  # type: ignore[index]
    assert set(writer.acknowledged) <= {node["uri"] for node in found["nodes"]}


def test_sigterm_ends_the_server_and_its_engine(tmp_path: Path) -> None:
    with running_server(tmp_path / "graph") as server:
        engine = server.engine()
        server.process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        server.process.wait(PATIENCE)
        while alive(engine):
            assert time.monotonic() - began < PATIENCE
            time.sleep(0.05)


def test_a_taken_port_is_told_in_one_line(tmp_path: Path, server: RunningServer) -> None:
    port = str(server.http.base_url.port)
    env = os.environ | {"SKILLSGRAPH_DATA_DIR": str(tmp_path / "other")}
    env.pop("SKILLSGRAPH_DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", "skillsgraph", "serve", "--port", port],
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("ADDRESS_TAKEN: ")
    assert len(done.stderr.splitlines()) == 1


def test_listening_to_others_without_keys_is_refused(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("SKILLSGRAPH_")}
    done = subprocess.run(
        [sys.executable, "-m", "skillsgraph", "serve", "--host", "0.0.0.0"],
        env=env | {"SKILLSGRAPH_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "API_KEYS" in done.stderr
