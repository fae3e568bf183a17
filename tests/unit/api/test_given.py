"""Values of writes that are no good are refused by their names."""

from typing import Any

import pytest

from skillsgraph.api.writes import given
from skillsgraph.errors import InputError


@pytest.mark.parametrize(
    ("check", "value", "says"),
    [
        (given.name, "  ", "name is empty"),
        (given.name, "x" * 1001, "1001 characters"),
        (given.name, "Nur\0se", "U+0000 at place 3"),
        (given.text, "line\x1b[31m", "U+001B"),
        (given.address, "not a uri", "no absolute uri"),
        (given.address, "example.org/badge", "no absolute uri"),
        (given.address, "https://example.org/a b", "no absolute uri"),
        (given.languages, ["en", "English"], "name[1]"),
        (given.languages, [""], "name[0]"),
        (given.amount, -1.0, "must be from 0"),
        (given.amount, 1e9, "must be from 0"),
        (given.level, 9, "levels 1 to 8"),
    ],
)
def test_what_is_no_good_is_refused(check: Any, value: Any, says: str) -> None:
    with pytest.raises(InputError) as refused:
        check("name", value)
    assert says in str(refused.value)
    assert str(refused.value).startswith("name")


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (given.name, "Ænd, C++ 👩‍⚕️"),
        (given.text, "Two\nlines\tand a tab"),
        (given.text, None),
        (given.address, "urn:uuid:6c930acd-c104-4ece-acf7-f44fd7333036"),
        (given.address, "https://example.org/ünd"),
        (given.languages, ["en", "pt-BR", "sr-Latn-RS"]),
        (given.languages, None),
        (given.amount, 0.0),
        (given.level, None),
    ],
)
def test_what_is_usual_is_taken(check: Any, value: Any) -> None:
    check("name", value)
