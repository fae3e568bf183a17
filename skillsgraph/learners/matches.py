"""Which learners fit this job role? Only those who consented to be found, and by an id alone.

    score = Σ w·idf·q / Σ w·idf     over what the role requires; w is 1 for essential, .5 for optional
    q       the proven credit of `skillGap`, by evidence for the skill itself or one step from it
    idf(s)  as in `roleMatches`

What else a person can do does not lower it: nobody loses by a second occupation. The index orders everybody
by a score that leaves levels out and so is never too low; from the top down they are scored exactly from the
graph, until nobody further down can stand before the page. Who was shown to whom is recorded.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from skillsgraph.answers import refs
from skillsgraph.answers.credit import Links
from skillsgraph.answers.entry.answer import AskedIn, asked_in, entries_of
from skillsgraph.answers.entry.model import EntryIn, Standing, Where
from skillsgraph.answers.evidence import evidence_of_all
from skillsgraph.answers.gap import judge, wanted_by
from skillsgraph.answers.index.keeper import index_of, kept_of
from skillsgraph.answers.links import steps_to
from skillsgraph.answers.model import (
    Evidence,
    Named,
    Page,
    Profile,
    Ref,
    Requirement,
    SkillGap,
    Status,
    Target,
    Wanted,
)
from skillsgraph.answers.policy import Policy
from skillsgraph.errors import InputError, LimitExceeded
from skillsgraph.graph.access import Graph
from skillsgraph.learners.access import Caller, now
from skillsgraph.learners.findable import LEARNERS, day_of
from skillsgraph.learners.profile import profiles_of
from skillsgraph.learners.showings import record_showing
from skillsgraph.model.learners import AwardStatus, Purpose
from skillsgraph.statements import cypher

MOST = 400
"""So many learners are scored exactly at most, and so far does the list go."""
_AT_ONCE = 40
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Part:
    """What one requirement adds to a score: its share of all that is required, times the proven credit."""

    requirement: Requirement
    share: float

    @property
    def adds(self) -> float:
        return self.share * self.requirement.proven


@dataclass(frozen=True, slots=True)
class LearnerMatch:
    """A learner, known by an id alone. `score` is the sum of what the parts add; figures are from 0 to 1."""

    learner: str
    score: float
    claimed: float
    gap: SkillGap
    parts: tuple[Part, ...]
    explanation: str
    entry: Standing | None = None


@dataclass(frozen=True, slots=True)
class AmongLearners:
    """Who is listed: those with at least a score and a readiness; if asked, only those who meet all that is
    essential or these skills, and who stand so to the job role's conditions of entry in a place."""

    least_score: float = 0.0
    meets_all_essential: bool = False
    entry: EntryIn | None = None
    least_readiness: float = 0.0
    meets: tuple[Ref, ...] = ()

    def holds(self, match: LearnerMatch, must: Container[str] = ()) -> bool:
        """`must`: the ids of the skills that are to be met."""
        enough = match.score > 0 and match.score >= self.least_score
        ready = (match.gap.readiness or 0.0) >= self.least_readiness
        entered = self.entry is None or match.entry in self.entry.standings
        unmet = (one for one in match.gap.requirements if one.status is not Status.MET)
        met = not any(one.wanted.skill.id in must for one in unmet)
        essential = match.gap.meets_all_essential or not self.meets_all_essential
        return enough and ready and entered and met and essential


