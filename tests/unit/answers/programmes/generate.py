"""Small random programmes, as plain data for the oracle and as the model's for the audit."""

from random import Random
from typing import Any

from skillsgraph.answers.programmes.model import Holder, Item, Member, Programme
from skillsgraph.model.credentials import CreditUnit, Rule, RuleKind
from skillsgraph.model.learners import Recognition, RecognitionKind

Plain = dict[str, Any]
URIS = "abcdef"


def rule(random: Random, depth: int = 0) -> Plain:
    """A rule over a few of six credentials."""
    if depth and random.random() < 0.25:
        found: Plain = {"kind": "CREDITS", "options": [], "unit": "ECTS"}
        found[random.choice(("min", "max"))] = random.choice((3, 5, 8, 10))
        if random.random() < 0.3:
            found["share"] = random.choice((0.25, 0.5))
        found[random.choice(("min_level", "max_level"))] = random.choice((5, 6))
        return found
    kind = random.choice(("ALL", "ALL", "ANY", "AT_LEAST", "AT_LEAST", "CREDITS", "NOT" if depth else "ALL"))
    options: list[Any] = random.sample(URIS, random.randint(1, 3))
    if kind != "NOT" and depth < 2:
        options += [
            rule(random, depth + 1) for _ in range(random.choice((0, 1, 2) if depth == 0 else (0, 0, 1)))
        ]
    found = {"kind": kind, "options": options}
    if kind == "AT_LEAST":
        found["count"] = random.randint(1, len(options))
    if kind == "CREDITS":
        found |= {"unit": "ECTS", "min": random.choice((2, 4, 6, 9))}
        if random.random() < 0.2:
            found["max"] = found["min"] + random.choice((0, 2))
    for name, values, chance in (
        ("min_level", (5, 6), 0.15),
        ("exclusive_group", ("g", "h"), 0.15),
        ("cap", (0, 1, 3), 0.15),
        ("overlap_max", (0, 1, 3), 0.1),
    ):
        if kind != "NOT" and random.random() < chance:
            found[name] = random.choice(values)
    return found


def instance(seed: int) -> tuple[Plain, list[Plain], list[Plain]]:
    """A rule, the items held, and those that can be earned."""
    random = Random(seed)
    whole = rule(random)
    facts = {
        uri: {"uri": uri, "credits": random.choice((0, 1, 2, 3, 5)), "level": random.choice((4, 5, 6))}
        for uri in URIS
    }
    held = [
        facts[uri] | {"recognised": random.random() < 0.3, "elsewhere": random.random() < 0.3}
        for uri in random.sample(URIS, random.randint(0, 4))
    ]
    named = set(_uris(whole))
    open_ = [
        facts[uri] | {"recognised": False, "elsewhere": False}
        for uri in URIS
        if uri in named and random.random() < 0.8
    ]
    return whole, held, [one for one in open_ if one["uri"] not in {each["uri"] for each in held}]


def _uris(plain: Plain) -> list[str]:
    found = []
    for one in plain["options"]:
        found += _uris(one) if isinstance(one, dict) else [one]
    return found


def to_rule(plain: Plain) -> Rule:
    own = {name: value for name, value in plain.items() if name not in ("kind", "options", "unit")}
    options = tuple(to_rule(one) if isinstance(one, dict) else one for one in plain["options"])
    unit = CreditUnit.ECTS if plain.get("unit") else None
    return Rule(RuleKind(plain["kind"]), options, unit=unit, **own)


def to_models(whole: Plain, held: list[Plain], earnable: list[Plain]) -> tuple[Programme, Holder]:
    ects = CreditUnit.ECTS
    open_ = {one["uri"] for one in earnable}
    facts = {one["uri"]: one for one in (*earnable, *held)}
    members = {
        uri: Member(
            uri,
            uri,
            uri.upper(),
            facts[uri]["credits"] if uri in facts else 1,
            ects,
            facts[uri]["level"] if uri in facts else 5,
            open=uri in open_,
        )
        for uri in URIS
    }
    items = tuple(
        Item(
            key=one["uri"],
            uri=one["uri"],
            name=one["uri"].upper(),
            credits=one["credits"],
            unit=ects,
            level=one["level"],
            recognition=Recognition(RecognitionKind.RPL, one["uri"]) if one["recognised"] else None,
            elsewhere=one["elsewhere"],
        )
        for one in held
    )
    return Programme("p", "p", "P", None, to_rule(whole), members), Holder(items)
