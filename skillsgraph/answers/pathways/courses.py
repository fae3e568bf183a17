"""From rows of the catalogue to what a plan reckons with: prices for a person, days, rules as data."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date

from skillsgraph.answers.pathways.catalogue import Asked, Part
from skillsgraph.answers.pathways.exact import Exact
from skillsgraph.answers.pathways.instance import CENTS, CREDIT, HOUR, Course, Offer, Rule, RuleKind
from skillsgraph.answers.programmes.load import Use
from skillsgraph.answers.programmes.rules import Option
from skillsgraph.graph.access import Row
from skillsgraph.model.credentials import CredentialStatus
from skillsgraph.model.credentials import Rule as AskedRule
from skillsgraph.model.credentials import RuleKind as Kind
from skillsgraph.model.learners import Recognition

Exacts = Mapping[tuple[str, Use], Exact]

# What is always fulfilled, and what never is.
MET, NEVER = Rule(RuleKind.COUNT, 0, ()), Rule(RuleKind.COUNT, 1, ())
NOTHING = Asked(None, None, {})
_DEFAULT_CURRENCY = "EUR"


@dataclass(frozen=True, slots=True)
class Person:
    """What rules and prices ask of a person: skills that are there, roles held, and what they pay as."""

    skills: Set[str]
    roles: Set[str]
    audiences: Set[str]
    as_of: date
    recognitions: tuple[Recognition, ...] = ()

    def eased(self, programme: str) -> frozenset[str]:
        """The uris and keys of rules of a programme that decisions on this person bear on."""
        return frozenset(
            one.towards or one.rule or ""
            for one in self.recognitions
            if one.programme in (None, programme) and (one.until is None or one.until >= self.as_of)
        )


def currency_of(part: Part) -> str:
    """The currency that most prices are in."""
    counted = Counter(cost["currency"] for row in part.credentials.values() for cost in row["costs"])
    return min(counted, key=lambda one: (-counted[one], one), default=_DEFAULT_CURRENCY)


def courses_of(
    part: Part, person: Person, currency: str, covers: Mapping[str, Mapping[str, int]], exact: Exacts
) -> tuple[dict[str, Course], list[str]]:
    """Every credential that can be reckoned with, and the ids of those left out for a negative number."""
    courses, left_out = {}, []
    for identifier, row in part.credentials.items():
        if _negative(row):
            left_out.append(identifier)
            continue
        entry = exact.get((identifier, Use.ENTRY))
        course = _course(row, part, person, currency, parted=entry is None)
        courses[identifier] = replace(
            course,
            covers=dict(covers.get(identifier, {})),
            exact_entry=entry,
            exact_completion=exact.get((identifier, Use.COMPLETION)),
        )
    return courses, left_out


def _negative(row: Row) -> bool:
    node = row["credential"]
    amounts = [cost["amount"] for cost in row["costs"]]
    amounts += [cost["amount"] for one in row["offerings"] for cost in one["costs"]]
    return any((value or 0) < 0 for value in (node.get("credits"), node.get("workloadHours"), *amounts))


def _course(row: Row, part: Part, person: Person, currency: str, *, parted: bool) -> Course:
    """`parted`: what may be taken at the same time is told from what must come before."""
    node = row["credential"]
    asked = part.rules.get(node["id"], NOTHING)
    eased = person.eased(node["uri"])
    before, along = _parted(asked.entry) if parted else (asked.entry, None)
    entry, beside, completion = (
        _rule(rule, asked.options, part, person, eased) for rule in (before, along, asked.completion)
    )
    offered = any(one["costs"] for one in row["offerings"])
    price = _price(row["costs"], person.audiences, currency)
    if price is None and not row["costs"] and (offered or completion is not None):
        price = 0
    return Course(
        id=node["id"],
        price=price,
        # An award's hours are those of its parts.
        minutes=0 if completion is not None else round((node.get("workloadHours") or 0) * HOUR),
        credits=round((node.get("credits") or 0) * CREDIT),
        unit=node.get("creditUnit"),
        level=node.get("eqfLevel"),
        issuer=row["awardedBy"][0]["id"] if row["awardedBy"] else None,
        entry=entry,
        beside=beside,
        completion=completion,
        offers=tuple(_offer(one, person, currency) for one in row["offerings"]),
        languages=frozenset(node.get("languages") or ()),
        open=node["status"] == CredentialStatus.ACTIVE,
    )


def _price(costs: Iterable[Row], audiences: Set[str], currency: str) -> int | None:
    """What this person pays, in cents: of each kind what their audience pays, else what everybody does.

    None when nothing is known, or not in this currency.
    """
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for cost in costs:
        if cost.get("audience") is None or cost["audience"].casefold() in audiences:
            by_kind[cost["kind"]].append(cost)
    if not by_kind:
        return None
    total = 0
    for found in by_kind.values():
        if any(cost["currency"] != currency for cost in found):
            return None
        own = [cost["amount"] for cost in found if cost.get("audience") is not None]
        total += round((min(own) if own else sum(cost["amount"] for cost in found)) * CENTS)
    return total


def _offer(one: Row, person: Person, currency: str) -> Offer:
    node = one["offering"]
    return Offer(
        starts=_day(node.get("startsOn"), person.as_of),
        ends=_day(node.get("endsOn"), person.as_of),
        apply_until=_day(node.get("applyUntil"), person.as_of),
        seats=node.get("seats"),
        price=_price(one["costs"], person.audiences, currency) if one["costs"] else 0,
        languages=frozenset(node.get("languages") or ()),
        participation=node.get("participation"),
        accessibility=frozenset(node.get("accessibility") or ()),
        part_time=bool(node.get("partTime")),
        place=node.get("place"),
    )


def _day(written: str | None, as_of: date) -> int | None:
    return None if written is None else (date.fromisoformat(written) - as_of).days


def _parted(entry: AskedRule | None) -> tuple[AskedRule | None, AskedRule | None]:
    """What an entry rule asks to be there before, and what it lets one take at the same time (`concurrent`).

    What may be taken at the same time inside of "one of these" is asked before, like the rest of it.
    """
    if entry is None or entry.concurrent:
        return None, entry
    beside = [one for one in entry.options if isinstance(one, AskedRule) and one.concurrent]
    if entry.kind is not Kind.ALL or not beside:
        return entry, None
    before = [one for one in entry.options if one not in beside]
    return replace(entry, options=tuple(before)), replace(entry, options=tuple(beside))


def _rule(
    rule: AskedRule | None, options: Mapping[str, Option], part: Part, person: Person, eased: Set[str]
) -> Rule | None:
    """What a rule asks at least: what limits, excludes or sums over others is left to the exact one."""
    if rule is None:
        return None
    if rule.kind is Kind.NOT or not rule.options or rule.key in eased or not eased.isdisjoint(rule.uris()):
        return MET
    kept = tuple(
        _rule(one, options, part, person, eased) or MET
        if isinstance(one, AskedRule)
        else _option(options[one], part, person)
        for place, one in enumerate(rule.options)
        if isinstance(one, AskedRule) or one not in rule.options[:place]
    )
    if rule.kind is Kind.CREDITS:
        unit = rule.unit.value if rule.unit else None
        return Rule(RuleKind.CREDITS, round((rule.min or 0) * CREDIT), kept, unit=unit)
    need = {Kind.ANY: 1, Kind.AT_LEAST: rule.count or 1}.get(rule.kind, len(kept))
    return Rule(RuleKind.COUNT, need, kept)


def _option(option: Option, part: Part, person: Person) -> str | Rule:
    if option.label == "Credential":
        return option.id
    if option.label == "JobRole":
        return MET if option.id in person.roles else NEVER
    if option.id in person.skills:
        return MET
    return Rule(RuleKind.COUNT, 1, tuple(part.teachers.get(option.id, ())))
