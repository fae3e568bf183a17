"""Conditions of entry: what more evidence never breaks, what is not known, and places."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillsgraph.answers.entry.judge import Brought, checked, entry, standing_of
from skillsgraph.answers.entry.model import Asked, Checked, Standing, Where
from skillsgraph.answers.programmes.audit import prepare
from skillsgraph.answers.programmes.model import Holder, Item, Member, Programme
from skillsgraph.answers.programmes.rules import Option
from skillsgraph.errors import InputError
from skillsgraph.model.credentials import CreditUnit, EntryCondition, Rule, RuleKind

DAY = date(2026, 11, 25)
LICENCES = [f"c:{number}" for number in range(4)]
SKILLS = ["s:0", "s:1"]
MEMBERS = {
    uri: Member(uri, uri, uri.upper(), credits=5, unit=CreditUnit.ECTS, level=5 + place % 2)
    for place, uri in enumerate(LICENCES)
}
OPTIONS = {uri: Option(uri, uri, uri.upper(), "Credential") for uri in LICENCES}
OPTIONS |= {uri: Option(uri, uri, uri.upper(), "Skill") for uri in SKILLS}


def programme(rule: Rule) -> Programme:
    named = set(rule.uris())
    members = {uri: one for uri, one in MEMBERS.items() if uri in named}
    return Programme("r", "r:1", "nurse", None, rule, members, {uri: OPTIONS[uri] for uri in named})


def item(uri: str, key: str = "k", **others: object) -> Item:
    one = MEMBERS[uri]
    return replace(Item(key, uri, one.name, one.credits, one.unit, one.level), **others)  # type: ignore[arg-type]


def stands(rule: Rule, holder: Holder, said: Holder | None = None) -> Standing:
    return standing_of(prepare(programme(rule)), Brought(holder, said or holder), DAY)[0]


@st.composite
def rules(draw: st.DrawFn, depth: int = 0) -> Rule:
    """Of the alphabet that conditions of job roles may have."""
    if draw(st.integers(0, 3)) == 3:
        options = tuple(draw(st.lists(st.sampled_from(LICENCES), min_size=1, max_size=3, unique=True)))
        return Rule(RuleKind.CREDITS, options, min=draw(st.sampled_from([5, 10])), unit=CreditUnit.ECTS)
    leaf = st.sampled_from([*LICENCES, *SKILLS])
    options = tuple(
        draw(
            st.lists(
                leaf if depth else st.one_of(leaf, rules(depth=1)), min_size=1, max_size=3, unique_by=repr
            )
        )
    )
    kind = draw(st.sampled_from([RuleKind.ALL, RuleKind.ANY, RuleKind.AT_LEAST]))
    return Rule(
        kind,
        options,
        count=draw(st.integers(1, len(options))) if kind is RuleKind.AT_LEAST else None,
        min_level=draw(st.sampled_from([None, 6])),
        min_result=draw(st.sampled_from([None, 50])),
        within_months=draw(st.sampled_from([None, 12])),
        cap=draw(st.sampled_from([None, None, 1])),
        exclusive_group=draw(st.sampled_from([None, None, "one"])),
    )


def days(before: int, after: int) -> st.SearchStrategy[date | None]:
    return st.none() | st.integers(-before, after).map(lambda number: DAY + timedelta(days=number))


HELD = st.builds(
    lambda uri, issued, until, result, revoked: item(
        uri, issued_on=issued, valid_until=until, result=result, revoked=revoked
    ),
    st.sampled_from(LICENCES),
    days(900, 0),
    days(90, 900),
    st.sampled_from([None, 40.0, 60.0]),
    st.booleans(),
)


def holder(items: Sequence[Item], skills: set[str]) -> Holder:
    keyed = tuple(replace(one, key=f"held {place}") for place, one in enumerate(items))
    return Holder(keyed, frozenset(skills))


@settings(max_examples=60)
@given(
    rules(),
    st.lists(HELD, max_size=4),
    st.lists(HELD, max_size=2),
    st.sets(st.sampled_from(SKILLS)),
    st.sets(st.sampled_from(SKILLS)),
)
def test_more_evidence_never_makes_a_met_condition_unmet(
    rule: Rule, had: list[Item], more: list[Item], skills: set[str], learnt: set[str]
) -> None:
    before = stands(rule, holder(had, skills))
    after = stands(rule, holder([*more, *had], skills | learnt))
    if before is Standing.MET:
        assert after is Standing.MET
    assert stands(rule, holder(had[::-1], skills)) is before, "the order of what is held decides nothing"
    assert stands(rule, holder([*had, *had], skills)) is before, "nor does what is said twice"


LICENCE = Rule(RuleKind.ALL, ("c:0",))
RECENT = Rule(RuleKind.ALL, ("c:0",), within_months=12, min_result=50)


@pytest.mark.parametrize(
    ("rule", "held", "said", "standing"),
    [
        (LICENCE, Holder((item("c:0"),)), None, Standing.MET),
        (LICENCE, Holder((item("c:0", valid_until=DAY),)), None, Standing.MET),
        (LICENCE, Holder((item("c:0", valid_until=DAY - timedelta(days=1)),)), None, Standing.NOT_MET),
        (LICENCE, Holder((item("c:0", revoked=True),)), None, Standing.NOT_MET),
        (LICENCE, Holder((item("c:1"),)), None, Standing.NOT_MET),
        (LICENCE, Holder(skills=frozenset({"s:0"})), None, Standing.NOT_ASSESSED),
        (LICENCE, Holder(), Holder((item("c:0"),)), Standing.NOT_ASSESSED),
        (RECENT, Holder((item("c:0", issued_on=DAY, result=60.0),)), None, Standing.MET),
        (RECENT, Holder((item("c:0", issued_on=DAY),)), None, Standing.NOT_ASSESSED),
        (RECENT, Holder((item("c:0", result=60.0),)), None, Standing.NOT_ASSESSED),
        (RECENT, Holder((item("c:0", result=40.0),)), None, Standing.NOT_MET),
        (Rule(RuleKind.ALL, ()), Holder((item("c:0"),)), None, Standing.NOT_ASSESSED),
    ],
)
def test_what_is_not_known_is_not_called_unmet(
    rule: Rule, held: Holder, said: Holder | None, standing: Standing
) -> None:
    assert stands(rule, held, said) is standing


def asked(jurisdiction: str, *held: str) -> Checked:
    one = Asked(EntryCondition("r:1", jurisdiction, LICENCE, "An act"), programme(LICENCE))
    brought = holder([item(uri) for uri in held], set())
    return checked(one, *standing_of(prepare(one.programme), Brought(brought, brought), DAY))


def test_a_part_of_a_country_asks_what_the_country_asks_too() -> None:
    both = [asked("DE", "c:0"), asked("DE-BY", "c:1")]
    assert entry("nurse", "DE-BY", both).standing is Standing.NOT_MET
    somewhere = entry("nurse", None, [*both, asked("FR", "c:0")])
    assert somewhere.standing is Standing.NOT_ASSESSED
    assert "DE: met, DE-BY: not met, FR: met" in somewhere.explanation
    assert entry("nurse", None, [asked("DE", "c:0"), asked("FR", "c:0")]).standing is Standing.MET
    assert entry("nurse", "IT", []).standing is Standing.NONE_KNOWN
    assert both[0].explanation == ("Who works as “nurse” in DE (An act) needs “C:0”. That is met by “C:0”.")
    assert both[1].explanation.endswith("That is not met. What would satisfy it: “C:0”.")


def test_a_condition_holds_from_its_first_day_to_the_day_before_its_last() -> None:
    held = EntryCondition("r:1", "DE", LICENCE, since=date(2026, 1, 1), until=date(2027, 1, 1))
    days_of = {date(2025, 12, 31): False, held.since: True, date(2026, 12, 31): True, held.until: False}
    for day, holds in days_of.items():
        assert day is not None
        assert Where("DE", day).asks(held) is holds
        assert Where("DE-BY", day).asks(held) is holds
        assert Where(None, day).asks(held) is holds
        assert not Where("FR", day).asks(held)
    with pytest.raises(InputError, match="Bavaria"):
        Where("Bavaria", DAY)
