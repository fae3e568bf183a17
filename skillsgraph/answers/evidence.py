"""From a profile to evidence: what it says of skills itself, and what its credentials say."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from skillsgraph.answers import refs
from skillsgraph.answers.model import (
    Evidence,
    HeldBadge,
    HeldCredential,
    HeldExperience,
    Named,
    Profile,
    Relation,
)
from skillsgraph.errors import InputError, NothingAsked
from skillsgraph.graph.access import Graph
from skillsgraph.model.credentials import AssessmentMethod
from skillsgraph.statements import cypher

_MOST_YEARS = 80


async def evidence_of(graph: Graph, profile: Profile, as_of: date) -> list[Evidence]:
    """Everything in a profile that speaks for a skill, on a day; awards of a later day are left out.

    Raises:
        NothingAsked: The profile is empty.
        InputError: A validity ends before it begins, or years that no life has.
        SkillNotFound, JobRoleNotFound, CredentialNotFound: It names what is not in the graph.
    """
    if not (profile.skills or profile.credentials or profile.experience or profile.badges):
        raise NothingAsked(
            "The profile is empty.", hint="Give at least one skill, credential or former role of the person."
        )
    _check(profile)
    named = await refs.skills(graph, [one.skill for one in profile.skills])
    held = await refs.credentials(graph, [one.credential for one in profile.credentials])
    worked = await _evidence_of_experience(graph, profile.experience)
    badges = await _evidence_of_badges(graph, profile.badges, as_of)
    stated = [Evidence(skill, one.level) for skill, one in zip(named, profile.skills, strict=True)]
    given = list(zip(held, profile.credentials, strict=True))
    says: dict[str, list[Evidence]] = {}
    for one in await evidence_of_credentials(graph, sorted({credential.id for credential in held})):
        says.setdefault(one.credential.id if one.credential else "", []).append(one)
    earned = [
        _of_award(one, award, as_of)
        for credential, award in given
        if award.issued_on is None or award.issued_on <= as_of
        for one in says.get(credential.id, ())
    ]
    return list(dict.fromkeys(stated + worked + earned + badges))


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


async def _evidence_of_badges(graph: Graph, badges: Sequence[HeldBadge], as_of: date) -> list[Evidence]:
    """What badges attest; how they assess is not known, so they are taken at the least."""
    pairs = [(one, ref, level) for one in badges for ref, level in one.attests]
    skills = await refs.skills(graph, [ref for _, ref, _ in pairs])
    return [
        _of_award(
            Evidence(
                skill,
                level,
                credential=Named(one.award, one.award, one.name),
                assurance=AssessmentMethod.COMPLETION,
            ),
            one,
            as_of,
        )
        for skill, (one, _, level) in zip(skills, pairs, strict=True)
    ]


async def _evidence_of_experience(graph: Graph, experience: Sequence[HeldExperience]) -> list[Evidence]:
    """The essential skills of former roles, and of roles that are mapped to these, on the person's word."""
    roles = await refs.job_roles(graph, [one.role for one in experience])
    if not roles:
        return []
    had: dict[str, list[tuple[Named, float | None, Relation | None]]] = {}
    for role, one in zip(roles, experience, strict=True):
        had.setdefault(role.id, []).append((role, one.years, None))
    for row in await graph.read(cypher("mappedRoles"), ids=sorted(had)):
        mapped = Named(row["other"], row["uri"], row["name"])
        inferred = Relation(row["relation"])
        years = [one for _, one, inferred_by in had[row["id"]] if inferred_by is None]
        had.setdefault(mapped.id, []).extend((mapped, one, inferred) for one in years)
    rows = await graph.read(cypher("requirementsOfRoles"), ids=sorted(had))
    return [
        Evidence(Named(row["id"], row["uri"], row["name"]), role=role, years=years, inferred_by=inferred)
        for row in rows
        if row["relation"] == "ESSENTIAL"
        for role, years, inferred in had[row["role"]]
    ]


async def evidence_of_credentials(graph: Graph, ids: Sequence[str]) -> list[Evidence]:
    """What credentials say of the skills that they teach and assess."""
    if not ids:
        return []
    rows = await graph.read(cypher("skillsOfCredentials"), ids=list(ids))
    return [
        Evidence(
            skill=Named(row["id"], row["uri"], row["name"]),
            level=row["level"],
            credential=Named(row["credential"], row["credential"], row["credentialName"]),
            assurance=_strongest(row["methods"]) if row["link"] == "ASSESSES" else None,
        )
        for row in rows
    ]


def _strongest(methods: list[str]) -> str:
    """The method that counts; a credential that does not say how it assesses is taken at the least."""
    stated = [AssessmentMethod(method) for method in methods]
    # The members stand from the strongest proof of ability to none.
    return min(stated, key=list(AssessmentMethod).index, default=AssessmentMethod.COMPLETION)
