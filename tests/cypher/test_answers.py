"""What answers are made of, on both engines, against the sample's own tables."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pytest

from skillsgraph.answers import refs
from skillsgraph.answers.among import ANY_CREDENTIAL
from skillsgraph.answers.evidence import skills_of_credentials
from skillsgraph.answers.index.keeper import index_of
from skillsgraph.answers.model import Ref
from skillsgraph.answers.requirements import requirements_of_roles
from skillsgraph.errors import AmbiguousReference
from skillsgraph.graph.access import Graph, Row
from skillsgraph.model.ids import make_id
from skillsgraph.statements import cypher, parse
from tests.support.sample import groups, names, required, role_id, skill_id, table

ASSISTANT = "http://data.europa.eu/esco/occupation/d38c2107-98f2-47b7-8bb4-f69750d51082"
EMERGENCIES = "https://example.org/health-board/emergencies"
NO_NAME = {"id": None, "uri": None, "code": None, "framework": None}


async def test_requirements_are_those_of_the_role(sample_graph: Graph) -> None:
    rows = await sample_graph.read(cypher("requirements"), roleId=role_id(ASSISTANT))
    assert await sample_graph.read_one(cypher("regulationOf"), id=role_id(ASSISTANT)) == {
        "note": "unregulated"
    }
    assert {row["uri"]: row["relation"] for row in rows} == required()[ASSISTANT]
    assert {row["uri"]: row["name"] for row in rows} == {
        uri: names("skills")[uri] for uri in required()[ASSISTANT]
    }
    assert [row["relation"] for row in rows] == sorted(row["relation"] for row in rows)


async def test_requirements_of_several_roles_stay_apart(sample_graph: Graph) -> None:
    roles = [role_id(uri) for uri in list(required())[:5]]
    rows = await sample_graph.read(cypher("requirementsOfRoles"), ids=roles)
    assert [row["role"] for row in rows] == sorted(roles)
    opened = await requirements_of_roles(sample_graph, roles)
    assert {role: {row["uri"]: row["relation"] for row in rows} for role, rows in opened.items()} == {
        role_id(uri): skills for uri, skills in list(required().items())[:5]
    }
    assert all(
        row == {"id": skill_id(row["uri"]), "name": names("skills")[row["uri"]]} | row
        for rows in opened.values()
        for row in rows
    )
    assert await requirements_of_roles(sample_graph, ["none"]) == {"none": []}


async def test_neighbours_are_all_that_one_hop_reaches(sample_graph: Graph) -> None:
    broader = {(row["narrower"], row["broader"]) for row in table("broader") if row["type"] == "Skill"}
    plain = {pair for pair in broader if not set(pair) & groups()}
    held, parent = sorted(plain)[0]
    expected = {(skill_id(b), "NARROWER") for n, b in plain if n == held}
    expected |= {(skill_id(n), "BROADER") for n, b in plain if b == held}
    for row in table("related"):
        if held in (row["skill"], row["other"]):
            expected.add((skill_id(row["other"] if row["skill"] == held else row["skill"]), "RELATED"))
    rows = await sample_graph.read(cypher("neighbours"), ids=[skill_id(held)])
    assert {(row["other"], row["relation"]) for row in rows} == expected != set()
    children = {row["other"]: row["children"] for row in rows if row["relation"] == "NARROWER"}
    assert children[skill_id(parent)] == sum(b == parent for _, b in plain)


async def test_the_index_knows_the_same_neighbours_as_the_graph(sample_graph: Graph) -> None:
    skills = [skill_id(row["uri"]) for row in table("skills")]
    kept = await index_of(sample_graph)
    rows = await sample_graph.read(cypher("neighbours"), ids=skills)
    assert told(kept.thing.kin.rows(skills)) == told(rows) != set()


def told(rows: Sequence[Row]) -> set[tuple[object, ...]]:
    return {tuple(row[name] for name in ("id", "other", "relation", "children")) for row in rows}


async def test_groups_of_skills_are_the_groups_directly_above(sample_graph: Graph) -> None:
    pairs = {
        (skill_id(row["narrower"]), skill_id(row["broader"]))
        for row in table("broader")
        if row["type"] == "Skill" and row["broader"] in groups()
    }
    asked = sorted({narrower for narrower, _ in pairs})[:50]
    rows = await sample_graph.read(cypher("groupsOfSkills"), ids=asked)
    assert {(row["id"], row["broader"]) for row in rows} == {pair for pair in pairs if pair[0] in asked}


_MAPPED = parse(
    "test",
    """// name: mapped() write none
