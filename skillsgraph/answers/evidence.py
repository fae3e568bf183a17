"""From a profile to evidence: what it says of skills itself, and what its credentials say."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from skillsgraph.answers import refs
from skillsgraph.answers.model import (
    Evidence,
    HeldBadge,
    HeldCredential,
    HeldExperience,
    Named,
    Profile,
)
from skillsgraph.errors import NothingAsked
from skillsgraph.graph.access import Graph
from skillsgraph.model.credentials import AssessmentMethod
from skillsgraph.statements import cypher


async def evidence_of(graph: Graph, profile: Profile, as_of: date) -> list[Evidence]:
    """Everything in a profile that speaks for a skill, on a day.

    Raises:
        NothingAsked: The profile is empty.
        SkillNotFound, JobRoleNotFound, CredentialNotFound: It names what is not in the graph.
    """
    if not (profile.skills or profile.credentials or profile.experience or profile.badges):
        raise NothingAsked(
            "The profile is empty.", hint="Give at least one skill, credential or former role of the person."
        )
    named = await refs.skills(graph, [held.skill for held in profile.skills])
    stated = [Evidence(skill, held.level) for skill, held in zip(named, profile.skills, strict=True)]
    worked = await _evidence_of_experience(graph, profile.experience)
    earned = await _evidence_of_held(graph, profile.credentials, as_of)
    return stated + worked + earned + await _evidence_of_badges(graph, profile.badges, as_of)


async def _evidence_of_held(graph: Graph, held: Sequence[HeldCredential], as_of: date) -> list[Evidence]:
    """What each credential says, once for each time that it was earned: one may be expired, another not."""
    named = await refs.credentials(graph, [one.credential for one in held])
    says: dict[str, list[Evidence]] = defaultdict(list)
    for found in await evidence_of_credentials(graph, list(dict.fromkeys(one.id for one in named))):
        if found.credential is not None:
            says[found.credential.id].append(found)
    return [
        replace(found, **_standing(one, as_of))
        for credential, one in zip(named, held, strict=True)
        for found in says[credential.id]
    ]


async def _evidence_of_badges(graph: Graph, badges: Sequence[HeldBadge], as_of: date) -> list[Evidence]:
    """What badges attest; how they assess is not known, so they are taken at the least."""
    pairs = [(one, ref, level) for one in badges for ref, level in one.attests]
    skills = await refs.skills(graph, [ref for _, ref, _ in pairs])
    return [
        Evidence(
            skill,
            level,
            credential=Named(one.award, one.award, one.name),
            assurance=AssessmentMethod.COMPLETION,
            **_standing(one, as_of),
        )
        for skill, (one, _, level) in zip(skills, pairs, strict=True)
    ]


def _standing(held: HeldCredential | HeldBadge, as_of: date) -> dict[str, Any]:
    """How an award stands on a day, as the fields of evidence."""
    until = held.valid_until
    return {
        "expired_on": until if until is not None and until < as_of else None,
        "award": held.award,
        "status": held.status,
        "verification": held.verification,
        "why": held.why,
    }


async def _evidence_of_experience(graph: Graph, experience: Sequence[HeldExperience]) -> list[Evidence]:
    """The essential skills of former roles, on the person's own word."""
    roles = await refs.job_roles(graph, [one.role for one in experience])
    had = {role.id: (role, one.years) for role, one in zip(roles, experience, strict=True)}
    rows = await graph.read(cypher("requirementsOfRoles"), ids=sorted(had)) if had else []
    return [
        Evidence(
            skill=Named(row["id"], row["uri"], row["name"]),
            role=had[row["role"]][0],
            years=had[row["role"]][1],
        )
        for row in rows
        if row["relation"] == "ESSENTIAL"
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
