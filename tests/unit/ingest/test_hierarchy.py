import random

import pytest

from skillsgraph.ingest.hierarchy import Steps, circles, said


@pytest.mark.parametrize(
    ("above", "found"),
    [
        ({}, []),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"]}, []),
        ({"a": ["a"]}, [["a"]]),
        ({"x": ["a"], "a": ["b"], "b": ["c"], "c": ["a", "top"]}, [["a", "b", "c"]]),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [["a", "b"], ["c", "d"]]),
    ],
)
def test_circles_are_found_and_ways_that_meet_are_none(above: Steps, found: list[list[str]]) -> None:
    assert [*circles(above)] == found


def test_a_deep_hierarchy_is_no_trouble_and_its_circle_is_told_in_short() -> None:
    above = {f"c{number}": [f"c{number + 1}"] for number in range(50_000)}
    assert said(above) == []
    above["c50000"] = ["c0"]
    assert said(above) == [
        "1 circles in the hierarchy: these concepts stand above themselves: c0 > c1 > c2 > c3 > c4 > …."
    ]


def test_what_is_told_is_a_circle_and_without_those_there_is_an_order() -> None:
    chance = random.Random(5)
    for _ in range(300):
        size = chance.randint(1, 8)
        above: Steps = {}
        for _ in range(chance.randint(0, 14)):
            above.setdefault(f"{chance.randrange(size)}", []).append(f"{chance.randrange(size)}")
        found = [*circles(above)]
        for one in found:
            assert all(b in above[a] for a, b in zip(one, [*one[1:], one[0]], strict=True))
        assert bool(found) is not _has_order(above)


def _has_order(above: Steps) -> bool:
    """Whether concepts can be taken away one by one, each with nothing left above it."""
    left = {*above, *(one for found in above.values() for one in found)}
    while free := {one for one in left if not left & {*above.get(one, ())}}:
        left -= free
    return not left
