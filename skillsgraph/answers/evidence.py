"""From a profile to evidence: what it says of skills itself, and what its credentials say."""

from collections.abc import Sequence
from datetime import date

from skillsgraph.answers import refs
from skillsgraph.answers.model import Evidence, HeldExperience, Named, Profile
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
    if not (profile.skills or profile.credentials or profile.experience):
        raise NothingAsked(
            "The profile is empty.", hint="Give at least one skill, credential or former role of the person."
        )
    named = await refs.skills(graph, [held.skill for held in profile.skills])
    stated = [Evidence(skill, held.level) for skill, held in zip(named, profile.skills, strict=True)]
    held = await refs.credentials(graph, [held.credential for held in profile.credentials])
    ends = {
        credential.id: given.valid_until
        for credential, given in zip(held, profile.credentials, strict=True)
        if given.valid_until is not None and given.valid_until < as_of
    }
    worked = await _evidence_of_experience(graph, profile.experience)
    return stated + worked + await evidence_of_credentials(graph, [one.id for one in held], ends)


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


async def evidence_of_credentials(
    graph: Graph, ids: Sequence[str], expired: dict[str, date] | None = None
) -> list[Evidence]:
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
            expired_on=(expired or {}).get(row["credential"]),
        )
        for row in rows
    ]


def _strongest(methods: list[str]) -> str:
    """The method that counts; a credential that does not say how it assesses is taken at the least."""
    stated = [AssessmentMethod(method) for method in methods]
    # The members stand from the strongest proof of ability to none.
    return min(stated, key=list(AssessmentMethod).index, default=AssessmentMethod.COMPLETION)