// Two versions of a skill, a mapped skill of another framework, and mapped roles.
CREATE (f:Framework {id: 'framework_t', code: 't', version: '1', active: true}),
       (old:Skill {id: 'skill_old', uri: 't:old', code: 'T', name: 'old', kind: 'SKILL'})
         -[:IN_FRAMEWORK]->(f),
       (new:Skill {id: 'skill_new', uri: 't:new', code: 'T', name: 'new', kind: 'SKILL'})
         -[:IN_FRAMEWORK]->(f),
       (far:Skill {id: 'skill_far', uri: 'u:far', name: 'far', kind: 'SKILL'}),
       (a:JobRole {id: 'role_a', uri: 't:a', code: 'T', name: 'a', kind: 'OCCUPATION'})-[:IN_FRAMEWORK]->(f),
       (b:JobRole {id: 'role_b', uri: 'u:b', name: 'b', kind: 'OCCUPATION'}),
       (old)-[:REPLACED_BY {key: 'k0'}]->(new),
       (new)-[:MATCHES {key: 'k1', kind: 'BROAD', status: 'ACCEPTED'}]->(far),
       (old)-[:MATCHES {key: 'k2', kind: 'EXACT', status: 'PROPOSED'}]->(far),
       (b)-[:MATCHES {key: 'k3', kind: 'CLOSE', status: 'ACCEPTED'}]->(a)""",
)[0]


async def test_matches_and_successors_are_followed(empty_graph: Graph) -> None:
    await empty_graph.write(_MAPPED)
    rows = await empty_graph.read(cypher("neighbours"), ids=["skill_new", "skill_far", "skill_old"])
    assert {(row["id"], row["other"], row["relation"]) for row in rows} == {
        ("skill_new", "skill_far", "NARROWER"),
        ("skill_far", "skill_new", "BROADER"),
    }
    matches = await empty_graph.read(cypher("everySkillMatch"))
    assert matches == [{"ids": ["skill_new"], "others": ["skill_far"], "kinds": ["BROAD"]}]
    kin = (await index_of(empty_graph)).thing.kin
    assert told(kin.rows(["skill_new", "skill_far", "skill_old"])) == told(rows)
    for asked, other in (("role_a", "role_b"), ("role_b", "role_a")):
        roles = await empty_graph.read(cypher("mappedRoles"), ids=[asked])
        assert [(row["other"], row["relation"]) for row in roles] == [(other, "CLOSE")]
    rows = await empty_graph.read(cypher("successorsOfSkills"), ids=["skill_old", "skill_new"])
    assert [(row["id"], row["successor"]) for row in rows] == [("skill_old", "skill_new")]
    assert await empty_graph.read(cypher("successorsOfJobRoles"), ids=["role_a"]) == []
    found = await refs.skills(empty_graph, [Ref(uri="t:old"), Ref(uri="t:new")])
    assert [(one.id, one.instead_of) for one in found] == [("skill_new", "old"), ("skill_new", None)]
    with pytest.raises(AmbiguousReference) as caught:
        await refs.skills(empty_graph, [Ref(code="T", framework="t")])
    assert caught.value.details == {"candidates": ["t:new", "t:old"]}
    assert await refs.skills_found(empty_graph, [Ref(code="T", framework="t")]) == [None]
    (role,) = await refs.job_roles(empty_graph, [Ref(code="T", framework="t@1")])
    assert role.uri == "t:a"


async def test_credentials_for_skills_are_those_that_teach_or_assess_them(sample_graph: Graph) -> None:
    first_aid = skill_id("http://data.europa.eu/esco/skill/f7464f30-662b-4177-85a0-3df9693e9e58")
    asked = {"skills": [first_aid], "first": 10, **ANY_CREDENTIAL.parameters(date(2026, 11, 25))}
    rows = await sample_graph.read(cypher("credentialsFor"), **asked)
    found = {row["uri"]: row for row in rows}
    assert found[EMERGENCIES]["awardedBy"] == ["Health Training Board"]
    assert found[EMERGENCIES]["workloadHours"] == 16
    assert all(cost["currency"] for row in rows for cost in row["costs"])


async def test_skills_of_credentials_come_with_how_they_are_assessed(sample_graph: Graph) -> None:
    rows = await sample_graph.read(cypher("skillsOfCredentials"), ids=[make_id("credential", EMERGENCIES)])
    assert Counter(rows[0]["links"]) == {"TEACHES": 6, "ASSESSES": 6}
    assert [row["methods"] for row in rows] == [["PRACTICAL"]]
    opened = await skills_of_credentials(sample_graph, [make_id("credential", EMERGENCIES)])
    assert [(row["id"], row["link"]) for row in opened] == sorted(
        zip(rows[0]["ids"], rows[0]["links"], strict=True)
    )
    assert all(row["name"] == names("skills")[row["uri"]] for row in opened)


async def test_references_resolve_by_id_uri_and_code(sample_graph: Graph) -> None:
    for statement, kind, make in (
        ("resolveSkills", "skills", skill_id),
        ("resolveJobRoles", "occupations", role_id),
    ):
        row = next(row for row in table(kind) if row["code"])
        refs = [
            NO_NAME | {"position": 0, "id": make(row["uri"])},
            NO_NAME | {"position": 1, "uri": row["uri"]},
            NO_NAME | {"position": 2, "code": row["code"], "framework": "esco-sample"},
            NO_NAME | {"position": 3, "code": row["code"], "framework": "esco-sample@1.1.1"},
            NO_NAME | {"position": 4, "code": row["code"], "framework": "esco-sample@0"},
            NO_NAME | {"position": 5, "uri": "http://example.org/none"},
        ]
        found = await sample_graph.read(cypher(statement), refs=refs)
        assert [one["position"] for one in found] == [0, 1, 2, 3]
        assert {one["id"] for one in found} == {make(row["uri"])}
    refs = [
        NO_NAME | {"position": 0, "id": make_id("credential", EMERGENCIES)},
        NO_NAME | {"position": 1, "uri": EMERGENCIES},
    ]
    found = await sample_graph.read(cypher("resolveCredentials"), refs=refs)
    assert [one["uri"] for one in found] == [EMERGENCIES, EMERGENCIES]
