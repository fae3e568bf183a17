"""The embedded engine as real processes: who starts it, who ends it, what it shows to the outside."""

# ruff: noqa: ASYNC240 - a test may wait for the file system

import asyncio
import ipaddress
import json
import os
import shutil
import signal
import socket
import stat
import sys
import threading
import time
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from neo4j import AsyncDriver, AsyncGraphDatabase
from neo4j.exceptions import Neo4jError

from skillsgraph.errors import DataFolderInUse, EngineError, PortTaken, UnsupportedPlatform
from skillsgraph.graph.embedded import Connection, EmbeddedEngine
from skillsgraph.graph.engine_folder import EngineFolder, EngineState

HEAP = "256m"
PATIENCE = 120.0  # far beyond what anything here takes: a test that waits this long has failed

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="modes and signals of POSIX")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

# Attaches, says which engine it has, and again after each line on its standard input that asks for it.
ATTACHED_PROCESS = """
import asyncio, sys
from pathlib import Path
from skillsgraph.graph.embedded import EmbeddedEngine

async def main():
    async with EmbeddedEngine(Path(sys.argv[1]), heap=sys.argv[2]) as engine:
        url = (await engine.attach()).url
        print(engine.pid, url, flush=True)
        while (await asyncio.to_thread(sys.stdin.readline)).strip() == "ensure":
            await engine.ensure_running()
            print(engine.pid, url, flush=True)

asyncio.run(main())
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data of é"


def engine(folder: Path, **options: Any) -> EmbeddedEngine:
    return EmbeddedEngine(folder, heap=HEAP, **options)


def driver(connection: Connection) -> AsyncDriver:
    return AsyncGraphDatabase.driver(connection.url, auth=(connection.user, connection.password))


async def run(connection: Connection, query: str, **parameters: Any) -> list[list[Any]]:
    async with driver(connection) as bolt:
        result = await bolt.execute_query(query, parameters, database_=connection.database)
    return [list(record) for record in result.records]


async def ask(folder: Path, method: str, path: str, body: object = None) -> tuple[int, dict[str, Any]]:
    """Call the engine's HTTP API as its administrator."""

    def call() -> tuple[int, dict[str, Any]]:
        state = EngineFolder(folder).read_state()
        assert state is not None
        token = b64encode(f"root:{(folder / 'password').read_text()}".encode()).decode()
        headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json"}
        connection = HTTPConnection("127.0.0.1", state.http_port, timeout=PATIENCE)
        try:
            connection.request(method, f"/api/v1/{path}", json.dumps(body) if body else None, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    return await asyncio.to_thread(call)


async def until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline, "waited too long"
        await asyncio.sleep(0.05)


def lives(folder: Path) -> bool:
    return EngineFolder(folder).engine_lives()


def runs(pid: int | None) -> bool:
    """Whether a process runs that is a child of ours, or of nobody who would not reap it."""
    assert pid
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def starts(folder: Path) -> int:
    return (folder / "engine.log").read_text("utf-8", errors="replace").count("is starting up")


def kill(pid: int | None, number: int = getattr(signal, "SIGKILL", signal.SIGTERM)) -> None:
    assert pid
    os.kill(pid, number)


class OtherProcess:
    """Another program that uses the engine."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = process.pid

    async def heard(self) -> tuple[int, str]:
        """The engine's pid and URL, as the process says."""
        assert self._process.stdout is not None
        line = await asyncio.wait_for(self._process.stdout.readline(), PATIENCE)
        pid, url = line.decode().split()
        return int(pid), url

    def tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())

    async def leave(self) -> None:
        self.tell("leave")
        assert await asyncio.wait_for(self._process.wait(), PATIENCE) == 0

    async def die(self) -> None:
        self._process.kill()
        await self._process.wait()


@asynccontextmanager
async def other_process(folder: Path) -> AsyncIterator[OtherProcess]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", ATTACHED_PROCESS, str(folder), HEAP),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield OtherProcess(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


# What it is -------------------------------------------------------------------------------------------


async def test_it_keeps_its_data_and_its_password_between_runs(folder: Path) -> None:
    async with engine(folder) as first:
        before = await first.attach()
        await run(before, "CREATE (:Skill {name: $name})", name="to weld")
    assert not lives(folder)
    async with engine(folder) as second:
        after = await second.attach()
        assert await run(after, "MATCH (s:Skill) RETURN s.name") == [["to weld"]]
    assert after.password == before.password
    assert len(after.password) >= 32


