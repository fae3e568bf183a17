"""What does this person lack for that?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from skillsgraph.answers import refs
from skillsgraph.answers.credit import Links, assess, coverage, readiness
from skillsgraph.answers.evidence import evidence_of_each, skills_of_credentials
from skillsgraph.answers.links import links_of_each
from skillsgraph.answers.model import (
    Counterfactual,
    Evidence,
    Named,
    Profile,
    Requirement,
    SkillGap,
    Status,
    Target,
    Wanted,
)
from skillsgraph.answers.policy import Policy
from skillsgraph.errors import InputError
from skillsgraph.graph.access import Graph, Row
from skillsgraph.graph.together import together
from skillsgraph.statements import cypher


async def skill_gap(
    graph: Graph, profile: Profile, target: Target, *, as_of: date, policy: Policy
) -> SkillGap:
    """Each requirement of a target as met, partly met or missing, with the evidence and figures.

    Raises:
        NothingAsked: The profile is empty.
        InputError: The target is not exactly one of a role, a credential and a list of skills.
        SkillNotFound, JobRoleNotFound, CredentialNotFound: Something named is not in the graph.
    """
    return (await skill_gaps(graph, [profile], target, as_of=as_of, policy=policy))[0]


async def skill_gaps(
    graph: Graph, profiles: Sequence[Profile], target: Target, *, as_of: date, policy: Policy
) -> list[SkillGap]:
    """The gap of each of several people to one target, in as many statements as for one. Raises the same."""
    (named, wanted), held = await together(wanted_by(graph, target), evidence_of_each(graph, profiles, as_of))
    bearing, law = await together(
        links_of_each(graph, held, wanted, policy), _regulated(graph, named if target.role else None)
    )
    found = []
    for evidence, links in zip(held, bearing, strict=True):
        gap = judge(named if target.role else None, wanted, evidence, links, policy)
        found.append(
            replace(
                gap,
                target=named,
                counterfactuals=_renewed(gap, wanted, evidence, links, policy),
                notes=(
                    *law,
                    *_notes([named, *(one.skill for one in wanted), *(one.skill for one in evidence)]),
                ),
            )
        )
    return found


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


def _renewed(
    gap: SkillGap, wanted: Sequence[Wanted], evidence: Sequence[Evidence], links: Links, policy: Policy
) -> tuple[Counterfactual, ...]:
    """What readiness would be with each expired credential renewed, where that makes a difference."""
    expired = {
        one.credential.id: one.credential
        for one in evidence
        # A badge of no credential in the catalogue stands under its own id, and cannot be renewed here.
        if one.credential and one.expired_on and one.credential.id != one.award
    }
    found = []
    for credential in expired.values():
        renewed = [replace(one, expired_on=None) if one.credential == credential else one for one in evidence]
        after = readiness([assess(one, renewed, links, policy) for one in wanted], policy)
        if after is not None and gap.readiness is not None and after > gap.readiness:
            words = (
                f"If the expired “{credential.name}” were renewed, readiness would be {after:.0%}"
                f" instead of {gap.readiness:.0%}."
            )
            found.append(Counterfactual(credential, after, words))
    return tuple(sorted(found, key=lambda one: (-one.readiness, one.credential.id)))


async def _regulated(graph: Graph, role: Named | None) -> tuple[str, ...]:
    """That a licence may be needed, where the framework says that a profession is regulated by law."""
    found = await graph.read_one(cypher("regulationOf"), id=role.id) if role else None
    if role is None or found is None or found["note"] != _REGULATED:
        return ()
    return (
        f"“{role.name}” is a regulated profession in parts of Europe: to practise it may need a licence by"
        " the law of the place, which is not part of readiness; `entry` says what is known of that.",
    )


def _notes(named: Sequence[Named | None]) -> tuple[str, ...]:
    replaced = {one.instead_of: one.name for one in named if one is not None and one.instead_of}
    return tuple(
        f"“{old}” was withdrawn and is answered as its successor “{new}”."
        for old, new in sorted(replaced.items())
    )


async def wanted_by(graph: Graph, target: Target) -> tuple[Named | None, list[Wanted]]:
    """What a target requires. Skills that are named outright are all essential.

    Of a credential, what it assesses is essential and what it only teaches is optional.
    """
    given = (target.role is not None) + (target.credential is not None) + bool(target.skills)
    if given != 1:
        raise InputError("A target is exactly one of a role, a credential and a list of skills.")
    if target.role is not None:
        role = (await refs.job_roles(graph, [target.role]))[0]
        rows = await graph.read(cypher("requirements"), roleId=role.id)
        return role, [_wanted(row, row["relation"]) for row in rows]
    if target.credential is not None:
        credential = (await refs.credentials(graph, [target.credential]))[0]
        rows = await skills_of_credentials(graph, [credential.id])
        # ASSESSES stands before TEACHES; a skill that is both is essential.
        ranked = {row["id"]: row for row in sorted(rows, key=lambda row: row["link"], reverse=True)}
        relation = {"ASSESSES": "ESSENTIAL", "TEACHES": "OPTIONAL"}
        return credential, [_wanted(row, relation[row["link"]]) for row in ranked.values()]
    named = await refs.skills(graph, [one.skill for one in target.skills])
    levels: dict[Named, str | None] = {}
    for skill, one in zip(named, target.skills, strict=True):
        levels.setdefault(skill, one.level)
    return None, [Wanted(skill, "ESSENTIAL", level) for skill, level in levels.items()]


_REGULATED = "regulated"
_ONET_LEAST, _ONET_RANGE = 1.0, 4.0


def _wanted(row: Row, relation: str) -> Wanted:
    """A requirement; an importance from 1 to 5, as O*NET gives it, weighs (IM - 1) / 4, none weighs 1."""
    importance = row.get("importance")
    weight = 1.0 if importance is None else max(importance - _ONET_LEAST, 0.0) / _ONET_RANGE
    return Wanted(Named(row["id"], row["uri"], row["name"]), relation, row["level"], weight)


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
