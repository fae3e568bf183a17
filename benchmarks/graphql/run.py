"""GraphQL against its limit and its peers, on the full ESCO graph.

    python benchmarks/graphql/run.py PATH_OF_ESCO_ZIP [--rounds 60] [--seconds 3] [--no-peers]

SKILLSGRAPH_DATABASE_URL names a Neo4j that holds nothing else; without it the embedded engine is asked, of
the folder SKILLSGRAPH_DATA_DIR, and no peers, which need a Neo4j. ESCO is imported when it is not there.
Four servers, one process each: `skillsgraph serve` with a key, guard and log; the limit (`limit.py`);
@neo4j/graphql on Apollo Server and on Mercurius with its JIT (`peer.mjs`; Node and npm are needed).
Requests are interleaved and warm. The table shows the median time of one client and the requests a second
of eight, in brackets as ratios to the limit. Ids and their order are compared first.
"""

import argparse
import asyncio
import http.client
import json
import os
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from work import WORK, Facts, Work

from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.graph.access import Graph, open_graph
from skillsgraph.graph.embedded import Connection, EmbeddedEngine
from skillsgraph.graph.migrate import migrate
from skillsgraph.ingest import ingest
from skillsgraph.settings import Settings
from skillsgraph.statements import parse

HERE = Path(__file__).parent
WARM_UP, CLIENTS = 15, 8
TURNS = 5
LIMIT = ["LIMIT_URI", "LIMIT_USER", "LIMIT_PASSWORD", "LIMIT_DATABASE"]
Ask = Callable[[], bytes]


class Peer:
    """One server under test: how it is asked for a kind of work."""

    def __init__(self, name: str, port: int, path: Callable[[int], str], headers: dict[str, str]) -> None:
        self.name, self.port, self.path, self.headers = name, port, path, headers

    def body(self, work: Work, values: dict[str, Any]) -> bytes:
        if self.name == "limit":
            return json.dumps(values).encode()
        document = work.text("ours.graphql" if self.name == "skillsgraph" else "peer.graphql")
        used = {name: value for name, value in values.items() if f"${name}:" in document}
        return json.dumps({"query": document, "variables": used}).encode()

    def asker(self, number: int, work: Work, values: dict[str, Any]) -> Ask:
        """A client with one connection that is kept."""
        body, path = self.body(work, values), self.path(number)
        headers = {"content-type": "application/json", **self.headers}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

        def ask() -> bytes:
            try:
                connection.request("POST", path, body, headers)
                return connection.getresponse().read()
            except ConnectionError:  # servers end a connection that was idle while others were asked
                connection.close()
                connection.request("POST", path, body, headers)
                return connection.getresponse().read()

        return ask


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def process(command: list[str], port: int, cwd: Path, **env: str) -> Iterator[None]:
    log = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
    started = subprocess.Popen(command, cwd=cwd, env=os.environ | env, stdout=log, stderr=log)
    try:
        for _ in range(600):
            if started.poll() is not None:
                break
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    yield
                    return
            time.sleep(0.1)
        log.seek(0)
        sys.exit(f"{command} did not start:\n{log.read().decode()[-3000:]}")
    finally:
        started.terminate()
        try:
            started.wait(20)
        except subprocess.TimeoutExpired:
            started.kill()


def start(stack: ExitStack, at: Connection, peers: bool) -> list[Peer]:
    key = secrets.token_urlsafe()
    entry = [{"name": "benchmark", "role": "reader", "sha256": sha256(key.encode()).hexdigest()}]
    port = free_port()
    command = [sys.executable, "-m", "skillsgraph", "serve", "--port", str(port)]
    stack.enter_context(process(command, port, HERE, SKILLSGRAPH_API_KEYS=json.dumps(entry)))
    found = [Peer("skillsgraph", port, lambda _: "/graphql", {"authorization": f"Bearer {key}"})]
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "limit:app", "--port", str(port), "--log-level", "warning"]
    values = (at.url, at.user, at.password, at.database or "")
    stack.enter_context(process(command, port, HERE, **dict(zip(LIMIT, values, strict=True))))
    found.append(Peer("limit", port, lambda number: f"/{number}", {}))
    if peers:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for name in ("package.json", "peer.mjs", "types.graphql"):
            shutil.copy(HERE / name, folder)
        subprocess.run(["npm", "install", "--silent"], cwd=folder, check=True)
        for name in ("apollo", "mercurius"):
            port = free_port()
            command = ["node", "peer.mjs", name, at.url, str(port)]
            stack.enter_context(process(command, port, folder, NODE_ENV="production"))
            found.append(Peer(name, port, lambda _: "/", {}))
    return found


@contextmanager
def database(settings: Settings) -> Iterator[Connection]:
    """What all servers are to ask; the embedded engine runs as long."""
    if settings.database_url is not None:
        password = settings.database_password.get_secret_value()
        yield Connection(settings.database_url, settings.database_user, password, settings.database_name)
        return
    engine = EmbeddedEngine(settings.data_dir, heap=settings.engine_heap)
    connection = asyncio.run(engine.attach())
    try:
        yield connection
    finally:
        asyncio.run(engine.detach())


