"""Skills of a catalogue that are named in words, on both engines."""

import json
from pathlib import Path

import pytest

from skillsgraph.catalogue_file import import_catalogue
from skillsgraph.errors import SourceError
from skillsgraph.frameworks.contract import Options
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest
from skillsgraph.model.frameworks import ConceptType, Item, Skill, SkillKind, Term, TermKind
from tests.support.frameworks import HERE, Listed

EXCEL, BEES, KEEP, BREED = (
    f"https://example.org/skill/{name}" for name in ("excel", "bees", "keep", "breed")
)


def labelled(uri: str, name: str, *others: str) -> list[Item]:
    terms = [Term(ConceptType.SKILL, uri, name, "en", TermKind.PREFERRED)]
    terms += [Term(ConceptType.SKILL, uri, other, "en", TermKind.ALTERNATIVE) for other in others]
    return [Skill(uri, name, SkillKind.SKILL), *terms]


ITEMS = [
    *labelled(EXCEL, "Excel", "spreadsheet software"),
    *labelled(BEES, "beekeeping", "apiculture"),
    *labelled(KEEP, "keep animals", "husbandry"),
    *labelled(BREED, "breed animals", "husbandry"),
]
CATALOGUE = """\
organizations:
  - uri: https://example.org/o
    name: O
    kind: LIBRARY
credentials:
  - uri: https://example.org/a
    name: A
    kind: BADGE
    awarded_by: https://example.org/o
    teaches:
      - skill: {}
"""


@pytest.fixture
async def named(empty_graph: Graph) -> Graph:
    concepts = sorted(ITEMS, key=lambda item: not isinstance(item, Skill))
    await ingest(empty_graph, Listed(concepts), HERE, Options())
    return empty_graph


async def test_names_are_taken_where_they_are_sure(named: Graph, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    for name, uri, how in (("excel", EXCEL, "preferred label"), ("Apiculture", BEES, "alternative label")):
        path.write_text(CATALOGUE.format(name), encoding="utf-8")
        account = await import_catalogue(named, path)
        assert account.names == {name: f"{uri} (by its {how})"}


async def test_what_is_doubted_is_asked_with_the_line(named: Graph, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    for name, proposed in (("Excell", [EXCEL]), ("husbandry", [KEEP, BREED]), ("zzz", [])):
        path.write_text(CATALOGUE.format(name), encoding="utf-8")
        for dry_run in (True, False):
            with pytest.raises(SourceError, match=f"There is no skill '{name}'") as caught:
                await import_catalogue(named, path, dry_run=dry_run)
            assert caught.value.where is not None
            assert caught.value.where.line == 11
            assert all(uri in caught.value.message for uri in proposed)
            assert ("Did you mean" in caught.value.message) == bool(proposed)


async def test_a_decision_is_replayed(named: Graph, tmp_path: Path) -> None:
    path, decisions = tmp_path / "mine.yaml", tmp_path / "decisions.json"
    path.write_text(CATALOGUE.format("Excell"), encoding="utf-8")
    decisions.write_text(json.dumps({"EXCELL": EXCEL}), encoding="utf-8")
    account = await import_catalogue(named, path, decisions=decisions)
    assert account.names == {"Excell": f"{EXCEL} (by its decision)"}
    decisions.write_text(json.dumps({"Excell": "https://example.org/none"}), encoding="utf-8")
    with pytest.raises(SourceError, match="There is no skill 'Excell'"):
        await import_catalogue(named, path, decisions=decisions)
