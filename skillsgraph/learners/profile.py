"""`profile_of`: a stored learner as the profile that every question takes.

    profile = await profile_of(graph, learner_id, info.context.caller, as_of)

Whatever takes an inline `profile` takes `learner: ID` beside it by calling this.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from skillsgraph.answers.model import HeldBadge, HeldCredential, HeldExperience, HeldSkill, Profile, Ref
from skillsgraph.graph.access import Graph, Row
from skillsgraph.learners.access import Caller, require
from skillsgraph.model.learners import AwardStatus, Recognition, RecognitionKind, Verification
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
    awards = await _by_learner(graph, "learnerAwards", ids)
    skills = await _by_learner(graph, "learnerSkills", ids)
    experience = await _by_learner(graph, "learnerExperience", ids)
    decided = await _by_learner(graph, "learnerRecognitions", ids)
    enrolled = await _by_learner(graph, "learnerEnrolments", ids)
    outside = [
        row["node"]["id"] for rows in awards.values() for row in rows if not row["node"]["credentialId"]
    ]
    attested = await _by_learner(graph, "attestedSkills", outside) if outside else {}
    if graph.withheld:
        skills, attested = [await _served(graph, one, "Skills", "skill") for one in (skills, attested)]
        experience = await _served(graph, experience, "JobRoles", "role")
    found = {}
    for learner in ids:
        earned = [row["node"] for row in awards.get(learner, ()) if row["node"]["issuedOn"] <= day]
        found[learner] = Profile(
            skills=tuple(
                HeldSkill(Ref(id=row["skill"]), row["level"])
                for row in skills.get(learner, ())
                if (row["at"] or day) <= day
            ),
            credentials=tuple(_held(node) for node in earned if node["credentialId"]),
            experience=tuple(
                HeldExperience(Ref(id=row["role"]), _years(row["node"], as_of))
                for row in experience.get(learner, ())
                if row["node"]["from"] <= day
            ),
            badges=tuple(
                _badge(node, attested.get(node["id"], ())) for node in earned if not node["credentialId"]
            ),
            recognitions=tuple(
                recognition_of(row)
                for row in decided.get(learner, ())
                if not row["node"].get("withdrawnAt") and row["node"]["decidedOn"] <= day
            ),
            enrolments=tuple(
                (row["credential"], date.fromisoformat(row["node"].get("rulesAsOf") or row["node"]["since"]))
                for row in enrolled.get(learner, ())
                if row["node"]["since"] <= day
            ),
        )
    return found


async def _by_learner(graph: Graph, statement: str, ids: Sequence[str]) -> dict[str, list[Row]]:
    """The rows of a statement by the id that each belongs to, in their order."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in await graph.read(cypher(statement), ids=list(ids)):
        found[row["id"]].append(row)
    return found


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


async def _served(graph: Graph, rows: dict[str, list[Row]], kind: str, part: str) -> dict[str, list[Row]]:
    """Rows but for those on concepts that their licence withholds: an answer does not use them either."""
    ids = sorted({row[part] for found in rows.values() for row in found})
    withheld = {row["id"] for row in await graph.read(cypher(f"withheld{kind}"), ids=ids)}
    return {one: [row for row in found if row[part] not in withheld] for one, found in rows.items()}


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


def recognition_of(row: Row) -> Recognition:
    """A stored decision, from a row of learnerRecognitions."""
    node, until = row["node"], row["node"].get("until")
    rule = node.get("rule")
    return Recognition(
        kind=RecognitionKind(node["kind"]),
        towards=None if rule else row["towardsUri"],
        rule=rule,
        credits=node.get("credits"),
        decided_by=row["decidedBy"],
        decided_on=date.fromisoformat(node["decidedOn"]),
        ground=node.get("ground"),
        until=date.fromisoformat(until) if until else None,
        programme=row["towardsUri"] if rule else row["withinUri"],
        id=node["id"],
    )


def _years(experience: Row, as_of: date) -> float:
    """Years from the beginning until the end or `as_of`, whichever is first, to one decimal."""
    ended = experience.get("to")
    end = min(date.fromisoformat(ended), as_of) if ended else as_of
    return round((end - date.fromisoformat(experience["from"])).days / _DAYS_OF_A_YEAR, 1)
