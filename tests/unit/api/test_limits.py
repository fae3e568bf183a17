"""The guard measures what a document asks for, in time that grows with its text alone."""

import pytest
from graphql import parse

from skillsgraph.api.limits import check
from skillsgraph.errors import LimitExceeded
from skillsgraph.settings import Settings

SETTINGS = Settings.load(depth=4, aliases=3)


def nested(levels: int) -> str:
    return "{ a " * levels + "} " * levels


@pytest.mark.parametrize(
    "document",
    [
        nested(4),
        "{ x: a y: b z: c }",
        "{ ... on Query { a { b { c { d } } } } }",
        "{ ...F } fragment F on Query { a { b { c { d } } } }",
        "{ ...F } fragment F on Query { ...F }",
        "{ a { b { c { ofType { ofType { ofType { d } } } } } } }",
        '{ a(b: "' + "1" * 5000 + '") }',
    ],
)
def test_what_is_within_the_limits_passes(document: str) -> None:
    check(parse(document), SETTINGS)


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ("{ a { b { c { d { e } } } } }", 5),
        ("{ a { ...F } } fragment F on A { b { c { d { e } } } }", 5),
        ("query One { a } query Two { a { b { c { d { e } } } } }", 5),
        ("{ a { ofType { b { ofType { c { d { e } } } } } } }", 5),
        ("{ a(b: " + "1" * 5000 + ") }", 5000),
        ("{ a(b: {c: [0." + "1" * 4999 + "]}) }", 5001),
        ("query ($n: Int = -" + "1" * 4999 + ") { a(b: $n) }", 5000),
        ("{ w: a x: a y: a z: a }", 4),
        ("{ ...F ...F } fragment F on Query { x: a y: b }", 4),
    ],
)
def test_what_is_not_is_refused_with_the_figure(document: str, found: int) -> None:
    with pytest.raises(LimitExceeded) as caught:
        check(parse(document), SETTINGS)
    assert caught.value.details["found"] == found


def test_fragments_in_fragments_are_measured_once() -> None:
    """Two spreads a level would be 2^200 fields if each were followed."""
    parts = [f"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}" for i in range(200)]
    document = "{ ...F0 } " + " ".join(parts) + " fragment F200 on Query { x: a }"
    with pytest.raises(LimitExceeded) as caught:
        check(parse(document), SETTINGS)
    assert caught.value.details["found"] == 2**200
