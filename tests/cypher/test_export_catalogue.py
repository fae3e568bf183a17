"""The catalogue is read out of the graph as it was written, on both engines."""

from dataclasses import replace
from typing import Any

import pytest

from skillsgraph.errors import NotFound
from skillsgraph.export_catalogue import export_catalogue, read_catalogue_of
from skillsgraph.frameworks.catalogue import read_catalogue
from skillsgraph.frameworks.sample.reader import sample_folder
from skillsgraph.graph.access import Graph
from skillsgraph.model.credentials import CatalogueItem, Credential, Organization

STATEMENTS = ["organizationsToExport", "credentialsToExport"]


def sorted_parts(item: CatalogueItem) -> Any:
    """The item with its parts in one order: the graph keeps none."""
    if isinstance(item, Organization):
        return item
    names = ("teaches", "assesses", "assessments", "costs", "offerings")
    return replace(item, **{name: tuple(sorted(getattr(item, name), key=repr)) for name in names})


async def test_what_was_written_is_read_whole(sample_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skillsgraph.export_catalogue.PAGE", 7)
    written = {one.uri: sorted_parts(one) for one in read_catalogue(sample_folder() / "catalogue.yaml")}
    items = await read_catalogue_of(sample_graph)
    assert {one.uri: sorted_parts(one) for one in items} == written
    kinds = [isinstance(one, Credential) for one in items]
    assert kinds == sorted(kinds), "organizations come first"
    school = next(one for one in items if isinstance(one, Credential)).awarded_by
    mine = await read_catalogue_of(sample_graph, school)
    assert {one.awarded_by for one in mine if isinstance(one, Credential)} == {school}
    assert {one.uri for one in mine} < {one.uri for one in items}
    export = await export_catalogue(sample_graph, "elm")
    assert (export.organizations, export.credentials) == (kinds.count(False), kinds.count(True))
    assert any("rules" in one or "completion" in one for one in export.lost)
    with pytest.raises(NotFound):
        await read_catalogue_of(sample_graph, "https://example.org/nobody")
