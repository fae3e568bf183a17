"""Every kind of fault is named where it is, and a sound programme has none."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from skillsgraph.answers.programmes.check import check
from skillsgraph.answers.programmes.conflict import completable
from skillsgraph.answers.programmes.findings import Fault
from skillsgraph.model.credentials import CreditUnit, Rule, RuleKind
from tests.unit.answers.programmes.faulty import DAY, FAULTY, sound

PER_FAULT = 16
"""Times 13 kinds of fault: 208 faulty programmes."""


@pytest.mark.parametrize("fault", list(Fault))
def test_every_planted_fault_is_named(fault: Fault) -> None:
    for seed in range(PER_FAULT):
        random = Random(f"{fault} {seed}")
        found = check(FAULTY[fault](sound(random), random), as_of=DAY)
        named = {one.code: one for one in found}
        assert fault in named, (seed, found)
        assert named[fault].message
        assert named[fault].place


def test_a_sound_programme_has_no_fault() -> None:
    for seed in range(30):
        assert check(sound(Random(seed)), as_of=DAY) == []


def test_the_example_of_a_conflict_is_no_larger_than_needed() -> None:
    random = Random(1)
    loaded = FAULTY[Fault.CREDITS_SHORT](sound(random), random)
    (found,) = check(loaded, as_of=DAY)
    assert found.place == "completion.options[4]"
    assert found.fatal
    assert "400" in found.message


def test_a_sum_is_short_only_where_more_credits_would_do() -> None:
    """Too few credits; none of the level; too few, and withdrawn besides; enough, were it not withdrawn."""
    loaded = sound(Random(3))
    uri = sorted(loaded.programme.members)[-1]
    one = replace(loaded.programme.members[uri], credits=5)

    def named(closed: bool, **asked: Any) -> tuple[Fault, bool]:
        sums = Rule(RuleKind.CREDITS, (uri,), unit=CreditUnit.ECTS, **asked)
        known = {**loaded.programme.members, uri: replace(one, open=not closed)}
        programme = replace(loaded.programme, members=known, rule=Rule(RuleKind.ALL, ("m0", sums)))
        whole = list(completable(programme, DAY))
        other = replace(programme, rule=Rule(RuleKind.ANY, ("m0", sums)))
        spared = list(completable(other, DAY))
        assert [one.code for one in spared] == [one.code for one in whole]
        assert [one.fatal for one in (*whole, *spared)] == [True, False]
        return whole[0].code, "no longer be earned" in whole[0].message

    assert named(False, min=6) == (Fault.CREDITS_SHORT, False)
    assert named(False, min=5, min_level=8) == (Fault.UNREACHABLE, False)
    assert named(True, min=6) == (Fault.UNREACHABLE, False)
    assert named(True, min=5) == (Fault.UNREACHABLE, True)
