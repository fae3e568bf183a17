"""From an application to an award that is renewed: each step taken once, by whom it is for."""

import asyncio
import stat
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from skillsgraph.answers.model import Named, Ref
from skillsgraph.catalogue import upsert_catalogue
from skillsgraph.credentials.issue import Securing
from skillsgraph.errors import (
    ApplicationNotFound,
    ConditionsNotMet,
    Forbidden,
    InputError,
    OfferNotFound,
    SourceError,
    StepRefused,
)
from skillsgraph.graph.access import Graph
from skillsgraph.learners.applications import applications_for, apply, decide, withdraw_application
from skillsgraph.learners.audit import Action, events_of
from skillsgraph.learners.awards import award_of, set_status
from skillsgraph.learners.conditions import conditions_of
from skillsgraph.learners.consent import give_consent
from skillsgraph.learners.erase import erase_learner
from skillsgraph.learners.export import export_learner
from skillsgraph.learners.issuing import Office, issue_credential
from skillsgraph.learners.issuing_counts import issuing_counts
from skillsgraph.learners.offers import (
    Terms,
    accept,
    offer_credential,
    offer_of,
    offer_renewal,
    open_offer,
    refuse,
    withdraw_offer,
)
from skillsgraph.learners.records import add_award, import_learners
from skillsgraph.learners.reminders import due, send_each
from skillsgraph.model.credentials import Rule, RuleKind
from skillsgraph.model.ids import make_id
from skillsgraph.model.issuing import ApplicationStatus, ConditionKind, OfferStatus
from skillsgraph.model.learners import Award, AwardStatus, Consent, Membership, Purpose
from skillsgraph.model.periods import add_months
from skillsgraph.settings import Role
from skillsgraph.statements import cypher, parse
from tests.cypher.test_issuing import office
from tests.cypher.test_learners import (
    ADMIN,
    BADGE,
    ISSUER,
    PORTAL,
    RECORD,
    SCHOOL,
    TODAY,
    Who,
    graph_with_badge,
)

__all__ = ["graph_with_badge", "office"]

# What these functions run: the names that the rule "every statement has a test" looks for.
STATEMENTS = [
    *("addApplication", "applicationOf", "closeApplication", "learnerApplications", "applicationsFor"),
    *("countApplications", "addOffer", "offerOf", "offerByHash", "closeOffer", "learnerOffers", "renewAward"),
    *("countOffers", "countAwards", "expiringAwards", "noteReminder", "useApplication", "renewalsOf"),
]
COURSE = replace(BADGE, uri="https://example.org/course", name="A course")
FELLOW = replace(
    BADGE,
    uri="https://example.org/fellow",
    name="Fellow of the School",
    entry=Rule(RuleKind.ALL, (COURSE.uri,), min_result=60),
    renewal=Rule(RuleKind.ALL, (COURSE.uri,), within_months=12),
    renew_every_months=24,
    validity_period="P1Y",
    members_only=True,
    by_application=True,
)
FELLOW_ID = make_id("credential", FELLOW.uri)
REF, NAMED = Ref(uri=FELLOW.uri), Named(FELLOW_ID, FELLOW.uri, FELLOW.name)
NOW = Award("", TODAY)
LEFT = parse(
    "test",
    """// name: processNodes() read many
// What the way to an award leaves behind.
MATCH (n) WHERE n:Application OR n:CredentialOffer OR n:Award RETURN n.id AS id""",
)[0]


@pytest.fixture
async def graph(graph_with_badge: Graph) -> Graph:
    await upsert_catalogue(graph_with_badge, [SCHOOL, COURSE, FELLOW])
    return graph_with_badge


async def learner_in(graph: Graph, *, member: bool = True, result: str | None = "92 %") -> tuple[str, Who]:
    """A learner whom the school may see; a member, and through the course, when wanted."""
    memberships = (Membership(SCHOOL.uri, date(2024, 1, 1)),) if member else ()
    record = replace(RECORD, awards=(), memberships=memberships, enrolments=())
    (learner,) = await import_learners(graph, [record])
    own = Who(Role.LEARNER, learner=learner)
    await give_consent(graph, learner, Consent(Purpose.ISSUING, "1"), own)
    if result:
        await add_award(graph, learner, Ref(uri=COURSE.uri), Award("", TODAY, result=result), ADMIN)
    return learner, own


def script(path: Path, line: str) -> Path:
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(stat.S_IRWXU)
    return path


async def unmet(graph: Graph, learner: str, *, renewing: bool = False) -> set[ConditionKind]:
    found = await conditions_of(graph, learner, NAMED, TODAY, renewing=renewing)
    assert all(one.explanation.endswith(".") for one in found)
    return {one.kind for one in found if not one.met}


