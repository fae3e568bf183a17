"""Links: used as often and as long as their owner allows, and known by the hash of a token alone."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from skillsgraph.answers.model import Ref
from skillsgraph.errors import AwardNotFound, Forbidden, InputError, LearnerNotFound, ShareNotFound
from skillsgraph.graph.access import Graph
from skillsgraph.learners.awards import set_status
from skillsgraph.learners.issuing import Office, issue_credential
from skillsgraph.learners.records import import_learners
from skillsgraph.learners.share import ShareField, Wish, links_of, share, shown, withdraw
from skillsgraph.model.ids import make_id
from skillsgraph.model.learners import AwardStatus
from skillsgraph.settings import Role
from tests.cypher.test_issuing import EARNED, office
from tests.cypher.test_learners import ADMIN, BADGE, BADGE_ID, PORTAL, RECORD, TODAY, Who, graph_with_badge

__all__ = ["graph_with_badge", "office"]

# What these functions run: the names that the rule "every statement has a test" looks for.
STATEMENTS = ["addShareLink", "shareLinks", "withdrawShareLink", "useShareLink", "sharedAwards"]
LATER = TODAY + timedelta(days=30)


def wish(*awards: str, fields: set[ShareField] | None = None, until: date = LATER, most: int = 5) -> Wish:
    return Wish(awards, frozenset(fields or ()), until, most)


async def test_a_link_shows_what_its_owner_chose_and_verifies_again(
    graph_with_badge: Graph, office: Office
) -> None:
    graph = graph_with_badge
    (learner,) = await import_learners(graph, [RECORD])
    own = Who(Role.LEARNER, learner=learner)
    award, badge = await issue_credential(graph, office, learner, Ref(uri=BADGE.uri), EARNED, ADMIN)
    _, bare = await share(graph, learner, wish(award), own)
    (found,) = (await shown(graph, office, bare))["awards"]
    assert found.keys() == {"name", "issuer", "signed", "valid", "checks"}
    assert (found["issuer"], found["signed"], found["valid"]) == ("A school", True, True)
    _, full = await share(graph, learner, wish(award, fields=set(ShareField)), own)
    everything = await shown(graph, office, full)
    (found,) = everything["awards"]
    assert everything["label"] == RECORD.label
    assert found["badge"] == json.loads(badge)
    assert [one["uri"] for one in found["skills"]] == ["s:code"]
    await set_status(graph, award, AwardStatus.REVOKED, "A mistake", ADMIN)
    (found,) = (await shown(graph, office, bare))["awards"]
    assert found["valid"] is False
    assert "A mistake" in found["checks"][-1]["says"]


async def test_a_link_ends(graph_with_badge: Graph, office: Office) -> None:
    graph = graph_with_badge
    (learner,) = await import_learners(graph, [RECORD])
    own, award = Who(Role.LEARNER, learner=learner), make_id("award", learner, BADGE_ID, "2026-01-02")
    first, twice = await share(graph, learner, wish(award, most=2), own)
    for _ in range(2):
        assert (await shown(graph, office, twice))["awards"][0]["signed"] is False
    second, other = await share(graph, learner, wish(award), own)
    await withdraw(graph, learner, second, own)
    for token in (twice, other, "", "no such token"):
        with pytest.raises(ShareNotFound):
            await shown(graph, office, token)
    links: dict[str, Any] = {one["id"]: one for one in await links_of(graph, learner, own)}
    assert (links[first]["uses"], links[second]["uses"]) == (2, 0)
    assert links[second]["withdrawnAt"] is not None
    assert twice not in str(links)


async def test_only_the_owner_shares_and_only_their_own(graph_with_badge: Graph) -> None:
    graph = graph_with_badge
    (learner,) = await import_learners(graph, [RECORD])
    own, award = Who(Role.LEARNER, learner=learner), make_id("award", learner, BADGE_ID, "2026-01-02")
    for caller in (PORTAL, Who(Role.LEARNER, learner=make_id("learner", "another"))):
        with pytest.raises((LearnerNotFound, Forbidden)):
            await share(graph, learner, wish(award), caller)
    with pytest.raises(AwardNotFound):
        await share(graph, learner, wish(award, make_id("award", "another")), own)
    for bad in (wish(), wish(award, until=TODAY), wish(award, most=0), wish(award, until=date(2999, 1, 1))):
        with pytest.raises(InputError):
            await share(graph, learner, bad, own)
    with pytest.raises(ShareNotFound):
        await withdraw(graph, learner, "share_none", own)
