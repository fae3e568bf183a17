"""The catalogue is read out of the graph as it was written, on both engines."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from skillsgraph.errors import NotFound
from skillsgraph.export_catalogue import export_catalogue, read_catalogue_of
from skillsgraph.frameworks.catalogue import read_catalogue
from skillsgraph.frameworks.sample.reader import sample_folder
from skillsgraph.graph.access import Graph
from skillsgraph.model.credentials import CatalogueRecord, Credential, EntryCondition, Organization

STATEMENTS = ["organizationsToExport", "credentialsToExport", "rolesWithEntryConditions", "entryConditions"]


def sorted_parts(item: CatalogueRecord) -> Any:
    """The item with its parts in one order: the graph keeps none."""
    if not isinstance(item, Credential):
        return item
    names = ("teaches", "assesses", "assessments", "costs", "offerings")
    return replace(item, **{name: tuple(sorted(getattr(item, name), key=repr)) for name in names})


def by_name(items: Iterable[CatalogueRecord]) -> dict[Any, Any]:
    return {
        (one.job_role, one.jurisdiction) if isinstance(one, EntryCondition) else one.uri: sorted_parts(one)
        for one in items
    }


async def test_what_was_written_is_read_whole(sample_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skillsgraph.export_catalogue.PAGE", 7)
    written = by_name(read_catalogue(sample_folder() / "catalogue.yaml"))
    items = await read_catalogue_of(sample_graph)
    assert by_name(items) == written
    order = (Organization, Credential, EntryCondition)
    kinds = [order.index(type(one)) for one in items]
    assert kinds == sorted(kinds)
    assert set(kinds) == {0, 1, 2}
    school = next(one for one in items if isinstance(one, Credential)).awarded_by
    mine = await read_catalogue_of(sample_graph, school)
    assert {one.awarded_by for one in mine if isinstance(one, Credential)} == {school}
    assert by_name(mine).items() < by_name(items).items()
    export = await export_catalogue(sample_graph, "elm")
    counted = (export.organizations, export.credentials, export.entry_conditions)
    assert counted == tuple(kinds.count(one) for one in range(3))
    assert f"{kinds.count(2)} conditions of entry to job roles" in export.lost
    assert any("rules" in one or "completion" in one for one in export.lost)
    with pytest.raises(NotFound):
        await read_catalogue_of(sample_graph, "https://example.org/nobody")
