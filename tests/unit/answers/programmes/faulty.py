"""Programmes that are sound but for one fault of a known kind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from skillsgraph.answers.programmes.findings import Fault
from skillsgraph.answers.programmes.load import Loaded
from skillsgraph.answers.programmes.model import Member, Programme
from skillsgraph.answers.programmes.rules import Option, Rules
from skillsgraph.model.credentials import CreditUnit, Rule, RuleKind

ECTS = CreditUnit.ECTS
DAY = date(2026, 11, 25)


def facts(one: Member, **changes: Any) -> dict[str, Any]:
    node = {
        "uri": one.uri,
        "name": one.name,
        "status": "ACTIVE",
        "credits": one.credits,
        "creditUnit": "ECTS",
        "eqfLevel": one.level,
        "workloadHours": one.hours,
    }
    row = {
        "id": one.id,
        "node": node,
        "issuers": ["o"],
        "countries": ["IE"],
        "accredited": True,
        "accreditedItself": False,
        "skills": sorted(one.skills),
        "methods": ["PRACTICAL"],
        "offerings": [{"endsOn": None, "participation": "ONLINE"}],
    }
    return row | changes


def sound(random: Random) -> Loaded:
    """A programme of two required members, some of several, and a sum of credits, that can be completed."""
    uris = [f"m{number}" for number in range(random.randint(6, 9))]
    members = {
        uri: Member(uri, uri, uri.upper(), random.randint(3, 6), ECTS, 6, "o", 100, frozenset({f"s:{uri}"}))
        for uri in uris
    }
    chosen = uris[2:5]
    sums = uris[5:]
    rule = Rule(
        RuleKind.ALL,
        (
            *uris[:2],
            Rule(RuleKind.AT_LEAST, tuple(chosen), count=random.randint(1, 2)),
            Rule(RuleKind.CREDITS, tuple(sums), min=3, unit=ECTS),
        ),
    )
    own = Member("p", "p", "P", 30, ECTS, 6, "o", 900, frozenset({"s:m0"}))
    options = {uri: Option(uri, uri, uri.upper(), "Credential") for uri in uris}
    programme = Programme("p", "p", "P", "o", rule, members, options)
    rows = {uri: facts(one) for uri, one in (*members.items(), ("p", own))}
    return Loaded(programme, Rules(rule, options=options), rows, {uri: Rules() for uri in (*uris, "p")})


def _rule(loaded: Loaded, rule: Rule, **members: Member) -> Loaded:
    known = {**loaded.programme.members, **members}
    programme = replace(loaded.programme, rule=rule, members=known)
    return replace(loaded, programme=programme, rules=replace(loaded.rules, completion=rule))


def _with(loaded: Loaded, *more: Rule) -> Loaded:
    whole = loaded.programme.rule
    return _rule(loaded, replace(whole, options=(*whole.options, *more)))


def _row(loaded: Loaded, uri: str, **changes: Any) -> Loaded:
    return replace(loaded, facts={**loaded.facts, uri: {**loaded.facts[uri], **changes}})


def _entry(loaded: Loaded, uri: str, *asked: str, label: str = "Credential") -> Loaded:
    options = {one: Option(one, one, one.upper(), label) for one in asked}
    rules = Rules(entry=Rule(RuleKind.ALL, asked), options=options)
    return replace(loaded, members_rules={**loaded.members_rules, uri: rules})


def cycle(loaded: Loaded, random: Random) -> Loaded:
    one, other = random.sample(sorted(loaded.programme.members), 2)
    return _entry(_entry(loaded, one, other), other, random.choice((one, "p")))


def malformed(loaded: Loaded, random: Random) -> Loaded:
    broken = (
        Rule(RuleKind.AT_LEAST, ("m0",)),
        Rule(RuleKind.ANY, ()),
        Rule(RuleKind.CREDITS, ("m5",)),
        Rule(RuleKind.ANY, ("m0",), min_level=7, max_level=6),
    )
    return _with(loaded, random.choice(broken))


def contradiction(loaded: Loaded, random: Random) -> Loaded:
    forbidden = Rule(RuleKind.NOT, (random.choice(("m0", "m1")),))
    too_low = Rule(RuleKind.CREDITS, max=2, unit=ECTS)
    return _with(loaded, random.choice((forbidden, too_low)))


def credits_short(loaded: Loaded, random: Random) -> Loaded:
    level = random.choice((None, 7))
    return _with(loaded, Rule(RuleKind.CREDITS, min=400, unit=ECTS, min_level=level))


def unreachable(loaded: Loaded, random: Random) -> Loaded:
    if random.random() < 0.5:
        return _with(loaded, Rule(RuleKind.ANY, ("m0", "m1")))
    return _with(loaded, Rule(RuleKind.AT_LEAST, ("m2", "m3"), count=1, min_level=8))


def exclusive(loaded: Loaded, random: Random) -> Loaded:
    extra = {uri: replace(loaded.programme.members["m0"], id=uri, uri=uri, name=uri) for uri in ("x", "y")}
    whole = loaded.programme.rule
    both = (Rule(RuleKind.ANY, ("x",), exclusive_group="g"), Rule(RuleKind.ANY, ("y",), exclusive_group="g"))
    two = (Rule(RuleKind.AT_LEAST, ("x", "y"), count=2, exclusive_group="g"),)
    more = random.choice((both, two))
    rows = {**loaded.facts, **{uri: facts(one) for uri, one in extra.items()}}
    rules = {**loaded.members_rules, "x": Rules(), "y": Rules()}
    changed = replace(loaded, facts=rows, members_rules=rules)
    return _rule(changed, replace(whole, options=(*whole.options, *more)), **extra)


def withdrawn(loaded: Loaded, random: Random) -> Loaded:
    uri = random.choice(sorted(loaded.programme.members))
    status = random.choice(("RETIRED", "SUSPENDED", "DRAFT"))
    changed = _row(loaded, uri, node={**loaded.facts[uri]["node"], "status": status})
    closed = replace(loaded.programme.members[uri], open=False)
    return _rule(changed, loaded.programme.rule, **{uri: closed})


def expired(loaded: Loaded, random: Random) -> Loaded:
    uri = random.choice(sorted(loaded.programme.members))
    return _row(loaded, uri, offerings=[{"endsOn": "2026-06-30", "participation": "ONSITE"}])


def untaught(loaded: Loaded, random: Random) -> Loaded:
    return _row(loaded, "p", skills=["s:m0", f"s:none{random.randint(0, 9)}"])


def outside(loaded: Loaded, random: Random) -> Loaded:
    return _entry(loaded, random.choice(sorted(loaded.programme.members)), "elsewhere")


def unit(loaded: Loaded, random: Random) -> Loaded:
    odd = replace(loaded.programme.members["m5"], unit=random.choice((CreditUnit.CATS, None)))
    return _rule(loaded, loaded.programme.rule, m5=odd)


def order(loaded: Loaded, random: Random) -> Loaded:
    whole = loaded.programme.rule
    one, other = (rule for rule in whole.options if isinstance(rule, Rule))
    turned = (replace(one, key="a", precedes=("b",)), replace(other, key="b", precedes=("a",)))
    return _rule(loaded, replace(whole, options=(*whole.options[:2], *turned)))


def element(loaded: Loaded, random: Random) -> Loaded:
    return _row(loaded, "p", **{random.choice(("methods", "offerings", "countries")): []})


FAULTY: dict[Fault, Callable[[Loaded, Random], Loaded]] = {
    Fault.CYCLE: cycle,
    Fault.MALFORMED: malformed,
    Fault.CONTRADICTION: contradiction,
    Fault.UNREACHABLE: unreachable,
    Fault.CREDITS_SHORT: credits_short,
    Fault.CREDITS_UNIT: unit,
    Fault.EXCLUSIVE: exclusive,
    Fault.MEMBER_WITHDRAWN: withdrawn,
    Fault.MEMBER_EXPIRED: expired,
    Fault.SKILL_NOT_TAUGHT: untaught,
    Fault.PREREQUISITE_OUTSIDE: outside,
    Fault.ORDER_CYCLE: order,
    Fault.ELEMENT_MISSING: element,
}
