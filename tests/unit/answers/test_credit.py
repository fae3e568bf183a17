"""The properties that skill credit keeps, whatever the evidence is."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from skillsgraph.answers.credit import Links, assess, coverage, credit, readiness
from skillsgraph.answers.gap import judge
from skillsgraph.answers.model import Evidence, Named, Reason, Relation, Status, Wanted
from skillsgraph.answers.policy import Figure, Policy, policies

SKILLS = [Named(f"skill_{letter}", f"s:{letter}", letter) for letter in "abcdef"]
BADGE = Named("credential_1", "c:1", "A badge")
DAY = date(2026, 1, 1)

every_policy = st.sampled_from(list(policies().values()))
GUIDANCE, RECRUITMENT = policies()["guidance"], policies()["recruitment"]

evidences = st.builds(
    Evidence,
    skill=st.sampled_from(SKILLS),
    level=st.sampled_from([None, "1", "2"]),
    credential=st.sampled_from([None, BADGE]),
    assurance=st.sampled_from([None, *policies()["guidance"].assurance]),
    expired_on=st.sampled_from([None, DAY]),
)
wanteds = st.lists(
    st.builds(
        Wanted,
        skill=st.sampled_from(SKILLS),
        relation=st.sampled_from(["ESSENTIAL", "OPTIONAL"]),
        level=st.sampled_from([None, "1"]),
    ),
    max_size=6,
    unique_by=lambda wanted: wanted.skill.id,
)
ids = st.sampled_from([skill.id for skill in SKILLS])
links = st.dictionaries(
    st.tuples(ids, ids).filter(lambda pair: pair[0] != pair[1]),
    st.sampled_from([Relation.NARROWER, Relation.BROADER, Relation.RELATED]),
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
        assert (one.status is Status.MISSING) == (one.evidence is None)
    assert gap.nothing_required == (not wanted) == (gap.readiness is None)


@given(wanteds, st.lists(evidences, max_size=5), links, every_policy)
def test_readiness_is_what_the_requirements_add_up_to(
    wanted: list[Wanted], held: list[Evidence], known: Links, policy: Policy
) -> None:
    gap = judge(None, wanted, held, known, policy)
    parts = {
        relation: [
            one.proven if policy.figure is Figure.PROVEN else one.claimed
            for one in gap.requirements
            if one.wanted.relation == relation
        ]
        for relation in ("ESSENTIAL", "OPTIONAL")
    }
    means = {relation: sum(found) / len(found) for relation, found in parts.items() if found}
    if len(means) == 2:
        share = policy.optional_in_readiness
        expected = (means["ESSENTIAL"] + share * means["OPTIONAL"]) / (1 + share)
    else:
        expected = next(iter(means.values()), None)  # type: ignore[arg-type]
    assert gap.readiness == expected
    covered = gap.coverage_proven if policy.figure is Figure.PROVEN else gap.coverage_claimed
    assert covered == means.get("ESSENTIAL")


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
    figures = [(one.claimed, one.proven, one.via, one.reasons) if one else None for one in (plain, other)]
    assert figures[0] == figures[1]


def test_an_expired_award_is_worth_the_mere_claim() -> None:
    wanted = Wanted(SKILLS[0], "ESSENTIAL")
    said = assess(wanted, [Evidence(SKILLS[0])], {}, GUIDANCE)
    expired = assess(wanted, [Evidence(SKILLS[0], None, BADGE, "PRACTICAL", DAY)], {}, GUIDANCE)
    assert (expired.claimed, expired.proven) == (said.claimed, said.proven)
    assert (said.status, expired.status) == (Status.MET, Status.PARTIAL)
    assert expired.reasons == (Reason.HELD, Reason.EXPIRED)


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
    assert found.explanation == "Work as “cook” for 6 years usually requires “a”."
    assert found.reasons == (Reason.HELD, Reason.UNPROVEN)
