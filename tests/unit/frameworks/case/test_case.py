import json
import os
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from skillsgraph.errors import SourceError
from skillsgraph.frameworks.case.reader import READER
from skillsgraph.frameworks.case.writer import write
from skillsgraph.frameworks.contract import Options, Skipped, Sourced
from skillsgraph.frameworks.writing import Content
from skillsgraph.model.frameworks import (
    Broader,
    HasLevel,
    Item,
    JobRole,
    JobRoleKind,
    Level,
    Match,
    MatchKind,
    Related,
    ReplacedBy,
    Scale,
    Skill,
    SkillKind,
    Term,
)
from tests.support.sources import CASE_PACKAGE

REAL = Path(os.environ.get("SKILLSGRAPH_TEST_DATA", "")) / "case"
ITEM = "https://example.org/ims/case/v1p1/CFItems/00000000-0000-4000-8000-0000000000"


def packed(tmp_path: Path, package: Any) -> Path:
    path = tmp_path / "package.json"
    path.write_text(json.dumps(package), encoding="utf-8")
    return path


def items_of(path: Path) -> list[Item]:
    rows = [*READER.read(path, Options())]
    assert [row for row in rows if isinstance(row, Skipped)] == []
    return [row.item for row in rows if isinstance(row, Sourced)]


@pytest.fixture
def package() -> dict[str, Any]:
    return deepcopy(CASE_PACKAGE)


def test_a_package_becomes_skills_and_relations(tmp_path: Path, package: dict[str, Any]) -> None:
    items = items_of(packed(tmp_path, package))
    skills = {one.uri[-2:]: one for one in items if isinstance(one, Skill)}
    assert {key: one.kind for key, one in skills.items()} == {
        "11": SkillKind.GROUP,
        "12": SkillKind.LEARNING_OUTCOME,
        "13": SkillKind.SKILL,
        "14": SkillKind.SKILL,
    }
    found = skills["12"]
    assert (found.name, found.description) == (
        "Find the main idea",
        "Find the main idea of a text that is new",
    )
    assert (found.code, found.scope_note, found.keywords) == ("R.1", "Of any kind.", ("idea",))
    assert found.education_levels == ("03", "04")
    assert [one.narrower[-2:] for one in items if isinstance(one, Broader)] == ["12", "13"]
    assert [one.relation for one in items if isinstance(one, Related)] == ["precedes"]
    assert [one.successor[-2:] for one in items if isinstance(one, ReplacedBy)] == ["13"]
    (match,) = [one for one in items if isinstance(one, Match)]
    assert (match.kind, match.subject.uri, match.object.uri) == (
        MatchKind.EXACT,
        f"{ITEM}13",
        f"{ITEM}99",
    )


def test_habits_of_publishers_are_understood(tmp_path: Path, package: dict[str, Any]) -> None:
    first, second = package["CFItems"][:2]
    first["educationalLevel"] = "KG, 01,02"
    second["sourcedId"] = second.pop("identifier")
    del package["CFDocument"]["identifier"]
    package["CFDocument"]["CFPackageURI"] = "https://example.org/package"
    joined = package["CFAssociations"][0]
    joined["originNodeURI"] = second["uri"]
    joined["destinationNodeURI"] = first["identifier"]
    package["CFAssociations"][1]["destinationNodeURI"] = {"sourcedId": first["identifier"]}
    items = items_of(packed(tmp_path, {"CFPackage": package}))
    assert next(one for one in items if isinstance(one, Skill)).education_levels == ("KG", "01", "02")
    assert Counter(one.broader[-2:] for one in items if isinstance(one, Broader)) == {"11": 2}


def test_a_language_is_told_without_its_region(tmp_path: Path, package: dict[str, Any]) -> None:
    package["CFDocument"]["language"] = "en-US"
    for item in package["CFItems"]:
        item["language"] = "en-US"
    package["CFItems"][0]["language"] = "es-MX"
    path = packed(tmp_path, package)
    assert READER.open(path, Options()).framework.language == "en"
    skills = [one for one in items_of(path) if isinstance(one, Skill)]
    assert [one.languages for one in skills][:2] == [("es",), ()]
    assert {one.language for one in items_of(path) if isinstance(one, Term)} == {"en", "es"}


def test_a_root_stands_at_the_top(tmp_path: Path, package: dict[str, Any]) -> None:
    joined = deepcopy(package["CFAssociations"][0])
    joined["originNodeURI"] = package["CFAssociations"][0]["destinationNodeURI"]
    joined["destinationNodeURI"] = {"title": "x", "uri": package["CFDocument"]["uri"]}
    package["CFAssociations"].append(joined)
    path = packed(tmp_path, package)
    assert sum(isinstance(one, Broader) for one in items_of(path)) == 2
    assert any("stand at the top" in note for note in READER.open(path, Options()).notes)


