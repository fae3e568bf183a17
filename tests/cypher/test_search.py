"""The search statement, on both engines: which label wins, and who is left out."""

from typing import Any

from skillsgraph.graph.access import Graph
from skillsgraph.search import JOB_ROLE, SKILL, search
from skillsgraph.statements import cypher

BOTH = [SKILL, JOB_ROLE]


async def test_every_place_of_the_ranking(sample_graph: Graph) -> None:
    asked: dict[str, Any] = {
        "index": sample_graph.dialect.fulltext_index("Term", "folded"),
        "query": "(nurse OR nurse*)",
        "folded": "nurse",
        "words": ["nurse"],
        "kinds": BOTH,
        "language": "en",
    }
    rows = await sample_graph.read(cypher("searchTerms"), skip=0, first=50, **asked)
    assert rows
    scores = [row["score"] for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert len({row["node"]["id"] for row in rows}) == len(rows)
    rest = await sample_graph.read(cypher("searchTerms"), skip=2, first=50, **asked)
    assert [row["node"]["id"] for row in rest] == [row["node"]["id"] for row in rows[2:]]


async def test_kinds_and_languages_are_kept_apart(sample_graph: Graph) -> None:
    for kind, is_skill in ((SKILL, True), (JOB_ROLE, False)):
        rows = await search(sample_graph, "care", kinds=[kind], language="en", first=20)
        assert {row["isSkill"] for row in rows} == {is_skill}
    assert not await search(sample_graph, "care", kinds=BOTH, language="fr", first=20)


async def test_no_word_finds_nothing_and_signs_do_no_harm(sample_graph: Graph) -> None:
    for text in ("", "   ", '"', "-&&||!(){}[]^~*?:\\/", "\x00"):
        assert not await search(sample_graph, text, kinds=BOTH, language=None, first=5)
    found = await search(sample_graph, 'nurse) OR (folded:"*', kinds=BOTH, language=None, first=5)
    assert found
    assert await search(sample_graph, "nurse " * 2000, kinds=BOTH, language=None, first=5)


async def test_pages_of_a_wider_search_go_on(sample_graph: Graph) -> None:
    """No label has both words, so those with either are given, page by page, and end."""
    whole = await search(sample_graph, "nurse carpenter", kinds=BOTH, language=None, first=50)
    assert 3 < len(whole) < 50
    second = await search(sample_graph, "nurse carpenter", kinds=BOTH, language=None, first=2, start=2)
    assert [row["node"]["id"] for row in second] == [row["node"]["id"] for row in whole[2:4]]
    for text in ("nurse carpenter", "nurse"):
        assert not await search(sample_graph, text, kinds=BOTH, language=None, first=5, start=500)
