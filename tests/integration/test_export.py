"""Import, export, import: the same graph on everything that the format can say."""

from pathlib import Path

import pytest

from skillsgraph.export import export_framework
from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import Changes, ingest
from tests.support.sources import SMALL, as_folder


@pytest.mark.parametrize("code", ["case", "ctdl", "rsd"])
async def test_a_framework_survives_its_own_format(empty_graph: Graph, tmp_path: Path, code: str) -> None:
    name, files = SMALL[code]
    source = as_folder(tmp_path / "source" / name, files)
    done = await ingest(empty_graph, reader_for(code), source, Options())
    label = f"{done.framework}@{done.version}"
    export = await export_framework(empty_graph, code, label)
    assert export.lost == ()
    again = tmp_path / f"again{'.csv' if code == 'rsd' else '.json'}"
    again.write_bytes(export.data)
    repeated = await ingest(empty_graph, reader_for(code), again, Options())
    assert (repeated.framework, repeated.version, repeated.skipped) == (done.framework, done.version, [])
    assert repeated.changes == Changes()
