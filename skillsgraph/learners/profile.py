"""`profile_of`: a stored learner as the profile that every question takes.

    profile = await profile_of(graph, learner_id, info.context.caller, as_of)

Whatever takes an inline `profile` takes `learner: ID` beside it by calling this.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from skillsgraph.answers.model import HeldBadge, HeldCredential, HeldExperience, HeldSkill, Profile, Ref
from skillsgraph.graph.access import Graph, Row
from skillsgraph.learners.access import Caller, require
from skillsgraph.model.learners import AwardStatus, Verification
from skillsgraph.statements import cypher

_DAYS_OF_A_YEAR = 365.25


async def profile_of(graph: Graph, learner: str, caller: Caller, as_of: date) -> Profile:
    """What a stored learner held on a day: what was earned, said or begun later is left out.

    Awards are all there, also revoked and expired ones: each with its id, `status`, `why` and `verification`,
    so that an answer can say why one does not count. Years of experience are counted until `as_of`.

    Raises:
        LearnerNotFound: There is none, or the caller may not see them.
        Unauthenticated, Forbidden: The caller's role does not see people's records.
    """
    await require(graph, learner, caller)
    return (await profiles_of(graph, [learner], as_of))[learner]


async def profiles_of(graph: Graph, learners: Sequence[str], as_of: date) -> dict[str, Profile]:
    """The profiles of learners whom the caller is known to see; see `visible` in `learners.access`."""
    ids, day = list(learners), as_of.isoformat()
    awards = await graph.read(cypher("learnerAwards"), ids=ids)
    skills = await graph.read(cypher("learnerSkills"), ids=ids)
    experience = await graph.read(cypher("learnerExperience"), ids=ids)
    outside = [row["node"]["id"] for row in awards if not row["node"]["credentialId"]]
    attested = await graph.read(cypher("attestedSkills"), ids=outside) if outside else []
    return {
        learner: Profile(
            skills=tuple(
                HeldSkill(Ref(id=row["skill"]), row["level"])
                for row in skills
                if row["id"] == learner and (row["at"] or day) <= day
            ),
            credentials=tuple(
                _held(row["node"])
                for row in awards
                if row["id"] == learner and row["node"]["credentialId"] and row["node"]["issuedOn"] <= day
            ),
            experience=tuple(
                HeldExperience(Ref(id=row["role"]), _years(row["node"], as_of))
                for row in experience
                if row["id"] == learner and row["node"]["from"] <= day
            ),
            badges=tuple(
                _badge(row["node"], [one for one in attested if one["id"] == row["node"]["id"]])
                for row in awards
                if row["id"] == learner and not row["node"]["credentialId"] and row["node"]["issuedOn"] <= day
            ),
        )
        for learner in ids
    }


def _held(award: Row) -> HeldCredential:
    return HeldCredential(
        credential=Ref(id=award["credentialId"]),
        issued_on=date.fromisoformat(award["issuedOn"]),
        result=_number(award.get("result")),
        **_standing(award),
    )


def _number(result: str | None) -> float | None:
    """The number that a result begins with, such as 92 of "92 %"; None for a grade in words."""
    found = re.match(r"\s*(\d+(?:[.,]\d+)?)", result or "")
    return float(found[1].replace(",", ".")) if found else None


def _badge(award: Row, attested: Sequence[Row]) -> HeldBadge:
    skills = tuple((Ref(id=row["skill"]), row["level"]) for row in attested)
    return HeldBadge(name=award["name"], attests=skills, **_standing(award))


def _standing(award: Row) -> dict[str, Any]:
    until = award.get("validUntil")
    return {
        "award": award["id"],
        "valid_until": date.fromisoformat(until) if until else None,
        "status": AwardStatus(award["status"]),
        "verification": Verification(award["verification"]),
        "why": award.get("statusReason"),
    }


def _years(experience: Row, as_of: date) -> float:
    """Years from the beginning until the end or `as_of`, whichever is first, to one decimal."""
    ended = experience.get("to")
    end = min(date.fromisoformat(ended), as_of) if ended else as_of
    return round((end - date.fromisoformat(experience["from"])).days / _DAYS_OF_A_YEAR, 1)
