"""Rules of the whole alphabet in plans: against the trial of everything, with both solvers, and by hand."""

import random
from collections.abc import Sequence
from datetime import date

import pytest

from skillsgraph.answers.pathways.audit import faults
from skillsgraph.answers.pathways.certificate import stands
from skillsgraph.answers.pathways.exact import Exact
from skillsgraph.answers.pathways.instance import Constraints, Course, Goal, Instance, Rule, RuleKind
from skillsgraph.answers.pathways.solve import Answer, solve
from skillsgraph.answers.pathways.solvers import CP_SAT, HIGHS
from skillsgraph.answers.pathways.terms import Mode
from skillsgraph.answers.programmes.model import Holder, Item, Member, Programme
from skillsgraph.model import credentials as model
from skillsgraph.model.rules import faults_of_rule
from tests.unit.answers.programmes import generate
from tests.unit.answers.programmes.oracle import completes, fewest

DAY = date(2026, 11, 25)
ANY_WAY = Rule(RuleKind.COUNT, 0, ())
QUESTIONS, BLOCKS = 2000, 10


def posed(programme: Programme, holder: Holder, open_: Sequence[str], **more: object) -> Instance:
    """The question that asks for one award, whose parts cost nothing but their number."""
    ids = {uri: uri for uri in programme.members}
    courses = {uri: Course(uri, price=100, open=uri in open_) for uri in programme.members}
    held = {one.uri for one in holder.items if one.uri}
    exact = Exact(programme, holder, DAY, ids, **more)  # type: ignore[arg-type]
    award = Course("award", price=0, completion=ANY_WAY, exact_completion=exact)
    return Instance(courses | {"award": award}, held=frozenset(held), award="award")


def asked(instance: Instance, solver: str) -> Answer:
    goals = (Goal.PRICE, Goal.CREDENTIALS)
    return solve(instance, Constraints(), goals=goals, seconds=60, solver=solver)


def _same(seed: int, solver: str) -> bool | None:
    whole, held, earnable = generate.instance(seed)
    rule = generate.to_rule(whole)
    if any(True for _ in faults_of_rule(rule)):
        return None
    programme, holder = generate.to_models(whole, held, earnable)
    expected = fewest(whole, held, earnable)
    instance = posed(programme, holder, [one["uri"] for one in earnable])
    answer = asked(instance, solver)
    assert answer.proven, seed
    assert bool(answer.plans) == (expected is not None), (seed, whole)
    if expected is None:
        return False
    plan = answer.plans[0]
    assert plan.goals[Goal.CREDENTIALS] == expected + 1, (seed, whole)
    assert faults(instance, Constraints(), plan.ways) == [], seed
    return True


@pytest.mark.parametrize("block", range(BLOCKS))
def test_no_plan_for_an_award_has_fewer_parts(block: int) -> None:
    found = [_same(seed, HIGHS) for seed in range(block, QUESTIONS, BLOCKS)]
    assert min(found.count(True), found.count(False)) > 20


def test_both_solvers_agree_on_rules_that_limit() -> None:
    pytest.importorskip("ortools")
    for seed in range(5000, 5150):
        _same(seed, CP_SAT)


def test_any_set_is_judged_as_the_oracle_judges_it() -> None:
    judged = {True: 0, False: 0}
    for seed in range(600):
        dice = random.Random(seed)
        whole, held, earnable = generate.instance(seed)
        if any(True for _ in faults_of_rule(generate.to_rule(whole))):
            continue
        programme, holder = generate.to_models(whole, held, earnable)
        chosen = [one for one in earnable if dice.random() < 0.6]
        instance = posed(programme, holder, [one["uri"] for one in earnable])
        ways = {one["uri"]: Mode(0, 0, (0,)) for one in chosen} | {"award": Mode(0, 0, (0,))}
        fine = completes(whole, [*held, *chosen])
        assert (faults(instance, Constraints(), ways) == []) is fine, seed
        judged[fine] += 1
    assert min(judged.values()) > 60


ECTS = model.CreditUnit.ECTS
MEMBERS = {uri: Member(uri, uri, uri.upper(), 5, ECTS, 6) for uri in "abcd"}


def programme_of(rule: model.Rule) -> Programme:
    return Programme("p", "p", "P", "own", rule, MEMBERS)


def steps(instance: Instance) -> set[str] | None:
    answer = asked(instance, HIGHS)
    if not answer.plans:
        return None
    assert faults(instance, Constraints(), answer.plans[0].ways) == []
    return set(answer.plans[0].ways) - {"award"}


def test_what_must_not_be_held_is_not_taken_on_another_way() -> None:
    rule = model.Rule(
        model.RuleKind.ALL,
        (model.Rule(model.RuleKind.ANY, ("a", "b")), model.Rule(model.RuleKind.NOT, ("c",))),
    )
    instance = posed(programme_of(rule), Holder(), "abc")
    # The cheapest way to "a" leads through what the award forbids.
    courses = dict(instance.courses)
    courses["a"] = Course("a", price=0, entry=Rule(RuleKind.COUNT, 1, ("c",)))
    courses["c"] = Course("c", price=0)
    cheap = Instance(courses, award="award")
    assert steps(cheap) == {"b"}
    del courses["b"]
    assert steps(Instance(courses, award="award")) is None


def test_an_award_on_the_way_counts_as_another_that_is_held() -> None:
    rule = model.Rule(model.RuleKind.AT_LEAST, ("a", "b", "c"), count=2, overlap_max=0)
    instance = posed(programme_of(rule), Holder(), "abc", others={"a": ("other",), "b": ("other",)})
    courses = dict(instance.courses)
    courses["other"] = Course("other", price=0, completion=Rule(RuleKind.COUNT, 1, ("a", "b")))
    alone = Instance(courses, award="award")
    assert len(steps(alone) or ()) == 2
    courses["c"] = Course("c", price=50, entry=Rule(RuleKind.COUNT, 1, ("other",)))
    courses["a"], courses["b"] = Course("a", price=10), Course("b", price=10)
    # With "c" comes the other award, and then neither "a" nor "b" may count.
    assert steps(Instance(courses, award="award")) == {"a", "b"}


def test_a_wanted_skill_is_taught_by_what_is_taken() -> None:
    rule = model.Rule(model.RuleKind.ALL, ("a", "s:care"), cap=1)
    taught = {"s:care": ("d",)}
    assert steps(posed(programme_of(rule), Holder(), "abd", teachers=taught)) == {"a", "d"}
    has = Holder(skills=frozenset({"s:care"}))
    assert steps(posed(programme_of(rule), has, "abd", teachers=taught)) == {"a"}


def test_an_allocation_that_does_not_stand_is_refused() -> None:
    rule = model.Rule(model.RuleKind.AT_LEAST, ("a", "b"), count=2, exclusive_group="g")
    either = model.Rule(model.RuleKind.AT_LEAST, ("a", "b"), count=1)
    exact = Exact(programme_of(model.Rule(model.RuleKind.ALL, (rule,))), Holder(), DAY, {"a": "a", "b": "b"})
    fine = Exact(programme_of(either), Holder(), DAY, {"a": "a", "b": "b"})
    counted = fine.allocation({"a"})
    assert counted is not None
    assert stands(fine, {"a"}, counted)
    assert not stands(fine, {"b"}, counted)
    assert not stands(fine, {"a"}, (*counted, *counted))
    assert exact.allocation({"a", "b"}) is None
    unknown = Item("new z", "z", "Z", new=True)
    assert not stands(fine, {"a"}, [type(counted[0])(unknown, ())])
