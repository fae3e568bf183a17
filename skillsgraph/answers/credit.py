"""Skill credit: what evidence is worth for a requirement, and what that makes of readiness. Pure.

    q(s) = max over evidence e of  κ(e → s) · level · authenticity · assurance      (never a sum)

`claimed` leaves authenticity and assurance out: it is what the person says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from skillsgraph.answers.model import Evidence, Reason, Relation, Requirement, Status, Wanted
from skillsgraph.answers.policy import ATTENDANCE, Figure, Policy, Vouching
from skillsgraph.model.learners import AwardStatus

Links = Mapping[tuple[str, str], Relation]
"""(id of the skill held, id of the skill required): how the one bears on the other."""


@dataclass(frozen=True, slots=True)
class Credit:
    """One evidence's worth for one requirement."""

    claimed: float
    proven: float
    evidence: Evidence
    via: Relation
    reasons: tuple[Reason, ...]
    sufficient: bool
    """Whether it alone makes the requirement met."""


def credit(wanted: Wanted, evidence: Evidence, links: Links, policy: Policy) -> Credit | None:
    """What an evidence is worth for a requirement; None when it has no bearing on it."""
    same = evidence.skill.id == wanted.skill.id
    via = Relation.SAME if same else links.get((evidence.skill.id, wanted.skill.id))
    if via is None:
        return None
    reasons = [_REASONS[via]]
    claimed = policy.mapping[via]
    if wanted.level is not None and evidence.level != wanted.level:
        claimed *= policy.level_not_comparable
        reasons.append(Reason.LEVEL_NOT_COMPARABLE)
    worth = policy.authenticity[Vouching.SELF_ASSERTED]
    if evidence.status is not AwardStatus.VALID:
        # The issuer has taken back their word; that the person still claims the skill is said elsewhere.
        return Credit(0.0, 0.0, evidence, via, (Reason(evidence.status.value),), sufficient=False)
    if evidence.credential is None:
        reasons.append(Reason.UNPROVEN)
    elif evidence.expired_on is not None:
        # An expired award is worth what the person could say without it.
        reasons.append(Reason.EXPIRED)
    else:
        assurance = evidence.assurance or ATTENDANCE
        vouching = Vouching(evidence.verification.value)
        worth = policy.authenticity[vouching] * policy.assurance.get(assurance, 0.0)
        if vouching is Vouching.SELF_ASSERTED:
            reasons.append(Reason.UNPROVEN)
        if assurance == ATTENDANCE:
            reasons.append(Reason.ATTENDANCE_ONLY)
    enough = [(Reason.HELD,), (Reason.HELD, Reason.UNPROVEN)][: 1 + policy.own_word_suffices]
    return Credit(claimed, claimed * worth, evidence, via, tuple(reasons), tuple(reasons) in enough)


_REASONS = {
    Relation.SAME: Reason.HELD,
    Relation.NARROWER: Reason.BY_HIERARCHY,
    Relation.BROADER: Reason.BY_HIERARCHY,
    Relation.RELATED: Reason.BY_RELATION,
}


def assess(wanted: Wanted, evidence: Iterable[Evidence], links: Links, policy: Policy) -> Requirement:
    """One requirement in the light of all evidence: the best of each figure, and the evidence behind it."""
    found_credits = [found for item in evidence if (found := credit(wanted, item, links, policy))]
    if not found_credits:
        return Requirement(
            wanted, Status.MISSING, 0.0, 0.0, (Reason.NO_EVIDENCE,), None, None, _missing(wanted)
        )
    best = max(found_credits, key=_rank)
    lost = _lost(best, found_credits, wanted, links, policy)
    told = [_explain(best, wanted)]
    if lost and lost.evidence != best.evidence:
        told.append(_explain(lost, wanted))
    return Requirement(
        wanted=wanted,
        status=Status.MET if best.sufficient else Status.PARTIAL if best.claimed else Status.MISSING,
        claimed=max(found.claimed for found in found_credits),
        proven=max(found.proven for found in found_credits),
        reasons=tuple(dict.fromkeys((*best.reasons, *(lost.reasons if lost else ())))),
        evidence=best.evidence,
        via=best.via,
        explanation=" ".join(told),
    )


