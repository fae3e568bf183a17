"""Objects become rows with lasting ids; what dangles or stands twice is told by its place."""

import pytest

from skillsgraph.frameworks.contract import Skipped, Sourced
from skillsgraph.ingest.rows import Placed, Rows
from skillsgraph.ingest.tables import Table
from skillsgraph.model.frameworks import (
    Collection,
    ConceptType,
    Contains,
    Framework,
    Item,
    JobRole,
    JobRoleKind,
    RequirementRelation,
    Requires,
    Skill,
    SkillKind,
    Term,
    TermKind,
    Text,
    TextKind,
)
from skillsgraph.model.ids import make_id
from tests.support.frameworks import small

FRAMEWORK = Framework("listed", "1", "Listed", "https://example.org", "en")
NURSE = JobRole("r:nurse", "Ärztin", JobRoleKind.OCCUPATION, code="1", regulation_note="by law")
CARE = Skill("s:care", "care", SkillKind.SKILL, reuse_level="cross-sector")
NEEDS = Requires("r:nurse", "s:care", RequirementRelation.ESSENTIAL)


def made(rows: Rows, *items: Item) -> list[Placed | Skipped]:
    return [rows.make(Sourced(item, "file.csv", line)) for line, item in enumerate(items, 2)]


def test_a_concept_has_our_id_a_folded_name_and_nothing_that_is_empty() -> None:
    (placed,) = made(Rows(FRAMEWORK), NURSE)
    assert isinstance(placed, Placed)
    assert placed.table is Table.JOB_ROLES
    assert placed.row.pop("contentHash")
    assert placed.row == {
        "id": make_id("role", "listed", "1", "r:nurse"),
        "uri": "r:nurse",
        "name": "Ärztin",
        "sortName": "arztin",
        "kind": "OCCUPATION",
        "code": "1",
        "regulationNote": "by law",
    }


def test_the_hash_of_its_content_tells_any_change_and_ids_do_not_depend_on_it() -> None:
    first, second = (
        made(Rows(FRAMEWORK), Skill("s", "care", SkillKind.SKILL, description=text))[0] for text in ("a", "b")
    )
    assert isinstance(first, Placed)
    assert isinstance(second, Placed)
    assert first.row["contentHash"] != second.row["contentHash"]
    assert first.row["id"] == second.row["id"]


def test_one_of_everything_finds_its_table() -> None:
    placed = [row for row in made(Rows(FRAMEWORK), *small()) if isinstance(row, Placed)]
    assert {row.table for row in placed} == set(Table)
    assert len(placed) == len(small())


def test_a_relation_names_both_ends_by_id() -> None:
    *_, needs = made(Rows(FRAMEWORK), NURSE, CARE, NEEDS)
    assert isinstance(needs, Placed)
    assert needs.row["start"] == make_id("role", "listed", "1", "r:nurse")
    assert needs.row["end"] == make_id("skill", "listed", "1", "s:care")
    assert needs.row["relation"] == "ESSENTIAL"


@pytest.mark.parametrize(
    ("item", "names"),
    [
        (NEEDS, "There is no such skill: s:care"),
        (Term(ConceptType.SKILL, "s:gone", "x", "en", TermKind.PREFERRED), "There is no such skill: s:gone"),
        (Contains("c:gone", ConceptType.JOB_ROLE, "r:nurse"), "There is no such collection: c:gone"),
    ],
)
def test_what_dangles_is_named_by_its_place(item: Item, names: str) -> None:
    assert made(Rows(FRAMEWORK), NURSE, item)[1] == Skipped("file.csv", 3, None, names)


@pytest.mark.parametrize(
    "twice",
    [
        NURSE,
        Collection("c", "green"),
        NEEDS,
        Term(ConceptType.SKILL, "s:care", "care", "en", TermKind.PREFERRED),
        Text(ConceptType.SKILL, "s:care", "Pflege.", "de", TextKind.DESCRIPTION),
    ],
)
def test_what_stands_twice_counts_once(twice: Item) -> None:
    items = [item for item in (NURSE, CARE) if item != twice]
    *_, first, second = made(Rows(FRAMEWORK), *items, twice, twice)
    assert isinstance(first, Placed)
    assert isinstance(second, Skipped)
    assert "stands in the source before" in second.reason
    assert second.line == len(items) + 3


def test_the_same_text_in_another_language_or_of_another_kind_is_another_term() -> None:
    terms = [
        Term(ConceptType.SKILL, "s:care", "care", language, kind)
        for language in ("en", "fr")
        for kind in (TermKind.PREFERRED, TermKind.ALTERNATIVE)
    ]
    rows = Rows(FRAMEWORK)
    assert all(isinstance(placed, Placed) for placed in made(rows, CARE, *terms))
    assert rows.languages == {"en", "fr"}


def test_words_may_be_about_concepts_that_are_known_already() -> None:
    rows = Rows(FRAMEWORK, {make_id("skill", "listed", "1", "s:care")})
    known, unknown = made(
        rows,
        Term(ConceptType.SKILL, "s:care", "soin", "fr", TermKind.PREFERRED),
        Term(ConceptType.JOB_ROLE, "s:care", "soin", "fr", TermKind.PREFERRED),
    )
    assert isinstance(known, Placed)
    assert isinstance(unknown, Skipped)
