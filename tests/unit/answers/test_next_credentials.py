"""What a credential adds is what the whole gap would show with it."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from skillsgraph.answers.credit import Links
from skillsgraph.answers.gap import judge
from skillsgraph.answers.model import Evidence, Wanted
from skillsgraph.answers.next_credentials import risen_with
from skillsgraph.answers.policy import Policy
from tests.unit.answers.test_credit import every_policy, evidences, links, wanteds


@given(
    wanteds,
    st.lists(evidences, max_size=4),
    st.lists(evidences, min_size=1, max_size=4),
    links,
    every_policy,
)
def test_figures_rise_as_if_all_evidence_were_weighed_again(
    wanted: list[Wanted], held: list[Evidence], more: list[Evidence], known: Links, policy: Policy
) -> None:
    serves: dict[str, set[str]] = defaultdict(set)
    for one, required in known:
        serves[one].add(required)
    before = judge(None, wanted, held, known, policy).requirements
    after = judge(None, wanted, held + more, known, policy).requirements
    risen = risen_with(before, more, known, serves, policy)
    assert [(one.claimed, one.proven) for one in risen] == [(one.claimed, one.proven) for one in after]