def test_a_rubric_becomes_scales(tmp_path: Path, package: dict[str, Any]) -> None:
    level = {"lastChangeDateTime": "2024-01-01T00:00:00Z"}
    package["CFRubrics"] = [
        {
            "uri": "urn:r",
            "title": "Reading",
            "CFRubricCriteria": [
                {
                    "uri": "urn:c",
                    "category": "Depth",
                    "CFRubricCriterionLevels": [
                        {"uri": "urn:l2", "quality": "Good", "score": 2, **level},
                        {"uri": "urn:l1", "quality": "Poor", "score": 1, **level},
                    ],
                }
            ],
        }
    ]
    items = items_of(packed(tmp_path, package))
    assert [one.name for one in items if isinstance(one, Scale)] == ["Reading: Depth"]
    assert [(one.name, one.rank) for one in items if isinstance(one, Level)] == [("Poor", 1), ("Good", 2)]
    assert sum(isinstance(one, HasLevel) for one in items) == 2


def test_what_cannot_be_used_is_named(tmp_path: Path, package: dict[str, Any]) -> None:
    del package["CFItems"][3]["fullStatement"]
    del package["CFAssociations"][0]["associationType"]
    stranger = {"uri": "https://example.org/stranger"}
    package["CFAssociations"][1] |= {"originNodeURI": stranger, "destinationNodeURI": stranger}
    rows = [*READER.read(packed(tmp_path, package), Options())]
    reasons = [row.reason for row in rows if isinstance(row, Skipped)]
    assert [reason.split()[1] for reason in reasons] == ["item", "association", "end"]


@pytest.mark.parametrize(
    "package",
    [
        {"CFDocument": {"title": "a", "uri": "urn:a"}, "CFItems": []},
        {"CFDocument": {"title": "a"}, "CFItems": [{}]},
        {"CFDocument": {"uri": "urn:a"}, "CFItems": [{}]},
        {"CFDocument": {"title": "a", "uri": "urn:a"}, "CFItems": ["a"]},
        {"CFDocument": {"title": "a", "uri": "urn:a"}, "CFItems": {"a": 1}},
        {"CFDocument": "https://example.org", "CFItems": [{}]},
        [{"CFDocument": {}}],
    ],
)
def test_what_is_no_package_is_refused(tmp_path: Path, package: Any) -> None:
    with pytest.raises(SourceError, match=r"package\.json") as caught:
        READER.open(packed(tmp_path, package), Options())
    assert caught.value.where is not None
    assert caught.value.where.line == 1


def again(tmp_path: Path, path: Path) -> tuple[Content, Content, bytes]:
    """What a package says, what it says after it was written and read again, and what was written."""
    before = Content(READER.open(path, Options()).framework, items_of(path))
    written = write(before)
    assert written.lost == ()
    other = tmp_path / "again.json"
    other.write_bytes(written.data)
    return before, Content(READER.open(other, Options()).framework, items_of(other)), written.data


def same(before: Content, after: Content) -> None:
    assert (before.framework.code, before.framework.version) == (
        after.framework.code,
        after.framework.version,
    )
    for kind in (Skill, Term, Broader, Related, ReplacedBy, Match, Scale, Level, HasLevel):
        assert Counter(map(repr, before.of(kind))) == Counter(map(repr, after.of(kind))), kind


def test_writing_and_reading_again_gives_the_same(tmp_path: Path, package: dict[str, Any]) -> None:
    before, after, _ = again(tmp_path, packed(tmp_path, package))
    same(before, after)


def test_what_a_package_cannot_say_is_counted(tmp_path: Path, package: dict[str, Any]) -> None:
    path = packed(tmp_path, package)
    items = [*items_of(path), JobRole("urn:j", "reader", JobRoleKind.JOB)]
    lost = write(Content(READER.open(path, Options()).framework, items)).lost
    assert lost == ("1 job roles",)


@pytest.mark.skipif(not REAL.is_dir(), reason="needs the real files: SKILLSGRAPH_TEST_DATA")
@pytest.mark.parametrize(
    ("name", "items", "joined"),
    [
        ("Ordering", 28, 27),
        ("AdoptedTestFramework", 1, 0),
        ("MarkdownFramework", 2, 0),
        ("SequenceNumberFramework", 2, 0),
        ("Utf8TestFramework", 1, 0),
    ],
)
def test_real_packages_are_whole_and_valid_when_written(
    tmp_path: Path, name: str, items: int, joined: int
) -> None:
    before, after, data = again(tmp_path, REAL / "opensalt" / f"{name}.json")
    assert (len(before.skills), len(before.of(Broader))) == (items, joined)
    same(before, after)
    schema = REAL / "opencase" / "schemas" / "official" / "case-v1p1-cfpackage.json"
    Draft202012Validator(json.loads(schema.read_text(encoding="utf-8"))).validate(json.loads(data))
