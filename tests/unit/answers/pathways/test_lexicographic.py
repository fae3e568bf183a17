"""Goal after goal over the core of a model, against every assignment there is; what a bound rules out."""

import random
from itertools import product
from typing import Any

import pytest

from skillsgraph.answers.pathways.clock import Clock
from skillsgraph.answers.pathways.instance import Goal
from skillsgraph.answers.pathways.lexicographic import Lexicographic
from skillsgraph.answers.pathways.milp import Model, Outcome, Row, Terms, value_of
from skillsgraph.answers.pathways.relaxation import relaxation
from skillsgraph.answers.pathways.solvers import HIGHS
from skillsgraph.answers.pathways.solvers.highs import multipliers

MODELS = 200


def _model(dice: random.Random) -> Model:
    model = Model([dice.choice((1, 1, 1, 2)) for _ in range(dice.randint(2, 7))])
    for _ in range(dice.randint(1, 5)):
        terms = _terms(dice, model, 3)
        low = dice.choice((None, dice.randint(-3, 3)))
        model.row(terms.items(), low, None if low is not None and dice.random() < 0.7 else dice.randint(0, 6))
    return model


def _terms(dice: random.Random, model: Model, most: int) -> dict[int, int]:
    return {one: dice.randint(-most, most) for one in range(len(model.uppers)) if dice.random() < 0.7}


def _solutions(model: Model) -> list[tuple[int, ...]]:
    def fits(row: Row, values: tuple[int, ...]) -> bool:
        value = value_of(row.terms, values)
        return (row.low is None or value >= row.low) and (row.high is None or value <= row.high)

    every = product(*(range(upper + 1) for upper in model.uppers))
    return [values for values in every if all(fits(row, values) for row in model.rows)]


def _search(model: Model, goals: list[Terms], seconds: float = 60) -> Lexicographic:
    named = list(zip(Goal, goals, strict=False))
    return Lexicographic(model, named, lambda values: None, Clock(seconds), HIGHS)


def test_the_best_of_every_assignment_is_found() -> None:
    impossible = 0
    for seed in range(MODELS):
        dice = random.Random(seed)
        model = _model(dice)
        goals = [_terms(dice, model, 40) for _ in range(3)]
        ranked = [tuple(value_of(goal, values) for goal in goals) for values in _solutions(model)]
        found = _search(model, goals).best()
        assert found.proven, seed
        assert (found.values is not None) is bool(ranked), seed
        if ranked:
            assert tuple(found.reached.values()) == min(ranked), seed
            assert found.values in _solutions(model), seed
        impossible += not ranked
    assert 0 < impossible < MODELS / 2


def test_no_multipliers_rule_out_a_solution_that_is_good_enough() -> None:
    """The solver's own, and any others: a wrong one makes a bound weak, never false."""
    ruled_out = 0
    for seed in range(MODELS):
        dice = random.Random(seed)
        model = _model(dice)
        goal = _terms(dice, model, 9)
        found = multipliers(model, goal, 10)
        solutions = _solutions(model)
        assert found is not None or not solutions
        for weights in (found, [dice.uniform(-5, 5) for _ in model.rows]):
            proof = relaxation(model, goal, weights or [0.0] * len(model.rows))
            values = [value_of(goal, one) for one in solutions]
            assert proof.bound <= min(values, default=proof.bound), seed
            most = min(values, default=0) + dice.randint(0, 5)
            fixed = proof.fixed(most, model.uppers)
            ruled_out += len(fixed)
            for one, value in zip(solutions, values, strict=True):
                assert value > most or all(one[each] == fixed[each] for each in fixed), seed
    assert ruled_out > MODELS


def test_a_seed_stands_in_when_there_is_no_time_and_says_how_far_it_may_be_off() -> None:
    model = Model([1] * 4)
    model.row(((one, 1) for one in range(4)), low=2)
    goals: list[Terms] = [{0: 3, 1: 5, 2: 7, 3: 9}]
    search = _search(model, goals, seconds=-1)
    assert search.best().values is None
    search.seed = lambda: (0, 0, 1, 1)
    found = search.best()
    assert (found.values, found.reached, found.proven) == ((0, 0, 1, 1), {Goal.COVERAGE: 16}, False)
    assert 0 < found.gap <= 1
    search.clock = Clock(10)
    assert search.best().reached == {Goal.COVERAGE: 8}


def test_a_gap_is_that_of_its_own_goal_where_one_before_it_asks_for_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = Model([1] * 4)
    model.row(((one, 1) for one in range(4)), low=2)
    first: Terms = {0: 1, 1: 1}
    last: Terms = {2: 10, 3: 10}
    solved = Lexicographic._solved

    def out_of_time(self: Lexicographic, terms: Terms, *given: Any) -> Outcome:
        if terms.keys() == last.keys():
            return Outcome(self._known, False, None, 1)
        return solved(self, terms, *given)

    monkeypatch.setattr(Lexicographic, "_solved", out_of_time)
    found = _search(model, [first, {}, last]).best()
    assert list(found.reached.values()) == [0, 0, 20]
    assert (found.proven, found.gap) == (False, 0.5)  # 20 was had, and no less than 10 is possible
