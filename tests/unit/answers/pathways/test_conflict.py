"""Conflicts, alternatives and bad input, over questions small enough to see through."""

from itertools import combinations

import pytest

from skillsgraph.answers.pathways.conflict import conflict_of
from skillsgraph.answers.pathways.instance import (
    FIELDS,
    Constraint,
    Constraints,
    Course,
    Goal,
    Instance,
    Offer,
    Rule,
    RuleKind,
    WantedSkill,
)
from skillsgraph.answers.pathways.solve import solve
from skillsgraph.errors import InputError
from tests.unit.answers.pathways import oracle
from tests.unit.answers.pathways.questions import instance_of, random_question

COURSES = {
    "day": Course("day", price=1000, minutes=600, issuer="north", covers={"s": 1000}),
    "night": Course(
        "night",
        price=4000,
        minutes=600,
        issuer="south",
        covers={"s": 1000},
        offers=(
            Offer(starts=10, ends=20, languages=frozenset({"fi"}), participation="ONLINE", part_time=True),
        ),
    ),
}
QUESTION = Instance(COURSES, wanted=(WantedSkill("s"),))
FIELD_OF = {
    Constraint.BUDGET: "budget",
    Constraint.HOURS_PER_WEEK: "weekly",
    Constraint.DEADLINE: "deadline",
    Constraint.MINIMUM_COVERAGE: "minimum",
}


def test_the_smallest_conflict_is_told_and_the_nearest_plan_leaves_one_out() -> None:
    asked = Constraints(budget=2000, part_time=True, languages=frozenset({"fi", "en"}), minimum_coverage=1000)
    assert solve(QUESTION, asked).plans == ()
    found = conflict_of(QUESTION, asked)
    assert set(found.constraints) == {
        Constraint.BUDGET,
        Constraint.LANGUAGES,
        Constraint.MINIMUM_COVERAGE,
    } or set(found.constraints) == {Constraint.BUDGET, Constraint.PART_TIME, Constraint.MINIMUM_COVERAGE}
    assert found.smallest
    assert found.nearest is not None
    assert set(found.relaxed) <= set(found.constraints)


def test_conflicts_are_those_of_the_oracle() -> None:
    seen = 0
    for seed in range(400):
        question = random_question(seed)
        question["award"] = None
        question["minimum"] = question["minimum"] or 700
        if oracle.best(question, ["PRICE"]) is not None:
            continue
        instance, constraints = instance_of(question)
        found = conflict_of(instance, constraints, seconds=30)
        given = [one for one in FIELD_OF if getattr(constraints, FIELDS[one]) is not None]
        able = {"courses": {name: one | {"can": True} for name, one in question["courses"].items()}}
        seen += 1

        def possible(kept: tuple[Constraint, ...], question: dict = question, able: dict = able) -> bool:
            fewer = question | {FIELD_OF[one]: None for one in FIELD_OF if one not in kept}
            fewer |= {} if Constraint.EXCLUDED_ISSUERS in kept else able
            return oracle.best(fewer, ["PRICE"]) is not None

        every = [*given, Constraint.EXCLUDED_ISSUERS]
        assert not possible(found.constraints)
        for some in combinations(every, max(len(found.constraints) - 1, 0)):
            if found.constraints:
                assert possible(some)
        if found.nearest is not None:
            assert possible(tuple(one for one in every if one not in found.relaxed))
        else:
            assert not found.constraints
    assert seen > 20


def test_alternatives_differ_and_come_in_order_of_the_goals() -> None:
    courses = {
        f"{skill}{number}": Course(f"{skill}{number}", price=100 * (number + 1), covers={skill: 1000})
        for skill in "stu"
        for number in range(4)
    }
    question = Instance(courses, wanted=tuple(WantedSkill(skill) for skill in "stu"))
    plans = solve(question, Constraints(), first=4, seconds=20).plans
    assert len(plans) == 4
    assert all(one.proven for one in plans)
    assert set(plans[0].ways) == {"s0", "t0", "u0"}
    for earlier, later in combinations(plans, 2):
        assert len(set(earlier.ways) & set(later.ways)) <= 0.7 * len(earlier.ways)
    assert [one.goals[Goal.COST] for one in plans] == sorted(one.goals[Goal.COST] for one in plans)


