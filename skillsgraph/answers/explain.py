"""The evidence chain as a sentence: award or work, credential, skill, how that bears on what is required.

Then how far it counts, as said and as proven, with a reason for whatever is not counted in full.
"""

import math
from collections.abc import Sequence

from skillsgraph.answers.model import Evidence, Factor, Link, Relation, Wanted
from skillsgraph.model.credentials import AssessmentMethod
from skillsgraph.model.learners import AwardStatus, Verification

_VIA = {
    Relation.EXACT: "which a mapping calls the same as",
    Relation.CLOSE: "which a mapping calls nearly the same as",
    Relation.NARROWER: "which is a part of",
    Relation.BROADER: "which is broader than",
    Relation.SIBLING: "which stands beside",
    Relation.RELATED: "which is related to",
}
_STEP = {
    Relation.EXACT: "the same by mapping",
    Relation.CLOSE: "nearly the same by mapping",
    Relation.NARROWER: "a part",
    Relation.BROADER: "broader",
    Relation.RELATED: "related",
}
_KIN = {
    Relation.CLOSE: "it is nearly the same skill and not the very one",
    Relation.NARROWER: "it is a part of the skill",
    Relation.BROADER: "it is broader than the skill",
    Relation.SIBLING: "it is another skill of the same kind",
    Relation.RELATED: "it is a related skill",
}
_EARNED = {
    AssessmentMethod.PORTFOLIO: "a portfolio",
    AssessmentMethod.UNSUPERVISED_TEST: "an unsupervised test",
    AssessmentMethod.COMPLETION: "completing it",
    AssessmentMethod.ATTENDANCE: "taking part",
    AssessmentMethod.SELF: "assessing oneself",
}
_TAKEN_BACK = {AwardStatus.REVOKED: "has revoked", AwardStatus.SUSPENDED: "has suspended"}
_BACKED = ("authenticity", "assurance")


def missing(wanted: Wanted) -> str:
    """That nothing is known is not to say that the skill is not there."""
    return (
        f"Nothing in the profile speaks for “{wanted.skill.name}”. It was not assessed, which is not to say"
        " that it is not held."
    )


def explain(
    evidence: Evidence, link: Link, wanted: Wanted, levels_short: int, factors: Sequence[Factor]
) -> str:
    """The chain in words, then how far it counts and why."""
    source, verb = _source(evidence)
    words = f"{source} {verb} “{evidence.skill.name}”{_bearing(link, wanted)}"
    words += _status(evidence)
    if wanted.level is not None:
        words += _level(evidence, wanted, levels_short)
    return f"{words}. {_counts(evidence, link, factors)}"


def _source(evidence: Evidence) -> tuple[str, str]:
    if evidence.credential is not None:
        return f"“{evidence.credential.name}”", "assesses" if evidence.assurance else "teaches"
    if evidence.role is not None:
        years = f" for {evidence.years:g} years" if evidence.years else ""
        like = "Work in a role mapped to" if evidence.inferred_by else "Work as"
        through = f" (by {evidence.mapping_set})" if evidence.mapping_set else ""
        return f"{like} “{evidence.role.name}”{through}{years}", "usually requires"
    return "The profile", "states"


def _bearing(link: Link, wanted: Wanted) -> str:
    if link.path == (Relation.SAME,):
        return ""
    if len(link.path) == 1:
        return f", {_VIA[link.path[0]]} “{wanted.skill.name}”"
    steps = " and then ".join(_STEP[relation] for relation in link.path)
    return f", which leads in two steps ({steps}) to “{wanted.skill.name}”"


def _status(evidence: Evidence) -> str:
    if evidence.status is not AwardStatus.VALID:
        why = f": {evidence.why}" if evidence.why else ""
        return f", and its issuer {_TAKEN_BACK[evidence.status]} it{why}".rstrip(".")
    if evidence.expired_on is not None:
        return f"; it expired on {evidence.expired_on.isoformat()}"
    return ""


def _level(evidence: Evidence, wanted: Wanted, levels_short: int) -> str:
    if evidence.level is None:
        return f"; the level {wanted.level!r} is asked for and none is stated"
    if levels_short:
        steps = "1 level" if levels_short == 1 else f"{levels_short} levels"
        return f"; {evidence.level!r} is {steps} short of {wanted.level!r}"
    return f"; {evidence.level!r} is held and {wanted.level!r} asked for"


def _counts(evidence: Evidence, link: Link, factors: Sequence[Factor]) -> str:
    """How far it counts as said and as proven, with each factor that is not 1."""
    if any(one.name == "status" for one in factors):
        return "So it counts for nothing."
    said = [one for one in factors if one.name not in _BACKED]
    claimed, proven = math.prod(one.value for one in said), math.prod(one.value for one in factors)
    if proven == 1:
        return "It counts in full."
    if claimed == proven:
        return f"It counts {_share(claimed)}{_because(said, evidence, link)}."
    backed = [one for one in factors if one.name in _BACKED]
    return (
        f"It counts {_share(claimed)} as said{_because(said, evidence, link)}, and {_share(proven)} as"
        f" proven{_because(backed, evidence, link)}."
    )


def _share(value: float) -> str:
    return "in full" if value == 1 else f"{value:.0%}"


def _because(factors: Sequence[Factor], evidence: Evidence, link: Link) -> str:
    told = [f"{_why(one, evidence, link)} ({one.value:.0%})" for one in factors if one.value != 1]
    return f", since {' and '.join(told)}" if told else ""


def _why(factor: Factor, evidence: Evidence, link: Link) -> str:
    """What a factor that is not 1 stands for."""
    if factor.name == "mapping":
        return _KIN.get(link.path[0], "") if len(link.path) == 1 else "it is two steps away from the skill"
    if factor.name == "role mapping":
        return "the role is nearly the one that was worked as"
    if factor.name == "level":
        return "the levels cannot be compared" if factor.why == "not comparable" else "the level is too low"
    if factor.name == "assurance":
        method = AssessmentMethod(factor.why)
        return f"it was earned by {_EARNED.get(method, method.value.lower())}"
    if factor.why == "ISSUED":
        return "its issuer vouches for it and nobody checked the proof"
    if evidence.credential is None:
        return "nobody else vouches for it"
    if evidence.expired_on is not None:
        return "an expired award is worth its holder's word"
    if evidence.verification is Verification.SELF_ASSERTED:
        return "nobody else vouches for it"
    return "without a stronger assessment it is worth its holder's word"
