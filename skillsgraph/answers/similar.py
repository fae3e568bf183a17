"""Which job roles are near this one?

    skills = cos(a, b)      a_s = w·idf(s) over what a role requires; w is 1 for essential, .5 for optional
    groups = cos(g, h)      g_k = how many of a role's skills stand directly below the group or skill k
    score  = .7·skills + .3·groups
    idf(s) = ln(1 + N / n)  N job roles, n of which require s

Near is not "fit": a role that asks for less is as near as one that asks for more. The shares are a
proposal of this project.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from skillsgraph.answers import refs
from skillsgraph.answers.match import idf_of, weight
from skillsgraph.answers.model import Named, Page, Ref, SimilarRole
from skillsgraph.answers.policy import Policy
from skillsgraph.graph.access import Graph, Row
from skillsgraph.statements import cypher

CANDIDATES = 200
SKILLS_SHARE, GROUPS_SHARE = 0.7, 0.3
_SHOWN = 5

Vector = Mapping[str, float]


async def similar_roles(
    graph: Graph, role: Ref, *, first: int, start: int = 0, policy: Policy
) -> Page[SimilarRole]:
    """Job roles of active frameworks by how near they are, the nearest first; at most `CANDIDATES`.

    Raises:
        JobRoleNotFound: The role is not in the graph.
    """
    asked = (await refs.job_roles(graph, [role]))[0]
    counted = await graph.read_one(cypher("countRoles"))
    total = counted["roles"] if counted else 0
    own = await graph.read(cypher("requirementsOfRoles"), ids=[asked.id])
    idf = await idf_of(graph, {row["id"] for row in own}, total)
    # What two roles share weighs with both, so the candidates are found by its square.
    wanted = [{"id": row["id"], "weight": weight(row, policy) * idf[row["id"]] ** 2} for row in own]
    found = await graph.read(cypher("candidateRoles"), credits=wanted, first=CANDIDATES + 1)
    others = {row["id"]: Named(row["id"], row["uri"], row["name"]) for row in found if row["id"] != asked.id}
    required: dict[str, list[Row]] = defaultdict(list)
    for row in await graph.read(cypher("requirementsOfRoles"), ids=sorted({asked.id, *others})):
        required[row["role"]].append(row)
    skills = {row["id"] for rows in required.values() for row in rows}
    idf |= await idf_of(graph, skills - idf.keys(), total)
    groups = await _groups(graph, skills)
    matches = sorted(
        (compare(one, own, required[one.id], idf, groups, policy) for one in others.values()),
        key=lambda match: (-match.score, match.role.id),
    )
    return Page(tuple(matches[start : start + first]), start, len(matches) > start + first)


def compare(
    other: Named,
    mine: Sequence[Row],
    theirs: Sequence[Row],
    idf: Vector,
    groups: Mapping[str, Sequence[str]],
    policy: Policy,
) -> SimilarRole:
    """How near two roles are, by what they require. Pure."""
    vectors = [{row["id"]: weight(row, policy) * idf[row["id"]] for row in rows} for rows in (mine, theirs)]
    counts = [
        Counter(group for row in rows for group in groups.get(row["id"], ())) for rows in (mine, theirs)
    ]
    by_skills, by_groups = cosine(*vectors), cosine(*counts)
    score = SKILLS_SHARE * by_skills + GROUPS_SHARE * by_groups
    names = {row["id"]: row["name"] for row in mine}
    shared = sorted(
        vectors[0].keys() & vectors[1].keys(),
        key=lambda skill: (-vectors[0][skill] * vectors[1][skill], skill),
    )
    told = ", ".join(f"“{names[skill]}”" for skill in shared[:_SHOWN])
    return SimilarRole(
        role=other,
        score=round(score, 6),
        by_skills=round(by_skills, 6),
        by_groups=round(by_groups, 6),
        shared=tuple(names[skill] for skill in shared[:_SHOWN]),
        explanation=(
            f"“{other.name}” shares {len(shared)} of {len(mine)} skills"
            f"{f', first of all {told}' if told else ''}."
            f" By skills, the rarer the weightier, they are {by_skills:.0%} alike; by kinds of skills"
            f" {by_groups:.0%}; the score is {SKILLS_SHARE:.0%} of the one and {GROUPS_SHARE:.0%} of the"
            " other."
        ),
    )


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two vectors with no negative part; 0 when one of them is empty."""
    product = math.fsum(one[key] * other[key] for key in one.keys() & other.keys())
    length = math.hypot(*one.values()) * math.hypot(*other.values())
    return min(product / length, 1.0) if length else 0.0


async def _groups(graph: Graph, skills: set[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for row in await graph.read(cypher("groupsOfSkills"), ids=sorted(skills)):
        groups[row["id"]].append(row["broader"])
    return groups
