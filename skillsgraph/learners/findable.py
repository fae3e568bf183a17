"""Who may be found for a job role: the learners who consented to it, as postings of what they hold.

No name, label, story, language or date of birth comes in here: what is not read cannot decide.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from skillsgraph.answers.evidence import evidence_of_credentials
from skillsgraph.answers.index.keeper import Recipe
from skillsgraph.answers.index.people import FOR_EVER, OWN, Holdings, People, build_people, way_of
from skillsgraph.answers.requirements import requirements_of_roles
from skillsgraph.graph.access import Graph, Row
from skillsgraph.learners.access import now
from skillsgraph.model.credentials import AssessmentMethod
from skillsgraph.statements import cypher

_READ_SECONDS = 300.0
_PATIENCE_SECONDS = 0.5
_EPOCH = date(1970, 1, 1)

Holding = tuple[str, str, int, int]
"""Learner, skill, way, last valid day."""


@dataclass(frozen=True, slots=True)
class Says:
    """What credentials say of skills, each with its assurance, and what roles usually require."""

    credentials: Mapping[str, Sequence[tuple[str, str | None]]]
    roles: Mapping[str, Sequence[str]]


def day_of(when: date) -> int:
    """A day as the postings count it."""
    return min(max((when - _EPOCH).days, 0), FOR_EVER - 1)


async def learners_version(graph: Graph) -> str:
    """A short name of the state of learners' records."""
    row = await graph.read_one(cypher("learnersVersion"))
    return f"{row['learners']}.{row['events']}" if row else "0.0"


async def _people(graph: Graph) -> tuple[str, People]:
    version = await learners_version(graph)
    at = now()
    open_to = await graph.read(cypher("findableLearners"), deadline=_READ_SECONDS, now=at)
    awards = await graph.read(cypher("findableAwards"), deadline=_READ_SECONDS, now=at)
    skills = await graph.read(cypher("findableSkills"), deadline=_READ_SECONDS, now=at)
    worked = await graph.read(cypher("findableExperience"), deadline=_READ_SECONDS, now=at)
    says = await _said(graph, awards, worked)
    return version, await asyncio.to_thread(_build, open_to, awards, skills, worked, says)


LEARNERS: Recipe[People] = Recipe(learners_version, _people, _PATIENCE_SECONDS)
"""The postings of learners who may be found."""


async def _said(graph: Graph, awards: Sequence[Row], worked: Sequence[Row]) -> Says:
    credentials: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    ids = sorted({row["credential"] for row in awards if row["credential"]})
    for one in await evidence_of_credentials(graph, ids):
        if one.credential is not None:
            credentials[one.credential.id].append((one.skill.id, one.assurance))
    had = {role for row in worked for role in row["roles"]}
    meant: dict[str, set[str]] = {role: {role} for role in had}
    for row in await graph.read(cypher("mappedRoles"), ids=sorted(had)):
        meant[row["id"]].add(row["other"])
    essential: dict[str, set[str]] = defaultdict(set)
    ids = sorted(set().union(*meant.values()))
    for role, rows in (await requirements_of_roles(graph, ids)).items():
        essential[role].update(row["id"] for row in rows if row["relation"] == "ESSENTIAL")
    roles = {role: sorted(set().union(*(essential[one] for one in ones))) for role, ones in meant.items()}
    return Says(credentials, roles)


def _build(
    open_to: Sequence[Row], awards: Sequence[Row], skills: Sequence[Row], worked: Sequence[Row], says: Says
) -> People:
    ids = sorted({row["id"] for row in open_to})
    place = {identifier: number for number, identifier in enumerate(ids)}
    found = [
        one for one in (*_earned(awards, says), *_stated(skills), *_had(worked, says)) if one[0] in place
    ]
    columns = {skill: number for number, skill in enumerate(sorted({one[1] for one in found}))}
    rows = Holdings(
        person=np.fromiter((place[one[0]] for one in found), np.int32, len(found)),
        skill=np.fromiter((columns[one[1]] for one in found), np.int32, len(found)),
        way=np.fromiter((one[2] for one in found), np.uint8, len(found)),
        until=np.fromiter((one[3] for one in found), np.uint16, len(found)),
    )
    allowed: dict[str | None, list[int]] = defaultdict(list)
    for row in open_to:
        allowed[row["organization"]].append(place[row["id"]])
    return build_people(
        ids, columns, rows, {whose: np.array(them, np.int32) for whose, them in allowed.items()}
    )


def _earned(awards: Sequence[Row], says: Says) -> Iterator[Holding]:
    for row in awards:
        until = day_of(date.fromisoformat(row["validUntil"][:10])) if row["validUntil"] else FOR_EVER
        for skill, assurance in says.credentials.get(row["credential"] or "", ()):
            yield row["id"], skill, way_of(row["verification"], assurance), until
        if row["credential"] is None:
            for skill in row["attests"]:
                yield row["id"], skill, way_of(row["verification"], AssessmentMethod.COMPLETION), until


def _stated(skills: Sequence[Row]) -> Iterator[Holding]:
    return ((row["id"], skill, OWN, FOR_EVER) for row in skills for skill in row["skills"])


def _had(worked: Sequence[Row], says: Says) -> Iterator[Holding]:
    return (
        (row["id"], skill, OWN, FOR_EVER)
        for row in worked
        for role in row["roles"]
        for skill in says.roles[role]
    )