async def prepare(path: Path, settings: Settings) -> Facts:
    async with open_graph(settings) as graph:
        await migrate(graph)
        if not await rows(graph, "MATCH (f:Framework {code: 'esco'}) RETURN f.id AS id"):
            await ingest(graph, reader_for("esco"), path, Options())
        page = await rows(
            graph,
            "MATCH (s:Skill) WHERE s.kind <> 'GROUP' RETURN s.id AS id, s.sortName AS name"
            " ORDER BY s.sortName, s.id SKIP 9999 LIMIT 1",
        )
        hub = await rows(
            graph,
            "MATCH (s:Skill)<-[r:REQUIRES]-() WITH s, count(r) AS n ORDER BY n DESC, s.id LIMIT 1"
            " RETURN s.id AS id",
        )
        role = await rows(
            graph, "MATCH (r:JobRole {name: 'nurse assistant'}) RETURN r.id AS id, r.name AS name"
        )
        some = await rows(graph, "MATCH (s:Skill {kind: 'SKILL'}) RETURN s.id AS id ORDER BY s.id LIMIT 5")
    five = [row["id"] for row in some]
    named, place = role[0], page[0]
    return Facts(five, hub[0]["id"], named["id"], named["name"], place["name"], place["id"])


async def rows(graph: Graph, text: str) -> list[dict[str, Any]]:
    (statement,) = parse("benchmark", f"// name: facts() read many\n// Facts.\n{text}")
    return await graph.read(statement, deadline=60)


def cursor_at(server: Peer, place: int) -> str:
    """Walk to a place, as a client does: cursors are the server's own."""
    after, seen = None, 0
    while seen < place:
        first = min(1000, place - seen)
        document = (
            "query($first: Int!, $after: String) {"
            " skills(first: $first, after: $after, orderBy: [{name: ASC}]) { pageInfo { endCursor } } }"
        )
        body = json.dumps({"query": document, "variables": {"first": first, "after": after}})
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.request("POST", "/graphql", body, {"content-type": "application/json", **server.headers})
        answer = json.loads(connection.getresponse().read())
        after = answer["data"]["skills"]["pageInfo"]["endCursor"]
        seen += first
    return str(after)


def ids(value: Any) -> list[str]:
    """Every id of an answer in its order, however it is wrapped: what all servers must agree on."""
    if isinstance(value, dict):
        own = [value["id"]] if "id" in value else []
        return own + [found for name, inner in value.items() if name != "id" for found in ids(inner)]
    return [found for inner in value for found in ids(inner)] if isinstance(value, list) else []


def throughput(servers: list[Ask], seconds: float) -> float:
    ends, counts = time.monotonic() + seconds, [0] * len(servers)

    def work(place: int, ask: Ask) -> None:
        while time.monotonic() < ends:
            ask()
            counts[place] += 1

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(servers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def warm(peers: list[Peer], facts: Facts) -> None:
    """Ask everything of everybody before anything is measured, and what waits for skillsgraph's index.

    It is built in the background after a start, and would be measured with what is measured first.
    """
    body = {"query": "query($id: ID!) { similarRoles(role: {id: $id}, first: 1) { nodes { score } } }"}
    connection = http.client.HTTPConnection("127.0.0.1", peers[0].port, timeout=60)
    headers = {"content-type": "application/json", **peers[0].headers}
    connection.request("POST", "/graphql", json.dumps({**body, "variables": {"id": facts.role}}), headers)
    if b"errors" in (answer := connection.getresponse().read()):
        sys.exit(answer.decode())
    for number, work in enumerate(WORK):
        for peer in peers:
            ask = peer.asker(number, work, work.values(facts))
            for _ in range(WARM_UP):
                ask()


def measure(
    number: int, work: Work, values: dict[str, Any], peers: list[Peer], rounds: int, seconds: float
) -> str:
    askers = [peer.asker(number, work, values) for peer in peers]
    wanted, notes = None, ""
    for peer, ask in zip(peers, askers, strict=True):
        for _ in range(WARM_UP):
            answer = json.loads(ask())
        if "errors" in answer:
            print(f"  {peer.name}: {json.dumps(answer['errors'])[:400]}", file=sys.stderr)
            notes += f" {peer.name} failed"
            continue
        found = ids(answer["data"])
        wanted = found if wanted is None else wanted
        if found != wanted:
            notes += f" {peer.name} differs ({len(found)} ids, not {len(wanted)})"
    times: list[list[float]] = [[] for _ in peers]
    for _ in range(rounds):
        for place, ask in enumerate(askers):
            begun = time.perf_counter()
            ask()
            times[place].append(time.perf_counter() - begun)
    medians = [statistics.median(one) * 1000 for one in times]
    # In turns as well: other work of the machine comes and goes.
    eights = [[peer.asker(number, work, values) for _ in range(CLIENTS)] for peer in peers]
    turns = [[throughput(eight, seconds / TURNS) for eight in eights] for _ in range(TURNS)]
    rates = [statistics.median(one) for one in zip(*turns, strict=True)]
    cells = [
        f"{ms:.1f} ms, {rate:.0f}/s"
        + ("" if place == 1 else f" ({ms / medians[1]:.2f}, {rate / rates[1]:.2f})")
        for place, (ms, rate) in enumerate(zip(medians, rates, strict=True))
    ]
    return f"| {work.name} | " + " | ".join(cells) + f" |{notes}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("esco", type=Path)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--no-peers", action="store_true")
    asked = parser.parse_args()
    settings = Settings.load()
    with ExitStack() as stack:
        at = stack.enter_context(database(settings))
        facts = asyncio.run(prepare(asked.esco, settings))
        peers = start(stack, at, settings.database_url is not None and not asked.no_peers)
        warm(peers, facts)
        after = cursor_at(peers[0], 10_000)
        print("| work | " + " | ".join(peer.name for peer in peers) + " |")
        print("|---|" + "---|" * len(peers))
        for number, work in enumerate(WORK):
            values = work.values(facts)
            if "after" in values:
                values["after"] = after
            print(measure(number, work, values, peers, asked.rounds, asked.seconds), flush=True)


if __name__ == "__main__":
    main()
