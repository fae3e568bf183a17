"""Reads only read, by Neo4j's word, and none walks the whole graph.

Plans follow from how much of what there is, so they are made over the sample, whatever other tests have left.
"""

from collections.abc import Iterator

import pytest
from neo4j import READ_ACCESS, GraphDatabase, Session

from skillsgraph.graph.access import Graph
from skillsgraph.statements import Statement, cypher_folder, load, parse
from tests.support.neo4j_server import Server

READS = sorted(
    (one for one in load(cypher_folder()).values() if one.mode == "read"), key=lambda one: one.name
)
INDEXES = {"searchTerms": {"index": "Term_folded"}}


pytestmark = pytest.mark.parametrize("engine_settings", ["neo4j"], indirect=True)


@pytest.fixture(autouse=True)
def over_the_sample(sample_graph: Graph) -> None:
    """The data that plans are made over."""


@pytest.fixture(scope="module")
def session(neo4j: Server) -> Iterator[Session]:
    auth = (neo4j.user, neo4j.password) if neo4j.password else None
    with (
        GraphDatabase.driver(neo4j.uri, auth=auth) as driver,
        driver.session(default_access_mode=READ_ACCESS) as opened,
    ):
        yield opened


def operators(plan: dict[str, object]) -> set[str]:
    found = {str(plan["operatorType"]).partition("@")[0]}
    for child in plan.get("children", ()):  # type: ignore[attr-defined]
        found |= operators(child)
    return found


def faults(session: Session, statement: Statement) -> Iterator[str]:
    """What is wrong with a statement that says that it reads, by the plan that Neo4j makes for it."""
    parameters = dict.fromkeys(statement.parameters) | INDEXES.get(statement.name, {})
    summary = session.run(f"EXPLAIN {statement.text}", parameters).consume()
    assert summary.plan
    used = operators(summary.plan)
    place = f"{statement.file}:{statement.line} {statement.name}"
    if summary.query_type != "r":
        yield f"{place} writes"
    if "AllNodesScan" in used:
        yield f"{place} walks all nodes"
    if "NodeByLabelScan" in used and not statement.scan:
        yield f"{place} scans a label and does not say why"


@pytest.mark.parametrize("statement", READS, ids=lambda one: one.name)
def test_a_read_reads_by_index(session: Session, statement: Statement) -> None:
    assert list(faults(session, statement)) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("MATCH (s:Skill {id: 'a'}) SET s.name = 'b'", "writes"),
        ("MATCH (n) RETURN n.id AS id", "walks all nodes"),
        ("MATCH (s:Skill) WHERE s.reuse = 'a' RETURN s.id AS id", "scans a label and does not say why"),
    ],
)
def test_a_fault_is_named_with_its_place(session: Session, text: str, fault: str) -> None:
    (planted,) = parse("cypher/planted.cypher", f"// name: planted() read many\n// Planted.\n{text}")
    assert list(faults(session, planted)) == [f"cypher/planted.cypher:1 planted {fault}"]


def test_a_scan_that_says_why_is_no_fault(session: Session) -> None:
    header = "// name: planted() read many scan: there are three\n// Planted.\n"
    (planted,) = parse("cypher/planted.cypher", f"{header}MATCH (s:Skill) RETURN s.level AS level")
    assert list(faults(session, planted)) == []
