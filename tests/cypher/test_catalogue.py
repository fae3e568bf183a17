"""Credentials are written whole or not at all, on both engines."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from skillsgraph.answers.programmes.rules import read_rules
from skillsgraph.catalogue import upsert_catalogue, upsert_credential, upsert_organizations
from skillsgraph.errors import InputError, NotFound, SkillNotFound
from skillsgraph.frameworks.contract import Options
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest
from skillsgraph.model.credentials import (
    Assessment,
    AssessmentMethod,
    Cost,
    CostKind,
    Credential,
    CredentialKind,
    CreditUnit,
    Offering,
    Organization,
    OrganizationKind,
    Rule,
    RuleKind,
    SkillRef,
    StandingRecognition,
)
from skillsgraph.statements import cypher, parse
from tests.support.frameworks import HERE, Listed, small

# What an upsert runs: the names that the rule "every statement has a test" looks for.
STATEMENTS = [
    *("upsertOrganizations", "upsertCredential", "removeCredentialParts", "removeCredentialRules"),
    *("removeCredentialSkills", "teachSkills", "assessSkills", "addAssessments", "addCosts", "addOfferings"),
    *("addEntryRule", "addCompletionRule", "addNestedRule", "addRuleOptions", "missingOptions"),
    *("addRenewalRule", "orderRules", "addRuleTheme", "ruleTrees"),
    *("removePreparedJobRoles", "prepareForJobRoles", "removeRecognised", "recogniseCredentials"),
]
DUMP = parse(
    "test",
    """// name: dump() read many
// The catalogue, and what it points to.
MATCH (a) WHERE a:Credential OR a:Organization OR a:Rule OR a:Cost OR a:Offering OR a:Assessment
OPTIONAL MATCH (a)-[r]->(b)
RETURN labels(a)[0] AS label, a.id AS id, a.name AS name, a.amount AS amount, type(r) AS type,
       r.level AS level, r.position AS position, b.id AS other
