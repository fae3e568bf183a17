import json
import os
from collections import Counter
from pathlib import Path

import pytest

from skillsgraph.errors import SourceError
from skillsgraph.frameworks.contract import Options, Skipped, Sourced
from skillsgraph.frameworks.rsd.reader import READER
from skillsgraph.frameworks.rsd.writer import write
from skillsgraph.frameworks.writing import Content
from skillsgraph.model.frameworks import (
    Collection,
    Contains,
    Item,
    JobRole,
    JobRoleKind,
    Match,
    RequirementRelation,
    Requires,
    Skill,
    Term,
)
from tests.support.sources import RSD

REAL = Path(os.environ.get("SKILLSGRAPH_TEST_DATA", "")) / "osmt"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="needs the real files: SKILLSGRAPH_TEST_DATA")


def content_of(path: Path) -> Content:
    rows = [*READER.read(path, Options())]
    assert [row for row in rows if isinstance(row, Skipped)] == []
    items: list[Item] = [row.item for row in rows if isinstance(row, Sourced)]
    return Content(READER.open(path, Options()).framework, items)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "skills.csv"
    path.write_text(RSD["skills.csv"], encoding="utf-8")
    return path


def test_descriptors_become_skills_collections_and_jobs(table: Path) -> None:
    content = content_of(table)
    assert content.framework.code == "rsd-a-guild"
    first, second, third = content.skills.values()
    assert (first.name, first.categories, first.keywords) == (
        "Hive Inspection",
        ("Beekeeping",),
        ("hive", "disease"),
    )
    assert second.description == "Sell honey, and\nkeep accounts."
    assert third.uri.startswith("urn:uuid:")
    assert Counter(one.name for one in content.of(Collection)) == {"Bees": 1, "Farms": 1}
    assert len(content.of(Contains)) == 3
    assert [(one.code, one.kind) for one in content.of(JobRole)] == [
        ("45-2093", JobRoleKind.OCCUPATION),
        ("45-2093.00", JobRoleKind.OCCUPATION),
    ]
    assert {one.relation for one in content.of(Requires)} == {RequirementRelation.OPTIONAL}
    assert [one.object.uri for one in content.of(Match)] == ["https://example.org/other/hive"]


def test_writing_and_reading_again_gives_the_same(table: Path, tmp_path: Path) -> None:
    before = content_of(table)
    export = write(before)
    assert export.lost == ()
    other = tmp_path / "again.csv"
    other.write_bytes(export.data)
    after = content_of(other)
    for kind in (Skill, Term, JobRole, Requires, Collection, Contains, Match):
        assert Counter(map(repr, before.of(kind))) == Counter(map(repr, after.of(kind))), kind


def test_what_a_spreadsheet_would_take_for_a_formula_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "signs.csv"
    path.write_text(
        "RSD Name,Authors,Skill Statement,Keywords,Alignment 1 URL,Alignment 1 Name\n"
        "-omics,@WGU,- Analyse,=v; x,urn:uuid:6f1c2a00-0000-4000-8000-000000000001,+A",
        encoding="utf-8",
    )
    before = content_of(path)
    export = write(before)
    assert b"'-omics" in export.data
    other = tmp_path / "again.csv"
    other.write_bytes(export.data)
    after = content_of(other)
    assert len(after.of(Match)) == 1
    for kind in (Skill, Match):
        assert [*map(repr, before.of(kind))] == [*map(repr, after.of(kind))]
    assert after.framework.code == before.framework.code == "rsd-wgu"


def test_what_has_no_place_is_named(tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text("RSD Name,Skill Statement,Employers,Alignment 1 URL\nA,a,E,\nB,b,,\n", encoding="utf-8")
    assert READER.open(path, Options()).notes[0] == "1 skills tell Employers, which has no place: not kept."
    other = tmp_path / "more.json"
    told = {"skillName": "A", "skillStatement": "a", "id": "urn:a", "certifications": [{"name": "C"}]}
    other.write_text(json.dumps([told]), encoding="utf-8")
    assert "certifications" in READER.open(other, Options()).notes[0]


def test_a_row_without_a_statement_is_named(table: Path) -> None:
    table.write_text("RSD Name,Skill Statement\nA,\nB,b\n", encoding="utf-8")
    (skipped,) = [row for row in READER.read(table, Options()) if isinstance(row, Skipped)]
    assert (skipped.line, skipped.reason) == (2, "A skill needs a name and a statement.")


@pytest.mark.parametrize("document", [[], [5], {"skills": []}, {"a": "skillName skillStatement"}])
def test_json_without_skills_is_refused(tmp_path: Path, document: object) -> None:
    path = tmp_path / "skills.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(SourceError, match=r"skills\.json:1"):
        READER.open(path, Options())


@needs_real
@pytest.mark.parametrize(
    ("name", "skills"),
    [
        ("import/Skills-Import.csv", 2),
        ("test/api-test/api/v3/skills/get.json", 50),
        ("test/api-test/api/v3/search/skills/post.json", 50),
    ],
)
def test_real_files_are_whole(name: str, skills: int) -> None:
    content = content_of(REAL / name)
    assert len(content.skills) == skills
    assert content.job_roles
    assert all(one.job_role in content.job_roles for one in content.of(Requires))