def test_a_target_already_reached_asks_for_nothing() -> None:
    held = Instance(COURSES, held=frozenset({"day"}), wanted=(WantedSkill("s", base=1000),))
    (plan,) = solve(held, Constraints(), first=3).plans
    assert plan.ways == {}
    assert plan.proven


def test_an_empty_catalogue_and_an_impossible_deadline() -> None:
    (plan,) = solve(Instance({}, wanted=(WantedSkill("s"),)), Constraints()).plans
    assert plan.ways == {}
    late = solve(QUESTION, Constraints(deadline=0))
    assert late.plans[0].ways == {}
    answer = solve(Instance(COURSES, award="day"), Constraints(deadline=0))
    assert answer.plans == ()
    assert answer.proven
    assert conflict_of(Instance(COURSES, award="day"), Constraints(deadline=0)).constraints == (
        Constraint.DEADLINE,
    )


def test_a_budget_of_nothing_is_a_budget() -> None:
    asked = Constraints(budget=0, minimum_coverage=1000)
    assert solve(QUESTION, asked).plans == ()
    assert set(conflict_of(QUESTION, asked).constraints) == {Constraint.BUDGET, Constraint.MINIMUM_COVERAGE}


def test_credentials_that_wait_for_each_other_are_never_planned() -> None:
    ring = {
        name: Course(name, covers={"s": 1000}, entry=Rule(RuleKind.COUNT, 1, (after,)))
        for name, after in (("a", "b"), ("b", "c"), ("c", "a"))
    }
    question = Instance(ring, wanted=(WantedSkill("s"),))
    (plan,) = solve(question, Constraints()).plans
    assert plan.ways == {}
    (helped,) = solve(
        Instance(ring | {"d": Course("d", price=1)}, wanted=(WantedSkill("s"),), counts_as=(("d", "b"),)),
        Constraints(),
    ).plans
    assert set(helped.ways) == {"d", "a"}


def test_credentials_beside_each_other_share_a_term() -> None:
    pair = {
        name: Course(name, minutes=60, beside=Rule(RuleKind.COUNT, 1, (other,)))
        for name, other in (("a", "b"), ("b", "a"))
    }
    pair["c"] = Course("c", minutes=60, entry=Rule(RuleKind.COUNT, 1, ("a",)))
    (plan,) = solve(Instance(pair, award="c"), Constraints()).plans
    assert {name: (way.start, way.end) for name, way in plan.ways.items()} == {
        "a": (0, 0),
        "b": (0, 0),
        "c": (1, 1),
    }
    alone = Instance({"a": pair["a"]}, award="a")
    assert solve(alone, Constraints()).plans == ()


@pytest.mark.parametrize(
    ("course", "constraints", "word"),
    [
        (Course("x", price=-1), Constraints(), "price"),
        (Course("x", credits=-1), Constraints(), "credits"),
        (Course("x", offers=(Offer(price=-5),)), Constraints(), "offering"),
        (Course("x"), Constraints(budget=-1), "budget"),
        (Course("x"), Constraints(term_days=0), "term"),
    ],
)
def test_numbers_that_mean_nothing_are_refused(course: Course, constraints: Constraints, word: str) -> None:
    with pytest.raises(InputError, match=word):
        solve(Instance({"x": course}), constraints)


def test_an_unknown_price_does_not_fit_a_budget() -> None:
    dear = Instance({"x": Course("x", price=None, covers={"s": 1000})}, wanted=(WantedSkill("s"),))
    assert set(solve(dear, Constraints()).plans[0].ways) == {"x"}
    assert solve(dear, Constraints(budget=10**6)).plans[0].ways == {}


def test_thousands_of_constraints_end_in_time() -> None:
    courses = {f"c{n}": Course(f"c{n}", price=n, covers={f"s{n % 50}": 1000}) for n in range(2000)}
    pairs = tuple(frozenset({f"c{n}", f"c{(n * 7 + 1) % 2000}"}) for n in range(2000))
    question = Instance(courses, wanted=tuple(WantedSkill(f"s{n}") for n in range(50)), exclusive=pairs)
    answer = solve(question, Constraints(), seconds=20)
    assert answer.proven
    assert answer.seconds < 20
