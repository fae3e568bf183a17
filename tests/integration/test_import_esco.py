"""The real ESCO 1.1.1, whole, on both engines.

What an import again leaves as it was is read whole for concepts and counted for the rest; with
SKILLSGRAPH_TEST_LONG, relations are read too.
"""

import asyncio
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from skillsgraph.errors import ImportInProgress
from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import Changes, ingest
from skillsgraph.statements import parse
from tests.conftest import ESCO
from tests.support.digest import counted, whole

REMOVED = "a9e54177-a185-404d-b6e6-15663d31137e"  # an occupation that files of 1.1.1 still refer to

CONCEPTS = ["Framework", "Skill", "JobRole", "Collection"]
RELATIONS = ["BROADER", "RELATED", "REQUIRES", "CONTAINS"] if os.environ.get("SKILLSGRAPH_TEST_LONG") else []

KINDS = parse(
    "test",
    "// name: kinds() read many\n// How many concepts of each kind.\n"
    "MATCH (n)-[:IN_FRAMEWORK]->(:Framework {code: 'esco', version: '1.1.1', active: true})\n"
    "RETURN labels(n)[0] AS label, n.kind = 'GROUP' AS isGroup, count(*) AS count",
)[0]
NEEDS = parse(
    "test",
    "// name: needs() read many\n// How many requirements of each relation.\n"
    "MATCH (:JobRole)-[r:REQUIRES]->(:Skill) RETURN r.relation AS relation, count(*) AS count",
)[0]


async def test_every_concept_and_requirement_is_there(esco_graph: Graph) -> None:
    kinds = {(row["label"], row["isGroup"]): row["count"] for row in await esco_graph.read(KINDS)}
    assert kinds[("Skill", False)] == 13_896
    assert kinds[("Skill", True)] == 640
    assert kinds[("JobRole", False)] == 3_007
    assert kinds[("JobRole", True)] == 619
    needs = {row["relation"]: row["count"] for row in await esco_graph.read(NEEDS)}
    assert sum(needs.values()) == 123_788
    assert set(needs) == {"ESSENTIAL", "OPTIONAL"}
    found = await counted(esco_graph)
    assert found["BROADER"] == 20_656 + 3_617 - 7 - 1
    assert found["RELATED"] == 5_899
    assert found["HAS_TERM"] == found["Term"] > 97_483


async def test_again_changes_nothing_names_what_dangles_and_keeps_others_out(
    esco_graph: Graph, test_data: Callable[[str], Path]
) -> None:
    path = test_data(ESCO)
    content = CONCEPTS, RELATIONS
    before = await counted(esco_graph), await whole(esco_graph, *content)
    started = asyncio.Event()
    first = asyncio.create_task(
        ingest(esco_graph, reader_for("esco"), path, Options(), on_progress=lambda *_: started.set())
    )
    await started.wait()
    with pytest.raises(ImportInProgress, match="is at work"):
        await ingest(esco_graph, reader_for("esco"), path, Options())
    report = await first

    assert report.changes == Changes()
    assert (await counted(esco_graph), await whole(esco_graph, *content)) == before
    named = Counter((row.file.rpartition("/")[2], REMOVED in row.reason) for row in report.skipped)
    assert named["occupationSkillRelations.csv", True] == 67
    assert all(row.line > 1 and row.reason.startswith("There is no such") for row in report.skipped)
    assert len({(row.file, row.line) for row in report.skipped}) == len(report.skipped)
    assert {file for file, _ in named} == {
        "occupationSkillRelations.csv",
        "broaderRelationsSkillPillar.csv",
        "broaderRelationsOccPillar.csv",
    }
    assert sum(report.read.values()) == 174_590
    assert set(report.as_dict()) >= {"changes", "read", "skipped", "framework", "seconds"}
