"""A second language is searched like the first, with or without its accents, on both engines."""

from pathlib import Path

from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest
from skillsgraph.search import JOB_ROLE, SKILL, search
from tests.support.sources import ESCO, ESCO_FR, ESCO_NAME, as_folder


async def test_french_is_found_without_accents(empty_graph: Graph, tmp_path: Path) -> None:
    reader = reader_for("esco")
    main = as_folder(tmp_path / "en" / ESCO_NAME, ESCO)
    french = as_folder(tmp_path / "fr" / ESCO_NAME.replace("- en -", "- fr -"), ESCO_FR)
    await ingest(empty_graph, reader, main, Options())
    await ingest(empty_graph, reader, french, Options())
    for text, label in (
        ("infirmière", "infirmière"),
        ("infirmiere", "infirmière"),
        ("INFIRMI", "infirmier/infirmière"),
    ):
        (found,) = await search(empty_graph, text, kinds=[SKILL, JOB_ROLE], language="fr", first=5)
        assert (found["node"]["name"], found["label"]) == ("nurse", label)
    assert not await search(empty_graph, "infirmiere", kinds=[SKILL, JOB_ROLE], language="en", first=5)
