"""What answers are made of, on both engines, against the sample's own tables."""

from collections import Counter

from skillsgraph.graph.access import Graph
from skillsgraph.model.ids import make_id
from skillsgraph.statements import cypher
from tests.support.sample import groups, names, required, role_id, skill_id, table

ASSISTANT = "http://data.europa.eu/esco/occupation/d38c2107-98f2-47b7-8bb4-f69750d51082"
EMERGENCIES = "https://example.org/health-board/emergencies"
NO_NAME = {"id": None, "uri": None, "code": None, "framework": None}


async def test_requirements_are_those_of_the_role(sample_graph: Graph) -> None:
    rows = await sample_graph.read(cypher("requirements"), roleId=role_id(ASSISTANT))
    assert {row["uri"]: row["relation"] for row in rows} == required()[ASSISTANT]
    assert {row["uri"]: row["name"] for row in rows} == {
        uri: names("skills")[uri] for uri in required()[ASSISTANT]
    }
    assert [row["relation"] for row in rows] == sorted(row["relation"] for row in rows)


async def test_requirements_of_several_roles_stay_apart(sample_graph: Graph) -> None:
    roles = [role_id(uri) for uri in list(required())[:5]]
    rows = await sample_graph.read(cypher("requirementsOfRoles"), ids=roles)
    counted = Counter(row["role"] for row in rows)
    assert counted == {role_id(uri): len(skills) for uri, skills in list(required().items())[:5]}


async def test_links_between_are_one_hop_of_the_hierarchy_or_a_relation(sample_graph: Graph) -> None:
    plain = [
        row
        for row in table("broader")
        if row["type"] == "Skill" and not {row["narrower"], row["broader"]} & groups()
    ]
    related = table("related")[0]
    grouped = next(row for row in table("broader") if row["type"] == "Skill" and row["broader"] in groups())
    narrower, broader = skill_id(plain[0]["narrower"]), skill_id(plain[0]["broader"])
    one, other = skill_id(related["skill"]), skill_id(related["other"])
    every = [narrower, broader, one, other, skill_id(grouped["narrower"]), skill_id(grouped["broader"])]
    rows = await sample_graph.read(cypher("linksBetween"), held=every, required=every)
    found = {(row["held"], row["required"], row["relation"]) for row in rows}
    assert (narrower, broader, "NARROWER") in found
    assert (broader, narrower, "BROADER") in found
    assert {(one, other, "RELATED"), (other, one, "RELATED")} <= found
    assert not any(skill_id(grouped["broader"]) in row[:2] for row in found)


async def test_credentials_for_skills_are_those_that_teach_or_assess_them(sample_graph: Graph) -> None:
    first_aid = skill_id("http://data.europa.eu/esco/skill/f7464f30-662b-4177-85a0-3df9693e9e58")
    rows = await sample_graph.read(cypher("credentialsFor"), skills=[first_aid], first=10)
    found = {row["uri"]: row for row in rows}
    assert found[EMERGENCIES]["awardedBy"] == ["Health Training Board"]
    assert found[EMERGENCIES]["workloadHours"] == 16
    assert all(cost["currency"] for row in rows for cost in row["costs"])


async def test_skills_of_credentials_come_with_how_they_are_assessed(sample_graph: Graph) -> None:
    rows = await sample_graph.read(cypher("skillsOfCredentials"), ids=[make_id("credential", EMERGENCIES)])
    assert Counter(row["link"] for row in rows) == {"TEACHES": 6, "ASSESSES": 6}
    assert {tuple(row["methods"]) for row in rows} == {("PRACTICAL",)}


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