def _rank(found: Credit) -> tuple[bool, float, float, tuple[str, ...]]:
    return (found.sufficient, found.claimed, found.proven, _order(found))


def _lost(
    best: Credit, among: Iterable[Credit], wanted: Wanted, links: Links, policy: Policy
) -> Credit | None:
    """The award that its issuer took back and that would otherwise show more than the best there is."""
    fallen = [one for one in among if one.evidence.status is not AwardStatus.VALID]
    once = [
        (credit(wanted, replace(one.evidence, status=AwardStatus.VALID), links, policy), one)
        for one in fallen
    ]
    better = [(_rank(had), one) for had, one in once if had and _rank(had)[:3] > _rank(best)[:3]]
    return max(better, key=lambda pair: pair[0])[1] if better else None


def coverage(requirements: Sequence[Requirement], relation: str, *, proven: bool = False) -> float | None:
    """C = Σ q / n over the requirements of a relation; None when there are none."""
    found_credits = [
        requirement.proven if proven else requirement.claimed
        for requirement in requirements
        if requirement.wanted.relation == relation
    ]
    return sum(found_credits) / len(found_credits) if found_credits else None


def readiness(
    requirements: Sequence[Requirement], policy: Policy, *, proven: bool | None = None
) -> float | None:
    """R = (C_E + o · C_O) / (1 + o); where only one of them is there, that one; None without requirements.

    o is the policy's weight of what is optional; C is claimed or proven, by default as the policy says.
    """
    if proven is None:
        proven = policy.figure is Figure.PROVEN
    essential = coverage(requirements, "ESSENTIAL", proven=proven)
    optional = coverage(requirements, "OPTIONAL", proven=proven)
    if essential is None or optional is None:
        return optional if essential is None else essential
    share = policy.optional_in_readiness
    return (essential + share * optional) / (1 + share)


def _order(found: Credit) -> tuple[str, ...]:
    """Ties fall the same way in whatever order the evidence comes."""
    one = found.evidence
    credential = one.credential.id if one.credential else ""
    role = f"{one.role.id} {one.years}" if one.role else ""
    award = f"{one.award} {one.verification} {one.status} {one.why}"
    stated = (one.level or "", one.assurance or "", str(one.expired_on or ""))
    return (one.skill.id, credential, role, *stated, award)


def _missing(wanted: Wanted) -> str:
    return f"Nothing in the profile speaks for “{wanted.skill.name}”."


_VIA = {
    Relation.NARROWER: "which is a part of it",
    Relation.BROADER: "which is broader",
    Relation.RELATED: "which is related",
}


def _source(evidence: Evidence) -> tuple[str, str]:
    if evidence.credential is not None:
        return f"“{evidence.credential.name}”", "assesses" if evidence.assurance else "teaches"
    if evidence.role is not None:
        years = f" for {evidence.years:g} years" if evidence.years else ""
        return f"Work as “{evidence.role.name}”{years}", "usually requires"
    return "The profile", "states"


def _explain(best: Credit, wanted: Wanted) -> str:
    evidence = best.evidence
    source, verb = _source(evidence)
    via = "" if best.via is Relation.SAME else f", {_VIA[best.via]}"
    words = f"{source} {verb} “{evidence.skill.name}”{via}"
    if best.via is not Relation.SAME:
        words += f" to “{wanted.skill.name}”" if best.via is Relation.RELATED else ""
    if evidence.expired_on is not None:
        words += f"; it expired on {evidence.expired_on.isoformat()}"
    if evidence.status is not AwardStatus.VALID:
        words += f", and its issuer {_TAKEN_BACK[evidence.status]} it"
        words += f": {evidence.why}" if evidence.why else ""
    if Reason.LEVEL_NOT_COMPARABLE in best.reasons:
        words += f"; the level {wanted.level!r} is asked for"
    return words.rstrip(".") + "."


_TAKEN_BACK = {AwardStatus.REVOKED: "has revoked", AwardStatus.SUSPENDED: "has suspended"}
