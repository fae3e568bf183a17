"""Every kind of fault is named where it is, and a sound programme has none."""

from random import Random

import pytest

from skillsgraph.answers.programmes.check import check
from skillsgraph.answers.programmes.findings import Fault
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
