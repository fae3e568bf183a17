"""What should this person earn next?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from skillsgraph.answers.among import ANY_CREDENTIAL, CredentialsAmong
from skillsgraph.answers.credit import Links, credit, readiness
from skillsgraph.answers.evidence import evidence_of, evidence_of_credentials
from skillsgraph.answers.gap import judge, wanted_by
from skillsgraph.answers.links import links_between
from skillsgraph.answers.model import (
    CredentialMatch,
    Evidence,
    Named,
    Offering,
    Page,
    Price,
    Profile,
    Requirement,
    Status,
    Target,
)
from skillsgraph.answers.policy import Policy
from skillsgraph.graph.access import Graph, Row
from skillsgraph.graph.together import together
from skillsgraph.statements import cypher

CANDIDATES = 200


async def next_credentials(
    graph: Graph,
    profile: Profile,
    target: Target,
    *,
    first: int,
    start: int = 0,
    as_of: date,
    policy: Policy,
    among: CredentialsAmong = ANY_CREDENTIAL,
) -> Page[CredentialMatch]:
    """Credentials that bring a person nearer to a target: by what they prove, then price, then workload.

    Raises what `skill_gap` raises.
    """
    (role, wanted), evidence = await together(wanted_by(graph, target), evidence_of(graph, profile, as_of))
    links = await links_between(graph, evidence, wanted, policy)
    gap = judge(role, wanted, evidence, links, policy)
    lacking = [one.wanted.skill.id for one in gap.requirements if one.status is not Status.MET]
    asked = {"skills": lacking, "first": CANDIDATES, **among.parameters(as_of)}
    rows = await graph.read(cypher("credentialsFor"), **asked) if lacking else []
    held = {one.credential.id for one in evidence if one.credential and one.expired_on is None}
    offered: dict[str, list[Evidence]] = defaultdict(list)
    more = await evidence_of_credentials(graph, [row["id"] for row in rows if row["id"] not in held])
    for one in more:
        if one.credential is not None:
            offered[one.credential.id].append(one)
    # What is offered bears on requirements as what is held does: the gain is what the gap would show.
    links = await links_between(graph, more, wanted, policy)
    serves: dict[str, set[str]] = defaultdict(set)
    for held_skill, required in links:
        serves[held_skill].add(required)
    matches = []
    for row in rows:
        if row["id"] in offered:
            after = risen_with(gap.requirements, offered[row["id"]], links, serves, policy)
            if match := _match(row, gap.requirements, after, policy, as_of):
                matches.append(match)
    matches.sort(key=_order)
    return Page(tuple(matches[start : start + first]), start, len(matches) > start + first)


def risen_with(
    before: Sequence[Requirement],
    more: Sequence[Evidence],
    links: Links,
    serves: Mapping[str, set[str]],
    policy: Policy,
) -> tuple[Requirement, ...]:
    """The requirements with the figures that more evidence gives them; what is told of them is of before.

    Each figure is the best that any evidence gives, so that only what comes new is weighed.
    """
    bearing: dict[str, list[Evidence]] = defaultdict(list)
    for one in more:
        for required in {one.skill.id} | serves.get(one.skill.id, set()):
            bearing[required].append(one)
    return tuple(
        _risen(one, bearing[one.wanted.skill.id], links, policy) if one.wanted.skill.id in bearing else one
        for one in before
    )


def _risen(requirement: Requirement, more: Sequence[Evidence], links: Links, policy: Policy) -> Requirement:
    found = [new for one in more if (new := credit(requirement.wanted, one, links, policy))]
    return replace(
        requirement,
        claimed=max([requirement.claimed, *(one.claimed for one in found)]),
        proven=max([requirement.proven, *(one.proven for one in found)]),
    )


def _match(
    row: Row, before: Sequence[Requirement], after: Sequence[Requirement], policy: Policy, as_of: date
) -> CredentialMatch | None:
    gain = _rise(before, after, policy, proven=False)
    proven = _rise(before, after, policy, proven=True)
    if gain <= 0 and proven <= 0:
        return None
    better = tuple(
        new.wanted.skill.name
        for old, new in zip(before, after, strict=True)
        if (new.claimed, new.proven) > (old.claimed, old.proven)
    )
    price, offering = _price(row["costs"]), _next_offering(row["offerings"], as_of)
    asked = (
        ""
        if price is None
        else f" for {price.amount:g} {price.currency}"
        if price.amount
        else " free of charge"
    )
    hours = f" in {row['workloadHours']:g} hours" if row["workloadHours"] else ""
    begins = f", next from {offering.starts_on.isoformat()}" if offering and offering.starts_on else ""
    issuer = row["awardedBy"][0] if row["awardedBy"] else None
    return CredentialMatch(
        credential=Named(row["id"], row["uri"], row["name"]),
        awarded_by=issuer,
        gain=round(gain, 6),
        gain_proven=round(proven, 6),
        skills=better,
        price=price,
        workload_hours=row["workloadHours"],
        explanation=(
            f"“{row['name']}”{f' by {issuer}' if issuer else ''} serves {len(better)} of"
            f" {len(after)} requirements{asked}{hours}{begins}: readiness rises by {gain:.1%} as claimed"
            f" and by {proven:.1%} as proven."
        ),
        next_offering=offering,
    )


def _rise(
    before: Sequence[Requirement], after: Sequence[Requirement], policy: Policy, *, proven: bool
) -> float:
    old, new = (readiness(one, policy, proven=proven) or 0.0 for one in (before, after))
    return new - old


def _next_offering(offerings: Sequence[Row], as_of: date) -> Offering | None:
    """The first that one can still join; one without a start can be begun at any time."""
    found = [Offering(_day(one["startsOn"]), _day(one["applyUntil"])) for one in offerings]
    ahead = [
        one
        for one in found
        if (one.starts_on is None or one.starts_on >= as_of)
        and (one.apply_until is None or one.apply_until >= as_of)
    ]
    return min(ahead, key=lambda one: one.starts_on or as_of, default=None)


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def _price(costs: list[Row]) -> Price | None:
    """The sum of what is asked of everybody; None when nothing is known or the currencies differ."""
    currencies = {cost["currency"] for cost in costs}
    if len(currencies) != 1:
        return None
    return Price(round(sum(float(cost["amount"]) for cost in costs), 2), currencies.pop())


def _order(match: CredentialMatch) -> tuple[float, float, float, float, str]:
    unknown = float("inf")
    price = match.price.amount if match.price else unknown
    return (-match.gain_proven, -match.gain, price, match.workload_hours or unknown, match.credential.id)
