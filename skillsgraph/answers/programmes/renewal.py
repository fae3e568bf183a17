"""What keeps an award that expires, the cheapest way to it, and what falls when it lapses."""

from dataclasses import dataclass, replace
from datetime import date

from skillsgraph.answers import refs
from skillsgraph.answers.model import HeldCredential, Named, Profile, Ref
from skillsgraph.answers.pathways.answer import pathways, solvers_of
from skillsgraph.answers.pathways.asked import Aim, Ask, Pathways
from skillsgraph.answers.policy import Policy
from skillsgraph.answers.programmes.holders import holder_of
from skillsgraph.answers.programmes.load import Use, load_programme
from skillsgraph.answers.programmes.model import Progress
from skillsgraph.answers.programmes.rules import Rules, read_rules
from skillsgraph.answers.programmes.tasks import AuditTask
from skillsgraph.errors import InputError
from skillsgraph.graph.access import Graph
from skillsgraph.model.learners import AwardStatus
from skillsgraph.statements import cypher

# So many of the credentials that ask for it are audited with and without it.
_MOST = 50


@dataclass(frozen=True, slots=True)
class Fall:
    """A rule of another credential that is not fulfilled, or less far, once the award has lapsed."""

    credential: Named
    use: Use
    complete: bool
    before: Progress
    after: Progress


@dataclass(frozen=True, slots=True)
class Renewal:
    """`until`: to what day it is valid, None for ever. Without a rule only to earn it anew keeps it."""

    credential: Named
    until: date | None
    every_months: int | None
    progress: Progress | None
    ways: Pathways
    falls: tuple[Fall, ...]


async def renewal(
    graph: Graph, profile: Profile, credential: Ref, as_of: date, policy: Policy, seconds: float
) -> Renewal:
    """How an award that is held is kept.

    Raises:
        CredentialNotFound: There is no such credential.
        InputError: It is not held, or was taken back.
        SolverBusy, SolverFailed: The solvers did not answer.
    """
    named = (await refs.credentials(graph, [credential]))[0]
    held = await refs.credentials(graph, [one.credential for one in profile.credentials])
    own = [
        given
        for one, given in zip(held, profile.credentials, strict=True)
        if one.id == named.id and given.status is AwardStatus.VALID
    ]
    if not own:
        raise InputError(f"“{named.name}” is not held, or was taken back: there is nothing to renew.")
    until = None if any(one.valid_until is None for one in own) else max(map(_until, own))
    rules = (await read_rules(graph, [named.id])).get(named.id, Rules())
    there = rules.renewal is not None
    without = replace(
        profile,
        credentials=tuple(
            given for one, given in zip(held, profile.credentials, strict=True) if one.id != named.id
        ),
    )
    ask = Ask(Aim(credential=Ref(id=named.id)), as_of, seconds=seconds, renew=there)
    return Renewal(
        credential=named,
        until=until,
        every_months=rules.every_months,
        progress=await _audited(graph, named, Use.RENEWAL, profile, as_of) if there else None,
        ways=await pathways(graph, profile if there else without, ask, policy),
        falls=await _falls(graph, named, profile, without, as_of),
    )


def _until(one: HeldCredential) -> date:
    return one.valid_until or date.max


async def _audited(graph: Graph, one: Named, use: Use, profile: Profile, as_of: date) -> Progress:
    loaded = await load_programme(graph, Ref(id=one.id), profile.rules_of(one.id), use)
    holder = await holder_of(graph, loaded, profile, as_of=as_of)
    return await solvers_of(graph).solve(AuditTask(loaded.programme, holder, as_of))


async def _falls(
    graph: Graph, named: Named, profile: Profile, without: Profile, as_of: date
) -> tuple[Fall, ...]:
    """Admissions and awards ahead of the person, and renewals of what is held, that get further away."""
    held = {one.id for one in await refs.credentials(graph, [one.credential for one in profile.credentials])}
    found = []
    for row in (await graph.read(cypher("builtOn"), id=named.id))[:_MOST]:
        one, use = Named(row["id"], row["uri"], row["name"]), Use[row["use"]]
        if (one.id in held) is not (use is Use.RENEWAL):
            continue
        before = await _audited(graph, one, use, profile, as_of)
        after = await _audited(graph, one, use, without, as_of)
        if before.complete is not after.complete or before.share > after.share:
            found.append(Fall(one, use, before.complete, before, after))
    return tuple(found)