async def test_conditions_are_those_of_membership_rules_results_and_application(graph: Graph) -> None:
    every = {ConditionKind.MEMBERSHIP, ConditionKind.ENTRY, ConditionKind.APPLICATION}
    learner, _ = await learner_in(graph, member=False, result=None)
    assert await unmet(graph, learner) == every
    assert await unmet(graph, learner, renewing=True) == {ConditionKind.MEMBERSHIP, ConditionKind.RENEWAL}
    await learner_in(graph, result="40 %")
    assert await unmet(graph, learner) == {ConditionKind.ENTRY, ConditionKind.APPLICATION}
    await add_award(graph, learner, Ref(uri=COURSE.uri), Award("", TODAY, result="60"), ADMIN)
    assert await unmet(graph, learner) == {ConditionKind.APPLICATION}
    assert await unmet(graph, learner, renewing=True) == set()


async def test_an_application_is_decided_once_by_who_awards(graph: Graph) -> None:
    learner, own = await learner_in(graph, result=None)
    application = await apply(graph, learner, REF, "  I have taught for years. ", own)
    with pytest.raises(StepRefused, match="applied for already"):
        await apply(graph, learner, REF, None, own)
    with pytest.raises(StepRefused, match="no applications"):
        await apply(graph, learner, Ref(uri=COURSE.uri), None, own)
    (waiting,) = await applications_for(graph, REF, ApplicationStatus.SUBMITTED, ISSUER)
    assert (waiting.id, waiting.properties["statement"]) == (application, "I have taught for years.")
    stranger = replace(ISSUER, organization=make_id("org", "another"))
    for caller, error in ((own, Forbidden), (stranger, Forbidden), (PORTAL, ApplicationNotFound)):
        with pytest.raises(error):
            await decide(graph, application, ApplicationStatus.APPROVED, None, caller)
    with pytest.raises(ConditionsNotMet, match="ENTRY"):
        await decide(graph, application, ApplicationStatus.APPROVED, None, ISSUER)
    with pytest.raises(InputError, match="reason"):
        await decide(graph, application, ApplicationStatus.DECLINED, " ", ISSUER)
    done = await decide(graph, application, ApplicationStatus.DECLINED, "The course is missing", ISSUER)
    assert (done.properties["status"], done.properties["reason"]) == ("DECLINED", "The course is missing")
    with pytest.raises(StepRefused, match="already"):
        await decide(graph, application, ApplicationStatus.APPROVED, "Experience", ISSUER, exception=True)
    again = await apply(graph, learner, REF, None, own)
    assert (await withdraw_application(graph, again, own)).properties["status"] == "WITHDRAWN"
    third = await apply(graph, learner, REF, None, own)
    done = await decide(graph, third, ApplicationStatus.APPROVED, "Experience", ISSUER, exception=True)
    assert done.properties["exception"] is True
    assert await unmet(graph, learner) == {ConditionKind.ENTRY}


@pytest.mark.parametrize("securing", Securing)
async def test_an_offer_is_answered_once_and_becomes_a_signed_award(
    graph: Graph, office: Office, securing: Securing
) -> None:
    learner, own = await learner_in(graph)
    with pytest.raises(ConditionsNotMet, match="APPLICATION"):
        await offer_credential(graph, learner, REF, NOW, ISSUER)
    application = await apply(graph, learner, REF, None, own)
    await decide(graph, application, ApplicationStatus.APPROVED, None, ISSUER)
    first, secret = await offer_credential(graph, learner, REF, NOW, ISSUER)
    with pytest.raises(StepRefused, match="open"):
        await offer_credential(graph, learner, REF, NOW, ISSUER)
    assert secret not in str((await offer_of(graph, first)).properties)
    await refuse(graph, await open_offer(graph, secret), "Not under this name", None)
    for gone in (secret, "", "no such secret"):
        with pytest.raises(OfferNotFound):
            await open_offer(graph, gone)
    second, secret = await offer_credential(graph, learner, REF, NOW, ISSUER)
    assert (await withdraw_offer(graph, second, ISSUER)).status is OfferStatus.WITHDRAWN
    third, secret = await offer_credential(graph, learner, REF, NOW, ISSUER, Terms(securing=securing))
    offer = await open_offer(graph, secret)
    assert (offer.issuer, offer.award().valid_until) == (SCHOOL.name, add_months(TODAY, 12))
    award = await accept(graph, office, offer, None)
    found = await award_of(graph, award)
    assert (found.credential, found.properties["verification"]) == (FELLOW_ID, "VERIFIED")
    assert found.properties["document"].startswith("{") == (securing is Securing.DATA_INTEGRITY)
    with pytest.raises(OfferNotFound):
        await accept(graph, office, offer, own)
    assert (await offer_of(graph, third)).properties["award"] == award
    counts = await issuing_counts(graph, REF, ISSUER)
    assert counts.applications[ApplicationStatus.APPROVED] == 1
    assert {status: number for status, number in counts.offers.items() if number} == {
        OfferStatus.REFUSED: 1,
        OfferStatus.WITHDRAWN: 1,
        OfferStatus.ACCEPTED: 1,
    }
    assert (counts.awards[AwardStatus.VALID], counts.signed, counts.renewals) == (1, 1, 0)
    actions = [one["action"] for one in await events_of(graph, learner)]
    assert {Action.APPLIED, Action.APPLICATION_DECIDED, Action.OFFER_REFUSED, Action.OFFER_ACCEPTED} <= {
        *actions
    }
    taken = await export_learner(graph, learner, own)
    assert [len(taken[part]) for part in ("applications", "offers")] == [1, 3]
    assert "hash" not in str(taken["offers"])
    await erase_learner(graph, learner, own, None)
    assert await graph.read(LEFT) == []


