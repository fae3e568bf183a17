"""Skill credit: what evidence is worth for a requirement, and what that makes of readiness. Pure.

    q(s) = max over evidence e of  κ(e → s) · level · authenticity · assurance      (never a sum)

`claimed` leaves authenticity and assurance out: it is what the person says. κ multiplies over at most two
steps; a sibling's is divided by the number of the other siblings. An expired award is worth the person's own
word, and a valid one no less; a revoked or suspended one is worth nothing.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from skillsgraph.answers.explain import explain, missing
from skillsgraph.answers.levels import Fit, compare
from skillsgraph.answers.model import (
    Evidence,
    Factor,
    Link,
    Reason,
    Relation,
    Requirement,
    Status,
    Wanted,
)
from skillsgraph.answers.policy import ATTENDANCE, Figure, Policy, Vouching
from skillsgraph.model.learners import AwardStatus

Links = Mapping[tuple[str, str], Link]
"""(id of the skill held, id of the skill required): how the one bears on the other."""

SAME = Link((Relation.SAME,))
_EQUAL = {Relation.SAME, Relation.EXACT, Relation.CLOSE}
_ENDED = {AwardStatus.REVOKED: Reason.REVOKED, AwardStatus.SUSPENDED: Reason.SUSPENDED}


@dataclass(frozen=True, slots=True)
class Credit:
    """One evidence's worth for one requirement."""

    claimed: float
    proven: float
    evidence: Evidence
    link: Link
    reasons: tuple[Reason, ...]
    factors: tuple[Factor, ...]
    levels_short: int
    sufficient: bool
    """Whether it alone makes the requirement met."""


def kappa(link: Link, policy: Policy) -> float:
    """κ of a path: the product of its steps; of a sibling, divided by the number of the others."""
    steps = math.prod(policy.mapping[relation] for relation in link.path)
    return steps / max(link.others, 1)


def credit(wanted: Wanted, evidence: Evidence, links: Links, policy: Policy) -> Credit | None:
    """What an evidence is worth for a requirement; None when it has no bearing on it."""
    same = evidence.skill.id == wanted.skill.id
    link = SAME if same else links.get((evidence.skill.id, wanted.skill.id))
    if link is None:
        return None
    fit = compare(evidence.level, wanted.level)
    level = Fit(0, policy.level_not_comparable) if fit is None else fit
    said = [Factor("mapping", kappa(link, policy), " · ".join(link.path))]
    if evidence.inferred_by is not None:
        said.append(Factor("role mapping", policy.mapping[evidence.inferred_by], evidence.inferred_by))
    said.append(Factor("level", level.credit, "not comparable" if fit is None else f"{fit.short} short"))
    backed, reasons = _vouched(evidence, policy)
    ended = evidence.credential is not None and evidence.status in _ENDED
    worth = 0.0 if ended else math.prod(one.value for one in said)
    return Credit(
        claimed=worth,
        proven=worth * math.prod(one.value for one in backed),
        evidence=evidence,
        link=link,
        reasons=(*_whence(evidence, link), *_of_level(fit), *reasons),
        factors=(*said, *backed),
        levels_short=level.short,
        sufficient=_suffices(evidence, link, fit, reasons, policy),
    )


def _whence(evidence: Evidence, link: Link) -> list[Reason]:
    found = [_REASONS[relation] for relation in link.path]
    if evidence.inferred_by is not None:
        found.append(Reason.INFERRED)
    return list(dict.fromkeys(found))


def _of_level(fit: Fit | None) -> list[Reason]:
    if fit is None:
        return [Reason.LEVEL_NOT_COMPARABLE]
    return [Reason.LEVEL_SHORT] if fit.short else []


def _vouched(evidence: Evidence, policy: Policy) -> tuple[list[Factor], list[Reason]]:
    """Who vouches for it and how it was assessed, and what is to be said of that."""
    own = [Factor("authenticity", policy.authenticity[Vouching.SELF_ASSERTED], Vouching.SELF_ASSERTED)]
    if evidence.credential is None:
        return own, [Reason.UNPROVEN]
    if evidence.status in _ENDED:
        return [Factor("status", 0.0, evidence.status)], [_ENDED[evidence.status]]
    if evidence.expired_on is not None:
        return own, [Reason.EXPIRED]
    vouching = Vouching(evidence.verification)
    if vouching is Vouching.SELF_ASSERTED:
        return own, [Reason.UNPROVEN]
    assurance = evidence.assurance or ATTENDANCE
    factors = [
        Factor("authenticity", policy.authenticity[vouching], vouching),
        Factor("assurance", policy.assurance.get(assurance, 0.0), assurance),
    ]
    reasons = [Reason.ATTENDANCE_ONLY] if assurance == ATTENDANCE else []
    if policy.own_word_is_least and math.prod(one.value for one in factors) < own[0].value:
        return own, reasons
    return factors, reasons


