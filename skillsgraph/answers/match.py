"""Which job roles fit this person?

    cov = Σ w·idf·q / Σ w·idf     over what the role requires; w is 1 for essential, .5 for optional
    use = Σ idf·κ / Σ idf         over what the person brings; κ to the requirement that it serves best
    score = 2·cov·use / (cov + use)
    idf(s) = ln(1 + N / n)        N job roles, n of which require s

The database finds the roles that need most of the profile; those are scored exactly.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from skillsgraph.answers.evidence import evidence_of
from skillsgraph.answers.gap import strongest
from skillsgraph.answers.model import Named, Page, Profile, Relation, RoleMatch
from skillsgraph.answers.policy import Policy
from skillsgraph.graph.access import Graph, Row
from skillsgraph.statements import cypher

CANDIDATES = 300
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Held:
    """The skills of a profile by id, and what each is worth for others: (held, other) -> κ."""

    names: Mapping[str, str]
    worth: Mapping[tuple[str, str], float]


async def role_matches(
    graph: Graph, profile: Profile, *, first: int, start: int = 0, as_of: date, policy: Policy
) -> Page[RoleMatch]:
    """Job roles of active frameworks by score, the best first; groups are never matched.

    At most the `CANDIDATES` likeliest are ranked.

    Raises:
        NothingAsked: The profile is empty.
        SkillNotFound, CredentialNotFound: It names what is not in the graph.
    """
    evidence = await evidence_of(graph, profile, as_of)
    names = {one.skill.id: one.skill.name for one in evidence}
    links = strongest(await graph.read(cypher("neighbours"), held=sorted(names)), policy)
    worth = {pair: policy.mapping[relation] for pair, relation in links.items()}
    worth |= {(skill, skill): policy.mapping[Relation.SAME] for skill in names}
    held = Held(names, worth)
    candidates, requirements, idf = await _candidates(graph, held)
    matches = sorted(
        (_score(row, requirements[row["id"]], held, idf, policy) for row in candidates),
        key=lambda match: (-match.score, match.role.id),
    )
    page = tuple(matches[start : start + first])
    return Page(page, start, len(matches) > start + first)


async def _candidates(graph: Graph, held: Held) -> tuple[list[Row], dict[str, list[Row]], dict[str, float]]:
    """The likeliest roles, what they require, and the idf of every skill concerned."""
    counted = await graph.read_one(cypher("countRoles"))
    roles = counted["roles"] if counted else 0
    reach = best_credit(held.worth)
    idf = await idf_of(graph, reach, roles)
    credits_given = [{"id": skill, "weight": idf[skill] * credit} for skill, credit in sorted(reach.items())]
    candidates = await graph.read(cypher("candidateRoles"), credits=credits_given, first=CANDIDATES)
    requirements: dict[str, list[Row]] = defaultdict(list)
    for row in await graph.read(cypher("requirementsOfRoles"), ids=[row["id"] for row in candidates]):
        requirements[row["role"]].append(row)
    required = {row["id"] for rows in requirements.values() for row in rows} | held.names.keys()
    return candidates, requirements, idf | await idf_of(graph, required - idf.keys(), roles)


async def idf_of(graph: Graph, skills: Iterable[str], roles: int) -> dict[str, float]:
    """How telling each skill is among so many job roles: the rarer it is required, the more."""
    rows = await graph.read(cypher("skillUse"), ids=sorted(skills))
    return {row["id"]: math.log(1 + roles / max(row["roles"], 1)) for row in rows}


def best_credit(worth: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """What a profile gives for each skill: the best that any of its skills is worth."""
    best: dict[str, float] = {}
    for (_, other), value in worth.items():
        best[other] = max(value, best.get(other, 0.0))
    return best


def _score(
    role: Row, required: Sequence[Row], held: Held, idf: Mapping[str, float], policy: Policy
) -> RoleMatch:
    given = best_credit(held.worth)
    mass = {row["id"]: weight(row, policy) * idf[row["id"]] for row in required}
    needed = sum(mass.values())
    coverage = sum(mass[skill] * given.get(skill, 0.0) for skill in mass) / needed if needed else 0.0
    brought = sum(idf[skill] for skill in held.names)
    used = sum(
        idf[skill] * max((held.worth.get((skill, other), 0.0) for other in mass), default=0.0)
        for skill in held.names
    )
    use = used / brought if brought else 0.0
    score = 2 * coverage * use / (coverage + use) if coverage + use else 0.0
    ranked = sorted(required, key=lambda row: (-mass[row["id"]], row["id"]))
    has = tuple(row["name"] for row in ranked if given.get(row["id"], 0.0) == 1.0)
    lacks = tuple(row["name"] for row in ranked if row["id"] not in given)
    return RoleMatch(
        role=Named(role["id"], role["uri"], role["name"]),
        score=round(score, 6),
        coverage=round(coverage, 6),
        use=round(use, 6),
        held=has[:_SHOWN],
        missing=lacks[:_SHOWN],
        explanation=(
            f"The profile has {len(has)} of the {len(required)} skills of “{role['name']}”, which with their"
            f" rarity and kinship is {coverage:.0%} of what it requires; the role needs {use:.0%} of what the"
            " profile offers. The score is the harmonic mean of both."
        ),
    )


def weight(row: Row, policy: Policy) -> float:
    """What a requirement weighs: all of 1 when it is essential."""
    return 1.0 if row["relation"] == "ESSENTIAL" else policy.optional_in_matches
