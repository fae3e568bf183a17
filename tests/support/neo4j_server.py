"""A real Neo4j for the tests: one that is given, one in Docker, or one assembled from Maven Central.

Sought in that order. `SKILLSGRAPH_TEST_NEO4J_URI` (with `_USER` and `_PASSWORD`) gives one;
`SKILLSGRAPH_TEST_NEO4J_VERSION` chooses the release of the other two.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from filelock import FileLock
from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

DEFAULT_VERSION = "5.26.30"
READY_SECONDS = 120
HOW_TO_ADD = "install Docker, or Java 17 and Maven, or set SKILLSGRAPH_TEST_NEO4J_URI"

_OPENS = [f"java.base/java.{name}=ALL-UNNAMED" for name in ("nio", "io")] + [
    "java.base/sun.nio.ch=ALL-UNNAMED"
]
_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>test</groupId><artifactId>neo4j</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{0}</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{0}</version></dependency>
  </dependencies>
</project>
"""


class NoNeo4j(Exception):
    """None can be had here; the text says why."""


@dataclass(frozen=True)
class Server:
    """Where it is, and how to enter."""

    uri: str
    user: str = "neo4j"
    password: str = ""


@contextmanager
def neo4j_server() -> Iterator[Server]:
    """A Neo4j that answers, for as long as the block runs. Raises `NoNeo4j`."""
    version = os.environ.get("SKILLSGRAPH_TEST_NEO4J_VERSION", DEFAULT_VERSION)
    if uri := os.environ.get("SKILLSGRAPH_TEST_NEO4J_URI"):
        user = os.environ.get("SKILLSGRAPH_TEST_NEO4J_USER", "neo4j")
        yield Server(uri, user, os.environ.get("SKILLSGRAPH_TEST_NEO4J_PASSWORD", ""))
    elif _docker_answers():
        with _in_docker(version) as server:
            yield server
    else:
        with _assembled(version) as server:
            yield server


def _docker_answers() -> bool:
    if shutil.which("docker") is None:
        return False
    asked = subprocess.run(["docker", "info"], capture_output=True, timeout=30, check=False)
    return asked.returncode == 0


@contextmanager
def _in_docker(version: str) -> Iterator[Server]:
    from testcontainers.neo4j import Neo4jContainer

    release = ".".join(version.split(".")[:2])
    with Neo4jContainer(f"neo4j:{release}", password="skillsgraph") as container:
        yield Server(container.get_connection_url(), "neo4j", "skillsgraph")


@contextmanager
def _assembled(version: str) -> Iterator[Server]:
    for program in ("java", "mvn"):
        if shutil.which(program) is None:
            raise NoNeo4j(f"there is no {program} and no Docker")
    jars = _jars(version)
    with tempfile.TemporaryDirectory(prefix="skillsgraph-neo4j-") as home, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        _configure(Path(home), port)
        main = "CommunityEntryPoint" if version.startswith("5.") else "Neo4jCommunity"
        command = ["java", "-Xmx2g", *(f"--add-opens={opened}" for opened in _OPENS)]
        command += ["-cp", f"{jars}/*", f"org.neo4j.server.{main}", f"--home-dir={home}"]
        command += [f"--config-dir={home}/conf"]
        with Path(home, "out.log").open("w") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            server = Server(f"bolt://127.0.0.1:{port}")
            _await_ready(server, process, Path(home, "out.log"))
            yield server
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _jars(version: str) -> Path:
    """The folder of the server's jars, fetched once and kept in the user's cache."""
    folder = platformdirs.user_cache_path("skillsgraph-tests") / f"neo4j-{version}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            with tempfile.TemporaryDirectory(dir=folder.parent) as work:
                Path(work, "pom.xml").write_text(_POM.format(version))
                command = ["mvn", "-q", "-B", "dependency:copy-dependencies", "-DincludeScope=runtime"]
                fetched = subprocess.run(
                    [*command, f"-DoutputDirectory={work}/jars"],
                    cwd=work,
                    capture_output=True,
                    text=True,
                    check=False,
                )
                if fetched.returncode:
                    raise NoNeo4j(f"Maven could not fetch Neo4j {version}: {fetched.stdout[-400:]}")
                Path(work, "jars").rename(folder)
    return folder


def _configure(home: Path, port: int) -> None:
    (home / "conf").mkdir()
    settings = {
        "server.directories.data": home / "data",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "dbms.security.auth_enabled": "false",
        "dbms.usage_report.enabled": "false",
        "server.memory.pagecache.size": "256m",
    }
    lines = "".join(f"{name}={value}\n" for name, value in settings.items())
    (home / "conf" / "neo4j.conf").write_text(lines)


def _await_ready(server: Server, process: "subprocess.Popen[bytes]", log: Path) -> None:
    ends = time.monotonic() + READY_SECONDS
    while time.monotonic() < ends and process.poll() is None:
        with suppress(DriverError, Neo4jError), GraphDatabase.driver(server.uri) as driver:
            driver.verify_connectivity()
            return
        time.sleep(0.3)
    raise NoNeo4j(f"Neo4j did not start: {log.read_text()[-400:]}")
