import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsgraph.errors import JsonInvalid, SourceTooLarge
from skillsgraph.jsonld import JsonLimits, Object, line_of, read_json

_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@given(_VALUES, st.booleans())
def test_it_reads_what_json_writes(value: Any, indented: bool) -> None:
    text = json.dumps(value, indent=2 if indented else None)
    assert read_json(text.encode(), "a.json") == value


def test_objects_know_their_line() -> None:
    found = read_json(b'\xef\xbb\xbf{\n "a": [\n  {"b": 1},\n\n  {"c": {\n}}]}', "a.json")
    assert isinstance(found, Object)
    assert [line_of(found), *(line_of(one) for one in found["a"])] == [1, 3, 5]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('{"a": 1,\n"a": 2}', 2, "stands twice"),
        ('{"a": 1,\n // one\n"b": 2}', 2, "Comments"),
        ('/* one */\n{"a": 1}', 1, "Comments"),
        ('{"a": 1}\n\n{"b": 2}', 3, "behind the end"),
        ("[1,\n NaN]", 2, "no JSON value"),
        ("[-Infinity]", 1, "no JSON value"),
        ("[1e999]", 1, "too large"),
        ("[1,\n\n9007199254740993]", 3, "2^53"),
        ("[" + "9" * 5000 + "]", 1, "2^53"),
        ("[1,]", 1, "before the end"),
        ('{"a": 1,\n}', 2, "before the end"),
        ('{"a" 1}', 1, "colon"),
        ("{a: 1}", 1, "name in quotation marks"),
        ("['a']", 1, "no JSON value"),
        ("[01]", 1, "no JSON value"),
        ("[1.]", 1, "no JSON value"),
        ("[+1]", 1, "no JSON value"),
        ('["\\ud800"]', 1, "surrogate"),
        ('["a\nb"]', 1, "quotation marks"),
        ('["\\x"]', 1, "quotation marks"),
        ('{"a": [1, 2\n', 2, "ends too early"),
        ('{"a": "b', 1, "quotation marks"),
        ("", 1, "empty"),
        (" \n ", 2, "empty"),
        ("[1 2]", 1, "comma"),
        ("tru", 1, "no JSON value"),
    ],
)
def test_what_is_not_json_is_refused_with_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(JsonInvalid, match=r"a\.json") as caught:
        read_json(text.encode(), "a.json")
    assert says in caught.value.message
    assert caught.value.where is not None
    assert caught.value.where.line == line


def test_bytes_that_are_not_utf8_are_refused_with_their_line() -> None:
    for data in (b'{"a":\n"\xe9"}', '{"a":\n1}'.encode("utf-16")):
        with pytest.raises(JsonInvalid, match="UTF-8"):
            read_json(data, "a.json")


@pytest.mark.parametrize(
    ("data", "limits"),
    [
        (b'{"a": 1}', JsonLimits(bytes=5)),
        (b"[" * 100_000, JsonLimits()),
        (b'{"a":' * 65 + b"1" + b"}" * 65, JsonLimits()),
        (b"[1,1,1,1,1]", JsonLimits(values=5)),
    ],
)
def test_what_is_too_large_is_refused(data: bytes, limits: JsonLimits) -> None:
    with pytest.raises(SourceTooLarge, match=r"a\.json"):
        read_json(data, "a.json", limits)