async def test_an_application_makes_one_award(graph: Graph, office: Office) -> None:
    learner, own = await learner_in(graph)
    application = await apply(graph, learner, REF, None, own)
    await decide(graph, application, ApplicationStatus.APPROVED, None, ISSUER)
    with pytest.raises(StepRefused, match="applied for already"):
        await apply(graph, learner, REF, None, own)
    days = [Award("", TODAY - timedelta(days=number)) for number in range(4)]
    made = await asyncio.gather(
        *(issue_credential(graph, office, learner, REF, day, ISSUER) for day in days), return_exceptions=True
    )
    assert sum(isinstance(one, ConditionsNotMet) for one in made) == 3, made
    place = next(place for place, one in enumerate(made) if isinstance(one, tuple))
    assert await issue_credential(graph, office, learner, REF, days[place], ISSUER) == made[place]
    (used,) = await applications_for(graph, REF, ApplicationStatus.APPROVED, ISSUER)
    assert (used.id, used.properties["award"]) == (application, made[place][0])
    assert await unmet(graph, learner) == {ConditionKind.APPLICATION}
    for open_too in (NOW, Award("", TODAY - timedelta(days=9))):
        with pytest.raises(ConditionsNotMet, match="APPLICATION"):
            await offer_credential(graph, learner, REF, open_too, ISSUER)
    again = await apply(graph, learner, REF, None, own)
    await decide(graph, again, ApplicationStatus.APPROVED, None, ISSUER)
    # Offered, and then used up by what its issuer records otherwise: the offer is not an award any more.
    late = Award("", TODAY - timedelta(days=9))
    _, secret = await offer_credential(graph, learner, REF, late, ISSUER)
    await add_award(graph, learner, REF, Award("", TODAY - timedelta(days=8)), ISSUER)
    with pytest.raises(ConditionsNotMet, match="APPLICATION"):
        await accept(graph, office, await open_offer(graph, secret), None)


async def test_an_award_is_renewed_once_unless_that_is_revoked(graph: Graph, office: Office) -> None:
    learner, _ = await learner_in(graph)
    ends = TODAY + timedelta(days=30)
    award, *others = [
        await add_award(graph, learner, REF, Award("", TODAY - timedelta(days=number), ends), ADMIN)
        for number in (40, 30, 20, 10)
    ]
    statement, at = cypher("renewAward"), "2026-01-01T00:00:00.000Z"
    done = await asyncio.gather(*(graph.write(statement, award=one, renewed=award, now=at) for one in others))
    (winner,) = [one.rows[0]["id"] for one in done if one.rows]
    with pytest.raises(StepRefused, match="renewed already"):
        await offer_renewal(graph, award, ISSUER)
    assert award not in [one.award for one in await due(graph, 30, TODAY, ISSUER)]
    await set_status(graph, winner, AwardStatus.REVOKED, "A mistake", ADMIN)
    assert award in [one.award for one in await due(graph, 30, TODAY, ISSUER)]
    _, secret = await offer_renewal(graph, award, ISSUER)
    offer = await open_offer(graph, secret)
    other = next(one for one in others if one != winner)
    await graph.write(statement, award=other, renewed=award, now=at)
    with pytest.raises(StepRefused, match="renewed already"):
        await accept(graph, office, offer, None)
    await set_status(graph, other, AwardStatus.REVOKED, "A mistake", ADMIN)
    renewed = await accept(graph, office, offer, None)
    with pytest.raises(StepRefused, match="awarded today"):
        await offer_renewal(graph, renewed, ISSUER)


