"""What an export reads is what an import wrote, on both engines."""

from collections import Counter
from typing import Any

import pytest

from skillsgraph.errors import Forbidden, FrameworkNotFound, UnknownFramework
from skillsgraph.export import export_framework, read_framework
from skillsgraph.frameworks.contract import Options
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest
from skillsgraph.model.frameworks import Observation, Rates
from skillsgraph.model.ids import make_id
from skillsgraph.statements import cypher
from tests.support.frameworks import HERE, Listed, small

FRAMEWORK = make_id("framework", "listed", "1")
AROUND = (
    *("skillWordsToExport", "jobRoleWordsToExport", "skillRelationsToExport", "jobRoleRelationsToExport"),
    *("collectionContentsToExport", "scaleLevelsToExport", "mappingsToExport"),
)


async def test_all_that_was_imported_is_read(empty_graph: Graph) -> None:
    reader = Listed(small())
    await ingest(empty_graph, reader, HERE, Options())
    content = await read_framework(empty_graph, "listed@1")
    assert content.framework == reader.framework
    expected = [item for item in reader.items if not isinstance(item, Rates | Observation)]
    found = [item for kind in {type(item) for item in expected} for item in content.of(kind)]
    assert Counter(map(repr, found)) == Counter(map(repr, expected))
    assert (await read_framework(empty_graph, "listed")).framework == reader.framework


async def test_pages_and_parts(empty_graph: Graph) -> None:
    await ingest(empty_graph, Listed(small()), HERE, Options())
    assert await empty_graph.read_one(cypher("frameworkToExport"), code="listed", version="2") is None
    ids: list[str] = []
    while True:
        after: dict[str, Any] = {"after": ids[-1] if ids else "", "limit": 1, "labels": ["Skill"]}
        rows = await empty_graph.read(cypher("conceptsToExport"), frameworkId=FRAMEWORK, **after)
        if not rows:
            break
        ids += [row["node"]["id"] for row in rows]
    assert len(ids) == len(set(ids)) == 3
    for name in AROUND:
        assert await empty_graph.read(cypher(name), ids=[]) == []
    words = await empty_graph.read(cypher("skillWordsToExport"), ids=ids)
    assert {row["label"] for row in words} == {"Term", "Text"}


async def test_what_is_not_there_or_not_allowed_is_refused(empty_graph: Graph) -> None:
    reader = Listed(small())
    with pytest.raises(FrameworkNotFound):
        await export_framework(empty_graph, "case", "listed")
    with pytest.raises(UnknownFramework):
        await export_framework(empty_graph, "papyrus", "listed")
    object.__setattr__(reader.framework, "redistribution", False)
    await ingest(empty_graph, reader, HERE, Options())
    with pytest.raises(Forbidden):
        await export_framework(empty_graph, "case", "listed")
