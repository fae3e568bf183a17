"""The catalogue as a whole, on both engines, against the sample's own files."""

from collections import Counter, defaultdict
from datetime import date
from functools import cache

import pytest

from skillsgraph.frameworks.catalogue import read_catalogue, read_learners
from skillsgraph.frameworks.sample.reader import sample_folder
from skillsgraph.graph.access import Graph
from skillsgraph.model.credentials import Credential, CredentialKind, CredentialStatus
from skillsgraph.model.ids import make_id
from skillsgraph.model.learners import AwardStatus
from skillsgraph.statements import cypher
from tests.support.sample import FRAMEWORK, groups, required, role_id, skill_id, table

VERSION = make_id("framework", FRAMEWORK.code, FRAMEWORK.version)
EMERGENCIES = "https://example.org/health-board/emergencies"
BOARD = "https://example.org/health-board"


@cache
def credentials() -> dict[str, Credential]:
    items = read_catalogue(sample_folder() / "catalogue.yaml")
    return {one.uri: one for one in items if isinstance(one, Credential)}


@cache
def given(organization: str | None = None, but: str = "") -> dict[str, set[str]]:
    """Skill -> the credentials that can be earned now and teach or assess it."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in credentials().values():
        active = one.status is CredentialStatus.ACTIVE and one.kind is not CredentialKind.PATHWAY
        if active and one.uri != but and organization in (None, one.awarded_by):
            for ref in (*one.teaches, *one.assesses):
                found[ref.skill].add(one.uri)
    return found


def essential() -> dict[str, set[str]]:
    needs = {
        role: {skill for skill, word in own.items() if word == "ESSENTIAL"}
        for role, own in required().items()
    }
    return {role: own for role, own in needs.items() if own}


async def test_a_credential_serves_the_roles_that_require_what_it_gives(sample_graph: Graph) -> None:
    one = credentials()[EMERGENCIES]
    own, others = {ref.skill for ref in (*one.teaches, *one.assesses)}, given(but=EMERGENCIES)
    asked = {"id": make_id("credential", EMERGENCIES)}
    rows = await sample_graph.read(cypher("skillsGivenBy"), **asked)
    assert {(row["id"], row["elsewhere"]) for row in rows} == {(skill_id(uri), uri in others) for uri in own}
    rows = await sample_graph.read(cypher("rolesServedBy"), **asked)
    told = ("essential", "given", "only", "possible", "observed")
    assert (
        {row["id"]: tuple(row[one] for one in told) for row in rows}
        == {
            role_id(role): (
                len(needs),
                len(needs & own),
                len((needs & own) - others.keys()),
                len(needs & (own | others.keys())),
                False,
            )
            for role, needs in essential().items()
            if needs & own
        }
        != {}
    )


async def test_supply_and_demand_of_each_skill(sample_graph: Graph) -> None:
    rows = await sample_graph.read(cypher("supplyAndDemand"), framework=VERSION, skip=0, first=10_000)
    words: dict[str, Counter[str]] = {word: Counter() for word in ("ESSENTIAL", "OPTIONAL")}
    for own in required().values():
        for skill, word in own.items():
            words[word][skill] += 1
    skills = [row["uri"] for row in table("skills") if row["uri"] not in groups()]
    assert {row["id"]: (row["essential"], row["optional"], row["credentials"]) for row in rows} == {
        skill_id(uri): (words["ESSENTIAL"][uri], words["OPTIONAL"][uri], len(given().get(uri, ())))
        for uri in skills
    }
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    assert all(row["score"] == pytest.approx(row["essential"] / (1 + row["credentials"])) for row in rows)


@pytest.mark.parametrize("organization", [None, BOARD])
async def test_coverage_of_a_framework(sample_graph: Graph, organization: str | None) -> None:
    covered = given(organization).keys()
    asked = {"framework": VERSION, "organization": organization and make_id("org", organization)}
    skills = {row["uri"] for row in table("skills")} - groups()
    whole = await sample_graph.read_one(cypher("countSkillsCovered"), **asked)
    assert whole
    assert (whole["skills"], whole["given"]) == (len(skills), len(skills & covered))
    assert max(whole["taught"], whole["assessed"]) <= whole["given"] > 0
    above = defaultdict(set)
    for row in table("broader"):
        if row["type"] == "Skill" and row["broader"] in groups() and row["narrower"] in skills:
            above[skill_id(row["broader"])].add(row["narrower"])
    rows = await sample_graph.read(cypher("skillsCovered"), **asked)
    assert {row["id"]: (row["skills"], row["given"]) for row in rows if row["id"]} == {
        group: (len(below), len(below & covered)) for group, below in above.items()
    }
    shares = [len(needs & covered) / len(needs) for needs in essential().values()]
    roles = await sample_graph.read_one(cypher("rolesCovered"), **asked)
    assert roles == {
        "roles": len(shares),
        "whole": sum(one == 1 for one in shares),
        "half": sum(one >= 0.5 for one in shares),
    }


async def test_people_are_counted_who_hold_a_valid_award(sample_graph: Graph) -> None:
    holders: dict[str, set[str]] = defaultdict(set)
    for learner in read_learners(sample_folder() / "learners.yaml"):
        for award in learner.awards:
            valid = award.status is AwardStatus.VALID
            if valid and (award.valid_until is None or award.valid_until >= date(2026, 11, 25)):
                holders[award.credential].add(learner.key)
    uri, people = max(holders.items(), key=lambda one: len(one[1]))
    asked = {"today": "2026-11-25"}
    row = await sample_graph.read_one(cypher("countHolders"), id=make_id("credential", uri), **asked)
    assert row == {"people": len(people)}
    skill = credentials()[uri].teaches[0].skill
    others = [
        holders[one]
        for one, own in credentials().items()
        if skill in {ref.skill for ref in (*own.teaches, *own.assesses)}
    ]
    rows = await sample_graph.read(cypher("countHoldersOfSkills"), ids=[skill_id(skill)], **asked)
    assert rows == [{"id": skill_id(skill), "people": len(set().union(*others))}]
