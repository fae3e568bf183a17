"""The evidence chain as a sentence: award or work, credential, skill, how that bears on what is required."""

from collections.abc import Sequence

from skillsgraph.answers.model import Evidence, Factor, Link, Relation, Wanted
from skillsgraph.model.learners import AwardStatus

_VIA = {
    Relation.EXACT: "which is mapped as the same",
    Relation.CLOSE: "which is mapped as nearly the same",
    Relation.NARROWER: "which is a part of it",
    Relation.BROADER: "which is broader",
    Relation.SIBLING: "which stands beside it",
    Relation.RELATED: "which is related",
}
_STEP = {
    Relation.EXACT: "the same by mapping",
    Relation.CLOSE: "nearly the same by mapping",
    Relation.NARROWER: "a part",
    Relation.BROADER: "broader",
    Relation.RELATED: "related",
}


_TAKEN_BACK = {AwardStatus.REVOKED: "has revoked", AwardStatus.SUSPENDED: "has suspended"}


def missing(wanted: Wanted) -> str:
    """That nothing is known is not to say that the skill is not there."""
    return (
        f"Nothing in the profile speaks for “{wanted.skill.name}”. It was not assessed, which is not to say"
        " that it is not held."
    )


def explain(
    evidence: Evidence, link: Link, wanted: Wanted, levels_short: int, factors: Sequence[Factor]
) -> str:
    """The chain in words, then each factor that is not 1."""
    source, verb = _source(evidence)
    words = f"{source} {verb} “{evidence.skill.name}”{_bearing(link, wanted)}"
    words += _status(evidence)
    if wanted.level is not None:
        words += _level(evidence, wanted, levels_short)
    told = [f"{one.name} {one.value:g} ({one.why})" for one in factors if one.value != 1]
    return f"{words}. Factors: {', '.join(told)}." if told else f"{words}."


def _source(evidence: Evidence) -> tuple[str, str]:
    if evidence.credential is not None:
        return f"“{evidence.credential.name}”", "assesses" if evidence.assurance else "teaches"
    if evidence.role is not None:
        years = f" for {evidence.years:g} years" if evidence.years else ""
        like = "Work in a role mapped to" if evidence.inferred_by else "Work as"
        return f"{like} “{evidence.role.name}”{years}", "usually requires"
    return "The profile", "states"


def _bearing(link: Link, wanted: Wanted) -> str:
    if link.path == (Relation.SAME,):
        return ""
    if len(link.path) == 1:
        to = f" to “{wanted.skill.name}”" if link.path[0] is Relation.RELATED else ""
        return f", {_VIA[link.path[0]]}{to}"
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
