"""Badges from elsewhere: linked to the catalogue by their own issuer alone, and verified again."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.catalogue import upsert_catalogue
from skillsgraph.credentials.documents import from_folder
from skillsgraph.credentials.issue import badge_id
from skillsgraph.credentials.result import Outcome, Verification
from skillsgraph.errors import BadgeRefused, ConfigurationRefused, InputError
from skillsgraph.graph.access import Graph
from skillsgraph.learners.awards import award_of, set_status
from skillsgraph.learners.badges import Badge, add_badge
from skillsgraph.learners.issuing import Office, issue_credential
from skillsgraph.learners.record_members import content_of_whole
from skillsgraph.learners.records import import_learners
from skillsgraph.learners.reverify import reverify, reverify_due
from skillsgraph.learners.standing import Schedule
from skillsgraph.model.learners import AwardStatus
from skillsgraph.statements import cypher
from tests.cypher.test_issuing import EARNED, REF, learner_in, office
from tests.cypher.test_learners import ADMIN, BADGE, BADGE_ID, RECORD, SCHOOL, graph_with_badge
from tests.support import openbadges
from tests.support.issuer import DID, PLACE, IssuerElsewhere

__all__ = ["graph_with_badge", "office"]

# What these functions run: the names that the rule "every statement has a test" looks for.
STATEMENTS = ["addBadge", "linkBadge", "attestBadge", "recordVerification", "dueForVerification"]
STATEMENTS += ["holdMembers", "recordMembers"]
EMAIL = "somebody@example.org"
TODAY = Schedule(date(2026, 12, 1), 7)
COURSE = "https://badges.example/course"


@pytest.fixture
def issuer(tmp_path: Path, test_data: Any) -> IssuerElsewhere:
    test_data("openbadges")
    folder = tmp_path / "documents"
    folder.mkdir()
    return IssuerElsewhere(folder, openbadges.contexts())


def knowing(office: Office, issuer: IssuerElsewhere) -> Office:
    """The same, with what the issuer has published by now."""
    return replace(office, verifier=replace(office.verifier, documents=from_folder(issuer.folder)))


async def test_a_badge_of_an_organization_of_the_graph(
    graph_with_badge: Graph, office: Office, issuer: IssuerElsewhere
) -> None:
    graph, learner = graph_with_badge, await learner_in(graph_with_badge)
    school, course = replace(SCHOOL, uri=DID), replace(BADGE, uri=COURSE, awarded_by=DID)
    await upsert_catalogue(graph, [school, course])
    named = [
        {"targetCode": "1", "targetFramework": "nobody's", "targetUrl": "https://example.org/skills/none"},
        {"targetUrl": "s:python", "targetName": "Python"},
    ]
    badge = Badge(json.dumps(issuer.badge(COURSE, named, EMAIL)).encode(), (EMAIL,))
    award = await add_badge(graph, knowing(office, issuer), learner, badge, ADMIN, TODAY)
    found = await award_of(graph, award)
    assert (found.credential is not None, found.properties["verification"]) == (True, "VERIFIED")
    assert found.properties["nextCheckOn"] == "2026-12-08"
    attested = await graph.read(cypher("attestedSkills"), ids=[award])
    assert {(row["uri"], row["source"]) for row in attested} == {
        ("s:code", "CREDENTIAL"),
        ("s:python", "ALIGNMENT"),
    }
    assert [one["reason"] for one in json.loads(found.properties["unlinked"])] == ["SKILL_NOT_FOUND"]

    # Its list cannot be had for a day, then marks it, and a revoked badge is not looked at again.
    week = Schedule(date(2026, 12, 8), 7)
    (seen,) = [one async for one in reverify_due(graph, lambda: office, week)]
    assert (seen.outcome, seen.after) == (Outcome.UNKNOWN, "VALID")
    assert (await award_of(graph, award)).properties["nextCheckOn"] == "2026-12-09"
    issuer.mark({PLACE})
    seen = await reverify(graph, knowing(office, issuer), award, week)
    assert (seen.outcome, seen.before, seen.after) == (Outcome.REVOKED, "VALID", "REVOKED")
    properties = (await award_of(graph, award)).properties
    assert "nextCheckOn" not in properties
    assert properties["verification"] == "VERIFIED"
    with pytest.raises(BadgeRefused, match="revoked"):
        await add_badge(graph, knowing(office, issuer), learner, badge, ADMIN, TODAY)


async def test_a_whole_record_is_evidence_member_by_member(
    graph_with_badge: Graph, office: Office, issuer: IssuerElsewhere
) -> None:
    graph, learner = graph_with_badge, await learner_in(graph_with_badge)
    school, course = replace(SCHOOL, uri=DID), replace(BADGE, uri=COURSE, awarded_by=DID)
    await upsert_catalogue(graph, [school, course])
    issuer.mark({PLACE + 1})
    named = [{"targetUrl": "s:python", "targetName": "Python"}]
    members = [
        issuer.badge(COURSE, named, EMAIL),
        issuer.badge(COURSE, named, EMAIL, number=2, place=PLACE + 1),
        issuer.badge(COURSE, named, "x@example.org", number=3) | {"validUntil": "2199-01-01T00:00:00Z"},
        issuer.badge(COURSE, named, "x@example.org", number=4),
    ]
    badge = Badge(json.dumps(issuer.record(members, EMAIL)).encode(), (EMAIL,))
    award = await add_badge(graph, knowing(office, issuer), learner, badge, ADMIN, TODAY)
    assert await add_badge(graph, knowing(office, issuer), learner, badge, ADMIN, TODAY) == award
    found = await award_of(graph, award)
    assert (found.credential, found.properties["verification"]) == (None, "VERIFIED")
    told = [(one["reason"], one["target"]) for one in json.loads(found.properties["unlinked"])]
    assert told == [("MEMBER_REFUSED", f"https://badges.example/badges/{number}") for number in (2, 3)]
    held = [row["node"] for row in await graph.read(cypher("recordMembers"), ids=[award])]
    # The fourth is of the record and not shown to be about this learner: it counts as the learner's word.
    assert sorted(one["verification"] for one in held) == ["SELF_ASSERTED", "VERIFIED"]
    assert {one["credentialId"] is not None for one in held} == {True}
    attested = await graph.read(cypher("attestedSkills"), ids=[one["id"] for one in held])
    assert {row["uri"] for row in attested} == {"s:code", "s:python"}
    for members in ([], [issuer.badge(COURSE, [], EMAIL)] * 51):
        with pytest.raises(BadgeRefused, match="from 1 to 50"):
            content_of_whole(Verification((), issuer.record(members, EMAIL)))


async def test_a_record_says_whom_it_is_about_only_where_its_issuer_is_known(
    graph_with_badge: Graph, office: Office, issuer: IssuerElsewhere
) -> None:
    graph, learner = graph_with_badge, await learner_in(graph_with_badge)
    await upsert_catalogue(graph, [replace(SCHOOL, uri=DID)])
    somebody = "did:example:somebody"
    member = issuer.badge(COURSE, [], "x@example.org", id=somebody)
    stranger = IssuerElsewhere(issuer.folder, issuer.known, "did:web:stranger.example")
    for author, expected in ((stranger, "SELF_ASSERTED"), (issuer, "VERIFIED")):
        document = author.record([member, author.record([member], EMAIL)], EMAIL, id=somebody)
        badge = Badge(json.dumps(document).encode(), (EMAIL,))
        award = await add_badge(graph, knowing(office, issuer), learner, badge, ADMIN, TODAY)
        (held,) = [row["node"] for row in await graph.read(cypher("recordMembers"), ids=[award])]
        assert held["verification"] == expected
        (refused,) = json.loads((await award_of(graph, award)).properties["unlinked"])
        assert (refused["reason"], "within a record" in refused["name"]) == ("MEMBER_REFUSED", True)


async def test_an_award_is_changed_neither_by_a_badge_of_others_nor_by_one_that_cannot_be_checked(
    graph_with_badge: Graph, office: Office, issuer: IssuerElsewhere
) -> None:
    graph, learner = graph_with_badge, await learner_in(graph_with_badge)
    await upsert_catalogue(graph, [replace(SCHOOL, uri=DID)])

    async def added(document: dict[str, Any], by: Office) -> str:
        badge = Badge(json.dumps(document).encode(), (EMAIL,))
        return await add_badge(graph, by, learner, badge, ADMIN, TODAY)

    genuine = issuer.badge(COURSE, [], EMAIL)
    award = await added(genuine, knowing(office, issuer))
    before = (await award_of(graph, award)).properties
    stranger = IssuerElsewhere(issuer.folder, issuer.known, "did:web:stranger.example")
    own = {name: value for name, value in stranger.badge(COURSE, [], EMAIL).items() if name != "proof"}
    forged = stranger.sign(own | {"id": badge_id(office.base, award), "name": "A forged name"})
    assert await added(forged, knowing(office, issuer)) != award
    assert await added(genuine | {"name": "Another name"}, office) == award  # without the issuer's key
    after = (await award_of(graph, award)).properties
    kept = ("name", "document", "verification", "vouching", "issuedOn")
    assert [after[name] for name in kept] == [before[name] for name in kept]
    assert (before["outcome"], after["outcome"]) == ("verified", "unknown")


async def test_one_award_that_cannot_be_looked_at_does_not_stop_the_others(
    graph_with_badge: Graph, office: Office, issuer: IssuerElsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph, learner = graph_with_badge, await learner_in(graph_with_badge)
    for number in (1, 2, 3):
        badge = Badge(json.dumps(issuer.badge(COURSE, [], EMAIL, number=number)).encode(), (EMAIL,))
        await add_badge(graph, knowing(office, issuer), learner, badge, ADMIN, TODAY)
    faults = iter([None, ConfigurationRefused("The passphrase is gone."), ValueError("a fault of ours")])

    def opened() -> Office:
        if (fault := next(faults, None)) is not None:
            raise fault
        return knowing(office, issuer)

    week = Schedule(date(2026, 12, 8), 7)
    done = [one async for one in reverify_due(graph, opened, week)]
    assert [one.error for one in done] == [None, ConfigurationRefused.code, "INTERNAL"]
    assert [one.outcome for one in done] == [Outcome.VERIFIED, Outcome.UNKNOWN, Outcome.UNKNOWN]
    failed = (await award_of(graph, done[1].award)).properties
    assert (failed["nextCheckOn"], failed["checkError"]) == ("2026-12-09", ConfigurationRefused.code)
    later = Schedule(date(2026, 12, 9), 7)
    assert [one.error async for one in reverify_due(graph, opened, later)] == [None, None]
    assert "checkError" not in (await award_of(graph, done[1].award)).properties


async def test_a_badge_that_was_issued_here_is_the_award_that_it_is_of(
    graph_with_badge: Graph, office: Office
) -> None:
    graph, learner = graph_with_badge, await learner_in(graph_with_badge)
    award, text = await issue_credential(graph, office, learner, REF, EARNED, ADMIN)
    badge = Badge(text.encode())
    assert await add_badge(graph, office, learner, badge, ADMIN, TODAY) == award
    found = await award_of(graph, award)
    assert (found.credential, found.properties["verification"]) == (BADGE_ID, "VERIFIED")
    assert found.properties["document"] == text
    (other,) = await import_learners(graph, [replace(RECORD, key="another", awards=())])
    with pytest.raises(BadgeRefused, match="another learner"):
        await add_badge(graph, office, other, badge, ADMIN, TODAY)
    # What its issuer says here stands, whatever a list says.
    await set_status(graph, award, AwardStatus.SUSPENDED, "To be looked at", ADMIN)
    checked = await reverify(graph, office, award, TODAY)
    assert (checked.outcome, checked.after) == (Outcome.SUSPENDED, "SUSPENDED")
    assert (await award_of(graph, award)).properties["statusReason"] == "To be looked at"
    plain = (await import_learners(graph, [replace(RECORD, key="third")]))[0]
    (row,) = await graph.read(cypher("learnerAwards"), ids=[plain])
    with pytest.raises(InputError, match="no badge"):
        await reverify(graph, office, row["node"]["id"], TODAY)
