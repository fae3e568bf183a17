"""People's records: written whole, seen by whom they are meant for, erased whole; on both engines."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.answers.model import Ref
from skillsgraph.catalogue import upsert_catalogue
from skillsgraph.errors import AwardNotFound, Forbidden, InputError, LearnerNotFound, Unauthenticated
from skillsgraph.frameworks.contract import Options
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest
from skillsgraph.learners.access import visible
from skillsgraph.learners.audit import events_of
from skillsgraph.learners.awards import set_status
from skillsgraph.learners.consent import give_consent, withdraw_consent
from skillsgraph.learners.erase import erase_again, erase_expired, erase_learner
from skillsgraph.learners.export import export_learner
from skillsgraph.learners.profile import profile_of
from skillsgraph.learners.records import add_award, create_learner, import_learners, self_assert
from skillsgraph.learners.showings import record_showing, showings_of
from skillsgraph.model.credentials import (
    Credential,
    CredentialKind,
    Organization,
    OrganizationKind,
    SkillRef,
)
from skillsgraph.model.ids import make_id
from skillsgraph.model.learners import (
    Aim,
    AimKind,
    Award,
    AwardStatus,
    Consent,
    Enrolment,
    Experience,
    ExperienceKind,
    HeldSkill,
    Learner,
    Membership,
    Purpose,
    Verification,
)
from skillsgraph.settings import Role
from skillsgraph.statements import cypher, parse
from tests.support.frameworks import HERE, Listed, small

# What these functions run: the names that the rule "every statement has a test" looks for.
STATEMENTS = [
    *("upsertLearner", "assertSkills", "addExperience", "addAwards", "attestAssessed", "enrol"),
    *("joinOrganizations", "aimAtRoles", "aimAtCredentials", "giveConsents", "withdrawConsents"),
    *("learnerConsents", "eraseLearner", "expiredLearners", "recordEvent", "eventsOf", "learnersById"),
    *("learnerAwards", "learnerSkills", "learnerExperience", "learnerEnrolments", "learnerMemberships"),
    *("learnerGoals", "attestedSkills", "awardingOrganization"),
    *("awardOf", "setAwardStatus"),
]
PEOPLE = parse(
    "test",
    """// name: people() read many
