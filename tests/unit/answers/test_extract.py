"""Labels are found wherever they stand, inflected or not, and the longest one wins."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.matching import extraction
from benchmarks.matching.files import ESCO
from skillsgraph.answers.extract.matcher import Label, Matcher

LABELS = [
    Label("s1", "manage staff", True),
    Label("s2", "staff", True),
    Label("s3", "C++", True),
    Label("s4", "C", False),
    Label("s5", "project management", True),
    Label("s5", "managing projects", False),
]
MATCHER = Matcher(LABELS, "en")


def test_the_longest_label_wins_with_its_place() -> None:
    text = "I managed staff for years; the staff was happy."
    found = MATCHER.find(text)
    assert [(one.skill, text[one.start : one.end]) for one in found] == [
        ("s1", "managed staff"),
        ("s2", "staff"),
    ]
    assert [one.confidence for one in found] == [0.8, 0.6]


def test_signs_tell_skills_apart() -> None:
    assert [one.skill for one in MATCHER.find("C++ and C.")] == ["s3", "s4"]


def test_every_label_of_a_skill_leads_to_it() -> None:
    for text in ("Project management", "managing projects"):
        assert [one.skill for one in MATCHER.find(text)] == ["s5"]
    assert MATCHER.find("") == MATCHER.find("nothing of the kind") == []


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_places_are_in_the_text_and_in_order(text: str) -> None:
    found = MATCHER.find(f"{text} manage staff {text}")
    assert any(one.skill in ("s1", "s2") for one in found)
    assert all(0 <= one.start < one.end <= 2 * len(text) + 14 for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)


def test_english_verbs_and_articles_are_read_as_labels_have_them() -> None:
    text = "Drove the lorry, kept our horses and wrote reports."
    labels = ["drive lorry", "keep horses", "write the reports"]
    matcher = Matcher([Label(one, one, True) for one in labels], "en")
    assert [one.skill for one in matcher.find(text)] == labels


def test_hand_labelled_texts_are_read_as_well_as_they_were(test_data: Callable[[str], Path]) -> None:
    texts = extraction.labelled()
    assert len(texts) >= 60
    labels = extraction.esco_labels(test_data(ESCO).parents[1])
    matcher = Matcher(extraction.that_can_stand_in(labels, texts), "en")
    every, sure = (extraction.judge(matcher, texts, least) for least in (0.0, 0.6))
    for found, (precision, recall) in ((every, FLOOR_OF_ALL), (sure, FLOOR_OF_SURE)):
        assert found.precision >= precision
        assert found.recall >= recall


# Precision and recall of `benchmarks/matching/extraction.py`, a hair below what they are.
FLOOR_OF_ALL, FLOOR_OF_SURE = (0.73, 0.84), (0.88, 0.81)
