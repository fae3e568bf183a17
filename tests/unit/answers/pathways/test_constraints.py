"""Each wish by itself: what keeps to it is taken though it costs more; without that there is a conflict."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from skillsgraph.answers.pathways.conflict import conflict_of
from skillsgraph.answers.pathways.instance import (
    GOALS,
    Constraint,
    Constraints,
    Course,
    Goal,
    Instance,
    Offer,
    WantedSkill,
)
from skillsgraph.answers.pathways.solve import solve

FITS = Offer(
    starts=30,
    ends=60,
    apply_until=10,
    seats=1,
    languages=frozenset({"fi"}),
    participation="ONLINE",
    accessibility=frozenset({"CAPTIONS", "STEP_FREE"}),
    part_time=True,
    place="Turku",
)
Asked = tuple[dict[str, Any], Callable[[Offer], Offer]]
"""What is asked for, and an offering that does not keep to it."""
ASKED: dict[Constraint, Asked] = {
    Constraint.LANGUAGES: (
        {"languages": frozenset({"fi"})},
        lambda one: replace(one, languages=frozenset({"en"})),
    ),
    Constraint.PARTICIPATION: (
        {"participation": frozenset({"ONLINE", "BLENDED"})},
        lambda one: replace(one, participation="ONSITE"),
    ),
    Constraint.ACCESSIBILITY: (
        {"accessibility": frozenset({"CAPTIONS", "STEP_FREE"})},
        lambda one: replace(one, accessibility=frozenset({"CAPTIONS"})),
    ),
    Constraint.PART_TIME: ({"part_time": True}, lambda one: replace(one, part_time=False)),
    Constraint.PLACES: (
        {"places": frozenset({"Turku"})},
        lambda one: replace(one, place="Oulu", participation="ONSITE"),
    ),
    Constraint.DEADLINE: ({"deadline": 90}, lambda one: replace(one, ends=91)),
    Constraint.HOURS_PER_WEEK: ({"minutes_per_week": 60}, lambda one: replace(one, ends=31)),
}


def _question(*offers: Offer) -> Instance:
    """One skill; each offering is of a credential of its own, the later ones cheaper."""
    courses = {
        f"c{place}": Course(
            f"c{place}", price=900 - 100 * place, minutes=120, covers={"s": 1000}, offers=(one,)
        )
        for place, one in enumerate(offers)
    }
    return Instance(courses, wanted=(WantedSkill("s"),))


@pytest.mark.parametrize("constraint", list(ASKED))
def test_what_keeps_to_a_wish_is_taken_and_without_it_the_wish_conflicts(constraint: Constraint) -> None:
    wish, spoil = ASKED[constraint]
    asked = Constraints(**wish, minimum_coverage=1000, term_days=7)
    (plan,) = solve(_question(FITS, spoil(FITS)), asked, seconds=20).plans
    assert list(plan.ways) == ["c0"]
    assert list(solve(_question(FITS, spoil(FITS)), Constraints(term_days=7)).plans[0].ways) == ["c1"]
    only = _question(spoil(FITS))
    assert solve(only, asked).plans == ()
    found = conflict_of(only, asked, seconds=20)
    assert set(found.constraints) == {constraint, Constraint.MINIMUM_COVERAGE}
    assert found.nearest is not None


@pytest.mark.parametrize("gone", [{"seats": 0}, {"apply_until": -1}, {"starts": -1}])
def test_what_is_full_closed_or_begun_is_never_taken(gone: dict[str, int]) -> None:
    (plan,) = solve(_question(FITS, replace(FITS, **gone)), Constraints()).plans
    assert list(plan.ways) == ["c0"]


def test_issuers_are_left_out_or_preferred() -> None:
    courses = {
        name: Course(name, price=price, issuer=name, covers={"s": 1000})
        for name, price in (("a", 1), ("b", 1))
    }
    question = Instance(courses, wanted=(WantedSkill("s"),))
    for one, other in ("ab", "ba"):
        assert list(solve(question, Constraints(excluded_issuers=frozenset(one))).plans[0].ways) == [other]
        assert list(solve(question, Constraints(preferred_issuers=frozenset(one))).plans[0].ways) == [one]
    dear = replace(question, courses=courses | {"a": replace(courses["a"], price=5)})
    first = (Goal.COVERAGE, Goal.PREFERRED_ISSUERS, Goal.COST)
    asked = Constraints(preferred_issuers=frozenset("a"))
    assert list(solve(dear, asked, goals=GOALS).plans[0].ways) == ["b"]
    assert list(solve(dear, asked, goals=first).plans[0].ways) == ["a"]
