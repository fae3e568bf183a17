"""From a profile to evidence: what it says of skills itself, and what its credentials say."""

from collections.abc import Sequence
from datetime import date

from skillsgraph.answers import policy, refs
from skillsgraph.answers.model import Evidence, Named, Profile
from skillsgraph.errors import NothingAsked
from skillsgraph.graph.access import Graph
from skillsgraph.statements import cypher


async def evidence_of(graph: Graph, profile: Profile, as_of: date) -> list[Evidence]:
    """Everything in a profile that speaks for a skill, on a day.

    Raises:
        NothingAsked: The profile is empty.
        SkillNotFound, CredentialNotFound: It names what is not in the graph.
    """
    if not profile.skills and not profile.credentials:
        raise NothingAsked(
            "The profile is empty.", hint="Give at least one skill or credential that the person has."
        )
    named = await refs.skills(graph, [held.skill for held in profile.skills])
    stated = [Evidence(skill, held.level) for skill, held in zip(named, profile.skills, strict=True)]
    held = await refs.credentials(graph, [held.credential for held in profile.credentials])
    ends = {
        credential.id: given.valid_until
        for credential, given in zip(held, profile.credentials, strict=True)
        if given.valid_until is not None and given.valid_until < as_of
    }
    return stated + await evidence_of_credentials(graph, [credential.id for credential in held], ends)


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
    return max(methods, key=lambda method: policy.ASSURANCE.get(method, 0), default="COMPLETION")
