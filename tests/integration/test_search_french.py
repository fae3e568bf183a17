"""A second language is searched and told like the first, with or without its accents, on both engines."""

from pathlib import Path

from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest
from skillsgraph.search import JOB_ROLE, SKILL, search
from skillsgraph.settings import Settings
from tests.support.client import client_of
from tests.support.sources import ESCO, ESCO_FR, ESCO_NAME, as_folder

NAMED = """
{ jobRoles(where: {name: {eq: "nurse"}}) { nodes {
  name own: name(language: []) english: name(language: "en")
} } }
"""
FOUND = '{ search(text: "nurse") { nodes { concept { ... on JobRole { name } } label } } }'


async def test_french_is_found_without_accents_and_told_to_who_prefers_it(
    empty_graph: Graph, engine_settings: Settings, tmp_path: Path
) -> None:
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
    async with client_of(engine_settings) as client:
        for accepted, name in (
            (None, "nurse"),
            ("fr-CA;q=.9, *;q=.1", "infirmier/infirmière"),
            ("xx", "nurse"),
        ):
            client.http.headers.update({"accept-language": accepted} if accepted else {})
            (node,) = (await client.data(NAMED))["jobRoles"]["nodes"]
            assert node == {"name": name, "own": "nurse", "english": "nurse"}
            (found,) = (await client.data(FOUND))["search"]["nodes"]
            assert found == {"concept": {"name": name}, "label": "nurse"}
