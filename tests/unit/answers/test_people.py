"""The postings of people score everybody as the formula does for one."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillsgraph.answers.index import people as postings
from skillsgraph.answers.index.build import build
from skillsgraph.answers.index.people import FOR_EVER, OWN, Holdings, bearing_on, build_people, way_of, worths
from skillsgraph.answers.index.rows import RoleRow, Rows
from skillsgraph.answers.policy import policies, policy_of
from skillsgraph.learners.findable import day_of

SKILLS = "abcdef"
PEOPLE = 6
ways = st.sampled_from(
    [OWN, way_of("VERIFIED", "PRACTICAL"), way_of("ISSUED", None), way_of("ISSUED", "PORTFOLIO")]
)
holdings = st.lists(
    st.tuples(
        st.integers(0, PEOPLE - 1), st.integers(0, len(SKILLS) - 1), ways, st.sampled_from([10, 20, FOR_EVER])
    ),
    max_size=40,
)
pairs = st.dictionaries(st.sampled_from(SKILLS), st.lists(st.sampled_from(SKILLS), max_size=3), max_size=4)


@settings(max_examples=150)
@given(
    holdings,
    pairs,
    pairs,
    st.sampled_from(sorted(policies())),
    st.permutations(range(40)),
    st.integers(1, 4),
    st.sampled_from([1, 2, 1024]),
    st.booleans(),
    st.tuples(*[st.booleans()] * PEOPLE),
)
def test_the_best_are_found_and_scored_by_what_speaks_most_for_each_skill(
    drawn: list[tuple[int, int, int, int]],
    broader: dict[str, list[str]],
    related: dict[str, list[str]],
    chosen: str,
    order: list[int],
    most: int,
    at_once: int,
    own_word: bool,
    may: tuple[bool, ...],
) -> None:
    policy = replace(policy_of(chosen), own_word_is_least=own_word)
    index = build(Rows("1", [RoleRow("r", "r", "r", essential=list("abc"))], {}, broader, related))
    mass = {"a": 1.0, "b": 0.5, "e": 2.0}
    shuffled = [drawn[place] for place in order if place < len(drawn)]
    columns = list(zip(*shuffled, strict=True)) or [(), (), (), ()]
    rows = Holdings(
        np.array(columns[0], np.int32),
        np.array(columns[1], np.int32),
        np.array(columns[2], np.uint8),
        np.array(columns[3], np.uint16),
    )
    ids = [f"p{number}" for number in range(PEOPLE)]
    people = build_people(ids, {skill: place for place, skill in enumerate(SKILLS)}, rows, {})
    worth = worths(policy)
    expected = []
    for person in range(PEOPLE):
        total = 0.0
        for skill, weight in mass.items():
            kappa = bearing_on(skill, index, policy)
            given_by = [
                kappa.get(SKILLS[held], 0.0) * (worth[way] if until >= 15 else worth[OWN])
                for who, held, way, until in drawn
                if who == person
            ]
            total += weight * max(given_by, default=0.0)
        expected.append(total / sum(mass.values()) if may[person] else 0.0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_AT_ONCE", at_once)
        places, scores = people.best(mass, index, policy, 15, most=most, allowed=np.array(may))
    assert scores.tolist() == [pytest.approx(expected[place]) for place in places]
    positive = sorted((one for one in expected if one > 0), reverse=True)
    last = positive[min(most, len(positive)) - 1] if positive else 1.0
    assert set(places) >= {place for place, one in enumerate(expected) if one >= last}
    assert all(score >= last - 1e-5 for score in scores)


def test_who_may_be_found_is_open_to_all_or_to_the_one_who_asks() -> None:
    empty = Holdings(*(np.zeros(0, kind) for kind in (np.int32, np.int32, np.uint8, np.uint16)))  # type: ignore[arg-type]
    open_to = {None: np.array([0], np.int32), "org": np.array([2], np.int32)}
    people = build_people(["p0", "p1", "p2"], {}, empty, open_to)
    assert people.found_by(None).tolist() == [True, False, False]
    assert people.found_by("org").tolist() == [True, False, True]


def test_days_are_kept_within_what_a_posting_can_say() -> None:
    assert day_of(date(1970, 1, 2)) == 1
    assert day_of(date(1900, 1, 1)) == 0
    assert day_of(date(9999, 1, 1)) == FOR_EVER - 1