async def test_the_password_does_not_show_when_a_connection_is_logged(folder: Path) -> None:
    async with engine(folder) as attached:
        connection = await attached.attach()
        assert connection.password not in repr(connection)


async def test_a_lost_password_is_replaced(folder: Path) -> None:
    async with engine(folder) as first:
        before = await first.attach()
        await run(before, "CREATE (:Skill)")
    (folder / "password").unlink()
    async with engine(folder) as second:
        after = await second.attach()
        assert await run(after, "MATCH (s:Skill) RETURN count(s)") == [[1]]
    assert after.password != before.password


@posix_only
@pytest.mark.parametrize("made_before", [False, True])
async def test_the_folder_is_for_its_user_alone(folder: Path, made_before: bool) -> None:
    if made_before:
        folder.mkdir(mode=0o755)
    async with engine(folder) as attached:
        await run(await attached.attach(), "CREATE (:Skill)")
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "password").stat().st_mode) == 0o600
        open_to_others = [path for path in folder.rglob("*") if path.stat().st_mode & 0o077]
        assert open_to_others == []


@linux_only
async def test_other_users_cannot_read_the_password_from_the_process(folder: Path) -> None:
    async with engine(folder) as attached:
        password = (await attached.attach()).password.encode()
        process = Path(f"/proc/{attached.pid}")
        assert b"engine_process" in (process / "cmdline").read_bytes()
        assert password not in (process / "cmdline").read_bytes()
        assert password not in (process / "environ").read_bytes()


@linux_only
async def test_it_has_no_socket_but_on_loopback(folder: Path) -> None:
    async with engine(folder) as attached:
        connection = await attached.attach()
        async with driver(connection) as bolt:
            await bolt.execute_query("RETURN 1", database_=connection.database)
            state = EngineFolder(folder).read_state()
            assert state is not None
            sockets = _sockets(state.pid)
    listening = {(address, port) for address, port, listens in sockets if listens}
    assert {port for _, port in listening} == {state.bolt_port, state.http_port}
    assert len(sockets) > len(listening)  # the driver's: we look at the right process
    assert all(address.is_loopback for address, _, _ in sockets)


