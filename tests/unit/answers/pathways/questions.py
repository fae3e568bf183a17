"""Small random questions in the oracle's plain form, and the same as the package's instances."""

import random
from typing import Any

from skillsgraph.answers.pathways.instance import (
    Constraints,
    Course,
    Instance,
    Offer,
    Rule,
    RuleKind,
    WantedSkill,
)

SKILLS = "pqrst"


def random_question(seed: int) -> dict[str, Any]:
    """Up to six credentials with rules that may be nested, circular, or impossible."""
    dice = random.Random(seed)
    names = list("abcdef")[: dice.randint(1, 6)]
    held = {name for name in names if dice.random() < 0.12}
    term_days = dice.choice([30, 50, 100])
    courses = {name: _course(dice, name, names, term_days) for name in names}
    every = dice.random()
    return {
        "courses": courses,
        "held": held,
        "recognised": {name for name in names if dice.random() < 0.4},
        "counts_as": {(a, b) for a in names for b in names if a != b and dice.random() < 0.04},
        "exclusive": [set(dice.sample(names, 2))] if len(names) > 2 and dice.random() < 0.2 else [],
        "wanted": {
            skill: (dice.random() < 0.7, dice.randint(1, 3), dice.choice([0, 0, 0, 250, 500, 1000]))
            for skill in SKILLS[: dice.randint(1, 5)]
        },
        "award": dice.choice(names) if every < 0.25 else None,
        "minimum": dice.choice([400, 800, 1000]) if dice.random() < 0.2 else None,
        "budget": dice.randint(0, 60) * 100 if dice.random() < 0.4 else None,
        "weekly": dice.randint(1, 12) * 60 if dice.random() < 0.5 else None,
        "deadline": dice.randint(0, 4 * term_days) if dice.random() < 0.5 else None,
        "term_days": term_days,
        "most_terms": dice.randint(1, 4),
        "hour_worth": dice.choice([0, 0, 500]),
    }


def _course(dice: random.Random, name: str, names: list[str], term_days: int) -> dict[str, Any]:
    others = [one for one in names if one != name or dice.random() < 0.03]
    award = bool(others) and dice.random() < 0.25
    spans = []
    if not award and dice.random() < 0.3:
        for _ in range(dice.randint(1, 2)):
            start = dice.randint(0, 3 * term_days)
            spans.append((start, start + dice.randint(0, 2 * term_days)))
    return {
        "price": dice.randint(0, 30) * 100,
        "minutes": 0 if award else dice.randint(0, 40) * 60,
        "credits": dice.choice([0, 200, 300, 500]),
        "level": dice.randint(4, 7),
        "covers": {skill: dice.choice([250, 500, 1000]) for skill in SKILLS if dice.random() < 0.35},
        "entry": _rule(dice, others, 2) if others and dice.random() < 0.35 else None,
        "completion": _rule(dice, others, 2) if award else None,
        "beside": _rule(dice, others, 1) if others and dice.random() < 0.15 else None,
        "spans": sorted(set(spans)),
        "can": dice.random() > 0.07,
    }


def _rule(dice: random.Random, names: list[str], depth: int, once: bool | None = None) -> tuple[Any, ...]:
    single = (dice.random() < 0.3 if once is None else once) and "a" in names
    leaves = dice.sample(names, dice.randint(1, min(3, len(names))))
    if dice.random() < 0.3:
        level, cap = dice.choice([None, 5, 6]), dice.choice([None, 100, 300])
        return ("credits", dice.randint(1, 6) * 100, tuple(leaves), level, cap, single)
    options: list[Any] = list(leaves)
    if depth and dice.random() < 0.4:
        options.append(_rule(dice, names, depth - 1))
    return ("count", dice.randint(1, len(options)), tuple(options), single)


def instance_of(question: dict[str, Any]) -> tuple[Instance, Constraints]:
    courses = {}
    for name, one in question["courses"].items():
        courses[name] = Course(
            id=name,
            price=one["price"],
            minutes=one["minutes"],
            credits=one["credits"],
            level=one["level"],
            issuer="good" if one["can"] else "bad",
            covers=one["covers"],
            entry=_to_rule(one["entry"]),
            completion=_to_rule(one["completion"]),
            beside=_to_rule(one["beside"]),
            offers=tuple(Offer(starts=start, ends=end) for start, end in one["spans"]),
        )
    instance = Instance(
        courses=courses,
        held=frozenset(question["held"]),
        recognised=frozenset(question["recognised"]),
        wanted=tuple(WantedSkill(skill, *rest) for skill, rest in question["wanted"].items()),
        award=question["award"],
        counts_as=tuple(sorted(question["counts_as"])),
        exclusive=tuple(frozenset(one) for one in question["exclusive"]),
        hour_worth=question["hour_worth"],
    )
    constraints = Constraints(
        budget=question["budget"],
        minutes_per_week=question["weekly"],
        deadline=question["deadline"],
        minimum_coverage=question["minimum"],
        excluded_issuers=frozenset({"bad"}),
        term_days=question["term_days"],
        most_terms=question["most_terms"],
    )
    return instance, constraints


def _to_rule(rule: tuple[Any, ...] | None) -> Rule | None:
    if rule is None:
        return None
    options = tuple(_to_rule(one) if isinstance(one, tuple) else one for one in rule[2])
    kept = tuple(one for one in options if one is not None)
    if rule[0] == "credits":
        return Rule(RuleKind.CREDITS, rule[1], kept, level=rule[3], cap=rule[4], once=rule[5])
    return Rule(RuleKind.COUNT, rule[1], kept, once=rule[3])