async def test_of_many_answers_at_once_one_counts(graph: Graph, office: Office) -> None:
    learner, own = await learner_in(graph)
    application = await apply(graph, learner, REF, None, own)
    decided = await asyncio.gather(
        *(decide(graph, application, ApplicationStatus.APPROVED, None, ISSUER) for _ in range(4)),
        *(withdraw_application(graph, application, own) for _ in range(4)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, StepRefused) for one in decided) == 7, decided
    for _ in range(3):
        _, secret = await offer_credential(graph, learner, REF, NOW, ISSUER, Terms(exception="A test"))
        offer = await open_offer(graph, secret)
        answers = await asyncio.gather(
            *(accept(graph, office, offer, None) for _ in range(4)),
            *(refuse(graph, offer, "No", None) for _ in range(4)),
            return_exceptions=True,
        )
        assert sum(isinstance(one, OfferNotFound) for one in answers) == 7, answers


async def test_offers_end_and_say_what_is_wrong(graph: Graph, office: Office) -> None:
    learner, _ = await learner_in(graph, member=False)
    exception = Terms(exception="An honour")
    with pytest.raises(InputError, match="open from"):
        await offer_credential(graph, learner, REF, NOW, ISSUER, replace(exception, days=0))
    tomorrow = Award("", TODAY + timedelta(days=1))
    with pytest.raises(InputError, match="future"):
        await offer_credential(graph, learner, REF, tomorrow, ISSUER, exception)
    with pytest.raises(Forbidden):
        await offer_credential(graph, learner, REF, NOW, Who(Role.LEARNER, learner=learner))
    offer, secret = await offer_credential(graph, learner, REF, NOW, ISSUER, exception)
    over = {
        "id": offer,
        "now": "2000-01-01T00:00:00.000Z",
        "properties": {"until": "2001-01-01T00:00:00.000Z"},
    }
    await graph.write(cypher("closeOffer"), **over)
    assert (await offer_of(graph, offer)).status is OfferStatus.LAPSED
    with pytest.raises(OfferNotFound):
        await open_offer(graph, secret)
    with pytest.raises(OfferNotFound):
        await accept(graph, office, await offer_of(graph, offer), None)
    assert (await issuing_counts(graph, REF, ADMIN)).offers[OfferStatus.LAPSED] == 1
    await offer_credential(graph, learner, REF, NOW, ISSUER, exception)


async def test_who_is_due_is_reminded_once_and_renews(graph: Graph, office: Office, tmp_path: Path) -> None:
    learner, own = await learner_in(graph)
    begun, end = TODAY - timedelta(days=335), TODAY + timedelta(days=30)
    award = await add_award(graph, learner, REF, Award("", begun, end), ADMIN)
    assert await due(graph, 29, TODAY, ISSUER) == []
    (found,) = await due(graph, 30, TODAY, ISSUER, credential=REF)
    assert (found.award, found.learner, found.renewable, found.reminded_at) == (award, learner, True, None)
    assert await due(graph, 30, TODAY, replace(ISSUER, organization=make_id("org", "another"))) == []
    sent = tmp_path / "sent"
    sender, failing = script(tmp_path / "sender", f'cat >> "{sent}"'), script(tmp_path / "failing", "exit 3")
    tries = [
        [told async for _, told in send_each(graph, 30, TODAY, one)] for one in (failing, sender, sender)
    ]
    assert tries == [[False], [True], [None]]
    no_program = tmp_path / "no program"
    no_program.write_bytes(bytes(8))
    no_program.chmod(stat.S_IRWXU)
    await add_award(graph, learner, REF, Award("", begun - timedelta(days=1), end), ADMIN)
    for command in (tmp_path / "missing", tmp_path, no_program):
        with pytest.raises(SourceError, match="cannot be run"):
            _ = [told async for _, told in send_each(graph, 30, TODAY, command)]
    assert sent.read_text().count(award) == 1
    offer, secret = await offer_renewal(graph, award, ISSUER)
    renewed = await accept(graph, office, await open_offer(graph, secret), own)
    assert renewed != award
    assert (await offer_of(graph, offer)).award().valid_until == add_months(end, 24)
    assert award not in [one.award for one in await due(graph, 30, TODAY, ISSUER)]
    assert (await issuing_counts(graph, REF, ISSUER)).renewals == 1
    await set_status(graph, award, AwardStatus.REVOKED, "A mistake", ADMIN)
    with pytest.raises(StepRefused, match="revoked"):
        await offer_renewal(graph, award, ISSUER)
    course = make_id("award", learner, make_id("credential", COURSE.uri), TODAY.isoformat())
    with pytest.raises(StepRefused, match="not one that is renewed"):
        await offer_renewal(graph, course, ISSUER)
