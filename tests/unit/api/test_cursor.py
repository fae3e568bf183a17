"""A cursor comes back as it was, and nothing else is taken for one."""

from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsgraph.api import cursor
from skillsgraph.errors import BadCursor


@given(st.text(), st.text())
def test_a_place_in_the_order_of_names_comes_back(name: str, identifier: str) -> None:
    name, identifier = (text.encode("utf-8", "ignore").decode() for text in (name, identifier))
    assert cursor.decode_name("skills", cursor.encode("skills", name, identifier)) == (name, identifier)


@given(st.integers(0, 10**9))
def test_a_place_in_a_ranking_comes_back(place: int) -> None:
    assert cursor.decode_rank("search", cursor.encode("search", place)) == place


def test_no_cursor_is_the_beginning() -> None:
    assert cursor.decode_name("skills", None) == ("", "")
    assert cursor.decode_rank("search", None) == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "é",
        "AAAA",
        cursor.encode("jobRoles", "a", "b"),
        cursor.encode("skills", "a"),
        cursor.encode("skills", 7),
        cursor.encode("skills", "a", "b")[:-3],
        urlsafe_b64encode(b'["skills","a","b"]').decode(),
    ],
)
def test_what_this_field_did_not_make_is_refused(text: str) -> None:
    with pytest.raises(BadCursor):
        cursor.decode_name("skills", text)


@given(st.integers(0, 40), st.sampled_from("ABCxyz012"))
def test_an_edited_cursor_is_refused(place: int, letter: str) -> None:
    made = cursor.encode("skills", "a name", "skill_0123456789")
    edited = made[:place] + letter + made[place + 1 :]
    if edited != made:
        with pytest.raises(BadCursor):
            cursor.decode_name("skills", edited)


def test_a_name_is_no_rank() -> None:
    with pytest.raises(BadCursor):
        cursor.decode_rank("skills", cursor.encode("skills", "a", "b"))
