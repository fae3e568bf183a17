"""From rows of the catalogue to what a plan reckons with: prices for a person, days, rules as data."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from skillsgraph.answers.pathways.catalogue import Part
from skillsgraph.answers.pathways.instance import CENTS, CREDIT, HOUR, Course, Offer, Rule, RuleKind
from skillsgraph.graph.access import Row

# What is always fulfilled, and what never is.
MET, NEVER = Rule(RuleKind.COUNT, 0, ()), Rule(RuleKind.COUNT, 1, ())
_DEFAULT_CURRENCY = "EUR"


@dataclass(frozen=True, slots=True)
class Person:
    """What rules and prices ask of a person: skills that are there, roles held, and what they pay as."""

    skills: Set[str]
    roles: Set[str]
    audiences: Set[str]
    as_of: date


def currency_of(part: Part) -> str:
    """The currency that most prices are in."""
    counted = Counter(cost["currency"] for row in part.credentials.values() for cost in row["costs"])
    return min(counted, key=lambda one: (-counted[one], one), default=_DEFAULT_CURRENCY)


def courses_of(
    part: Part, person: Person, currency: str, covers: Mapping[str, Mapping[str, int]]
) -> tuple[dict[str, Course], list[str]]:
    """Every credential that can be reckoned with, and the ids of those left out for a negative number."""
    courses, left_out = {}, []
    for identifier, row in part.credentials.items():
        if _negative(row):
            left_out.append(identifier)
            continue
        courses[identifier] = _course(
            row, part.rules.get(identifier, []), part, person, currency, covers.get(identifier, {})
        )
    return courses, left_out


def _negative(row: Row) -> bool:
    node = row["credential"]
    amounts = [cost["amount"] for cost in row["costs"]]
    amounts += [cost["amount"] for one in row["offerings"] for cost in one["costs"]]
    return any((value or 0) < 0 for value in (node.get("credits"), node.get("workloadHours"), *amounts))


def _course(
    row: Row, rules: Sequence[Row], part: Part, person: Person, currency: str, covers: Mapping[str, int]
) -> Course:
    node = row["credential"]
    entry, completion = (_rule([one for one in rules if one["link"] == link], part, person) for link in LINKS)
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
        covers=dict(covers),
        entry=entry,
        completion=completion,
        offers=tuple(_offer(one, person, currency) for one in row["offerings"]),
        languages=frozenset(node.get("languages") or ()),
    )


LINKS = ("ENTRY", "COMPLETION")


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


def _rule(rows: Sequence[Row], part: Part, person: Person) -> Rule | None:
    """The tree of a rule from a row for each option."""
    if not rows:
        return None
    below: dict[str, list[Row]] = defaultdict(list)
    nodes: dict[str, Row] = {}
    for row in rows:
        if all(row["option"] != other["option"] for other in below[row["rule"]["id"]]):
            below[row["rule"]["id"]].append(row)
        nodes[row["rule"]["id"]] = row["rule"]

    def grown(identifier: str) -> Rule:
        node, places = nodes[identifier], sorted(below[identifier], key=lambda row: row["position"])
        options = tuple(_option(row, part, person) if row["label"] != "Rule" else row for row in places)
        kept = tuple(
            one if isinstance(one, str | Rule) else grown(one["option"]) if one["option"] in nodes else MET
            for one in options
        )
        return _node(node, kept)

    return grown(rows[0]["root"])


def _option(row: Row, part: Part, person: Person) -> str | Rule:
    identifier = str(row["option"])
    if row["label"] == "Credential":
        return identifier
    if row["label"] == "JobRole":
        return MET if identifier in person.roles else NEVER
    if identifier in person.skills:
        return MET
    return Rule(RuleKind.COUNT, 1, tuple(part.teachers.get(identifier, ())))


def _node(node: Row, options: tuple[str | Rule, ...]) -> Rule:
    kind = node["kind"]
    if kind == "CREDITS":
        return Rule(RuleKind.CREDITS, round((node.get("min") or 0) * CREDIT), options, unit=node.get("unit"))
    need = {"ANY": 1, "AT_LEAST": node.get("count") or 1}.get(kind, len(options))
    return Rule(RuleKind.COUNT, need, options)
