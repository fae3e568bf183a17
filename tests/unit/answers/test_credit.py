"""The properties that skill credit keeps, whatever the evidence is."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsgraph.answers.credit import Links, assess, coverage, credit, readiness
from skillsgraph.answers.gap import judge
from skillsgraph.answers.model import Evidence, Link, Named, Reason, Relation, Status, Wanted
from skillsgraph.answers.policy import Figure, Policy, policies
from skillsgraph.model.learners import AwardStatus, Verification

SKILLS = [Named(f"skill_{letter}", f"s:{letter}", letter) for letter in "abcdef"]
BADGE = Named("credential_1", "c:1", "A badge")
DAY = date(2026, 1, 1)

every_policy = st.sampled_from(list(policies().values()))
GUIDANCE, RECRUITMENT = policies()["guidance"], policies()["recruitment"]

evidences = st.builds(
    Evidence,
    skill=st.sampled_from(SKILLS),
    level=st.sampled_from([None, "1", "2", "Working", "B2"]),
    credential=st.sampled_from([None, BADGE]),
    assurance=st.sampled_from([None, *policies()["guidance"].assurance]),
    expired_on=st.sampled_from([None, DAY]),
    inferred_by=st.sampled_from([None, Relation.CLOSE]),
    status=st.sampled_from(list(AwardStatus)),
    verification=st.sampled_from(list(Verification)),
)
wanteds = st.lists(
    st.builds(
        Wanted,
        skill=st.sampled_from(SKILLS),
        relation=st.sampled_from(["ESSENTIAL", "OPTIONAL"]),
        level=st.sampled_from([None, "1", "Expert", "Awareness", "C1"]),
        weight=st.sampled_from([1.0, 0.5, 0.0]),
    ),
    max_size=6,
    unique_by=lambda wanted: wanted.skill.id,
)
STEPS = [one for one in Relation if one not in (Relation.SAME, Relation.SIBLING)]
ids = st.sampled_from([skill.id for skill in SKILLS])
links = st.dictionaries(
    st.tuples(ids, ids).filter(lambda pair: pair[0] != pair[1]),
    st.builds(Link, st.just((Relation.SIBLING,)), st.integers(1, 9))
    | st.builds(Link, st.lists(st.sampled_from(STEPS), min_size=1, max_size=2).map(tuple)),
)


@given(wanteds, st.lists(evidences, max_size=5), evidences, links, every_policy)
def test_new_evidence_never_lowers_anything(
    wanted: list[Wanted], held: list[Evidence], more: Evidence, known: Links, policy: Policy
) -> None:
    before, after = (
        judge(None, wanted, held, known, policy),
        judge(None, wanted, [*held, more], known, policy),
    )
    for name in ("readiness", "coverage_claimed", "coverage_proven"):
        assert (getattr(after, name) or 0) >= (getattr(before, name) or 0)
    rank = [Status.MISSING, Status.PARTIAL, Status.MET]
    for old, new in zip(before.requirements, after.requirements, strict=True):
        assert rank.index(new.status) >= rank.index(old.status)


@given(wanteds, st.lists(evidences, min_size=1, max_size=5), links, every_policy)
def test_order_and_duplicates_do_not_matter(
    wanted: list[Wanted], held: list[Evidence], known: Links, policy: Policy
) -> None:
    plain = judge(None, wanted, held, known, policy)
    assert judge(None, wanted, held[::-1] + held, known, policy) == plain


@given(wanteds, st.lists(evidences, max_size=5), links, every_policy)
def test_every_figure_is_a_share(
    wanted: list[Wanted], held: list[Evidence], known: Links, policy: Policy
) -> None:
    gap = judge(None, wanted, held, known, policy)
    for figure in (gap.readiness, gap.coverage_claimed, gap.coverage_proven):
        assert figure is None or 0 <= figure <= 1
    for one in gap.requirements:
        assert 0 <= one.proven <= one.claimed <= 1
        assert (one.status is Status.MISSING) == (one.claimed == 0)
    assert gap.nothing_required == (not wanted) == (gap.readiness is None)


@given(wanteds, st.lists(evidences, max_size=5), links, every_policy)
def test_readiness_is_what_the_requirements_add_up_to(
    wanted: list[Wanted], held: list[Evidence], known: Links, policy: Policy
) -> None:
    gap = judge(None, wanted, held, known, policy)
    parts = {
        relation: [
            (one.wanted.weight, one.proven if policy.figure is Figure.PROVEN else one.claimed)
            for one in gap.requirements
            if one.wanted.relation == relation
        ]
        for relation in ("ESSENTIAL", "OPTIONAL")
    }
    means = {}
    for relation, found in parts.items():
        if found:
            even = not any(weight for weight, _ in found)
            total = sum(1.0 if even else weight for weight, _ in found)
            means[relation] = sum((1.0 if even else weight) * q for weight, q in found) / total
    if len(means) == 2:
        share = policy.optional_in_readiness
        expected = (means["ESSENTIAL"] + share * means["OPTIONAL"]) / (1 + share)
    else:
        expected = next(iter(means.values()), None)  # type: ignore[arg-type]
    assert gap.readiness == (None if expected is None else pytest.approx(expected))
    covered = gap.coverage_proven if policy.figure is Figure.PROVEN else gap.coverage_claimed
    essential = means.get("ESSENTIAL")
    assert covered == (None if essential is None else pytest.approx(essential))


@given(evidences, links, every_policy)
def test_other_ids_give_the_same_credit(evidence: Evidence, known: Links, policy: Policy) -> None:
    wanted = Wanted(SKILLS[0], "ESSENTIAL", "1")
    renamed = {skill.id: f"other_{skill.id}" for skill in SKILLS}

    def rename(named: Named) -> Named:
        return replace(named, id=renamed[named.id])

    plain = credit(wanted, evidence, known, policy)
    other = credit(
        replace(wanted, skill=rename(wanted.skill)),
        replace(evidence, skill=rename(evidence.skill)),
        {(renamed[a], renamed[b]): relation for (a, b), relation in known.items()},
        policy,
    )
    figures = [(one.claimed, one.proven, one.link, one.reasons) if one else None for one in (plain, other)]
    assert figures[0] == figures[1]


def test_an_expired_award_is_worth_the_mere_claim() -> None:
    wanted = Wanted(SKILLS[0], "ESSENTIAL")
    said = assess(wanted, [Evidence(SKILLS[0])], {}, GUIDANCE)
    expired = assess(wanted, [Evidence(SKILLS[0], None, BADGE, "PRACTICAL", DAY)], {}, GUIDANCE)
    assert (expired.claimed, expired.proven) == (said.claimed, said.proven)
    assert (said.status, expired.status) == (Status.MET, Status.PARTIAL)
    assert expired.reasons == (Reason.HELD, Reason.EXPIRED)


@given(evidences, links, every_policy)
def test_an_award_is_never_worth_less_valid_than_expired(
    evidence: Evidence, known: Links, policy: Policy
) -> None:
    wanted = Wanted(SKILLS[0], "ESSENTIAL")
    valid, expired = (
        assess(wanted, [replace(evidence, expired_on=day)], known, policy) for day in (None, DAY)
    )
    assert valid.proven >= expired.proven
    assert valid.claimed >= expired.claimed


def test_a_policy_may_let_attendance_prove_less_than_ones_word() -> None:
    strict = replace(GUIDANCE, own_word_is_least=False)
    attended = Evidence(SKILLS[0], "ISSUED", BADGE, None)
    said = Evidence(SKILLS[0], None)
    wanted = Wanted(SKILLS[0], "ESSENTIAL")
    proven = [assess(wanted, [one], {}, strict).proven for one in (attended, said)]
    assert proven[0] < proven[1]


def test_attendance_proves_as_much_as_ones_word_and_says_what_it_is() -> None:
    found = assess(Wanted(SKILLS[0], "ESSENTIAL"), [Evidence(SKILLS[0], None, BADGE)], {}, RECRUITMENT)
    assert (found.proven, found.status) == (0.3, Status.PARTIAL)
    assert found.reasons == (Reason.HELD, Reason.ATTENDANCE_ONLY)


def test_what_is_only_taught_is_never_met() -> None:
    found = assess(Wanted(SKILLS[0], "ESSENTIAL"), [Evidence(SKILLS[0], None, BADGE)], {}, GUIDANCE)
    assert (found.status, found.reasons) == (Status.PARTIAL, (Reason.HELD, Reason.ATTENDANCE_ONLY))


def test_figures_without_requirements_of_a_kind() -> None:
    only_optional = [assess(Wanted(SKILLS[0], "OPTIONAL"), [Evidence(SKILLS[0])], {}, GUIDANCE)]
    assert coverage(only_optional, "ESSENTIAL") is None
    assert readiness(only_optional, GUIDANCE) == 1.0
    assert readiness([], GUIDANCE) is None


def test_who_recruits_does_not_take_ones_own_word() -> None:
    wanted, said = Wanted(SKILLS[0], "ESSENTIAL"), [Evidence(SKILLS[0])]
    assert assess(wanted, said, {}, GUIDANCE).status is Status.MET
    assert assess(wanted, said, {}, RECRUITMENT).status is Status.PARTIAL
    proof = [*said, Evidence(SKILLS[0], None, BADGE, "PROCTORED_EXAM")]
    assert assess(wanted, proof, {}, RECRUITMENT).status is Status.MET
    for policy, figure in ((GUIDANCE, 1.0), (RECRUITMENT, 0.3)):
        assert judge(None, [wanted], said, {}, policy).readiness == figure


def test_a_former_role_is_named_in_the_explanation() -> None:
    work = Evidence(SKILLS[0], role=Named("role_1", "r:1", "cook"), years=6)
    found = assess(Wanted(SKILLS[0], "ESSENTIAL"), [work], {}, GUIDANCE)
    assert found.explanation == (
        "Work as “cook” for 6 years usually requires “a”. It counts in full as said, and 30% as proven, since"
        " nobody else vouches for it (30%)."
    )
    assert found.reasons == (Reason.HELD, Reason.UNPROVEN)


@given(evidences, every_policy, st.sampled_from(["Working", "Practitioner", "Expert"]))
def test_a_higher_level_subsumes_a_lower(evidence: Evidence, policy: Policy, asked: str) -> None:
    order = ["Awareness", "Working", "Practitioner", "Expert"]
    wanted = Wanted(evidence.skill, "ESSENTIAL", asked)
    found = [assess(wanted, [replace(evidence, level=level)], {}, policy) for level in order]
    assert [one.claimed for one in found] == sorted(one.claimed for one in found)
    assert [one.proven for one in found] == sorted(one.proven for one in found)


def test_a_level_short_is_said_and_worth_what_the_table_says() -> None:
    wanted = Wanted(SKILLS[0], "ESSENTIAL", "Expert")
    found = assess(wanted, [Evidence(SKILLS[0], "working")], {}, GUIDANCE)
    assert (found.status, found.levels_short, found.claimed) == (Status.PARTIAL, 2, 0.3)
    assert Reason.LEVEL_SHORT in found.reasons
    assert "'working' is 2 levels short of 'Expert'" in found.explanation
    assert (
        assess(replace(wanted, level="Awareness"), [Evidence(SKILLS[0], "Expert")], {}, GUIDANCE).status
        == "MET"
    )
    other = assess(replace(wanted, level="C1"), [Evidence(SKILLS[0], "Expert")], {}, GUIDANCE)
    assert (other.claimed, Reason.LEVEL_NOT_COMPARABLE in other.reasons) == (0.5, True)


def test_a_revoked_award_is_worth_nothing_and_says_why() -> None:
    award = Evidence(SKILLS[0], None, BADGE, "PRACTICAL", status=AwardStatus.REVOKED, why="issued in error")
    found = assess(Wanted(SKILLS[0], "ESSENTIAL"), [award], {}, GUIDANCE)
    assert (found.status, found.claimed, found.proven) == (Status.MISSING, 0, 0)
    assert Reason.REVOKED in found.reasons
    assert "and its issuer has revoked it: issued in error" in found.explanation


@pytest.mark.parametrize(
    ("path", "others", "credit_given", "status"),
    [
        ((Relation.EXACT,), 1, 1.0, Status.MET),
        ((Relation.CLOSE,), 1, 0.9, Status.MET),
        ((Relation.CLOSE, Relation.NARROWER), 1, 0.45, Status.PARTIAL),
        ((Relation.SIBLING,), 1, 0.3, Status.PARTIAL),
        ((Relation.SIBLING,), 6, 0.05, Status.PARTIAL),
    ],
)
def test_what_a_path_gives(
    path: tuple[Relation, ...], others: int, credit_given: float, status: Status
) -> None:
    known = {(SKILLS[1].id, SKILLS[0].id): Link(path, others)}
    found = assess(Wanted(SKILLS[0], "ESSENTIAL"), [Evidence(SKILLS[1])], known, GUIDANCE)
    assert found.claimed == pytest.approx(credit_given)
    assert found.status is status
    assert found.path == path


def test_what_is_inferred_through_a_mapped_role_is_never_met() -> None:
    work = Evidence(SKILLS[0], role=Named("role_1", "r:1", "cook"), inferred_by=Relation.EXACT)
    found = assess(Wanted(SKILLS[0], "ESSENTIAL"), [work], {}, GUIDANCE)
    assert (found.status, found.claimed) == (Status.PARTIAL, 1.0)
    assert Reason.INFERRED in found.reasons


def test_importance_weighs() -> None:
    wanted = [Wanted(SKILLS[0], "ESSENTIAL", weight=0.75), Wanted(SKILLS[1], "ESSENTIAL", weight=0.25)]
    assert judge(None, wanted, [Evidence(SKILLS[0])], {}, GUIDANCE).readiness == 0.75
