"""What versions are compared by and how links move, on both engines."""

import pytest

from skillsgraph.catalogue import upsert_catalogue
from skillsgraph.frameworks.contract import Options
from skillsgraph.graph.access import Graph, Step
from skillsgraph.ingest import ingest
from skillsgraph.model.credentials import (
    CatalogueItem,
    Credential,
    CredentialKind,
    Organization,
    OrganizationKind,
    SkillRef,
)
from skillsgraph.model.ids import make_id
from skillsgraph.statements import cypher, parse
from tests.support.frameworks import HERE, Listed, small

FRAMEWORK = make_id("framework", "listed", "1")
COURSE = make_id("credential", "https://example.org/c")
ISSUER = Organization("https://example.org/i", "Issuer", OrganizationKind.CHARITY)
(EVIDENCE,) = parse(
    "test",
    """// name: evidence(id) write none
// A learner who says to have a skill, and whose award attests it, as does a successor.
MATCH (s:Skill {uri: 's:python'}), (heir:Skill {uri: 's:code'})
CREATE (l:Learner {id: $id})-[:SELF_ASSERTS]->(s), (l)-[:EARNED]->(:Award {id: 'a'})-[:ATTESTS]->(s),
       (s)-[:REPLACED_BY]->(heir)""",
)


@pytest.fixture
async def filled(empty_graph: Graph) -> Graph:
    await ingest(empty_graph, Listed(small()), HERE, Options())
    course = Credential(
        "https://example.org/c",
        "Course",
        CredentialKind.COURSE,
        ISSUER.uri,
        teaches=(SkillRef("s:python", "2"),),
        assesses=(SkillRef("s:code"),),
    )
    items: list[CatalogueItem] = [ISSUER, course]
    await upsert_catalogue(empty_graph, items)
    await empty_graph.write(EVIDENCE, id=make_id("learner", "one"))
    return empty_graph


async def test_a_version_is_found_by_each_of_its_names(filled: Graph) -> None:
    for name in ("listed", "listed@1", "https://example.org/listed", FRAMEWORK):
        row = await filled.read_one(cypher("frameworkVersion"), name=name)
        assert row is not None
        assert (row["id"], row["version"], row["active"]) == (FRAMEWORK, "1", True)
    assert await filled.read_one(cypher("frameworkVersion"), name="listed@2") is None


async def test_concepts_come_with_what_they_are_compared_by(filled: Graph) -> None:
    skills = await filled.read(cypher("skillsOfVersion"), frameworkId=FRAMEWORK)
    python = next(row for row in skills if row["uri"] == "s:python")
    assert (python["name"], python["broader"], python["successors"]) == ("Python", ["s:group"], ["s:code"])
    roles = await filled.read(cypher("jobRolesOfVersion"), frameworkId=FRAMEWORK)
    developer = next(row for row in roles if row["uri"] == "r:dev")
    assert developer["broader"] == ["r:group"]
    assert {(one["skill"], one["relation"]) for one in developer["requires"]} == {
        ("s:python", "ESSENTIAL"),
        ("s:code", "OPTIONAL"),
    }


async def test_links_and_evidence_of_a_version(filled: Graph) -> None:
    links = await filled.read(cypher("linksToVersion"), frameworkId=FRAMEWORK)
    assert [(row["link"], row["uri"], row["level"], row["credential"]) for row in links] == [
        ("ASSESSES", "s:code", None, COURSE),
        ("TEACHES", "s:python", "2", COURSE),
    ]
    evidence = await filled.read(cypher("evidenceOfVersion"), frameworkId=FRAMEWORK)
    assert evidence == [{"uri": "s:python", "evidence": 2}]


async def test_links_move_and_the_move_is_recorded(filled: Graph) -> None:
    links = await filled.read(cypher("linksToVersion"), frameworkId=FRAMEWORK)
    rows = [
        {"credential": COURSE, "skill": row["skill"], "key": f"new {row['key']}", "level": "3", "source": "X"}
        for row in links
    ]
    record = {"id": "adoption_1", "fromVersion": "a", "toVersion": "b", "moves": ["{}"]}
    written = await filled.transact(
        [
            Step(cypher("recordAdoption"), {"properties": record}),
            Step(cypher("linkTaught"), {"rows": rows[1:]}),
            Step(cypher("linkAssessed"), {"rows": rows[:1]}),
            Step(
                cypher("unlinkSkills"), {"rows": [{"credential": COURSE, "key": row["key"]} for row in links]}
            ),
        ]
    )
    assert written[3].rows == [{"removed": 2}]
    moved = await filled.read(cypher("linksToVersion"), frameworkId=FRAMEWORK)
    assert {row["key"] for row in moved} == {row["key"] for row in rows}
    assert await filled.read_one(cypher("adoption"), id="adoption_1") == record
    assert (await filled.write(cypher("removeAdoption"), id="adoption_1")).rows == [{"id": "adoption_1"}]
    assert (await filled.write(cypher("removeAdoption"), id="adoption_1")).rows == []


async def test_changes_are_read_on_from_a_place(empty_graph: Graph) -> None:
    for place in ("a", "b"):
        change = {"id": f"change_{place}", "kind": "CREDENTIAL_WRITTEN", "subject": "c", "name": place}
        await empty_graph.write(cypher("recordChange"), change=change)
    found = await empty_graph.read(cypher("changesSince"), at=0, afterId="", first=10)
    assert [(row["id"], row["name"]) for row in found] == [("change_a", "a"), ("change_b", "b")]
    first = found[0]
    later = await empty_graph.read(cypher("changesSince"), at=first["at"], afterId=first["id"], first=10)
    assert [row["id"] for row in later] == ["change_b"]
