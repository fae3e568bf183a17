"""May this person work as that, here, on this day?

asked = await asked_in(graph, [role.id], Where("IE", today))
entries = await entries_of(graph, profiles, asked, policy)      # for each person: role -> Entry
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from skillsgraph.answers.entry.judge import Brought, EntryTask, checked, entry
from skillsgraph.answers.entry.model import Asked, Checked, Entry, EntryIn, Standing, Where
from skillsgraph.answers.model import Named, Profile
from skillsgraph.answers.pathways.answer import answered
from skillsgraph.answers.policy import Policy
from skillsgraph.answers.programmes.holders import holders_of
from skillsgraph.answers.programmes.load import Loaded, member
from skillsgraph.answers.programmes.model import Holder, Programme
from skillsgraph.answers.programmes.rules import Rules, role_conditions
from skillsgraph.graph.access import Graph, Row
from skillsgraph.model.credentials import Rule, RuleKind
from skillsgraph.model.learners import Verification
from skillsgraph.statements import cypher

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class AskedIn:
    """What is asked in some job roles, in a place on a day, and the facts of all that the rules name."""

    where: Where
    roles: Sequence[Named]
    by_role: Mapping[str, Sequence[Asked]]
    facts: Mapping[str, Row]


async def asked_in(graph: Graph, roles: Sequence[Named], where: Where) -> AskedIn:
    """The conditions that are in force, in two statements however many job roles there are."""
    found = [
        one
        for one in await role_conditions(graph, sorted({one.id for one in roles}))
        if where.asks(one.condition)
    ]
    ids = {each.id for one in found for each in one.options.values() if each.label == "Credential"}
    rows = await graph.read(cypher("programmeMembers"), ids=sorted(ids)) if ids else []
    facts = {str(row["node"]["uri"]): row for row in rows}
    by_role: dict[str, list[Asked]] = {one.id: [] for one in roles}
    for one in found:
        members = {uri: member(facts[uri], Rules()) for uri in one.options if uri in facts}
        rule = one.condition.rule
        programme = Programme(one.role, one.condition.job_role, one.name, None, rule, members, one.options)
        by_role[one.role].append(Asked(one.condition, programme))
    return AskedIn(where, roles, by_role, facts)


async def entries_of(
    graph: Graph, profiles: Sequence[Profile], asked: AskedIn, policy: Policy
) -> list[dict[str, Entry]]:
    """For each person how they stand to each of the job roles, by its id.

    Raises:
        SkillNotFound, JobRoleNotFound, CredentialNotFound: A profile names what is not in the graph.
    """
    conditions = [one for each in asked.by_role.values() for one in each]
    standings: list[list[Checked]] = [[] for _ in profiles]
    if conditions:
        people = await _brought(graph, profiles, asked, policy)
        task = EntryTask(tuple(one.programme for one in conditions), tuple(people), asked.where.day)
        standings = [
            [checked(one, *found) for one, found in zip(conditions, each, strict=True)]
            for each in await answered(graph, task)
        ]
    return [
        {
            role.id: entry(
                role.name,
                asked.where.jurisdiction,
                [one for one in each if one.asked.programme.id == role.id],
            )
            for role in asked.roles
        }
        for each in standings
    ]


async def _brought(
    graph: Graph, profiles: Sequence[Profile], asked: AskedIn, policy: Policy
) -> list[Brought]:
    """What each brings, read once for all conditions together."""
    then = [_on(one, asked.where) for one in profiles]
    said = await _holders(graph, then, asked)
    if policy.own_word_suffices:
        return [Brought(one, one) for one in said]
    known = await _holders(graph, [_vouched(one) for one in then], asked)
    return [Brought(*one) for one in zip(known, said, strict=True)]


async def _holders(graph: Graph, profiles: Sequence[Profile], asked: AskedIn) -> list[Holder]:
    conditions = [one for each in asked.by_role.values() for one in each]
    members = {uri: one for each in conditions for uri, one in each.programme.members.items()}
    whole = Rule(RuleKind.ALL, tuple(one.condition.rule for one in conditions))
    every = Programme("", "", "", None, whole, members)
    loaded = Loaded(every, Rules(), asked.facts, {})
    keyed = {str(place): one for place, one in enumerate(profiles)}
    return [*(await holders_of(graph, loaded, keyed, as_of=asked.where.day)).values()]


def _on(profile: Profile, where: Where) -> Profile:
    """Without what was earned on a later day."""
    held = (one for one in profile.credentials if one.issued_on is None or one.issued_on <= where.day)
    return replace(profile, credentials=tuple(held))


def _vouched(profile: Profile) -> Profile:
    """Without what rests on the person's own word."""
    held = (one for one in profile.credentials if one.verification is not Verification.SELF_ASSERTED)
    return replace(profile, skills=(), experience=(), credentials=tuple(held))


async def let_in(
    graph: Graph,
    profile: Profile,
    ranked: Sequence[Named],
    among: EntryIn,
    where: Where,
    policy: Policy,
    most: int,
) -> dict[str, Standing]:
    """Those of some job roles, in their order, to which a person stands as asked, at most so many."""
    found: dict[str, Standing] = {}
    for begin in range(0, len(ranked), _AT_ONCE):
        batch = ranked[begin : begin + _AT_ONCE]
        asked = await asked_in(graph, batch, where)
        (entries,) = await entries_of(graph, [profile], asked, policy)
        found |= {
            one.id: entries[one.id].standing for one in batch if entries[one.id].standing in among.standings
        }
        if len(found) >= most:
            break
    return found
