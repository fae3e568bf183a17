"""The Cypher of forty operations as files, so that a change of translation is seen when it is reviewed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import READ_ACCESS, GraphDatabase, Session

from skillsgraph.graph.access import Graph
from tests.cypher.test_plans import operators
from tests.integration.compiler.renew_golden import FOLDER, compiled, cypher_of, given, golden
from tests.support.neo4j_server import Server

each = pytest.mark.parametrize("path", golden(), ids=lambda one: one.stem)
_FIGURES, _ORDER, _FEW = "figures over all of them", "an order that no index has", "there are few"
# What may look at all things of a type, and why.
SCANS = {
    "aggregates": _FIGURES,
    "all-none-single": _FIGURES,
    "count-of": _FIGURES,
    "count-only": _FIGURES,
    "five-roots": _FEW,
    "framework-by-name": _FEW,
    "framework-lists": _FEW,
    "groups": _FIGURES,
    "order-by-count": _ORDER,
    "order-by-id-ends": _ORDER,
    "order-by-related": _ORDER,
    "page-after-by-code": _ORDER,
    "page-after-by-three": _ORDER,
    "where-logic": _FIGURES,
    "where-nothing": _FIGURES,
}


@each
def test_an_operation_is_translated_as_before(path: Path) -> None:
    told = path.with_suffix(".cypher").read_text(encoding="utf-8")
    assert cypher_of(path.read_text(encoding="utf-8")) == told, (
        "python -m tests.integration.compiler.renew_golden"
    )


def test_no_golden_file_is_left_over() -> None:
    assert {one.stem for one in FOLDER.glob("*.cypher")} == {one.stem for one in golden()}
    assert len(golden()) >= 40


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('{ a: skill(id: "x") { b: name } }', "query Q($v: ID) { skill(id: $v) { name } }"),
        (
            '{ skills(first: 3, where: {code: {eq: "x"}}) { nodes { id } } }',
            "query ($n: Int, $w: SkillWhere) { z: skills(where: $w, first: $n) { n: nodes { ...F } } }"
            " fragment F on Skill { id }",
        ),
        (
            "{ jobRoles(orderBy: {code: DESC}) { nodes { requires(first: 2) { totalCount } } } }",
            "query ($o: [JobRoleOrderBy!], $yes: Boolean! = true) { x: jobRoles(orderBy: $o)"
            " { y: nodes { z: requires(first: 9) @include(if: $yes) { n: totalCount }"
            " name @skip(if: $yes) } } }",
        ),
    ],
)
def test_documents_of_one_shape_have_one_statement(one: str, other: str) -> None:
    """Names of clients, and values, are not in the text: so the engine has planned it already."""
    given = {"v": "y", "n": 7, "w": {"code": {"eq": "y"}}, "o": [{"code": "DESC"}]}
    texts = {compiled(text, given)[0].statement.text for text in (one, other)}
    assert len(texts) == 1


@pytest.fixture(scope="module")
def session(neo4j: Server) -> Iterator[Session]:
    auth = (neo4j.user, neo4j.password) if neo4j.password else None
    with (
        GraphDatabase.driver(neo4j.uri, auth=auth) as driver,
        driver.session(default_access_mode=READ_ACCESS) as opened,
    ):
        yield opened


@pytest.mark.parametrize("engine_settings", ["neo4j"], indirect=True)
@each
def test_a_translation_reads_by_index(session: Session, sample_graph: Graph, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    plan, parameters = compiled(text, given(text))
    summary = session.run(f"EXPLAIN {plan.statement.text}", parameters).consume()
    assert summary.query_type == "r"
    assert summary.plan
    used = operators(summary.plan)
    assert "AllNodesScan" not in used
    assert "NodeByLabelScan" not in used or path.stem in SCANS
