"""Labels are found wherever they stand, inflected or not, and the longest one wins."""

from hypothesis import given, settings
from hypothesis import strategies as st

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
