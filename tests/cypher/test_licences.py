"""What may not be passed on is served to entitled keys alone, on both engines and by every door."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from skillsgraph import licences
from skillsgraph.answers.overview.supply import supply_and_demand
from skillsgraph.answers.programmes.rules import Option, on_trial, read_rules
from skillsgraph.catalogue import upsert_catalogue
from skillsgraph.errors import FrameworkNotFound
from skillsgraph.frameworks.contract import Options
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest
from skillsgraph.learners.issuing import Office
from skillsgraph.learners.profile import profiles_of
from skillsgraph.learners.records import import_learners
from skillsgraph.learners.share import ShareField, share, shown
from skillsgraph.model.credentials import Rule, RuleKind, SkillRef
from skillsgraph.model.frameworks import (
    Broader,
    ConceptType,
    JobRole,
    JobRoleKind,
    Match,
    MatchKind,
    Reference,
    Related,
    RequirementRelation,
    Requires,
    Skill,
    SkillKind,
    Term,
    TermKind,
)
from skillsgraph.model.ids import make_id
from skillsgraph.model.learners import Award, Consent, Purpose
from skillsgraph.settings import ApiKey, Role, Settings
from skillsgraph.statements import cypher, parse
from tests.cypher.test_issuing import office
from tests.cypher.test_learners import BADGE, BADGE_ID, RECORD, SCHOOL, SCHOOL_ID, Who
from tests.cypher.test_sharing import wish
from tests.support.client import ADMIN_KEY, KEYS, READER_KEY, Client, client_of
from tests.support.frameworks import HERE, Listed, small

__all__ = ["office"]
STATEMENTS = [
    *("restrictedFrameworks", "withheldSkills", "withheldJobRoles", "entitleOrganization"),
    "withdrawEntitlement",
]
MEMBER_KEY, STRANGER_KEY = "a-key-of-the-school", "a-key-of-nobody"
PORTAL_KEY, SCHOOL_PORTAL_KEY = "a-key-of-a-portal", "a-key-of-the-portal-of-the-school"
CLOSED = make_id("framework", "listed", "1")
PYTHON, DEV = make_id("skill", "listed", "1", "s:python"), make_id("role", "listed", "1", "r:dev")
OPEN_SKILL, OPEN_ROLE = make_id("skill", "open", "1", "o:sql"), make_id("role", "open", "1", "o:analyst")
SECRETS = (
    "Python",
    "write code",
    "developer",
    "nurse",
    "languages",
    "Software people",
    "Zone one",
    "s:code",
    "s:python",
)

# Every way to ask for what stands in a framework: lists, relations both ways, conditions, counts, orders,
# figures, paths, matches, search, and the answers that name concepts.
ASKED = {
    "lists": '{ skills(framework: "listed") { totalCount nodes { name uri terms { text } } }'
    ' jobRoles(framework: "listed", orderBy: {code: ASC}) { nodes { name } } }',
    "framework": '{ framework(name: "listed") { attribution skills { nodes { name } }'
    ' jobRoles { totalCount aggregate { groups(by: "name") { value } } } } }',
    "scales": '{ framework(name: "listed") { scales { levels { name } } } }',
    "nodes": f'{{ nodes(ids: ["{PYTHON}", "{DEV}"])'
    f" {{ id ... on Skill {{ name }} ... on JobRole {{ name }} }} }}",
    "credential": "{ credentials { nodes { assesses { totalCount nodes { name uri } } } } }",
    "where": '{ skills(where: {requiredBy: {some: {name: {eq: "developer"}}}}) { nodes { name } } }',
    "matches": f'{{ skill(id: "{OPEN_SKILL}") {{ matches {{ nodes {{ concept {{ name }} }} }} }} }}',
    "chain": f'{{ shortestChain(from: "{OPEN_SKILL}", to: "{PYTHON}")'
    " { steps { concept { ... on Skill { name } } } } }",
    "search": '{ search(text: "python") { nodes { label concept { ... on Skill { name } } } }'
    ' suggest(text: "dev") { label } }',
    "text": '{ extractSkills(text: "Python and SQL") { label skill { name } } }',
    "matching": f'{{ roleMatches(profile: {{skills: [{{skill: {{id: "{OPEN_SKILL}"}}}}]}})'
    " { nodes { explanation held missing role { name } } } }",
    "similar": f'{{ similarRoles(role: {{id: "{OPEN_ROLE}"}})'
    " { nodes { explanation role { name } } } }",
    "gap": f'{{ skillGap(profile: {{credentials: [{{credential: {{uri: "{BADGE.uri}"}}}}]'
    f' }}, target: {{role: {{id: "{OPEN_ROLE}"}}}})'
    " { explanation requirements { skill { name } evidence { skill { name } } } } }",
    "mappings": '{ mappings(framework: "open") { nodes { subject { uri } object { uri } } } }',
    "counts": '{ framework(name: "listed") { mappingCounts { kind mappings resolved } } skill(uri: "o:sql")'
    " { matches { nodes { concept { name uri } } } } }",
    "rules": "{ credentials { nodes { entry { sentence options { uri name } } } } }",
    "impact": f'{{ credentialImpact(credential: {{uri: "{BADGE.uri}"}}) {{ skills opened onlyHere {{ name }}'
    " roles { nodes { essential given only explanation role { name } } } } }",
}
REFUSED = {
    "skill": f'{{ skill(id: "{PYTHON}") {{ name }} }}',
    "uri": '{ jobRole(uri: "r:dev") { name } }',
    "ordinary": '{ skill(uri: "s:python") { name matches { nodes { kind } } } }',
    "target": f'{{ skillGap(profile: {{skills: [{{skill: {{id: "{OPEN_SKILL}"}}}}]}},'
    f' target: {{role: {{id: "{DEV}"}}}}) {{ explanation }} }}',
    "mappings": '{ mappings(framework: "listed") { nodes { id } } }',
    "coverage": '{ frameworkCoverage(framework: "listed") { roles whole { skills } } }',
    "diff": '{ frameworkDiff(older: "listed@1", newer: "open@1") { older } }',
}

(BRIDGE,) = parse(
    "test",
    """// name: bridge(rows) write many
