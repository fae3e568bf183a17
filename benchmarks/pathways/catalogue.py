"""A seeded catalogue for measuring pathways: prerequisites of depth 4, awards with overlapping rules."""

import random

from skillsgraph.answers.pathways.instance import Course, Instance, Rule, RuleKind, WantedSkill

SKILLS, DEPTH = 14_000, 4
_PARTIAL = (250, 500, 1000, 1000, 1000)


def catalogue(credentials: int, seed: int = 7) -> dict[str, Course]:
    """Credentials in layers, each layer asking for some of the layer below; a tenth are awards of several."""
    dice = random.Random(seed)
    plain = int(credentials * 0.9)
    found: dict[str, Course] = {}
    layers: list[list[str]] = [[] for _ in range(DEPTH + 1)]
    for number in range(plain):
        depth = min(DEPTH, int(dice.expovariate(0.9)))
        name = f"c{number}"
        entry = None
        if depth and len(layers[depth - 1]) > 3:
            options = tuple(dice.sample(layers[depth - 1], dice.randint(1, 3)))
            entry = Rule(RuleKind.COUNT, dice.randint(1, len(options)), options)
        # Popular skills are taught by many.
        skills = {f"s{int(SKILLS * dice.random() ** 2)}" for _ in range(dice.randint(2, 12))}
        found[name] = Course(
            name,
            price=dice.randint(0, 120) * 1000,
            minutes=dice.randint(1, 30) * 600,
            credits=dice.choice([100, 200, 300, 500]),
            unit="ECTS",
            level=dice.randint(4, 7),
            covers={skill: dice.choice(_PARTIAL) for skill in sorted(skills)},
            entry=entry,
        )
        layers[depth].append(name)
    names = list(found)
    for number in range(credentials - plain):
        start = dice.randrange(len(names) - 40)
        pool = names[start : start + 40]
        groups = tuple(
            Rule(RuleKind.COUNT, 2, tuple(dice.sample(pool, 6))) for _ in range(dice.randint(2, 3))
        )
        amount = Rule(RuleKind.CREDITS, dice.randint(8, 14) * 100, tuple(dice.sample(pool, 12)), unit="ECTS")
        rule = Rule(RuleKind.COUNT, len(groups) + 1, (*groups, amount), once=dice.random() < 0.5)
        name = f"a{number}"
        skills = {f"s{int(SKILLS * dice.random() ** 2)}" for _ in range(6)}
        found[name] = Course(
            name, price=5000, credits=0, covers=dict.fromkeys(sorted(skills), 1000), completion=rule
        )
    return found


def question(courses: dict[str, Course], seed: int) -> Instance:
    """A target of some twenty essential and ten optional skills, a few of them there already."""
    dice = random.Random(1000 + seed)
    skills = sorted({f"s{int(SKILLS * dice.random() ** 2)}" for _ in range(34)})
    dice.shuffle(skills)
    wanted = tuple(
        WantedSkill(skill, place < 22, 1, dice.choice([0, 0, 0, 500])) for place, skill in enumerate(skills)
    )
    return Instance(courses, held=frozenset(dice.sample(sorted(courses), 5)), wanted=wanted)
