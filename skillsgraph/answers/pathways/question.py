"""From a person, a target and the graph to a question that can be solved."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from skillsgraph.answers import refs
from skillsgraph.answers.credit import assess
from skillsgraph.answers.evidence import evidence_of, evidence_of_credentials
from skillsgraph.answers.gap import wanted_by
from skillsgraph.answers.links import links_between
from skillsgraph.answers.model import Evidence, Named, Profile, Requirement, Status, Target, Wanted
from skillsgraph.answers.pathways.asked import Ask, Wish
from skillsgraph.answers.pathways.catalogue import Part, part_for
from skillsgraph.answers.pathways.courses import Exacts, Person, courses_of, currency_of
from skillsgraph.answers.pathways.exacts import exacts_of, with_retakes
from skillsgraph.answers.pathways.instance import (
    CENTS,
    FULL,
    HOUR,
    Constraints,
    Course,
    Instance,
    WantedSkill,
)
from skillsgraph.answers.policy import Figure, Policy
from skillsgraph.answers.programmes.load import Use
from skillsgraph.answers.programmes.standing import standing_recognitions
from skillsgraph.errors import InputError, NoRules
from skillsgraph.graph.access import Graph
from skillsgraph.model.learners import AwardStatus

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Question:
    """What goes to a solver, and the names of what it speaks of."""

    instance: Instance
    constraints: Constraints
    names: dict[str, Named]
    currency: str
    untaught: tuple[Named, ...]
    left_out: tuple[Named, ...]
    target: str


async def pose(graph: Graph, profile: Profile, ask: Ask, policy: Policy) -> Question:
    """Read what is needed and put it as data.

    Raises:
        InputError: The target is not exactly one of a role, skills and a credential.
        SkillNotFound, JobRoleNotFound, CredentialNotFound: Something named is not in the graph.
    """
    role, wanted, award = await _aim(graph, ask)
    renewed = award.id if award and ask.renew else None
    empty = not (profile.skills or profile.credentials or profile.experience or profile.badges)
    evidence = [] if empty else await evidence_of(graph, profile, ask.as_of)
    held = await _held(graph, profile, ask)
    links = await links_between(graph, evidence, wanted, policy)
    before = {one.skill.id: assess(one, evidence, links, policy) for one in wanted}
    lacking = [one.skill.id for one in wanted if before[one.skill.id].status is not Status.MET]
    part = await part_for(graph, lacking, [award.id] if award else [], held, profile, ask.trial, renewed)
    covers = await _covers(graph, part, wanted, policy)
    standing = await standing_recognitions(graph, sorted(held), ask.as_of)
    person = Person(
        skills={one.skill.id for one in evidence if one.expired_on is None},
        roles={one.id for one in await refs.job_roles(graph, [one.role for one in profile.experience])},
        audiences={one.casefold() for one in ask.wish.audiences},
        as_of=ask.as_of,
        recognitions=(*profile.recognitions, *(one for each in standing.values() for one in each)),
    )
    exacts = await exacts_of(graph, part, profile, person, ask.trial, renewed)
    currency = ask.wish.currency or currency_of(part)
    courses, left_out = courses_of(part, person, currency, covers, exacts)
    skills = tuple(
        WantedSkill(one.skill.id, one.relation == "ESSENTIAL", 1, _base(before[one.skill.id], policy))
        for one in wanted
    )
    names = {one.skill.id: one.skill for one in wanted}
    for identifier, row in part.credentials.items():
        node = row["credential"]
        names[identifier] = Named(identifier, node["uri"], node["name"])
    taught = {skill for name, course in courses.items() if name not in held for skill in course.covers}
    if award and renewed:
        award = _as_renewal(award, courses, exacts, names)
    instance = Instance(
        courses=courses,
        held=frozenset(held),
        wanted=skills,
        award=award.id if award else None,
        hour_worth=round(ask.wish.hour_worth * CENTS),
    )
    return Question(
        instance=with_retakes(instance, exacts),
        constraints=constraints_of(ask.wish, ask),
        names=names,
        currency=currency,
        untaught=tuple(names[skill] for skill in lacking if skill not in taught),
        left_out=tuple(names[one] for one in left_out),
        target=role.name if role else award.name if award else "the skills named",
    )


async def _aim(graph: Graph, ask: Ask) -> tuple[Named | None, list[Wanted], Named | None]:
    target, credential = ask.aim.target, ask.aim.credential
    if (target is None) == (credential is None):
        raise InputError("A target is exactly one of a role, a list of skills, and a credential.")
    if credential is not None:
        return None, [], (await refs.credentials(graph, [credential]))[0]
    role, wanted = await wanted_by(graph, target or Target())
    return role, wanted, None


def _as_renewal(award: Named, courses: dict[str, Course], exacts: Exacts, names: dict[str, Named]) -> Named:
    """What is held, once more, as what its renewal rule leads to: it costs nothing of its own."""
    known, again = courses[award.id], f"renewal {award.id}"
    if known.completion is None:
        raise NoRules(f"“{award.name}” has no renewal rule: nothing is asked to keep it.")
    exact = exacts.get((award.id, Use.RENEWAL))
    courses[again] = Course(again, completion=known.completion, exact_completion=exact)
    courses[award.id] = replace(known, completion=None)
    names[again] = Named(award.id, award.uri, f"Renewal of “{award.name}”")
    return Named(again, award.uri, award.name)


async def _held(graph: Graph, profile: Profile, ask: Ask) -> set[str]:
    """The ids of the credentials that are held and stand on the day."""
    standing = [
        one
        for one in profile.credentials
        if one.status is AwardStatus.VALID and (one.valid_until is None or one.valid_until >= ask.as_of)
    ]
    return {one.id for one in await refs.credentials(graph, [one.credential for one in standing])}


async def _covers(
    graph: Graph, part: Part, wanted: Sequence[Wanted], policy: Policy
) -> dict[str, dict[str, int]]:
    """credential -> skill -> thousandths of the requirement that the credential alone fulfils."""
    if not wanted:
        return {}
    offered = await evidence_of_credentials(graph, sorted(part.credentials))
    links = await links_between(graph, offered, wanted, policy)
    bearing: dict[str, list[str]] = defaultdict(list)
    for held, required in links:
        bearing[held].append(required)
    by_skill = {one.skill.id: one for one in wanted}
    found: dict[str, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    for one in offered:
        for required in {one.skill.id, *bearing[one.skill.id]} & by_skill.keys():
            if one.credential is not None:
                found[one.credential.id][required].append(one)
    return {
        credential: {
            skill: value
            for skill, evidence in skills.items()
            if (value := _base(assess(by_skill[skill], evidence, links, policy), policy)) > 0
        }
        for credential, skills in found.items()
    }


def _base(requirement: Requirement, policy: Policy) -> int:
    value = requirement.proven if policy.figure is Figure.PROVEN else requirement.claimed
    return round(value * FULL)


def constraints_of(wish: Wish, ask: Ask) -> Constraints:
    """The wish in whole numbers."""
    return Constraints(
        budget=None if wish.budget is None else round(wish.budget * CENTS),
        minutes_per_week=None if wish.hours_per_week is None else round(wish.hours_per_week * HOUR),
        deadline=None if wish.deadline is None else max((wish.deadline - ask.as_of).days, 0),
        languages=frozenset(wish.languages),
        participation=frozenset(wish.participation),
        accessibility=frozenset(wish.accessibility),
        part_time=wish.part_time,
        places=frozenset(wish.places),
        excluded_issuers=frozenset(wish.excluded_issuers),
        preferred_issuers=frozenset(wish.preferred_issuers),
        minimum_coverage=None if wish.minimum_coverage is None else round(wish.minimum_coverage * FULL),
        term_days=wish.term_weeks * _WEEK,
        most_terms=wish.most_terms,
    )
