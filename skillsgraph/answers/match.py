"""Which job roles fit this person?

    cov = Σ w·idf·q / Σ w·idf     over what the role requires; w is 1 for essential, .5 for optional
    use = Σ idf·κ / Σ idf         over what the person brings; κ to the requirement that it serves best
    score = 2·cov·use / (cov + use)
    idf(s) = ln(1 + N / n)        N job roles, n of which require s

The index scores every role; those of the page are scored once more from the graph, with the explanation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from skillsgraph.answers.entry.answer import let_in
from skillsgraph.answers.entry.model import Standing, Where
from skillsgraph.answers.evidence import evidence_of_each
from skillsgraph.answers.index.index import Index, Vector
from skillsgraph.answers.index.keeper import index_of
from skillsgraph.answers.model import ANY_ROLE, Among, Evidence, Named, Page, Profile, RoleMatch
from skillsgraph.answers.policy import Policy
from skillsgraph.answers.requirements import requirements_of_roles
from skillsgraph.graph.access import Graph, Row
from skillsgraph.graph.together import together
from skillsgraph.statements import cypher

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Held:
    """The skills of a profile by id, and what each is worth for others: (held, other) -> κ."""

    names: Mapping[str, str]
    worth: Mapping[tuple[str, str], float]


async def role_matches(
    graph: Graph,
    profile: Profile,
    *,
    first: int,
    start: int = 0,
    as_of: date,
    policy: Policy,
    among: Among = ANY_ROLE,
) -> Page[RoleMatch]:
    """Job roles of active frameworks by score, the best first; groups are never matched, nor what scores 0.

    Raises:
        NothingAsked: The profile is empty.
        SkillNotFound, CredentialNotFound: It names what is not in the graph.
    """
    pages = await role_matches_of_each(
        graph, [profile], first=first, start=start, as_of=as_of, policy=policy, among=among
    )
    return pages[0]


async def role_matches_of_each(
    graph: Graph,
    profiles: Sequence[Profile],
    *,
    first: int,
    start: int = 0,
    as_of: date,
    policy: Policy,
    among: Among = ANY_ROLE,
) -> list[Page[RoleMatch]]:
    """The same page for each of several people, in as many statements as for one. Raises the same."""
    evidence, kept = await together(evidence_of_each(graph, profiles, as_of), index_of(graph))
    index, open_to = kept.thing, await open_roles(graph, kept.thing, among)
    people = [_held(each, index, policy) for each in evidence]
    ranked = [best(np.where(open_to, index.fit(one.names, policy).score, 0.0)) for one in people]
    standings: list[dict[str, Standing]] = [{} for _ in people]
    if (asked_of := among.entry) is not None:
        where, most = Where(asked_of.jurisdiction, as_of), start + first + 1
        standings = [
            await let_in(
                graph, profile, [index.roles[place] for place in places], asked_of, where, policy, most
            )
            for profile, places in zip(profiles, ranked, strict=True)
        ]
        ranked = [np.array([index.row[role] for role in found], dtype=np.intp) for found in standings]
    shown = [[index.roles[place] for place in places[start : start + first]] for places in ranked]
    requirements = await requirements_of_roles(graph, [role.id for roles in shown for role in roles])
    idf = {row["id"]: index.idf_of(row["id"]) for rows in requirements.values() for row in rows}
    idf |= {skill: index.idf_of(skill) for one in people for skill in one.names}
    return [
        Page(
            tuple(
                replace(score_role(role, requirements[role.id], one, idf, policy), entry=stand.get(role.id))
                for role in roles
            ),
            start,
            len(places) > start + first,
            index.version,
            kept.stale,
        )
        for one, places, roles, stand in zip(people, ranked, shown, standings, strict=True)
    ]


def _held(evidence: Sequence[Evidence], index: Index, policy: Policy) -> Held:
    names = {one.skill.id: one.skill.name for one in evidence}
    return Held(names, index.worth(sorted(names), policy))


def best(score: Vector) -> NDArray[np.intp]:
    """The places of positive scores, the best first; equal ones (to six digits) in the order of their ids."""
    places = np.flatnonzero(score > 0)
    return places[np.argsort(-np.round(score[places], 6), kind="stable")]


async def open_roles(graph: Graph, index: Index, among: Among) -> NDArray[np.bool_]:
    """Which roles of the index may be ranked, what was observed of them included."""
    found = allowed(index, among, graph.withheld)
    if (asked := among.observed) is not None:
        rows = await graph.read(
            cypher("observedRoles"),
            measure=asked.measure,
            area=asked.area,
            sector=asked.sector,
            least=asked.least,
        )
        seen = np.zeros(len(index.roles), dtype=bool)
        seen[[index.row[row["id"]] for row in rows if row["id"] in index.row]] = True
        found &= seen
    return found


def allowed(index: Index, among: Among, withheld: Mapping[str, str]) -> NDArray[np.bool_]:
    """Which roles of the index may be ranked: the index holds active versions, each named by its code."""
    codes = set(withheld.values())
    return np.fromiter(
        (
            framework not in codes
            and (among.framework is None or framework == among.framework)
            and code.startswith(among.code_prefix)
            for code, framework in zip(index.codes, index.frameworks, strict=True)
        ),
        dtype=bool,
        count=len(index.roles),
    )


def best_credit(worth: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """What a profile gives for each skill: the best that any of its skills is worth."""
    best: dict[str, float] = {}
    for (_, other), value in worth.items():
        best[other] = max(value, best.get(other, 0.0))
    return best


def score_role(
    role: Named, required: Sequence[Row], held: Held, idf: Mapping[str, float], policy: Policy
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
        role=role,
        score=round(score, 6),
        coverage=round(coverage, 6),
        use=round(use, 6),
        held=has[:_SHOWN],
        missing=lacks[:_SHOWN],
        explanation=(
            f"The profile has {len(has)} of the {len(required)} skills of “{role.name}”. With rare skills"
            f" counted for more and kindred ones for a part, that is {coverage:.0%} of what the job asks for;"
            f" and the job would use {use:.0%} of what the profile offers. The score is the harmonic mean of"
            " both, which is high only where both are."
        ),
    )


def weight(row: Row, policy: Policy) -> float:
    """What a requirement weighs: all of 1 when it is essential."""
    return 1.0 if row["relation"] == "ESSENTIAL" else policy.optional_in_matches