def _sockets(pid: int) -> list[tuple[ipaddress.IPv4Address | ipaddress.IPv6Address, int, bool]]:
    """Local address, port and whether it listens, of every internet socket of a process."""
    own = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = str(descriptor.readlink())
        except FileNotFoundError:  # closed since
            continue
        if target.startswith("socket:["):
            own.add(target[len("socket:[") : -1])
    found = []
    for table in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        path = Path(f"/proc/{pid}/net/{table}")
        for line in path.read_text().splitlines()[1:] if path.exists() else []:
            fields = line.split()
            if fields[9] in own:
                address, port = fields[1].split(":")
                found.append((_address(address), int(port, 16), fields[3] == "0A"))
    return found


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The kernel prints words of four bytes in its own byte order."""
    words = (int(text[at : at + 8], 16).to_bytes(4, sys.byteorder) for at in range(0, len(text), 8))
    address = ipaddress.ip_address(b"".join(words))
    return getattr(address, "ipv4_mapped", None) or address


async def test_it_runs_in_production_mode_within_our_limits(folder: Path) -> None:
    async with engine(folder):
        _, answer = await ask(folder, "GET", "server?mode=default")
        of_server = {entry["key"]: entry["value"] for entry in answer["settings"]}
        command = {"language": "sql", "command": "SELECT FROM schema:database"}
        _, answer = await ask(folder, "POST", "command/skillsgraph", command)
        of_database = {entry["key"]: entry["value"] for entry in answer["result"][0]["settings"]}
    assert of_server["arcadedb.server.mode"] == "production"
    assert of_database["arcadedb.txWalFlush"] == 1
    assert of_database["arcadedb.command.timeout"] == 60_000
    assert of_database["arcadedb.opencypher.loadCsv.allowFileUrls"] is False
    assert of_database["arcadedb.opencypher.loadCsv.allowRemoteUrls"] is False


async def test_cypher_reads_no_files(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("secret\n")
    async with engine(folder) as attached:
        connection = await attached.attach()
        with pytest.raises(Neo4jError):
            await run(connection, f"LOAD CSV FROM '{secret.as_uri()}' AS line RETURN line")


async def test_mcp_is_off_even_where_a_file_had_switched_it_on(folder: Path) -> None:
    config = folder / "config"
    config.mkdir(mode=0o700, parents=True)
    folder.chmod(0o700)
    (config / "mcp-config.json").write_text('{"enabled": true}')
    async with engine(folder):
        listing = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
        status, answer = await ask(folder, "POST", "mcp", listing)
    assert status != 200
    assert "tools" not in answer.get("result", {})


async def test_its_heap_is_as_large_as_set(folder: Path) -> None:
    async with EmbeddedEngine(folder, heap="200m"):
        log = (folder / "engine.log").read_text("utf-8", errors="replace")
    assert "MAXRAM=200.00MB" in log


# Who uses it, and how it ends ---------------------------------------------------------------------------


async def test_all_who_attach_share_one_and_the_last_ends_it(folder: Path) -> None:
    first, second = engine(folder), engine(folder)
    connections = await asyncio.gather(first.attach(), second.attach(), first.attach())
    assert len(set(connections)) == 1
    pid = first.pid
    assert second.pid == pid
    async with other_process(folder) as other:
        assert await other.heard() == (pid, connections[0].url)
        await first.detach()
        await first.detach()
        assert first.pid is None
        await second.detach()
        assert await run(connections[0], "RETURN 1") == [[1]]
        await other.leave()
    assert not lives(folder)
    await until(lambda: not runs(pid))
    assert not list((folder / "attached").iterdir())


async def test_processes_that_attach_at_once_start_one(folder: Path) -> None:
    async with AsyncExitStack() as stack:
        others = [await stack.enter_async_context(other_process(folder)) for _ in range(3)]
        heard = await asyncio.gather(*(other.heard() for other in others))
        assert len(set(heard)) == 1
        assert starts(folder) == 1
        await asyncio.gather(*(other.leave() for other in others))
    assert not lives(folder)


async def test_two_folders_have_two_engines(folder: Path, tmp_path: Path) -> None:
    async with engine(folder) as one, engine(tmp_path / "another") as two:
        first, second = await one.attach(), await two.attach()
        await run(first, "CREATE (:Skill)")
        assert await run(second, "MATCH (s:Skill) RETURN count(s)") == [[0]]
    assert first.url != second.url
    assert first.password != second.password


async def test_it_ends_when_the_last_was_killed(folder: Path) -> None:
    async with other_process(folder) as other:
        await other.heard()
        await other.die()
        await until(lambda: not lives(folder))
    async with engine(folder) as attached:  # what the dead one left hinders nobody
        assert await run(await attached.attach(), "RETURN 1") == [[1]]


async def test_it_goes_on_when_another_was_killed_who_had_started_it(folder: Path) -> None:
    async with other_process(folder) as other:
        pid, url = await other.heard()
        async with engine(folder) as attached:
            connection = await attached.attach()
            await other.die()
            await asyncio.sleep(1.5)  # the engine looks around every half second
            await attached.ensure_running()
            assert (attached.pid, connection.url) == (pid, url)
            assert await run(connection, "RETURN 1") == [[1]]
    assert not lives(folder)


@posix_only
async def test_a_polite_signal_ends_it_in_the_middle_of_a_query(folder: Path) -> None:
    async with engine(folder) as attached:
        connection = await attached.attach()
        await run(connection, "UNWIND range(1, 10000) AS i CREATE (:Skill {name: toString(i)})")
        endless = asyncio.create_task(
            run(connection, "MATCH (a:Skill), (b:Skill) WHERE a.name > b.name RETURN count(*)")
        )
        await asyncio.sleep(1)
        assert not endless.done()
        pid = attached.pid
        kill(pid, signal.SIGTERM)
        await asyncio.wait_for(asyncio.to_thread(_wait_while, lambda: runs(pid)), 10)
        with pytest.raises(Exception):  # noqa: B017, PT011 - whichever way the driver finds out
            await asyncio.wait_for(endless, PATIENCE)
        await attached.ensure_running()
        assert await run(connection, "MATCH (s:Skill) RETURN count(s)") == [[10_000]]


def _wait_while(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while what() and time.monotonic() < deadline:
        time.sleep(0.05)


async def test_a_database_that_does_not_close_keeps_nobody_waiting() -> None:
    program = (
        "import time; from skillsgraph.graph import engine_process as e; e.STOP_SECONDS = 0.1;"
        f"e._stop(type('Stuck', (), {{'stop': lambda self: time.sleep({2 * PATIENCE})}})())"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", program)
    try:
        assert await asyncio.wait_for(process.wait(), PATIENCE) == 1
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@posix_only
async def test_one_that_hangs_is_killed(folder: Path) -> None:
    attached = engine(folder, stop_seconds=1)
    await attached.attach()
    pid = attached.pid
    kill(pid, signal.SIGSTOP)
    await attached.detach()
    await until(lambda: not runs(pid))


async def test_it_ends_when_its_folder_was_removed(folder: Path) -> None:
    attached = engine(folder)
    await attached.attach()
    pid = attached.pid
    shutil.rmtree(folder)
    await until(lambda: not runs(pid))
    await attached.detach()


# After a crash ------------------------------------------------------------------------------------------


async def test_survivors_start_one_again_on_the_same_port(folder: Path) -> None:
    async with engine(folder) as one, engine(folder) as two, other_process(folder) as other:
        connection = await one.attach()
        dead, url = await other.heard()
        await run(connection, "CREATE (:Skill)")
        kill(dead)
        other.tell("ensure")
        await asyncio.gather(*(survivor.ensure_running() for survivor in (one, two) * 8))
        assert one.pid == two.pid != dead
        assert await other.heard() == (one.pid, url)
        assert starts(folder) == 2
        assert await one.attach() == connection
        assert await run(connection, "MATCH (s:Skill) RETURN count(s)") == [[1]]
        await other.leave()
    assert not lives(folder)


async def test_one_that_runs_is_left_alone(folder: Path) -> None:
    async with engine(folder) as attached:
        pid = attached.pid
        await asyncio.gather(*(attached.ensure_running() for _ in range(8)))
        assert attached.pid == pid
        assert starts(folder) == 1


async def test_who_attaches_after_a_crash_takes_the_port_that_survivors_know(folder: Path) -> None:
    async with engine(folder) as survivor:
        connection = await survivor.attach()
        kill(survivor.pid)
        await until(lambda: not lives(folder))
        async with other_process(folder) as other:
            pid, url = await other.heard()
            assert url == connection.url
            assert await run(connection, "RETURN 1") == [[1]]
            await survivor.ensure_running()
            assert survivor.pid == pid
            await other.leave()


async def test_a_port_that_was_taken_since_is_named_and_waited_for(folder: Path) -> None:
    async with engine(folder) as attached:
        connection = await attached.attach()
        port = int(connection.url.rpartition(":")[2])
        kill(attached.pid)
        await until(lambda: not lives(folder))
        with socket.create_server(("127.0.0.1", port)), pytest.raises(PortTaken, match=str(port)):
            await attached.ensure_running()
        await attached.ensure_running()
        assert await run(connection, "RETURN 1") == [[1]]


async def test_what_a_crash_left_is_neither_believed_nor_killed(folder: Path) -> None:
    """The process id and the ports in the state file may be anybody's by now."""
    left = EngineFolder(folder)
    left.prepare()
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        stranger.settimeout(0.2)
        port = stranger.getsockname()[1]
        left.write_state(EngineState(os.getpid(), port, port))
        async with engine(folder) as attached:
            connection = await attached.attach()
            assert attached.pid != os.getpid()
            assert connection.url != f"bolt://127.0.0.1:{port}"
        with pytest.raises(TimeoutError):
            stranger.accept()  # nobody has knocked


