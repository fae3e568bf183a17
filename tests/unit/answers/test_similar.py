"""Nearness is a weighted sum of cosines: the same both ways, 1 with itself, and what its parts give."""

import math
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillsgraph.answers import similar
from skillsgraph.answers.index.build import build
from skillsgraph.answers.index.rows import RoleRow, Rows
from skillsgraph.answers.model import Named
from skillsgraph.answers.similar import SHARES, explain, score

BROADER = {"a": ["g"], "b": ["g", "h"], "c": ["i"], "g": ["top"], "h": ["top"], "i": ["top"]}
GROUPS = frozenset({"g", "h", "i", "top"})


def rows(*roles: RoleRow) -> Rows:
    return Rows("1", roles, {"r1": ["1"], "r2": ["2"], "1": ["0"], "2": ["0"]}, BROADER, groups=GROUPS)


ONE = RoleRow("r1", "r:1", "nurse", words="Nurses nurse", essential=["a"], optional=["b"])
TWO = RoleRow("r2", "r:2", "aide", words="aide of a nurse", essential=["b", "c"])


def test_a_score_worked_out_by_hand() -> None:
    index = build(rows(ONE, TWO))
    found = {name: values[1] for name, values in index.near("r1").items()}
    # N = 2: a and c are in one role, idf ln 3; b in both, idf ln 2.
    ln2, ln3 = math.log(2), math.log(3)
    assert found["skills"] == pytest.approx(
        0.5 * ln2 * ln2 / (math.hypot(ln3, 0.5 * ln2) * math.hypot(ln2, ln3))
    )
    # g, h and top are above both, and so tell nothing; only i is left, above c alone.
    assert found["kinds"] == 0
    # "nurse" is in both and tells nothing either.
    assert found["words"] == 0
    # Above r1 stand 1 and 0, above r2 2 and 0.
    assert found["places"] == pytest.approx(1 / 2)
    told = explain(Named("r2", "r:2", "aide"), found, ["B"], 2)
    assert told.score == pytest.approx(0.2 * found["skills"] + 0.1 * 0.5, abs=1e-6)
    assert "shares 1 of 2 skills, first of all “B”" in told.explanation


relations = st.lists(st.sampled_from("abcde"), unique=True)
role = st.builds(
    lambda essential, optional, words: (
        [*essential],
        [one for one in optional if one not in essential],
        words,
    ),
    relations,
    relations,
    st.text("nurse aid ", max_size=12),
)


@settings(max_examples=40)
@given(st.lists(role, min_size=2, max_size=5), st.randoms())
def test_it_is_the_same_both_ways_bounded_and_blind_to_order(
    drawn: list[tuple[list[str], list[str], str]], chance: object
) -> None:
    made = [
        RoleRow(f"r{number}", f"r:{number}", f"role {number}", words=words, essential=one, optional=other)
        for number, (one, other, words) in enumerate(drawn)
    ]
    index = build(rows(*made))
    shuffled = made.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    again = build(rows(*shuffled))
    square = np.array([score(index.near(one.id)) for one in index.roles])
    assert np.allclose(square, square.T)
    assert square.min() >= 0
    assert square.max() <= 1 + 1e-9
    assert np.allclose(square, [score(again.near(one.id)) for one in index.roles])


def test_the_shares_are_of_one_whole() -> None:
    assert sum(SHARES.values()) == pytest.approx(1)


def test_a_circle_above_a_role_ends() -> None:
    index = build(Rows("1", [ONE, TWO], {"r1": ["x"], "x": ["y"], "y": ["x"]}, BROADER, groups=GROUPS))
    assert index.near("r1")["places"][0] == pytest.approx(1)


def test_the_documented_shares_are_those_that_answers_use() -> None:
    """In docs/answers.md, and in the formula that the module begins with."""
    page = (Path(__file__).parents[3] / "docs" / "answers.md").read_text(encoding="utf-8")
    told = re.search(
        r"score is (\S+) of how alike the\s+skills are, (\S+) of their kinds, (\S+) of the words and (\S+)"
        r" of the place in the classification",
        page,
    )
    formula = re.search(
        r"score  = (\S+)·skills \+ (\S+)·kinds \+ (\S+)·words \+ (\S+)·place\n", similar.__doc__ or ""
    )
    for found in (told, formula):
        assert found is not None
        assert [float(one) for one in found.groups()] == list(SHARES.values())
    assert sum(SHARES.values()) == pytest.approx(1)