def _suffices(
    evidence: Evidence, link: Link, fit: Fit | None, reasons: Sequence[Reason], policy: Policy
) -> bool:
    """Only the same skill, or one mapped as equal, at the level asked for, that counts as it stands."""
    enough = {Reason.UNPROVEN} if policy.own_word_suffices else set()
    return (
        set(link.path) <= _EQUAL
        and fit is not None
        and fit.short == 0
        and evidence.inferred_by is None
        and set(reasons) <= enough
    )


_REASONS = {
    Relation.SAME: Reason.HELD,
    Relation.EXACT: Reason.BY_MAPPING,
    Relation.CLOSE: Reason.BY_MAPPING,
    Relation.NARROWER: Reason.BY_HIERARCHY,
    Relation.BROADER: Reason.BY_HIERARCHY,
    Relation.SIBLING: Reason.BY_HIERARCHY,
    Relation.RELATED: Reason.BY_RELATION,
}


def assess(wanted: Wanted, evidence: Iterable[Evidence], links: Links, policy: Policy) -> Requirement:
    """One requirement in the light of all evidence: the best of each figure, and the evidence behind it."""
    found_credits = [found for item in evidence if (found := credit(wanted, item, links, policy))]
    if not found_credits:
        return Requirement(
            wanted, Status.MISSING, 0.0, 0.0, (Reason.NO_EVIDENCE,), None, None, missing(wanted)
        )
    best = max(found_credits, key=_rank)
    lost = _lost(best, found_credits, wanted, links, policy)
    told = [best] if lost is None or lost.evidence == best.evidence else [best, lost]
    status = Status.MET if best.sufficient else Status.PARTIAL if best.claimed > 0 else Status.MISSING
    return Requirement(
        wanted=wanted,
        status=status,
        claimed=max(found.claimed for found in found_credits),
        proven=max(found.proven for found in found_credits),
        reasons=tuple(dict.fromkeys(reason for one in told for reason in one.reasons)),
        evidence=best.evidence,
        via=best.link.path[0],
        explanation=" ".join(
            explain(one.evidence, one.link, wanted, one.levels_short, one.factors) for one in told
        ),
        path=best.link.path,
        factors=best.factors,
        levels_short=best.levels_short,
    )


def _rank(found: Credit) -> tuple[bool, float, float, tuple[str, ...]]:
    return (found.sufficient, found.claimed, found.proven, _order(found))


def _lost(
    best: Credit, among: Iterable[Credit], wanted: Wanted, links: Links, policy: Policy
) -> Credit | None:
    """The award that its issuer took back and that would otherwise show more than the best there is."""
    fallen = [one for one in among if one.evidence.status in _ENDED]
    once = [
        (credit(wanted, replace(one.evidence, status=AwardStatus.VALID), links, policy), one)
        for one in fallen
    ]
    better = [(_rank(had), one) for had, one in once if had and _rank(had)[:3] > _rank(best)[:3]]
    return max(better, key=lambda pair: pair[0])[1] if better else None


def coverage(requirements: Sequence[Requirement], relation: str, *, proven: bool = False) -> float | None:
    """C = Σ w·q / Σ w over the requirements of a relation, w their importance; None when there are none."""
    asked = [one for one in requirements if one.wanted.relation == relation]
    if not asked:
        return None
    weights = [one.wanted.weight for one in asked]
    if not any(weights):
        weights = [1.0] * len(asked)
    figures = [one.proven if proven else one.claimed for one in asked]
    return sum(w * q for w, q in zip(weights, figures, strict=True)) / sum(weights)


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
    role = f"{one.role.id} {one.years} {one.inferred_by}" if one.role else ""
    award = f"{one.award} {one.status} {one.verification} {one.why}"
    held = (one.skill.id, one.level or "", one.assurance or "", str(one.expired_on or ""))
    return (*held, credential, role, award)
