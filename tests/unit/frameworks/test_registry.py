"""The registry of readers."""

from collections import Counter

import pytest

from skillsgraph.errors import UnknownFramework
from skillsgraph.frameworks.registry import READERS, reader_for


def test_no_two_readers_share_a_name() -> None:
    assert max(Counter(reader.code for reader in READERS).values()) == 1


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: str(reader.code))
def test_a_reader_is_found_by_its_name_in_any_case(reader: object) -> None:
    code = str(getattr(reader, "code", ""))
    assert reader_for(code) is reader
    assert reader_for(code.upper()) is reader


@pytest.mark.parametrize("code", ["", "esc", "esco ", "nothing"])
def test_an_unknown_name_is_refused_with_those_that_there_are(code: str) -> None:
    with pytest.raises(UnknownFramework) as caught:
        reader_for(code)
    assert repr(code) in str(caught.value)
    for reader in READERS:
        assert reader.code in str(caught.value)
