"""The audit of plans: it passes what the oracle passes, and names what was broken."""

import random
from dataclasses import replace

from skillsgraph.answers.pathways.audit import faults
from skillsgraph.answers.pathways.instance import Constraints, Course, Instance, Rule, RuleKind
from skillsgraph.answers.pathways.terms import Mode
from tests.unit.answers.pathways import oracle
from tests.unit.answers.pathways.questions import instance_of, random_question


def test_any_set_in_any_order_is_judged_as_the_oracle_judges_it() -> None:
    judged = {True: 0, False: 0}
    for seed in range(1500):
        dice, question = random.Random(seed), random_question(seed)
        instance, constraints = instance_of(question)
        chosen = tuple(
            name for name in question["courses"] if name not in question["held"] and dice.random() < 0.5
        )
        ways = {}
        for name in chosen:
            if able := oracle.ways(name, question):
                start, end, load = dice.choice(able)
                ways[name] = Mode(start, end, tuple(load.values()))
        if len(ways) < len(chosen):
            continue
        picked = tuple((way.start, way.end, dict(enumerate(way.load, way.start))) for way in ways.values())
        fine = oracle.allowed(chosen, question) and oracle.timely(chosen, picked, question)
        # A circle of awards that are made in the same term is the solver's to avoid, not told by the terms.
        if oracle.orderly(chosen, question):
            assert (faults(instance, constraints, ways) == []) is fine, seed
            judged[fine] += 1
    assert min(judged.values()) > 100


def test_each_fault_is_named() -> None:
    a = Course("a", price=500, minutes=60, covers={"s": 1000})
    b = Course("b", price=100, entry=Rule(RuleKind.COUNT, 1, ("a",)))
    instance = Instance({"a": a, "b": b}, exclusive=(frozenset("ab"),), award="c")
    constraints = Constraints(budget=550, minutes_per_week=1, term_days=7)
    plan = {"a": Mode(0, 0, (60,)), "b": Mode(0, 0, (0,))}
    said = " ".join(faults(instance, constraints, plan))
    for words in (
        "budget",
        "only one of a, b",
        "award is not reached",
        "before its entry",
        "more than its hours",
    ):
        assert words in said
    sound = replace(instance, exclusive=(), award=None)
    assert faults(sound, Constraints(), {"a": Mode(0, 0, (60,)), "b": Mode(1, 1, (0,))}) == []
