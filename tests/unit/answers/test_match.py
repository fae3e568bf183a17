"""The score of a role is what its parts give, whatever the order."""

import math

import pytest

from skillsgraph.answers.match import Held, best_credit, score_role
from skillsgraph.answers.model import Named
from skillsgraph.answers.policy import policy_of

GUIDANCE = policy_of("guidance")
ROLE = Named("role_1", "r:1", "A role")
REQUIRED = [
    {"id": "a", "name": "A", "relation": "ESSENTIAL"},
    {"id": "b", "name": "B", "relation": "ESSENTIAL"},
    {"id": "c", "name": "C", "relation": "OPTIONAL"},
]
IDF = {"a": 1.0, "b": 2.0, "c": 3.0, "x": 4.0}
HELD = Held({"a": "A", "x": "X"}, {("a", "a"): 1.0, ("x", "x"): 1.0, ("x", "b"): 0.5})


def test_a_score_worked_out_by_hand() -> None:
    match = score_role(ROLE, REQUIRED, HELD, IDF, GUIDANCE)
    coverage = (1 * 1.0 * 1 + 1 * 2.0 * 0.5) / (1 * 1.0 + 1 * 2.0 + 0.5 * 3.0)
    use = (1.0 * 1 + 4.0 * 0.5) / (1.0 + 4.0)
    assert match.coverage == pytest.approx(coverage, abs=1e-6)
    assert match.use == pytest.approx(use, abs=1e-6)
    assert match.score == pytest.approx(2 * coverage * use / (coverage + use), abs=1e-6)
    assert (match.held, match.missing) == (("A",), ("C",))


def test_the_order_of_requirements_does_not_matter() -> None:
    assert score_role(ROLE, REQUIRED[::-1], HELD, IDF, GUIDANCE) == score_role(
        ROLE, REQUIRED, HELD, IDF, GUIDANCE
    )


def test_a_role_without_requirements_scores_nothing() -> None:
    match = score_role(ROLE, [], HELD, IDF, GUIDANCE)
    assert (match.score, match.coverage, match.use) == (0.0, 0.0, 0.0)
    assert not math.isnan(match.score)


def test_the_best_credit_wins() -> None:
    assert best_credit({("a", "z"): 0.25, ("b", "z"): 0.5, ("b", "b"): 1.0}) == {"z": 0.5, "b": 1.0}
