"""A rule is told in words that a person can follow."""

import pytest

from skillsgraph.answers.programmes.sentences import sentence
from skillsgraph.model.credentials import CreditUnit, Rule, RuleKind

ECTS = CreditUnit.ECTS
NAMES = {"a": "A", "b": "B", "c": "C", "d": "D"}


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (Rule(RuleKind.ALL, ("a",)), "“A”"),
        (Rule(RuleKind.ALL, ("a", "b")), "Both: “A” and “B”"),
        (Rule(RuleKind.ANY, ("a", "b", "c")), "One of these three: “A”, “B” or “C”"),
        (Rule(RuleKind.NOT, ("a",)), "None of these: “A”"),
        (
            Rule(
                RuleKind.ALL,
                (
                    Rule(RuleKind.AT_LEAST, ("a", "b", "c", "d"), count=2),
                    Rule(RuleKind.CREDITS, min=20, unit=ECTS, min_level=6),
                ),
            ),
            "Two of these four: “A”, “B”, “C” and “D”; at least 20 ECTS at level 6 or above",
        ),
        (
            Rule(RuleKind.ALL, ("a", Rule(RuleKind.ANY, ("b", "c"), within_months=24))),
            "Both: “A” and one of these two (“B” or “C”) not older than 24 months",
        ),
        (
            Rule(RuleKind.CREDITS, ("a", "b"), min=6, max=12, unit=ECTS, cap=3),
            "At least 6 ECTS and at most 12, at most 3 ECTS by recognition of prior learning"
            " from: “A” and “B”",
        ),
        (
            Rule(RuleKind.ALL, ("a", Rule(RuleKind.CREDITS, share=0.5, unit=ECTS, own_only=True))),
            "“A”; at least 50% of the ECTS of all that counts from the awarding organization itself",
        ),
    ],
)
def test_a_rule_as_a_sentence(rule: Rule, told: str) -> None:
    assert sentence(rule, NAMES) == told
