"""Nearness is a cosine: the same both ways, 1 with itself, and what its parts give."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsgraph.answers.model import Named
from skillsgraph.answers.policy import policy_of
from skillsgraph.answers.similar import compare, cosine

GUIDANCE = policy_of("guidance")
OTHER = Named("role_2", "r:2", "Another")
IDF = {"a": 1.0, "b": 2.0, "c": 3.0}
GROUPS = {"a": ["g"], "b": ["g", "h"], "c": ["i"]}


def needs(**relations: str) -> list[dict[str, str]]:
    return [{"id": key, "name": key.upper(), "relation": value} for key, value in relations.items()]


def test_a_score_worked_out_by_hand() -> None:
    mine, theirs = needs(a="ESSENTIAL", b="OPTIONAL"), needs(b="ESSENTIAL", c="ESSENTIAL")
    found = compare(OTHER, mine, theirs, IDF, GROUPS, GUIDANCE)
    by_skills = (1.0 * 2.0) / (math.hypot(1.0, 1.0) * math.hypot(2.0, 3.0))
    by_groups = (2 * 1 + 1 * 1) / (math.hypot(2, 1) * math.hypot(1, 1, 1))
    assert found.by_skills == pytest.approx(by_skills, abs=1e-6)
    assert found.by_groups == pytest.approx(by_groups, abs=1e-6)
    assert found.score == pytest.approx(0.7 * by_skills + 0.3 * by_groups, abs=1e-6)
    assert found.shared == ("B",)
    assert "shares 1 of 2 skills, first of all “B”" in found.explanation


relations = st.sampled_from(["ESSENTIAL", "OPTIONAL"])
roles = st.dictionaries(st.sampled_from("abc"), relations).map(lambda given: needs(**given))


@given(roles, roles)
def test_it_is_the_same_both_ways_and_a_share(
    mine: list[dict[str, str]], theirs: list[dict[str, str]]
) -> None:
    there = compare(OTHER, mine, theirs, IDF, GROUPS, GUIDANCE)
    back = compare(OTHER, theirs, mine, IDF, GROUPS, GUIDANCE)
    assert there.score == back.score
    assert 0 <= there.score <= 1
    if mine:
        assert compare(OTHER, mine, mine, IDF, GROUPS, GUIDANCE).score == pytest.approx(1.0)


def test_nothing_is_like_nothing() -> None:
    assert cosine({}, {}) == cosine({"a": 1.0}, {}) == 0.0
