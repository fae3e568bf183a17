"""Two versions compared: each kind of change, and a proposal for each link."""

import pytest

from skillsgraph.answers.versions.diff import ChangeKind, ConceptState, Need, diff
from skillsgraph.answers.versions.impact import Proposal, SkillLink, touched


def skill(uri: str, name: str = "", **more: frozenset[str]) -> ConceptState:
    return ConceptState(f"id:{uri}", uri, name or uri, "Skill", **more)


def role(*needs: Need) -> ConceptState:
    return ConceptState("id:r", "r", "r", "JobRole", requires=frozenset(needs))


def version(*concepts: ConceptState) -> dict[str, ConceptState]:
    return {one.uri: one for one in concepts}


SET = frozenset
OLD = version(
    skill("same"),
    skill("named", "before"),
    skill("moved", broader=SET({"one"})),
    skill("gone", successors=SET({"nowhere"})),
    skill("replaced", successors=SET({"heir"})),
    skill("split", successors=SET({"half", "other half"})),
    skill("merged 1", successors=SET({"whole"})),
    skill("merged 2", successors=SET({"whole"})),
    role(Need("same", "ESSENTIAL"), Need("named", "OPTIONAL")),
)
NEW = version(
    skill("same"),
    skill("named", "after"),
    skill("moved", broader=SET({"two"})),
    *map(skill, ("heir", "half", "other half", "whole")),
    role(Need("same", "ESSENTIAL"), Need("named", "ESSENTIAL")),
)


def test_each_kind_of_change_is_named_once() -> None:
    found = [(one.kind, one.uri) for one in diff(OLD, NEW)]
    kind = ChangeKind
    assert found == [
        *[(kind.ADDED, uri) for uri in ("half", "heir", "other half", "whole")],
        (kind.REMOVED, "gone"),
        (kind.REPLACED, "replaced"),
        (kind.SPLIT, "split"),
        (kind.MERGED, "merged 1"),
        (kind.MERGED, "merged 2"),
        (kind.RENAMED, "named"),
        (kind.MOVED, "moved"),
        (kind.REQUIREMENTS_CHANGED, "r"),
    ]


def test_a_change_says_what_came_and_what_went() -> None:
    found = {one.kind: one for one in diff(OLD, NEW)}
    renamed, moved = found[ChangeKind.RENAMED], found[ChangeKind.MOVED]
    needs = found[ChangeKind.REQUIREMENTS_CHANGED]
    assert (renamed.added, renamed.removed) == (("after",), ("before",))
    assert (moved.added, moved.removed) == (("two",), ("one",))
    assert (needs.added, needs.removed) == (("essential named",), ("optional named",))
    assert found[ChangeKind.SPLIT].successors == ("half", "other half")


def test_a_version_does_not_differ_from_itself() -> None:
    assert diff(OLD, OLD) == []


def test_backwards_what_was_added_is_removed() -> None:
    forth, back = diff(OLD, NEW), diff(NEW, OLD)
    gone = {one.uri for one in back if one.kind is ChangeKind.REMOVED}
    assert gone == {one.uri for one in forth if one.kind is ChangeKind.ADDED}


def link(uri: str) -> SkillLink:
    return SkillLink("c", "Course", "TEACHES", f"key {uri}", None, None, f"id:{uri}", uri, uri)


@pytest.mark.parametrize(
    ("uri", "proposal", "successor", "says"),
    [
        ("same", Proposal.KEEP, "same", "has it too"),
        ("named", Proposal.KEEP, "named", "“after” now"),
        ("replaced", Proposal.REMAP, "heir", "replaced by “heir”"),
        ("merged 1", Proposal.REMAP, "whole", "“whole”"),
        ("split", Proposal.REVIEW, None, "“half”, “other half”"),
        ("gone", Proposal.REVIEW, None, "neither"),
    ],
)
def test_each_link_gets_its_proposal(uri: str, proposal: Proposal, successor: str | None, says: str) -> None:
    (found,) = touched([link(uri)], OLD, NEW, {uri: 3})
    assert (found.proposal, found.successor, found.evidence) == (proposal, successor, 3)
    assert says in found.explanation


def test_a_decision_wins_over_a_proposal() -> None:
    (found,) = touched([link("split")], OLD, NEW, {}, {"split": "half"})
    assert (found.proposal, found.successor, found.evidence) == (Proposal.REMAP, "half", 0)
