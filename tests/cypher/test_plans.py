"""Reads only read, by Neo4j's word, and none walks the whole graph."""

import pytest
from neo4j import READ_ACCESS, GraphDatabase

from skillsgraph.graph.access import open_graph
from skillsgraph.graph.migrate import migrate
from skillsgraph.settings import Settings
from skillsgraph.statements import Statement, cypher_folder, load
from tests.support.neo4j_server import Server

READS = sorted(
    (one for one in load(cypher_folder()).values() if one.mode == "read"), key=lambda one: one.name
)
INDEXES = {"searchTerms": {"index": "Term_folded"}}


@pytest.fixture(scope="module")
async def migrated(neo4j: Server) -> Server:
    settings = Settings.load(
        database_url=neo4j.uri, database_user=neo4j.user, database_password=neo4j.password
    )
    async with open_graph(settings) as graph:
        await migrate(graph)
    return neo4j


def operators(plan: dict[str, object]) -> set[str]:
    found = {str(plan["operatorType"]).partition("@")[0]}
    for child in plan.get("children", ()):  # type: ignore[attr-defined]
        found |= operators(child)
    return found


@pytest.mark.parametrize("statement", READS, ids=lambda one: one.name)
def test_a_read_reads_by_index(migrated: Server, statement: Statement) -> None:
    parameters = dict.fromkeys(statement.parameters) | INDEXES.get(statement.name, {})
    auth = (migrated.user, migrated.password) if migrated.password else None
    with (
        GraphDatabase.driver(migrated.uri, auth=auth) as driver,
        driver.session(default_access_mode=READ_ACCESS) as session,
    ):
        summary = session.run(f"EXPLAIN {statement.text}", parameters).consume()
    assert summary.query_type == "r"
    assert summary.plan
    used = operators(summary.plan)
    assert "AllNodesScan" not in used
    if "NodeByLabelScan" in used:
        assert statement.scan, f"{statement.file}:{statement.line} scans a label and does not say why"
