"""Credentials of documents in the graph, on both engines."""

import json
from collections.abc import Callable
from pathlib import Path

from skillsgraph.catalogue_import import import_offered
from skillsgraph.frameworks.badgr.reader import READER as BADGR
from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.ctdl.catalogue import READER as CTDL
from skillsgraph.graph.access import Graph

DOCUMENT = {
    "@context": "https://credreg.net/ctdl/schema/context/json",
    "@graph": [
        {
            "@id": "https://example.org/badge",
            "@type": "ceterms:Badge",
            "ceterms:name": "A badge",
            "ceterms:teaches": ["https://example.org/no-such-skill"],
            "ceterms:requires": {"ceterms:targetCredential": ["https://elsewhere.example/other"]},
        }
    ],
}


async def test_what_stands_elsewhere_is_named_and_drafted(empty_graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "badge.json"
    path.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    planned = await import_offered(empty_graph, CTDL, path, Options(), dry_run=True)
    assert (planned.created, planned.drafts) == (0, ["https://elsewhere.example/other"])
    assert "no-such-skill" in planned.skipped[0].reason
    done = await import_offered(empty_graph, CTDL, path, Options())
    assert (done.credentials, done.created) == (1, 2)
    again = await import_offered(empty_graph, CTDL, path, Options())
    assert (again.created, again.replaced, again.drafts) == (0, 1, [])


async def test_the_real_pathway_is_in_the_graph(empty_graph: Graph, test_data: Callable[[str], Path]) -> None:
    path = test_data("ctdl") / "pathways" / "EmpoweringTeachingExcellence_Badgr.json"
    done = await import_offered(empty_graph, BADGR, path, Options())
    assert (done.credentials, done.created, done.drafts, done.skipped) == (104, 104, [], [])
