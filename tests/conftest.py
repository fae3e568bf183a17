"""What all tests share: the engines, the third-party files, and a last word on what did not run."""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.graph.access import Graph, open_graph
from skillsgraph.graph.migrate import migrate
from skillsgraph.ingest import ingest
from skillsgraph.sample import load_sample
from skillsgraph.settings import Settings
from skillsgraph.statements import parse
from tests.support.by_engine import ENGINES, pytest_xdist_make_scheduler  # noqa: F401 - pytest looks for the hook here
from tests.support.neo4j_server import HOW_TO_ADD, NoNeo4j, Server, neo4j_server

hypothesis.settings.register_profile("house", deadline=None)  # no test judges by the clock
hypothesis.settings.load_profile("house")

NEEDS_DATA = "needs SKILLSGRAPH_TEST_DATA"
NEEDS_NEO4J = "needs a Neo4j"
NEEDS_NODE = "needs Node.js"
ESCO = "esco/ESCO_dataset_v1.1.1_classification_en_csv.zip"

# Relations first: to delete a node with all that hangs on it takes Neo4j minutes where nodes are dense.
_EMPTY = parse(
    "conftest",
    """// name: deleteRelations() write one
// Delete a batch of relations.
MATCH ()-[r]->()
WITH r LIMIT 50000
DELETE r
RETURN count(*) AS deleted

// name: deleteNodes() write one
// Delete a batch of everything but the record of migrations.
MATCH (n) WHERE NOT n:Migration
WITH n LIMIT 20000
DELETE n
RETURN count(*) AS deleted""",
)


@pytest.fixture(scope="session")
def test_data() -> Callable[[str], Path]:
    """The path of a third-party file; skips where there are none."""

    def find(relative: str) -> Path:
        folder = os.environ.get("SKILLSGRAPH_TEST_DATA")
        if not folder:
            pytest.skip(NEEDS_DATA)
        found = Path(folder).resolve() / relative
        assert found.exists(), f"SKILLSGRAPH_TEST_DATA has no {relative}"
        return found

    return find


@pytest.fixture(scope="session")
def neo4j() -> Iterator[Server]:
    try:
        with neo4j_server() as server:
            yield server
    except NoNeo4j as reason:
        pytest.skip(f"{NEEDS_NEO4J}: {reason}")


PATIENCE_SECONDS = 60.0  # a busy machine may take long to plan what nobody has asked before


@pytest.fixture(scope="session", params=ENGINES)
def engine_settings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a database for tests, on each engine in turn."""
    if request.param == "embedded":
        folder = tmp_path_factory.mktemp("a folder with spaces")
        return Settings.load(
            database_url=None, data_dir=folder, engine_heap="1g", deadline_seconds=PATIENCE_SECONDS
        )
    server: Server = request.getfixturevalue("neo4j")
    return Settings.load(
        database_url=server.uri,
        database_user=server.user,
        database_password=server.password,
        deadline_seconds=PATIENCE_SECONDS,
    )


@pytest.fixture(scope="session")
async def graph(engine_settings: Settings) -> AsyncIterator[Graph]:
    """A migrated database with whatever earlier tests left in it."""
    async with open_graph(engine_settings) as opened:
        await migrate(opened)
        yield opened


# What a database holds just now, so that a run of tests over one set of data loads it once.
_HOLDS: dict[Graph, str] = {}


@pytest.fixture
async def empty_graph(graph: Graph) -> Graph:
    """The same, with nothing in it."""
    await empty(graph)
    return graph


@pytest.fixture
async def esco_graph(graph: Graph, test_data: Callable[[str], Path]) -> Graph:
    """The same, with the real ESCO 1.1.1 and nothing else. To be read only."""
    path = test_data(ESCO)
    if _HOLDS.get(graph) != "esco":
        await empty(graph)
        await ingest(graph, reader_for("esco"), path, Options())
        _HOLDS[graph] = "esco"
    return graph


@pytest.fixture
async def sample_graph(graph: Graph) -> Graph:
    """The same, with the sample of the package and nothing else. To be read only."""
    if _HOLDS.get(graph) != "sample":
        await empty(graph)
        await load_sample(graph)
        _HOLDS[graph] = "sample"
    return graph


async def empty(graph: Graph) -> None:
    """Take everything out of a database."""
    _HOLDS.pop(graph, None)
    for statement in _EMPTY:
        while (await graph.write(statement, deadline=60)).rows[0]["deleted"]:
            pass


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests over the same data stand together, so that each engine loads it once."""
    order = ["sample_graph", "esco_graph"]

    def place(item: pytest.Item) -> int:
        names = getattr(item, "fixturenames", ())
        return max((order.index(name) + 1 for name in order if name in names), default=0)

    items.sort(key=place)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = [str(report.longrepr) for report in terminalreporter.getreports("skipped")]
    for mark, what, how in (
        (NEEDS_NEO4J, "on a real Neo4j", HOW_TO_ADD),
        (NEEDS_NODE, "against packages for Node.js", "install Node.js and npm"),
        (NEEDS_DATA, "on third-party files", "set SKILLSGRAPH_TEST_DATA to their folder"),
    ):
        if count := sum(mark in reason for reason in reasons):
            terminalreporter.write_line(f"NOT TESTED {what}: {count} tests. To add them, {how}.", yellow=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and isinstance(reporter, pytest.TerminalReporter):
        skipped = reporter.getreports("skipped")
        if skipped and session.exitstatus == pytest.ExitCode.OK:
            reporter.write_line(f"{len(skipped)} tests were skipped, which CI does not accept.", red=True)
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
