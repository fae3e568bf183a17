"""Which job roles are near this one?

    skills = cos(a, b)   a_s = w·idf(s) over what a role requires; w is 1 for essential, .5 for optional
    kinds  = cos(g, h)   g_k = ln(N / n) times how many of a role's skills stand below the group or skill k
    words  = cos(t, u)   t_v = (1 + ln count)·ln(N / n) over the stems of a role's labels and description
    place  = cos(p, q)   p_c = 1 for everything that stands above a role in its classification
    score  = .2·skills + .25·kinds + .45·words + .1·place
    idf(s) = ln(1 + N / n)  N job roles, n of which have s

Near is not "fit": a role that asks for less is as near as one that asks for more. The shares were learned
from O*NET's related occupations; `benchmarks/matching/similar_roles.py` does it again and shows what each
signal gives by itself.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from skillsgraph.answers import refs
from skillsgraph.answers.index.index import Index, Vector
from skillsgraph.answers.index.keeper import index_of
from skillsgraph.answers.match import best, open_roles
from skillsgraph.answers.model import ANY_ROLE, Among, Named, Page, Ref, SimilarRole
from skillsgraph.answers.requirements import requirements_of_roles
from skillsgraph.errors import InputError, JobRoleNotFound
from skillsgraph.graph.access import Graph, Row
from skillsgraph.graph.together import together

SHARES: Mapping[str, float] = {"skills": 0.2, "kinds": 0.25, "words": 0.45, "places": 0.1}
_SHOWN = 5


async def similar_roles(
    graph: Graph, role: Ref, *, first: int, start: int = 0, among: Among = ANY_ROLE
) -> Page[SimilarRole]:
    """Job roles of active frameworks by how near they are, the nearest first.

    Raises:
        JobRoleNotFound: The role is not in the graph, or not one that is ranked: a group, or a role of a
            framework version that is not active.
        InputError: `among` asks how a person stands, and there is none.
    """
    if among.entry is not None:
        raise InputError(
            "A role that is near another is nobody's: `entryIn` has no person to ask about.",
            hint="Ask `roleMatches` with a profile.",
        )
    (asked,), kept = await together(refs.job_roles(graph, [role]), index_of(graph))
    index = kept.thing
    if asked.id not in index.row:
        raise JobRoleNotFound(
            f"The job role {asked.name!r} is not ranked.",
            hint="Groups of roles and roles of framework versions that are not active are near nothing.",
            value=asked.id,
        )
    cosines = index.near(asked.id)
    total = np.where(await open_roles(graph, index, among), score(cosines), 0.0)
    total[index.row[asked.id]] = 0.0
    ranked = best(total)
    places = ranked[start : start + first]
    shown = [index.roles[place] for place in places]
    skills = await requirements_of_roles(graph, [one.id for one in (asked, *shown)])
    matches = tuple(
        explain(
            other,
            {name: float(values[place]) for name, values in cosines.items()},
            _shared(index, skills[asked.id], skills[other.id]),
            len(skills[asked.id]),
        )
        for place, other in zip(places, shown, strict=True)
    )
    return Page(matches, start, len(ranked) > start + first, index.version, kept.stale)


def score(cosines: Mapping[str, Vector]) -> Vector:
    """The weighted sum of the signals."""
    parts: list[Vector] = [share * cosines[name] for name, share in SHARES.items()]
    return np.asarray(sum(parts), dtype=np.float64)


def explain(other: Named, cosines: Mapping[str, float], shared: Sequence[str], asked: int) -> SimilarRole:
    """One role with its figures; `shared` are names of skills, the weightiest first, of so many asked."""
    total = sum(share * cosines[name] for name, share in SHARES.items())
    told = ", ".join(f"“{name}”" for name in shared[:_SHOWN])
    return SimilarRole(
        role=other,
        score=round(total, 6),
        by_skills=round(cosines["skills"], 6),
        by_groups=round(cosines["kinds"], 6),
        by_words=round(cosines["words"], 6),
        by_place=round(cosines["places"], 6),
        shared=tuple(shared[:_SHOWN]),
        explanation=(
            f"“{other.name}” shares {len(shared)} of {asked} skills"
            f"{f', first of all {told}' if told else ''}."
            f" They are {cosines['skills']:.0%} alike by skills, the rarer the weightier,"
            f" {cosines['kinds']:.0%} by kinds of skills, {cosines['words']:.0%} by the words that describe"
            f" them and {cosines['places']:.0%} by their place in the classification. The score is"
            f" {SHARES['skills']:.0%}, {SHARES['kinds']:.0%}, {SHARES['words']:.0%} and"
            f" {SHARES['places']:.0%} of these."
        ),
    )


def _shared(index: Index, mine: Sequence[Row], theirs: Sequence[Row]) -> list[str]:
    """The names of the skills that both require, the rarest first."""
    both = {row["id"] for row in mine} & {row["id"] for row in theirs}
    ranked = sorted(
        (row for row in mine if row["id"] in both), key=lambda row: (-index.idf_of(row["id"]), row["id"])
    )
    return [row["name"] for row in ranked]
