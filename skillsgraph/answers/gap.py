"""What does this person lack for that?"""

from collections.abc import Sequence
from datetime import date

from skillsgraph.answers import refs
from skillsgraph.answers.credit import Links, assess, coverage, readiness
from skillsgraph.answers.evidence import evidence_of
from skillsgraph.answers.model import (
    Evidence,
    Named,
    Profile,
    Relation,
    Requirement,
    SkillGap,
    Status,
    Target,
    Wanted,
)
from skillsgraph.answers.policy import Policy
from skillsgraph.errors import InputError
from skillsgraph.graph.access import Graph
from skillsgraph.statements import cypher


async def skill_gap(
    graph: Graph, profile: Profile, target: Target, *, as_of: date, policy: Policy
) -> SkillGap:
    """Each requirement of a target as met, partly met or missing, with the evidence and figures.

    Raises:
        NothingAsked: The profile is empty.
        InputError: The target is not exactly one of a role and a list of skills.
        SkillNotFound, JobRoleNotFound, CredentialNotFound: Something named is not in the graph.
    """
    role, wanted = await wanted_by(graph, target)
    evidence = await evidence_of(graph, profile, as_of)
    return judge(role, wanted, evidence, await links_between(graph, evidence, wanted, policy), policy)


def judge(
    role: Named | None,
    wanted: Sequence[Wanted],
    evidence: Sequence[Evidence],
    links: Links,
    policy: Policy,
) -> SkillGap:
    """The gap between evidence and requirements that are already at hand. Pure."""
    requirements = tuple(assess(one, evidence, links, policy) for one in wanted)
    essential = [one for one in requirements if one.wanted.relation == "ESSENTIAL"]
    return SkillGap(
        role=role,
        policy=policy.name,
        requirements=requirements,
        coverage_claimed=coverage(requirements, "ESSENTIAL"),
        coverage_proven=coverage(requirements, "ESSENTIAL", proven=True),
        readiness=readiness(requirements, policy),
        meets_all_essential=all(one.status is Status.MET for one in essential),
        nothing_required=not requirements,
        explanation=_explain(role, requirements),
    )


async def wanted_by(graph: Graph, target: Target) -> tuple[Named | None, list[Wanted]]:
    """What a target requires. Skills that are named outright are all essential."""
    if (target.role is None) == (not target.skills):
        raise InputError("A target is exactly one of a role and a list of skills.")
    if target.role is None:
        named = await refs.skills(graph, [one.skill for one in target.skills])
        pairs = zip(named, target.skills, strict=True)
        return None, [Wanted(skill, "ESSENTIAL", one.level) for skill, one in pairs]
    role = (await refs.job_roles(graph, [target.role]))[0]
    rows = await graph.read(cypher("requirements"), roleId=role.id)
    return role, [
        Wanted(Named(row["id"], row["uri"], row["name"]), row["relation"], row["level"]) for row in rows
    ]


async def links_between(
    graph: Graph, evidence: Sequence[Evidence], wanted: Sequence[Wanted], policy: Policy
) -> Links:
    """How the skills of the evidence bear on those wanted, the strongest relation where there are several."""
    held = sorted({one.skill.id for one in evidence})
    required = sorted({one.skill.id for one in wanted})
    if not held or not required:
        return {}
    rows = await graph.read(cypher("linksBetween"), held=held, required=required)
    return strongest(rows, policy)


def strongest(rows: Sequence[dict[str, str]], policy: Policy) -> dict[tuple[str, str], Relation]:
    """Rows of (held, required, relation) as a table, with the relation that gives most credit."""
    links: dict[tuple[str, str], Relation] = {}
    for row in rows:
        pair, relation = (row["held"], row["required"]), Relation(row["relation"])
        if pair not in links or policy.mapping[relation] > policy.mapping[links[pair]]:
            links[pair] = relation
    return links


def _explain(role: Named | None, requirements: Sequence[Requirement]) -> str:
    if not requirements:
        return "Nothing is required."
    counts = {status: sum(one.status is status for one in requirements) for status in Status}
    whose = f"“{role.name}”" if role else "the target"
    essential = sum(one.wanted.relation == "ESSENTIAL" for one in requirements)
    return (
        f"Of {len(requirements)} skills of {whose}, {essential} of them essential (that is, usually"
        f" required), {counts[Status.MET]} are met, {counts[Status.PARTIAL]} in part,"
        f" {counts[Status.MISSING]} are missing."
    )
