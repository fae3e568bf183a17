"""The shipped policies are whole, and every number of them has a source."""

import pytest

from skillsgraph.answers.model import Relation
from skillsgraph.answers.policy import Policy, Vouching, policies, policy_of
from skillsgraph.errors import PolicyNotFound
from skillsgraph.model.credentials import AssessmentMethod


def test_three_are_shipped() -> None:
    assert list(policies()) == ["guidance", "recruitment", "admission"]


@pytest.mark.parametrize("policy", policies().values(), ids=lambda one: one.id)
def test_a_policy_is_whole(policy: Policy) -> None:
    assert policy.mapping.keys() == set(Relation)
    assert policy.authenticity.keys() == set(Vouching)
    assert policy.assurance.keys() == {one.value for one in AssessmentMethod}
    single = (policy.level_not_comparable, policy.optional_in_readiness, policy.optional_in_matches)
    for numbers in (policy.mapping, policy.authenticity, policy.assurance, dict(enumerate(single))):
        assert all(0 <= number <= 1 for number in numbers.values())
    assert policy.mapping[Relation.SAME] == 1
    assert list(policy.assurance.values()) == sorted(policy.assurance.values(), reverse=True)
    assert policy.sources.keys() == {
        *("mapping", "authenticity", "assurance", "own_word_is_least"),
        *("level_not_comparable", "optional_in_readiness", "optional_in_matches"),
    }


def test_an_unknown_one_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(PolicyNotFound, match="guidance, recruitment, admission"):
        policy_of("fortune")