EVERYBODY = AmongLearners()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is scored against: a role, what it requires with the mass of each, and what bears on that."""

    role: Named | None
    wanted: Sequence[Wanted]
    mass: Mapping[str, float]
    links: Links
    policy: Policy
    entry: AskedIn | None = None


async def learner_matches(
    graph: Graph,
    role: Ref,
    caller: Caller,
    *,
    first: int,
    start: int = 0,
    as_of: date,
    policy: Policy,
    among: AmongLearners = EVERYBODY,
) -> Page[LearnerMatch]:
    """The learners who allow the caller to find them, by what they are proven to bring, the best first.

    Raises:
        JobRoleNotFound: The role is not in the graph.
        LimitExceeded: The page lies beyond the first `MOST`.
        SkillNotFound, InputError: A skill to be met is not in the graph, or not required by the role.
    """
    if start + first > MOST:
        raise LimitExceeded(f"The list goes as far as {MOST} learners.", found=start + first, limit=MOST)
    named, wanted = await wanted_by(graph, Target(role=role))
    must = await _to_be_met(graph, among.meets, wanted)
    roles, people = await index_of(graph), await kept_of(graph, LEARNERS)
    share = {"ESSENTIAL": 1.0, "OPTIONAL": policy.optional_in_matches}
    mass = {one.skill.id: share[one.relation] * roles.thing.idf_of(one.skill.id) for one in wanted}
    links = await steps_to(graph, wanted, policy)
    asked = Asked(named, wanted, mass, links, policy, await _entry(graph, named, among, as_of))
    places, bound = people.thing.best(
        mass,
        roles.thing,
        policy,
        day_of(as_of),
        most=MOST,
        allowed=people.thing.found_by(caller.organization),
    )
    order = np.lexsort((places, -np.round(bound, 6)))[:MOST]
    ranked, bound = places[order], bound[order]
    found: list[LearnerMatch] = []
    for begin in range(0, len(ranked), _AT_ONCE):
        batch = [people.thing.ids[place] for place in ranked[begin : begin + _AT_ONCE]]
        found += [one for one in await _exactly(graph, batch, asked, caller, as_of) if among.holds(one, must)]
        found.sort(key=lambda one: (-one.score, one.learner))
        rest = bound[begin + _AT_ONCE :]
        last = found[start + first].score if len(found) > start + first else 0.0
        if not len(rest) or last > rest[0] or rest[0] < among.least_score:
            break
    stale = roles.stale or people.stale
    version = f"{roles.version}-{people.version}"
    shown = tuple(found[start : start + first])
    await record_showing(graph, [one.learner for one in shown], asked.role, caller)
    return Page(shown, start, len(found) > start + first, version, stale)


async def _exactly(
    graph: Graph, learners: Sequence[str], asked: Asked, caller: Caller, as_of: date
) -> list[LearnerMatch]:
    """The score of each who still consents, from the graph as it is now."""
    rows = await graph.read(
        cypher("learnersById"),
        ids=list(learners),
        everyone=False,
        own=None,
        purpose=Purpose.MATCHING,
        organization=caller.organization,
        now=now(),
    )
    ids = [row["id"] for row in rows]
    profiles = await profiles_of(graph, ids, as_of)
    evidence = await evidence_of_all(graph, [profiles[one] for one in ids], as_of)
    found = [match_learner(one, held, asked) for one, held in zip(ids, evidence, strict=True)]
    if asked.entry is None:
        return found
    entries = await entries_of(graph, [_standing(profiles[one]) for one in ids], asked.entry, asked.policy)
    return [
        replace(match, entry=each[role.id].standing)
        for match, each in zip(found, entries, strict=True)
        for role in asked.entry.roles
    ]


async def _to_be_met(graph: Graph, named: Sequence[Ref], wanted: Sequence[Wanted]) -> frozenset[str]:
    """The ids of skills that are to be met: some of those that the role requires."""
    required = {one.skill.id for one in wanted}
    skills = await refs.skills(graph, named)
    for one in skills:
        if one.id not in required:
            raise InputError(
                f"The skill {one.name[:200]!r} is to be met, and the job role does not require it.",
                hint="Name skills among the `requirements` of the job role.",
            )
    return frozenset(one.id for one in skills)


async def _entry(graph: Graph, role: Named | None, among: AmongLearners, as_of: date) -> AskedIn | None:
    """What the role asks in the place that is asked about."""
    if among.entry is None or role is None:
        return None
    return await asked_in(graph, [role], Where(among.entry.jurisdiction, as_of))


def _standing(profile: Profile) -> Profile:
    """Without what an issuer took back, which is not told."""
    held = (one for one in profile.credentials if one.status is AwardStatus.VALID)
    return replace(profile, credentials=tuple(held))


def match_learner(learner: str, evidence: Sequence[Evidence], asked: Asked) -> LearnerMatch:
    """One learner's score with its parts. What an issuer took back counts nothing, and is not told. Pure."""
    standing = [one for one in evidence if one.status is AwardStatus.VALID]
    gap = judge(asked.role, asked.wanted, standing, asked.links, asked.policy)
    needed = sum(asked.mass.values())
    parts = tuple(
        Part(one, asked.mass[one.wanted.skill.id] / needed if needed else 0.0) for one in gap.requirements
    )
    score = sum(one.adds for one in parts)
    claimed = sum(one.share * one.requirement.claimed for one in parts)
    return LearnerMatch(
        learner, round(score, 6), round(claimed, 6), gap, parts, _explain(asked.role, parts, score)
    )


def _explain(role: Named | None, parts: Sequence[Part], score: float) -> str:
    """The score in sentences: what it is a share of, where it comes from, and what weighs most besides."""
    ranked = sorted(parts, key=lambda one: (-one.adds, one.requirement.wanted.skill.id))
    brings = [f"“{one.requirement.wanted.skill.name}” ({one.adds:.1%})" for one in ranked if one.adds > 0]
    lacking = sorted(
        (one for one in parts if one.requirement.status is Status.MISSING), key=lambda one: -one.share
    )
    lacks = [f"“{one.requirement.wanted.skill.name}” ({one.share:.1%})" for one in lacking]
    met = sum(one.requirement.status is Status.MET for one in parts)
    whose = f"“{role.name}”" if role else "the target"
    words = (
        f"This person is proven to bring {score:.1%} of what {whose} asks for, where a skill that few jobs"
        f" ask for weighs more than a common one; {met} of {len(parts)} skills are fully met."
    )
    if brings:
        words += f" Most of it comes from {', '.join(brings[:_SHOWN])}."
    if lacks:
        words += f" Nothing speaks yet for {', '.join(lacks[:_SHOWN])}."
    return words