# What cannot be -----------------------------------------------------------------------------------------


async def test_a_taken_port_is_named_and_nothing_is_left(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        wanted = engine(folder, bolt_port=port)
        with pytest.raises(PortTaken, match=str(port)) as raised:
            await wanted.attach()
    assert raised.value.code == "ENGINE_PORT_TAKEN"
    assert "SKILLSGRAPH_ENGINE_BOLT_PORT" in str(raised.value)
    assert not list((folder / "attached").iterdir())
    async with wanted:
        assert (await wanted.attach()).url == f"bolt://127.0.0.1:{port}"


@posix_only
async def test_the_folder_of_another_user_is_refused(folder: Path) -> None:
    if os.getuid() == 0:
        folder.mkdir()
        os.chown(folder, 12345, -1)
    else:
        folder = Path("/")
    with pytest.raises(DataFolderInUse, match="another user") as raised:
        await engine(folder).attach()
    assert raised.value.code == "ENGINE_DATA_FOLDER_IN_USE"
    assert not (folder / "password").exists()


async def test_a_platform_without_the_engine_is_told_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(UnsupportedPlatform, match="SKILLSGRAPH_DATABASE_URL") as raised:
        await engine(folder).attach()
    assert raised.value.code == "ENGINE_UNSUPPORTED_PLATFORM"
    assert not folder.exists()


async def test_a_start_that_fails_says_why_and_leaves_nothing(folder: Path) -> None:
    with pytest.raises(EngineError, match=r"did not start: .*[Hh]eap.*engine\.log"):
        await EmbeddedEngine(folder, heap="1k").attach()
    assert not lives(folder)
    assert not list((folder / "attached").iterdir())


async def test_a_start_that_takes_too_long_leaves_nothing(folder: Path) -> None:
    with pytest.raises(EngineError, match=r"within 0\.3 s"):
        await engine(folder, start_seconds=0.3).attach()
    await until(lambda: not lives(folder))
    assert not list((folder / "attached").iterdir())


@pytest.mark.parametrize("engine_runs", [False, True])
async def test_a_start_that_is_given_up_leaves_nothing(folder: Path, engine_runs: bool) -> None:
    attached = engine(folder)
    task = asyncio.create_task(attached.attach())
    if engine_runs:
        await until(lambda: lives(folder))
    else:
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert attached.pid is None
    assert not list(folder.glob("attached/*"))
    await until(lambda: not lives(folder))


async def test_who_gives_up_when_it_has_just_started_is_not_attached(folder: Path) -> None:
    class Unlucky(EmbeddedEngine):
        def _attach(self, given_up: threading.Event) -> Connection:
            connection = super()._attach(given_up)
            assert given_up.wait(PATIENCE)
            return connection

    unlucky = Unlucky(folder, heap=HEAP)
    task = asyncio.create_task(unlucky.attach())
    await until(lambda: unlucky.pid is not None)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert unlucky.pid is None
    assert not lives(folder)


async def test_only_an_attached_one_can_be_used(folder: Path) -> None:
    with pytest.raises(EngineError, match="not attached"):
        await engine(folder).ensure_running()
    with pytest.raises(EngineError, match="not attached"):
        await engine(folder).create_fulltext_index("Term", "text")
    await engine(folder).detach()


# Full text ----------------------------------------------------------------------------------------------


async def test_a_fulltext_index_finds_what_was_there_and_what_came(folder: Path) -> None:
    search = (
        "CALL db.index.fulltext.queryNodes('Term[text]', $words) YIELD node"
        " RETURN node.text ORDER BY node.text"
    )
    async with engine(folder) as attached:
        connection = await attached.attach()
        await run(connection, "CREATE (:Term {text: 'weld steel'})")
        await attached.create_fulltext_index("Term", "text")
        await run(connection, "CREATE (:Term {text: 'weld tin'}), (:Term {text: 'paint'})")
        await attached.create_fulltext_index("Term", "text")
        found = await run(connection, search, words="weld")
    assert found == [["weld steel"], ["weld tin"]]


async def test_a_refused_index_says_why(folder: Path) -> None:
    async with engine(folder) as attached:
        for command in ("CREATE EDGE TYPE Term", "CREATE PROPERTY Term.text INTEGER"):
            await ask(folder, "POST", "command/skillsgraph", {"language": "sql", "command": command})
        with pytest.raises(EngineError, match=r"refused.*Term"):
            await attached.create_fulltext_index("Term", "text")


async def test_an_index_needs_an_engine_that_runs(folder: Path) -> None:
    async with engine(folder) as attached:
        kill(attached.pid)
        await until(lambda: not lives(folder))
        with pytest.raises(EngineError, match="cannot be reached"):
            await attached.create_fulltext_index("Term", "text")


@pytest.mark.parametrize("label", ["", "Term` (text) FULL_TEXT; DROP TYPE `Skill", "Te rm", "Term\n"])
async def test_a_fulltext_index_takes_plain_names_only(folder: Path, label: str) -> None:
    with pytest.raises(ValueError, match="plain name"):
        await engine(folder).create_fulltext_index(label, "text")
    with pytest.raises(ValueError, match="plain name"):
        await engine(folder).create_fulltext_index("Term", label)
