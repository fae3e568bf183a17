"""The form in which labels are compared."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsgraph.model.text import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Infirmière, C++", "infirmiere c plus plus"),
        ("C#", "c sharp"),
        ("use .NET 4.5", "use dot net 4 5"),
        ("  two  words ", "two words"),
        ("snake _case_ - and more", "snake case and more"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_labels_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(alphabet=st.sampled_from("aZ9 _-é\u0301ß٣x\u2003/")))
def test_words_are_parted_by_one_blank_and_nothing_else_is_left(text: str) -> None:
    folded = fold(text)
    assert folded == folded.strip()
    assert all(re.fullmatch(r"[^\W_]+", word) for word in folded.split(" ") if folded)
    assert not any(unicodedata.combining(one) for one in folded)
    assert fold(folded) == folded
