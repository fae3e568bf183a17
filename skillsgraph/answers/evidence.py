"""From a profile to evidence: what it says of skills itself, and what its credentials say."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter

from skillsgraph.answers import refs
from skillsgraph.answers.columns import rows_of
from skillsgraph.answers.model import (
    Evidence,
    HeldBadge,
    HeldCredential,
    Named,
    Profile,
    Ref,
    Relation,
)
from skillsgraph.answers.requirements import requirements_of_roles
from skillsgraph.errors import InputError, NothingAsked
from skillsgraph.graph.access import Graph, Row
from skillsgraph.graph.together import together
from skillsgraph.model.credentials import AssessmentMethod
from skillsgraph.statements import cypher

_MOST_YEARS = 80


@dataclass(frozen=True, slots=True)
class _Known:
    """What the profiles name, read from the graph in a few statements however many profiles there are."""

    skills: Mapping[Ref, Named]
    credentials: Mapping[Ref, Named]
    roles: Mapping[Ref, Named]
    says: Mapping[str, Sequence[Evidence]]
    """credential -> what it says of skills."""
    mapped: Mapping[str, Sequence[Evidence]]
    """role -> the roles that are mapped to it, each as evidence of nothing yet."""
    needs: Mapping[str, Sequence[Named]]
    """role -> its essential skills."""


async def evidence_of(graph: Graph, profile: Profile, as_of: date) -> list[Evidence]:
    """Everything in a profile that speaks for a skill, on a day; awards of a later day are left out.

    Raises:
        NothingAsked: The profile is empty.
        InputError: A validity ends before it begins, or years that no life has.
        SkillNotFound, JobRoleNotFound, CredentialNotFound: It names what is not in the graph.
    """
    return (await evidence_of_each(graph, [profile], as_of))[0]


async def evidence_of_each(graph: Graph, profiles: Sequence[Profile], as_of: date) -> list[list[Evidence]]:
    """The same for each of several profiles, in as many statements as for one. Raises the same."""
    for place, one in enumerate(profiles):
        if not (one.skills or one.credentials or one.experience or one.badges):
            which = "The profile" if len(profiles) == 1 else f"profiles[{place}]"
            raise NothingAsked(
                f"{which} is empty.", hint="Give at least one skill, credential or former role of the person."
            )
    return await evidence_of_all(graph, profiles, as_of)


async def evidence_of_all(graph: Graph, profiles: Sequence[Profile], as_of: date) -> list[list[Evidence]]:
    """What speaks for skills in each of several profiles; an empty one has nothing."""
    for profile in profiles:
        _check(profile)
    known = await _known(graph, profiles)
    return [_evidence(profile, known, as_of) for profile in profiles]


async def _known(graph: Graph, profiles: Sequence[Profile]) -> _Known:
    named = [one.skill for profile in profiles for one in profile.skills]
    attested = [ref for profile in profiles for one in profile.badges for ref, _ in one.attests]
    skills = list(dict.fromkeys(named + attested))
    held = list(dict.fromkeys(one.credential for profile in profiles for one in profile.credentials))
    had = list(dict.fromkeys(one.role for profile in profiles for one in profile.experience))
    found = await together(
        refs.skills(graph, skills), refs.credentials(graph, held), refs.job_roles(graph, had)
    )
    skills_by_ref, credentials, roles = (
        dict(zip(asked, named, strict=True)) for asked, named in zip((skills, held, had), found, strict=True)
    )
    says: dict[str, list[Evidence]] = defaultdict(list)
    for one in await evidence_of_credentials(graph, sorted({named.id for named in credentials.values()})):
        says[one.credential.id if one.credential else ""].append(one)
    mapped: dict[str, list[Evidence]] = defaultdict(list)
    needs: dict[str, list[Named]] = defaultdict(list)
    if roles:
        worked = {role.id for role in roles.values()}
        for row in await graph.read(cypher("mappedRoles"), ids=sorted(worked)):
            other = Named(row["other"], row["uri"], row["name"])
            through = {"mapping": row["mapping"], "mapping_set": row["mappingSet"]}
            mapped[row["id"]].append(
                Evidence(other, role=other, inferred_by=Relation(row["relation"]), **through)
            )
        worked |= {one.role.id for others in mapped.values() for one in others if one.role}
        for role, rows in (await requirements_of_roles(graph, sorted(worked))).items():
            needs[role] += [
                Named(row["id"], row["uri"], row["name"]) for row in rows if row["relation"] == "ESSENTIAL"
            ]
    return _Known(skills_by_ref, credentials, roles, says, mapped, needs)


def _evidence(profile: Profile, known: _Known, as_of: date) -> list[Evidence]:
    stated = [Evidence(known.skills[one.skill], one.level) for one in profile.skills]
    earned = [
        _of_award(one, award, as_of)
        for award in profile.credentials
        if award.issued_on is None or award.issued_on <= as_of
        for one in known.says.get(known.credentials[award.credential].id, ())
    ]
    worked = [
        replace(one, skill=skill, years=work.years)
        for work in profile.experience
        for one in _worked_as(known.roles[work.role], known)
        for skill in known.needs.get(one.role.id if one.role else "", ())
    ]
    badges = [
        _of_badge(known.skills[ref], level, one, as_of)
        for one in profile.badges
        for ref, level in one.attests
    ]
    return list(dict.fromkeys(stated + worked + earned + badges))


def _worked_as(role: Named, known: _Known) -> list[Evidence]:
    """The role itself, and those that are mapped to it: their essential skills are on the person's word."""
    return [Evidence(role, role=role), *known.mapped.get(role.id, ())]