// What policies derive: job roles of one framework require skills of another.
UNWIND $rows AS row
MATCH (role:JobRole {uri: row.role}), (skill:Skill {uri: row.skill})
MERGE (role)-[need:REQUIRES {key: row.role + row.skill}]->(skill)
SET need.relation = 'ESSENTIAL'
RETURN skill.id AS id""",
)
BRIDGED = (
    f'{{ credentialImpact(credential: {{uri: "{BADGE.uri}"}})'
    " { skills roles { nodes { essential given role { code name } } } }"
    ' frameworkCoverage(framework: "open") { roles rolesWhole }'
    ' skillGap(profile: {skills: [{skill: {uri: "o:data"}}]}, target: {role: {uri: "o:keeper"}})'
    " { explanation requirements { skill { uri } } } }"
)
FOUND = '{ learnerMatches(role: {uri: "o:keeper"}) { nodes { explanation parts { skill { uri } } } } }'


def opened() -> list[Any]:
    skill = ConceptType.SKILL
    return [
        Skill("o:sql", "SQL", SkillKind.KNOWLEDGE),
        Skill("o:data", "data", SkillKind.KNOWLEDGE),
        JobRole("o:analyst", "analyst", JobRoleKind.OCCUPATION),
        JobRole("o:keeper", "keeper of data", JobRoleKind.OCCUPATION),
        *(
            Term(skill, uri, name, "en", TermKind.PREFERRED)
            for uri, name in (("o:sql", "SQL"), ("o:data", "data"))
        ),
        Requires("o:analyst", "o:sql", RequirementRelation.ESSENTIAL),
        Requires("o:keeper", "o:sql", RequirementRelation.OPTIONAL),
        Requires("o:keeper", "o:data", RequirementRelation.ESSENTIAL),
        Related("o:sql", "o:data", "near"),
        Broader(skill, "o:sql", "o:data"),
        Match(Reference(skill, "o:sql"), Reference(skill, "s:python"), MatchKind.CLOSE),
        Match(Reference(skill, "o:sql"), Reference(skill, "s:code"), MatchKind.EXACT),
        Match(
            Reference(ConceptType.JOB_ROLE, "o:analyst"),
            Reference(ConceptType.JOB_ROLE, "r:dev"),
            MatchKind.CLOSE,
        ),
    ]


async def test_counts_tell_nothing_of_skills_that_roles_of_others_require(
    bridged: Graph, client: Client
) -> None:
    """What is kept in memory of people is made when the application starts, which is after they are there."""
    mine = await client.data(BRIDGED, key=MEMBER_KEY)
    assert (mine["credentialImpact"]["skills"], mine["frameworkCoverage"]) == (
        2,
        {"roles": 2, "rolesWhole": 0},
    )
    served = {one["role"]["name"]: one for one in mine["credentialImpact"]["roles"]["nodes"]}
    assert {name: (one["essential"], one["given"]) for name, one in served.items()} == {
        "keeper of data": (2, 1),
        "analyst": (2, 1),
    }
    assert leaked({"data": mine})
    for key in (None, STRANGER_KEY):
        others = await client.data(BRIDGED, key=key)
        assert leaked({"data": others}) == []
        assert others["frameworkCoverage"] == {"roles": 2, "rolesWhole": 1}
        assert others["credentialImpact"]["skills"] == 1
        (one,) = others["credentialImpact"]["roles"]["nodes"]
        assert (one["role"]["name"], one["essential"], one["given"]) == ("keeper of data", 1, 1)
    found = [await client.data(FOUND, key=key) for key in (PORTAL_KEY, SCHOOL_PORTAL_KEY)]
    for answer, uris in zip(found, ({"o:sql", "o:data"}, {"o:sql", "o:data", "s:python"}), strict=True):
        (node,) = answer["learnerMatches"]["nodes"]
        assert {part["skill"]["uri"] for part in node["parts"]} == uris
    assert leaked({"data": found[0]}) == []


async def test_a_rule_is_the_same_without_the_names_that_are_withheld(loaded: Graph) -> None:
    view = await licences.served(loaded, None)
    whole, shown = [(await read_rules(graph, [BADGE_ID]))[BADGE_ID] for graph in (loaded, view)]
    assert whole.entry == Rule(RuleKind.ANY, ("s:python", "o:sql"))
    assert shown.entry == Rule(RuleKind.ANY, (PYTHON, "o:sql"))
    assert shown.options[PYTHON] == Option(PYTHON, PYTHON, "withheld by its licence", "Skill")
    tried = await on_trial(view, shown, Rule(RuleKind.ALL, ("s:python", "r:dev", BADGE.uri)))
    assert {one.name for one in tried.options.values()} == {"withheld by its licence", "SQL", BADGE.name}


async def test_what_roles_require_is_counted_of_those_that_are_served(loaded: Graph) -> None:
    await loaded.write(BRIDGE, rows=[{"role": "r:dev", "skill": "o:sql"}])
    view = await licences.served(loaded, None)
    for graph, essential in ((loaded, 2), (view, 1)):
        found = await supply_and_demand(graph, "open", first=5)
        assert {one.skill: one.essential for one in found}[OPEN_SKILL] == essential


@pytest.fixture
async def loaded(empty_graph: Graph) -> Graph:
    """A framework that may not be passed on, an open one, and a badge for skills of both."""
    closed = Listed([*small(), Term(ConceptType.JOB_ROLE, "r:dev", "analyst", "en", TermKind.ALTERNATIVE)])
    closed.framework = replace(closed.framework, redistribution=False, attribution="By the keeper of lists.")
    await ingest(empty_graph, closed, HERE, Options())
    await ingest(empty_graph, Listed(opened(), code="open"), HERE, Options())
    asked = Rule(RuleKind.ANY, ("s:python", "o:sql"))
    badge = replace(BADGE, assesses=(SkillRef("s:code", "2"), SkillRef("o:data")), entry=asked)
    await upsert_catalogue(empty_graph, [SCHOOL, badge])
    return empty_graph


@pytest.fixture
async def bridged(loaded: Graph) -> Graph:
    """The same with job roles of the open one that require skills of the other, and a holder of the badge."""
    rows = [{"role": "o:keeper", "skill": "s:python"}, {"role": "o:analyst", "skill": "s:code"}]
    await loaded.write(BRIDGE, rows=rows)
    holder = replace(
        RECORD,
        key="holder",
        awards=(Award(BADGE.uri, RECORD.awards[0].issued_on),),
        consents=(Consent(Purpose.MATCHING, "1"),),
    )
    await import_learners(loaded, [holder])
    return loaded


@pytest.fixture
async def client(loaded: Graph, engine_settings: Settings) -> AsyncIterator[Client]:
    keys = [
        ApiKey(name=key, role=role, sha256=sha256(key.encode()).hexdigest(), organization=organization)
        for key, role, organization in (
            (MEMBER_KEY, Role.READER, SCHOOL_ID),
            (STRANGER_KEY, Role.READER, "org_" + 26 * "0"),
            (PORTAL_KEY, Role.PORTAL, None),
            (SCHOOL_PORTAL_KEY, Role.PORTAL, SCHOOL_ID),
        )
    ]
    await licences.entitle(loaded, SCHOOL_ID, "listed")
    async with client_of(engine_settings, api_keys=(*KEYS, *keys)) as asked:
        yield asked


def leaked(answer: Any) -> list[str]:
    text = json.dumps(answer.get("data"))
    return [word for word in SECRETS if word in text]


async def test_every_door_is_shut_but_for_entitled_keys(
    client: Client, empty_graph: Graph, office: Office
) -> None:
    for name, asked in ASKED.items():
        member = await client.ask(asked, key=MEMBER_KEY)
        assert member.keys() == {"data"}, (name, member)
        assert leaked(member), (name, member)
        for key in (None, READER_KEY, STRANGER_KEY, None):  # the last by plans that are there
            answer = await client.ask(asked, key=key)
            assert "errors" not in answer, (name, answer)
            assert leaked(answer) == [], (name, key, answer)
            (note,) = answer["extensions"]["withheld"]
            assert (note["code"], note["framework"]) == ("WITHHELD_BY_LICENCE", "listed@1")
    for name, asked in REFUSED.items():
        if name != "diff":
            assert "errors" not in await client.ask(asked, key=MEMBER_KEY), name
        assert await client.code(asked, key=STRANGER_KEY) == "WITHHELD_BY_LICENCE", name
    assert await client.code('{ skill(uri: "s:nothing") { name } }') == "SKILL_NOT_FOUND"
    assert leaked(await client.ask(ASKED["lists"], key=ADMIN_KEY)), "an admin keeps what is imported"
    # What is public has figures of its own, and what is withheld counts for nothing.
    counted = (
        "{ credentials(where: {assesses: {count: {eq: %d}}}, orderBy: {assesses: {count: DESC}})"
        " { totalCount } }"
    )
    assert (await client.data(counted % 1))["credentials"]["totalCount"] == 1
    assert (await client.data(counted % 2, key=MEMBER_KEY))["credentials"]["totalCount"] == 1
    told = await client.data(
        '{ framework(name: "listed") { attribution redistribution requirementCount skills { totalCount } } }'
    )
    assert told["framework"] == {
        "attribution": "By the keeper of lists.",
        "redistribution": False,
        "requirementCount": 0,
        "skills": {"totalCount": 0},
    }
    # What may be kept by others is what nobody in particular is served.
    kept = await client.http.get("/graphql", params={"query": ASKED["lists"]})
    assert "etag" in kept.headers
    assert leaked(kept.json()) == []
    mine = await client.http.get(
        "/graphql", params={"query": ASKED["lists"]}, headers={"authorization": f"Bearer {MEMBER_KEY}"}
    )
    assert "etag" not in mine.headers
    assert leaked(mine.json())
    # A stored person's answers are given without what is withheld.
    (learner,) = await import_learners(empty_graph, [RECORD])
    view = await licences.served(empty_graph, None)
    assert view.withheld == {CLOSED: "listed"}
    assert await view.read(cypher("withheldSkills"), ids=[PYTHON, OPEN_SKILL]) == [{"id": PYTHON}]
    assert await view.read(cypher("withheldJobRoles"), ids=[DEV, OPEN_ROLE]) == [{"id": DEV}]
    for graph, count in ((empty_graph, 1), (view, 0)):
        profile = (await profiles_of(graph, [learner], RECORD.awards[0].issued_on.replace(year=2099)))[
            learner
        ]
        assert (len(profile.skills), len(profile.experience)) == (count, count)
    # So is a page for everybody.
    award, owner = make_id("award", learner, BADGE_ID, "2026-01-02"), Who(Role.LEARNER, learner=learner)
    _, token = await share(empty_graph, learner, wish(award, fields={ShareField.SKILLS}), owner)
    (page,) = (await shown(empty_graph, office, token))["awards"]
    assert [one["uri"] for one in page["skills"]] == ["o:data"]
    # What is entitled can be taken back.
    await licences.withdraw(empty_graph, SCHOOL_ID, "listed")
    with pytest.raises(FrameworkNotFound):
        await licences.withdraw(empty_graph, SCHOOL_ID, "listed")
    with pytest.raises(FrameworkNotFound):
        await licences.entitle(empty_graph, "org_nobody", "listed")
    licences._KNOWN.clear()
    assert leaked(await client.ask(ASKED["lists"], key=MEMBER_KEY)) == []
