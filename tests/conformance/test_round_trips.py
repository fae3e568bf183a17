"""What a format can say it says again: read, written and read, the items are the same.

Small sources always, publishers' own files where they are at hand. What a first import lost of a real file
is counted here by name, so that a loss that is new, and one that is mended, both change a number.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.frameworks.catalogue import read_catalogue
from skillsgraph.frameworks.contract import Offered, Options, Sourced
from skillsgraph.frameworks.facts import facts_of, fewer
from skillsgraph.frameworks.parts import part_of
from skillsgraph.frameworks.registry import (
    CATALOGUE_WRITERS,
    WRITERS,
    catalogue_writer_for,
    offering_reader,
    reader_for,
    writer_for,
)
from skillsgraph.frameworks.sample.reader import sample_folder
from skillsgraph.frameworks.writing import Content
from skillsgraph.model.credentials import CatalogueRecord, Credential, EntryCondition
from skillsgraph.model.frameworks import Broader, Framework, Related, Requires
from tests.support.sources import OFFERED, SMALL, as_folder

ENDINGS = {"rsd": ".csv", "sssom": ".sssom.tsv"}
REAL = [
    *(("case", f"case/opensalt/{name}Framework.json") for name in ("AdoptedTest", "Markdown")),
    ("case", "case/opensalt/Ordering.json"),
    ("ctdl", "ctdl/frameworks/ONET Abilities Competency Framework 9-27-19.json"),
    ("ctdl", "ctdl/frameworks/ConnectingCredentialsLevels.json"),
]
CATALOGUES = [
    ("ctdl", "ctdl/pathways/Illinois-IT.json"),
    ("ctdl", "ctdl/handbook/degreeWithConcentration.json"),
    ("elm", "elm/Sample-MC-Annex1-unsigned.jsonld"),
    ("elm", "elm/loq_withLearningAchievementSpecification.xml"),
]
# Facts of a real file that its export has fewer of, by name: (in the file, in the export).
LOST: dict[str, dict[str, tuple[int, int]]] = {
    "case/opensalt/AdoptedTestFramework.json": {"adoptionStatus": (1, 0)},
    "case/opensalt/MarkdownFramework.json": {},
    "case/opensalt/Ordering.json": {"identifier": (170, 113), "title": (114, 57), "uri": (170, 113)},
    "ctdl/frameworks/ConnectingCredentialsLevels.json": {
        "@id": (10, 9),
        "ctid": (9, 1),
        "hasTopConcept": (8, 0),
        "publisher": (1, 0),
        "topConceptOf": (8, 0),
    },
    "ctdl/frameworks/ONET Abilities Competency Framework 9-27-19.json": {
        "@id": (73, 72),
        "dateCreated": (72, 0),
        "publicationStatusType": (1, 0),
        "publisher": (1, 0),
        "source": (2, 0),
    },
    "ctdl/handbook/degreeWithConcentration.json": {"targetNodeName": (2, 0)},
    "ctdl/pathways/Illinois-IT.json": {
        "@id": (38, 36),
        "@type": (77, 70),
        "category": (36, 0),
        "courseCode": (27, 0),
        "description": (36, 33),
        "descriptiopn": (1, 0),
        "educationLevel": (47, 0),
        "hasRoot": (1, 0),
        "isParentOf": (36, 0),
        "isRootOf": (1, 0),
        "level": (1, 0),
        "name": (77, 36),
        "occupationType": (3, 0),
        "prerequisite": (1, 0),
        "sequence": (39, 0),
        "source": (10, 0),
    },
    "elm/Sample-MC-Annex1-unsigned.jsonld": {
        "altLabel": (6, 0),
        "content": (7, 0),
        "contentURL": (6, 2),
        "dateOfBirth": (1, 0),
        "description": (3, 0),
        "familyName": (1, 0),
        "fullName": (1, 0),
        "givenName": (1, 0),
        "id": (211, 18),
        "isPartialQualification": (1, 0),
        "legalName": (6, 3),
        "notation": (54, 4),
        "noteLiteral": (6, 1),
        "page": (1, 0),
        "prefLabel": (66, 10),
        "schemeName": (5, 4),
        "title": (11, 3),
        "type": (212, 48),
        "validFrom": (1, 0),
        "volumeOfLearning": (2, 1),
    },
}


def content_of(code: str, path: Path) -> tuple[Framework, list[Any]]:
    reader = reader_for(code)
    items = [one.item for one in reader.read(path, Options()) if isinstance(one, Sourced)]
    return reader.open(path, Options()).framework, items


def offered(code: str, path: Path) -> list[CatalogueRecord]:
    if code == "catalogue":
        return list(read_catalogue(path))
    reader = offering_reader(code)
    assert reader is not None
    return [one.item for one in reader.read(path, Options()) if isinstance(one, Offered)]


def framework_again(code: str, path: Path, folder: Path) -> bytes:
    framework, items = content_of(code, path)
    written = writer_for(code)(Content(framework, items))
    again = folder / f"again{ENDINGS.get(code, '.json')}"
    again.write_bytes(written.data)
    same, found = content_of(code, again)
    assert same == framework
    assert Counter(map(repr, found)) == Counter(map(repr, items))
    return written.data


def catalogue_again(code: str, items: list[CatalogueRecord], path: Path) -> list[CatalogueRecord]:
    path.write_bytes(catalogue_writer_for(code)(items).data)
    return offered(code, path)


def by_uri(items: list[CatalogueRecord]) -> dict[str, CatalogueRecord]:
    return {one.uri: one for one in items if not isinstance(one, EntryCondition)}


@pytest.mark.parametrize("code", sorted({*WRITERS} - {"skos"}))  # nobody reads SKOS here
def test_a_framework_is_the_same_after_its_own_format(code: str, tmp_path: Path) -> None:
    name, files = SMALL[code]
    framework_again(code, as_folder(tmp_path / "source" / name, files), tmp_path)


@pytest.mark.parametrize(("code", "name"), REAL)
def test_so_is_a_real_one(code: str, name: str, tmp_path: Path, test_data: Callable[[str], Path]) -> None:
    path = test_data(name)
    data = framework_again(code, path, tmp_path)
    found = fewer(facts_of(path.read_bytes(), path.name), facts_of(data, f"x{ENDINGS.get(code, '.json')}"))
    assert {fact: (before, after) for fact, before, after in found} == LOST[name]


@pytest.mark.parametrize("code", sorted(CATALOGUE_WRITERS))
def test_credentials_come_to_rest_after_their_format(code: str, tmp_path: Path) -> None:
    """The sample says more than most formats can: once it has gone through one, nothing more is lost."""
    everything = list(read_catalogue(sample_folder() / "catalogue.yaml"))
    ending = ".yaml" if code == "catalogue" else ".json"
    once = catalogue_again(code, everything, tmp_path / f"once{ending}")
    twice = catalogue_again(code, once, tmp_path / f"twice{ending}")
    assert by_uri(twice) == by_uri(once)
    assert by_uri(everything).keys() <= by_uri(once).keys()
    written = catalogue_writer_for(code)(everything)
    assert bool(written.lost) is (code != "catalogue")
    if code == "catalogue":
        assert once == everything
    elif OFFERED.get(code):
        assert all(one.name for one in once if isinstance(one, Credential))


@pytest.mark.parametrize(("code", "name"), CATALOGUES)
def test_real_credentials_are_the_same(
    code: str, name: str, tmp_path: Path, test_data: Callable[[str], Path]
) -> None:
    path = test_data(name)
    items = offered(code, path)
    again = catalogue_again(code, items, tmp_path / "again.json")
    assert by_uri(again) == by_uri(items)
    if path.suffix != ".xml":
        data = (tmp_path / "again.json").read_bytes()
        found = fewer(facts_of(path.read_bytes(), path.name), facts_of(data, "again.json"))
        assert {fact: (before, after) for fact, before, after in found} == LOST[name]


def test_a_part_has_what_stands_below_and_says_what_was_cut() -> None:
    folder = sample_folder()
    framework, items = content_of("sample", folder)
    whole = Content(framework, items)
    top = max(
        whole.of(Broader), key=lambda one: sum(other.broader == one.broader for other in whole.of(Broader))
    )
    part, cut = part_of(whole, [top.broader], [])
    chosen = {*part.skills, *part.job_roles}
    assert top.narrower in chosen
    assert all({one.narrower, one.broader} <= chosen for one in part.of(Broader))
    assert 0 < len(chosen) < len(whole.skills) + len(whole.job_roles)
    ends = {
        "steps of the hierarchy": [{one.narrower, one.broader} for one in whole.of(Broader)],
        "relations": [{one.skill, one.other} for one in whole.of(Related)],
        "requirements": [{one.job_role, one.skill} for one in whole.of(Requires)],
    }
    crossing = {what: sum(len(pair & chosen) == 1 for pair in pairs) for what, pairs in ends.items()}
    assert cut == tuple(
        f"{number} {what} that lead to what was not chosen" for what, number in crossing.items()
    )
    (only,) = part_of(whole, [], [top.narrower])[0].skills or part_of(whole, [], [top.narrower])[0].job_roles
    assert only == top.narrower


def test_facts_are_counted_whatever_the_writing() -> None:
    prefixed = b'{"@context": {"x": "y"}, "ceasn:name": {"en": "A"}, "https://a.example/b": [1, 2, null]}'
    assert facts_of(prefixed, "a.json") == {"name": 1, "b": 2}
    assert facts_of(b"#meta\na,b\n1,\n2,3\n", "a.csv") == {"a": 2, "b": 1}
    assert fewer(Counter(a=2, b=1), Counter(a=1, b=5)) == [("a", 2, 1)]


def test_an_alias_is_written_out(tmp_path: Path) -> None:
    """What stands twice is written twice: the reader of catalogues refuses aliases."""
    items = list(read_catalogue(sample_folder() / "catalogue.yaml"))
    first = next(one for one in items if isinstance(one, Credential) and one.teaches)
    twin = replace(first, uri=f"{first.uri}/twin", completion=None, entry=None)
    again = catalogue_again("catalogue", [*items, twin], tmp_path / "twins.yaml")
    assert twin in again