ORDER BY label, id, type, position, other""",
)[0]

CHARITY = Organization("https://example.org/charity", "A charity", OrganizationKind.CHARITY)
SCHOOL = Organization(
    "https://example.org/school", "A school", OrganizationKind.SCHOOL, part_of="https://example.org/charity"
)
BADGE = Credential(
    uri="https://example.org/badge",
    name="A badge",
    kind=CredentialKind.BADGE,
    awarded_by=CHARITY.uri,
    teaches=(SkillRef("s:python"), SkillRef("s:code", "2")),
    assesses=(SkillRef("s:code", "2"),),
    prepares_for=("r:dev",),
    assessments=(Assessment(AssessmentMethod.PORTFOLIO),),
    costs=(Cost(CostKind.TUITION, Decimal("12.50"), "EUR"),),
    offerings=(
        Offering(
            starts_on=date(2027, 1, 5),
            costs=(Cost(CostKind.MATERIALS, Decimal("3"), "EUR"),),
        ),
    ),
)
DIPLOMA = Credential(
    uri="https://example.org/diploma",
    name="A diploma",
    kind=CredentialKind.DIPLOMA,
    awarded_by=CHARITY.uri,
    recognises=(StandingRecognition(BADGE.uri, credits=2.0, since=date(2026, 1, 1), until=date(2027, 1, 1)),),
    entry=Rule(RuleKind.ANY, options=("r:dev", "s:python")),
    completion=Rule(
        RuleKind.ALL,
        options=(BADGE.uri, Rule(RuleKind.AT_LEAST, count=1, options=("s:python", BADGE.uri))),
    ),
)


@pytest.fixture
async def graph_with_skills(empty_graph: Graph) -> Graph:
    await ingest(empty_graph, Listed(small()), HERE, Options())
    await upsert_organizations(empty_graph, [CHARITY, SCHOOL])
    return empty_graph


async def dump(graph: Graph) -> list[dict[str, Any]]:
    return await graph.read(DUMP)


def count(rows: Sequence[dict[str, Any]], **wanted: str) -> int:
    return sum(all(row[name] == value for name, value in wanted.items()) for row in rows)


async def test_all_of_a_credential_is_written_and_twice_is_once(graph_with_skills: Graph) -> None:
    first = [await upsert_credential(graph_with_skills, one) for one in (BADGE, DIPLOMA)]
    assert [one.created for one in first] == [True, True]
    once = await dump(graph_with_skills)
    assert count(once, label="Credential", type="TEACHES") == 2
    assert count(once, label="Credential", type="ASSESSES") == 1
    assert count(once, label="Credential", type="PREPARES_FOR") == 1
    assert count(once, label="Credential", type="AWARDED_BY") == 2
    assert count(once, label="Credential", type="RECOGNISED_AS") == 1
    assert count(once, label="Cost") == 2
    assert count(once, label="Assessment") == 1
    assert count(once, label="Offering", type="COSTS") == 1
    assert count(once, label="Rule", type="OPTION") == 6
    assert count(once, label="Organization", type="PART_OF") == 1
    again = [await upsert_credential(graph_with_skills, one) for one in (BADGE, DIPLOMA)]
    assert [one.created for one in again] == [False, False]
    assert await dump(graph_with_skills) == once


async def test_what_is_recognised_is_told_with_its_terms_and_who_decided(graph_with_skills: Graph) -> None:
    badge, _ = [await upsert_credential(graph_with_skills, one) for one in (BADGE, DIPLOMA)]
    assert await graph_with_skills.read(cypher("standingRecognitions"), ids=[badge.id]) == [
        {
            "id": badge.id,
            "towards": DIPLOMA.uri,
            "credits": 2.0,
            "since": "2026-01-01",
            "until": "2027-01-01",
            "source": None,
            "decidedBy": ["A charity"],
        }
    ]


async def test_what_is_no_longer_said_is_gone(graph_with_skills: Graph) -> None:
    await upsert_credential(graph_with_skills, BADGE)
    await upsert_credential(graph_with_skills, DIPLOMA)
    less = replace(
        BADGE,
        teaches=(SkillRef("s:python"),),
        assesses=(),
        prepares_for=(),
        costs=(),
        offerings=(),
        assessments=(),
    )
    await upsert_credential(graph_with_skills, replace(less, awarded_by=SCHOOL.uri))
    await upsert_credential(graph_with_skills, replace(DIPLOMA, entry=None, completion=None, recognises=()))
    rows = await dump(graph_with_skills)
    assert {row["label"] for row in rows} == {"Credential", "Organization"}
    assert count(rows, type="TEACHES") == 1
    assert count(rows, type="ASSESSES") + count(rows, type="PREPARES_FOR") == 0
    assert count(rows, type="AWARDED_BY") == 2


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"teaches": (SkillRef("s:none"),)}, SkillNotFound),
        ({"awarded_by": "https://example.org/none"}, NotFound),
        ({"prepares_for": ("r:none",)}, NotFound),
        ({"teaches": (SkillRef("s:python"), SkillRef("s:python"))}, InputError),
        ({"recognises": (StandingRecognition("https://example.org/none"),)}, NotFound),
        ({"recognises": (StandingRecognition(BADGE.uri),)}, InputError),
        ({"entry": Rule(RuleKind.ANY, options=("s:python", "x:none"))}, NotFound),
    ],
)
async def test_a_refused_credential_leaves_everything_as_it_was(
    graph_with_skills: Graph, changed: dict[str, Any], error: type[Exception]
) -> None:
    await upsert_credential(graph_with_skills, BADGE)
    before = await dump(graph_with_skills)
    with pytest.raises(error):
        await upsert_credential(graph_with_skills, replace(BADGE, name="Another name", **changed))
    assert await dump(graph_with_skills) == before


async def test_a_missing_option_is_named(graph_with_skills: Graph) -> None:
    rows = await graph_with_skills.read(cypher("missingOptions"), uris=["r:dev", "s:python", "x:none"])
    assert rows == [{"uri": "x:none"}]
    with pytest.raises(NotFound, match="x:none"):
        await upsert_credential(
            graph_with_skills,
            replace(DIPLOMA, completion=None, entry=Rule(RuleKind.ANY, options=("r:dev", "x:none"))),
        )


async def test_a_catalogue_may_refer_forwards_and_in_circles(graph_with_skills: Graph) -> None:
    circle = replace(BADGE, entry=Rule(RuleKind.ANY, options=(DIPLOMA.uri,)))
    for _ in range(2):
        done = await upsert_catalogue(graph_with_skills, [CHARITY, DIPLOMA, circle, SCHOOL])
        assert len(done) == 2
    rows = await dump(graph_with_skills)
    assert count(rows, label="Rule", type="OPTION") == 7
    assert count(rows, label="Credential", type="ENTRY") == 2


async def test_many_at_once_leave_one(graph_with_skills: Graph) -> None:
    done = await asyncio.gather(*(upsert_credential(graph_with_skills, BADGE) for _ in range(8)))
    assert sum(one.created for one in done) == 1
    rows = await dump(graph_with_skills)
    assert count(rows, label="Credential", type="AWARDED_BY") == 1
    assert count(rows, label="Credential", type="TEACHES") == 2
    assert count(rows, label="Cost") == 2


async def test_every_rule_is_read_back_as_it_was_written(graph_with_skills: Graph) -> None:
    ects = CreditUnit.ECTS
    completion = Rule(
        RuleKind.ALL,
        (
            BADGE.uri,
            Rule(RuleKind.AT_LEAST, ("s:python", "s:code"), count=1, key="a", precedes=("b",), own_only=True),
            Rule(RuleKind.CREDITS, (BADGE.uri,), min=3, max=9, unit=ects, key="b", theme="s:code", cap=2),
            Rule(RuleKind.CREDITS, share=0.5, unit=ects, min_level=6, min_result=2.5, within_months=24),
            Rule(RuleKind.NOT, (Rule(RuleKind.ANY, ("r:dev",), exclusive_group="x"),), overlap_max=4),
        ),
        text="All of it.",
        since=date(2026, 9, 1),
    )
    earlier = Rule(RuleKind.ANY, (BADGE.uri,), until=date(2026, 9, 1))
    whole = replace(
        DIPLOMA,
        entry=Rule(RuleKind.ANY, ("s:python",), concurrent=True),
        completion=completion,
        earlier_completions=(earlier,),
        renewal=Rule(RuleKind.CREDITS, (BADGE.uri,), min=1, unit=ects),
        renew_every_months=36,
    )
    await upsert_credential(graph_with_skills, BADGE)
    done = await upsert_credential(graph_with_skills, whole)
    for _ in range(2):
        found = (await read_rules(graph_with_skills, [done.id]))[done.id]
        assert found.completion == completion
        assert found.earlier == (earlier,)
        assert found.entry == whole.entry
        assert found.renewal == whole.renewal
        assert found.every_months == 36
        assert found.completion_of(date(2026, 8, 31)) == earlier
        assert found.completion_of(date(2026, 9, 1)) == completion
        assert {one.label for one in found.options.values()} == {"Credential", "Skill", "JobRole"}
        await upsert_credential(graph_with_skills, whole)
    rows = await dump(graph_with_skills)
    assert count(rows, label="Rule", type="THEME") == 1
    await upsert_credential(graph_with_skills, replace(DIPLOMA, completion=None, entry=None))
    assert count(await dump(graph_with_skills), label="Rule") == 0


async def test_a_theme_that_nothing_has_is_refused(graph_with_skills: Graph) -> None:
    await upsert_credential(graph_with_skills, BADGE)
    odd = Rule(RuleKind.ALL, (BADGE.uri,), theme="x:none")
    with pytest.raises(NotFound, match="x:none"):
        await upsert_credential(graph_with_skills, replace(DIPLOMA, completion=odd))