def _check(profile: Profile) -> None:
    for place, one in enumerate(profile.credentials):
        if one.issued_on and one.valid_until and one.valid_until < one.issued_on:
            raise InputError(
                f"credentials[{place}]: it is valid until {one.valid_until}, before it was issued on"
                f" {one.issued_on}.",
                hint="Check the two dates.",
            )
    for place, work in enumerate(profile.experience):
        if work.years is not None and not 0 <= work.years <= _MOST_YEARS:
            raise InputError(f"experience[{place}]: years is {work.years:g}; it must be from 0 to 80.")


def _of_award(one: Evidence, held: HeldCredential | HeldBadge, as_of: date) -> Evidence:
    """What a credential says of a skill, in the light of the award that the person has of it."""
    ended = held.valid_until if held.valid_until and held.valid_until < as_of else None
    return replace(
        one,
        expired_on=ended,
        award=held.award,
        status=held.status,
        why=held.why,
        verification=held.verification,
    )


def _of_badge(skill: Named, level: str | None, badge: HeldBadge, as_of: date) -> Evidence:
    """What a badge attests; how it assesses is not known, so it is taken at the least."""
    credential = Named(badge.award, badge.award, badge.name)
    attested = Evidence(skill, level, credential=credential, assurance=AssessmentMethod.COMPLETION)
    return _of_award(attested, badge, as_of)


async def evidence_of_credentials(graph: Graph, ids: Sequence[str]) -> list[Evidence]:
    """What credentials say of the skills that they teach and assess."""
    rows = await skills_of_credentials(graph, ids)
    return [
        Evidence(
            skill=Named(row["id"], row["uri"], row["name"]),
            level=row["level"],
            credential=Named(row["credential"], row["credential"], row["credentialName"]),
            assurance=_strongest(row["methods"]) if row["link"] == "ASSESSES" else None,
        )
        for row in rows
    ]


async def skills_of_credentials(graph: Graph, ids: Sequence[str]) -> list[Row]:
    """A row for each skill that each credential teaches or assesses, by credential, skill and link."""
    found = []
    for whole in await graph.read(cypher("skillsOfCredentials"), ids=list(ids)) if ids else ():
        own = {name: whole[name] for name in ("credential", "credentialName", "methods")}
        for row in sorted(rows_of(whole, "id", "uri", "name", "level", "link"), key=itemgetter("id", "link")):
            found.append(own | row | {"level": row["level"] or None})
    return found


def _strongest(methods: list[str]) -> str:
    """The method that counts; a credential that does not say how it assesses is taken at the least."""
    stated = [AssessmentMethod(method) for method in methods]
    # The members stand from the strongest proof of ability to none.
    return min(stated, key=list(AssessmentMethod).index, default=AssessmentMethod.COMPLETION)