// All that is kept about people.
MATCH (a) WHERE a:Learner OR a:Award OR a:Experience OR a:Enrolment OR a:Consent
OPTIONAL MATCH (a)-[r]->(b)
RETURN labels(a)[0] AS label, a.id AS id, type(r) AS type, r.level AS level, b.id AS other
ORDER BY label, id, type, other""",
)[0]

SCHOOL = Organization("https://example.org/school", "A school", OrganizationKind.SCHOOL)
BADGE = Credential(
    uri="https://example.org/badge",
    name="A badge",
    kind=CredentialKind.BADGE,
    awarded_by=SCHOOL.uri,
    assesses=(SkillRef("s:code", "2"),),
)
BADGE_ID, SCHOOL_ID = make_id("credential", BADGE.uri), make_id("org", SCHOOL.uri)
TODAY = datetime.now(UTC).date()
RECORD = Learner(
    key="somebody",
    label="Somebody, 40",
    skills=(HeldSkill("s:python", "3", TODAY),),
    awards=(Award(BADGE.uri, date(2026, 1, 2), status=AwardStatus.REVOKED),),
    experience=(Experience("r:dev", ExperienceKind.CARE, date(2020, 1, 1), date(2022, 7, 1)),),
    aims=(Aim(AimKind.JOB_ROLE, "r:dev"), Aim(AimKind.CREDENTIAL, BADGE.uri)),
    enrolments=(Enrolment(BADGE.uri, date(2026, 9, 1), rules_as_of=date(2025, 9, 1)),),
    memberships=(Membership(SCHOOL.uri, date(2024, 1, 1), grade="student"),),
)


@dataclass(frozen=True)
class Who:
    role: Role
    name: str | None = "a key"
    learner: str | None = None
    organization: str | None = None


ADMIN, PORTAL = Who(Role.ADMIN), Who(Role.PORTAL)
ISSUER = Who(Role.ISSUER, organization=SCHOOL_ID)


@pytest.fixture
async def graph_with_badge(empty_graph: Graph) -> Graph:
    await ingest(empty_graph, Listed(small()), HERE, Options())
    await upsert_catalogue(empty_graph, [SCHOOL, BADGE])
    return empty_graph


async def people(graph: Graph) -> list[dict[str, Any]]:
    return await graph.read(PEOPLE)


async def test_a_record_is_written_whole_and_twice_is_once(graph_with_badge: Graph) -> None:
    (learner,) = await import_learners(graph_with_badge, [RECORD])
    once = await people(graph_with_badge)
    kinds = [(row["label"], row["type"]) for row in once]
    assert sorted(kinds) == [
        ("Award", "ATTESTS"),
        ("Award", "OF"),
        ("Enrolment", "IN"),
        ("Experience", "AS"),
        ("Learner", "AIMS_AT"),
        ("Learner", "AIMS_AT"),
        ("Learner", "EARNED"),
        ("Learner", "HAD"),
        ("Learner", "HAS"),
        ("Learner", "MEMBER_OF"),
        ("Learner", "SELF_ASSERTS"),
    ]
    assert await import_learners(graph_with_badge, [RECORD]) == [learner]
    assert await people(graph_with_badge) == once


async def test_a_profile_is_what_was_held_on_the_day(graph_with_badge: Graph) -> None:
    (learner,) = await import_learners(graph_with_badge, [RECORD])
    now = await profile_of(graph_with_badge, learner, ADMIN, TODAY)
    (held,) = now.credentials
    assert (held.credential.id, held.status) == (BADGE_ID, AwardStatus.REVOKED)
    assert [one.years for one in now.experience] == [2.5]
    assert [one.level for one in now.skills] == ["3"]
    then = await profile_of(graph_with_badge, learner, ADMIN, date(2021, 1, 1))
    assert (then.credentials, then.skills) == ((), ())
    assert [one.years for one in then.experience] == [1.0]


async def test_only_those_who_may_see_a_record_see_it(graph_with_badge: Graph) -> None:
    one, other = await import_learners(graph_with_badge, [RECORD, replace(RECORD, key="other")])
    own = Who(Role.LEARNER, learner=one)
    consent = Consent(Purpose.STUDY, "2026-01", organization=SCHOOL_ID)
    await give_consent(graph_with_badge, one, consent, own)
    school = Who(Role.UNIVERSITY, organization=SCHOOL_ID)
    elsewhere = Who(Role.UNIVERSITY, organization=make_id("org", "another"))
    for caller, seen in (
        (ADMIN, {one, other}),
        (own, {one}),
        (school, {one}),
        (elsewhere, set()),
        (PORTAL, set()),
    ):
        assert set(await visible(graph_with_badge, [one, other], caller)) == seen, caller
        counted = await graph_with_badge.read_one(cypher("countLearners"), **_scope(caller))
        page = await graph_with_badge.read(
            cypher("learnersPage"), afterName="", afterId="", first=10, **_scope(caller)
        )
        assert counted == {"total": len(seen)}
        assert {row["node"]["id"] for row in page} == seen
    assert await withdraw_consent(graph_with_badge, one, Purpose.STUDY, None, own) == 1
    assert await visible(graph_with_badge, [one], school) == {}
    for caller, error in ((Who(Role.ANONYMOUS), Unauthenticated), (Who(Role.ANALYST), Forbidden)):
        with pytest.raises(error):
            await visible(graph_with_badge, [one], caller)


def _scope(caller: Who) -> dict[str, Any]:
    from skillsgraph.learners.access import scope_of

    return scope_of(caller)


async def test_whose_word_an_award_rests_on(graph_with_badge: Graph) -> None:
    given = replace(
        Learner("", "New"), consents=(Consent(Purpose.GUIDANCE, "1"), Consent(Purpose.ISSUING, "1"))
    )
    learner = await create_learner(graph_with_badge, given, PORTAL)
    own = Who(Role.LEARNER, learner=learner)
    days = (date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3))
    for caller, day in zip((own, PORTAL, ISSUER), days, strict=True):
        await add_award(graph_with_badge, learner, Ref(uri=BADGE.uri), Award(BADGE.uri, day), caller)
    profile = await profile_of(graph_with_badge, learner, own, TODAY)
    assert [one.verification for one in profile.credentials] == [
        Verification.ISSUED,
        Verification.SELF_ASSERTED,
        Verification.SELF_ASSERTED,
    ]
    stranger = replace(ISSUER, organization=make_id("org", "another"))
    with pytest.raises(Forbidden):
        await add_award(graph_with_badge, learner, Ref(uri=BADGE.uri), Award(BADGE.uri, days[0]), stranger)
    future = Award(BADGE.uri, TODAY + timedelta(days=1))
    with pytest.raises(InputError):
        await add_award(graph_with_badge, learner, Ref(uri=BADGE.uri), future, own)
    assert (await self_assert(graph_with_badge, learner, Ref(uri="s:python"), "2", own)).uri == "s:python"
    with pytest.raises(Forbidden):
        await self_assert(graph_with_badge, learner, Ref(uri="s:python"), "2", ISSUER)
    actions = [one["action"] for one in await events_of(graph_with_badge, learner)]
    assert sorted(actions) == ["AWARD_ADDED"] * 3 + ["CREATED", "SKILL_ASSERTED"]


async def test_what_is_taken_back_has_a_reason_and_stays_so(graph_with_badge: Graph) -> None:
    valid = replace(RECORD, awards=(Award(BADGE.uri, date(2026, 1, 2)),))
    (learner,) = await import_learners(graph_with_badge, [valid])
    award = make_id("award", learner, BADGE_ID, "2026-01-02")
    with pytest.raises(InputError, match="reason"):
        await set_status(graph_with_badge, award, AwardStatus.SUSPENDED, " ", ISSUER)
    stranger = replace(ISSUER, organization=make_id("org", "another"))
    with pytest.raises(Forbidden):
        await set_status(graph_with_badge, award, AwardStatus.REVOKED, "Why not", stranger)
    await set_status(graph_with_badge, award, AwardStatus.SUSPENDED, "Being checked", ISSUER)
    await set_status(graph_with_badge, award, AwardStatus.VALID, None, ISSUER)
    await set_status(graph_with_badge, award, AwardStatus.REVOKED, "A mistake", ISSUER)
    (held,) = (await profile_of(graph_with_badge, learner, ADMIN, TODAY)).credentials
    assert (held.status, held.why) == (AwardStatus.REVOKED, "A mistake")
    with pytest.raises(InputError, match="stays revoked"):
        await set_status(graph_with_badge, award, AwardStatus.VALID, None, ISSUER)
    with pytest.raises(AwardNotFound):
        await set_status(graph_with_badge, "award_none", AwardStatus.VALID, None, ISSUER)


async def test_a_keeper_needs_consent_to_what_they_keep(graph_with_badge: Graph) -> None:
    with pytest.raises(InputError, match="GUIDANCE"):
        await create_learner(graph_with_badge, Learner("", "New"), PORTAL)
    with pytest.raises(Forbidden):
        await create_learner(graph_with_badge, Learner("", "New"), Who(Role.READER))
    assert await people(graph_with_badge) == []


async def test_an_export_holds_the_whole_record(graph_with_badge: Graph) -> None:
    (learner,) = await import_learners(graph_with_badge, [RECORD])
    found = await export_learner(graph_with_badge, learner, ADMIN)
    assert found["learner"]["label"] == RECORD.label
    assert found["awards"][0]["attests"][0]["uri"] == "s:code"
    assert {name: len(rows) for name, rows in found.items() if isinstance(rows, list)} == {
        "awards": 1,
        "selfAsserted": 1,
        "experience": 1,
        "enrolments": 1,
        "memberships": 1,
        "consents": 0,
        "goals": 2,
        "applications": 0,
        "offers": 0,
        "recognitions": 0,
        "events": 0,
        "shown": 0,
    }


async def test_erased_is_erased_also_after_a_restore(graph_with_badge: Graph, tmp_path: Path) -> None:
    journal = tmp_path / "journal" / "erased.txt"
    one, other = await import_learners(graph_with_badge, [RECORD, replace(RECORD, key="other")])
    await give_consent(graph_with_badge, one, Consent(Purpose.MATCHING, "1"), Who(Role.LEARNER, learner=one))
    with pytest.raises(LearnerNotFound):
        await erase_learner(graph_with_badge, one, Who(Role.LEARNER, learner=other), journal)
    await record_showing(graph_with_badge, [one, other], None, ADMIN)
    await erase_learner(graph_with_badge, one, Who(Role.LEARNER, learner=one), journal)
    assert [len(await showings_of(graph_with_badge, each)) for each in (one, other)] == [0, 1]
    left = await people(graph_with_badge)
    assert {row["id"] for row in left if row["label"] == "Learner"} == {other}
    assert sum(row["label"] == "Award" for row in left) == 2
    with pytest.raises(LearnerNotFound):
        await profile_of(graph_with_badge, one, ADMIN, TODAY)
    await import_learners(graph_with_badge, [RECORD])  # as a restored backup would bring it back
    assert await erase_again(graph_with_badge, journal) == [one]
    assert await erase_again(graph_with_badge, journal) == []
    assert await people(graph_with_badge) == left


async def test_a_record_ends_with_its_time(graph_with_badge: Graph) -> None:
    records = [
        replace(RECORD, key="short", keep_until=TODAY - timedelta(days=1)),
        replace(RECORD, key="long", keep_until=TODAY),
        RECORD,
    ]
    short, *_ = await import_learners(graph_with_badge, records)
    assert await erase_expired(graph_with_badge, TODAY, None) == [short]
    assert await erase_expired(graph_with_badge, TODAY, None) == []
