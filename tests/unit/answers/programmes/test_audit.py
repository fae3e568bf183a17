"""The audit against an oracle that tries everything, and by hand."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from skillsgraph.answers.programmes.audit import audit, prepare
from skillsgraph.answers.programmes.model import Holder, Item, Member, Programme, Progress, Reason
from skillsgraph.model.credentials import CreditUnit, Rule, RuleKind
from skillsgraph.model.rules import faults_of_rule
from tests.unit.answers.programmes import generate
from tests.unit.answers.programmes.oracle import fewest

DAY = date(2026, 11, 25)
ECTS = CreditUnit.ECTS


@settings(max_examples=2000)
@given(st.integers(0, 2**40))
def test_the_audit_finds_what_trying_everything_finds(seed: int) -> None:
    whole, held, earnable = generate.instance(seed)
    rule = generate.to_rule(whole)
    if any(True for _ in faults_of_rule(rule)):
        return
    programme, holder = generate.to_models(whole, held, earnable)
    progress = audit(prepare(programme), holder, as_of=DAY)
    expected = fewest(whole, held, earnable)
    assert progress.proven
    assert progress.reachable == (expected is not None), whole
    if expected is not None:
        assert len(progress.missing) == expected, whole
        assert progress.complete == (expected == 0), whole
    keys = [
        one.item.uri
        for state in progress.states
        for one in state.counted
        if state.rule.kind is not RuleKind.CREDITS
    ]
    assert len(keys) == len(set(keys))


def member(uri: str, number: float = 5, level: int = 6, **more: object) -> Member:
    return Member(uri, uri, uri.upper(), number, ECTS, level, **more)  # type: ignore[arg-type]


def held(uri: str, number: float = 5, level: int = 6, **more: object) -> Item:
    return Item(uri, uri, uri.upper(), number, ECTS, level, **more)  # type: ignore[arg-type]


def progress_of(rule: Rule, *items: Item, **more: frozenset[str]) -> Progress:
    members = {uri: member(uri) for uri in "abcdef"}
    return audit(prepare(Programme("p", "p", "P", "own", rule, members)), Holder(items, **more), as_of=DAY)


def reasons(progress: Progress) -> dict[str, Reason]:
    return {one.item.key: one.reason for one in progress.not_counted}


OVERLAPPING = Rule(
    RuleKind.ALL,
    (Rule(RuleKind.AT_LEAST, ("a", "b"), count=1), Rule(RuleKind.AT_LEAST, ("a", "c"), count=1)),
)


def test_overlapping_rules_are_both_fulfilled_where_walking_down_would_deny_it() -> None:
    assert progress_of(OVERLAPPING, held("a"), held("b")).complete
    one = progress_of(OVERLAPPING, held("a"))
    assert not one.complete
    assert len(one.missing) == 1


def test_each_reason_is_told() -> None:
    rule = Rule(
        RuleKind.ALL,
        (
            Rule(RuleKind.ANY, ("a",), min_level=6),
            Rule(RuleKind.ANY, ("b",), own_only=True),
            Rule(RuleKind.ANY, ("c",), within_months=12),
            Rule(RuleKind.ANY, ("d",), min_result=3),
        ),
    )
    found = progress_of(
        rule,
        held("a", level=5),
        held("b", issuer="other"),
        held("c", issued_on=date(2025, 11, 24)),
        held("d", result=2.5),
        held("e"),
        held("f", valid_until=date(2026, 1, 1)),
    )
    assert reasons(found) == {
        "a": Reason.LEVEL,
        "b": Reason.NOT_OWN,
        "c": Reason.TOO_OLD,
        "d": Reason.RESULT,
        "e": Reason.NOT_NAMED,
        "f": Reason.EXPIRED,
    }
    assert [one.name for one in found.missing] == ["A", "C", "D"] or not found.reachable
    fresh = progress_of(Rule(RuleKind.ANY, ("c",), within_months=12), held("c", issued_on=date(2025, 11, 25)))
    assert fresh.complete


def test_a_waived_rule_asks_for_nothing() -> None:
    rule = Rule(RuleKind.ALL, ("a", Rule(RuleKind.CREDITS, ("b", "c"), min=10, unit=ECTS, key="electives")))
    assert not progress_of(rule, held("a")).complete
    assert progress_of(rule, held("a"), waived=frozenset({"electives"})).complete


def test_a_wanted_skill_is_named_and_a_held_one_counts() -> None:
    rule = Rule(RuleKind.ALL, ("a", "s:python"))
    without = progress_of(rule, held("a"))
    assert [one.uri for one in without.missing] == ["s:python"]
    assert progress_of(rule, held("a"), skills=frozenset({"s:python"})).complete
