"""The solver against the trial of every plan, on small random questions."""

import random
from typing import Any

import pytest

from benchmarks.pathways.catalogue import catalogue, question
from skillsgraph.answers.pathways.audit import faults
from skillsgraph.answers.pathways.instance import GOALS, HOUR, Constraints, Goal
from skillsgraph.answers.pathways.solve import solve
from skillsgraph.answers.pathways.solvers import CP_SAT, HIGHS
from tests.unit.answers.pathways import oracle
from tests.unit.answers.pathways.questions import instance_of, random_question

QUESTIONS, BLOCKS = 2400, 12


def _same(question: dict[str, Any], goals: list[Goal], solver: str) -> bool:
    """Whether the plan is as good as the best there is; returns whether there is one."""
    expected = oracle.best(question, [goal.value for goal in goals])
    instance, constraints = instance_of(question)
    answer = solve(instance, constraints, goals=goals, seconds=60, solver=solver)
    assert answer.proven
    if expected is None:
        assert not answer.plans
        return False
    plan = answer.plans[0]
    assert faults(instance, constraints, plan.ways) == []
    assert tuple(plan.goals[goal] for goal in goals) == expected
    length = max((way.end for way in plan.ways.values()), default=-1) + 1
    assert length == oracle.fewest_terms(tuple(plan.ways), question)
    return True


def _goals(seed: int) -> list[Goal]:
    if seed % 3:
        return [goal for goal in GOALS if goal is not Goal.PREFERRED_ISSUERS]
    dice = random.Random(seed)
    every = [goal for goal in Goal if goal is not Goal.PREFERRED_ISSUERS]
    return dice.sample(every, dice.randint(1, len(every)))


@pytest.mark.parametrize("block", range(BLOCKS))
def test_no_plan_is_better(block: int) -> None:
    found = [_same(random_question(seed), _goals(seed), HIGHS) for seed in range(block, QUESTIONS, BLOCKS)]
    assert 0.05 < found.count(False) / len(found) < 0.6


def test_both_solvers_agree_at_size() -> None:
    """A target on which HiGHS, begun from a solution that it had, proved too much."""
    pytest.importorskip("ortools")
    asked = question(catalogue(5000), 1)
    goals = [solve(asked, Constraints(), seconds=120, solver=one).plans[0].goals for one in (HIGHS, CP_SAT)]
    assert goals[0] == goals[1]


@pytest.mark.parametrize("block", range(4))
def test_both_solvers_agree(block: int) -> None:
    pytest.importorskip("ortools")
    for seed in range(block, 240, 4):
        _same(random_question(seed), _goals(seed), CP_SAT)


def test_without_time_there_is_a_plan_with_its_gap() -> None:
    """Never better than the best, within budgets too, and it says that it may be off."""
    courses = catalogue(600)
    for seed in range(4):
        asked = question(courses, seed)
        best = solve(asked, Constraints(), seconds=60).plans[0]
        price = best.goals[Goal.COST] // HOUR
        for constraints in (Constraints(), Constraints(budget=price // 2, minutes_per_week=6000)):
            (plan,) = solve(asked, constraints, seconds=0.0).plans
            assert faults(asked, constraints, plan.ways) == []
            assert not plan.proven
            assert 0 < plan.gap <= 1
            assert tuple(plan.goals.values()) >= tuple(best.goals.values())
