"""Pages, counts and relations of concepts, on both engines, against the sample's own tables."""

from typing import Any

import pytest

from skillsgraph.graph.access import Graph
from skillsgraph.model.ids import make_id
from skillsgraph.model.text import fold
from skillsgraph.statements import cypher
from tests.support.sample import names, required, role_id, skill_id, table

FROM_START: dict[str, Any] = {"afterName": "", "afterId": "", "first": 1000}
EMERGENCIES = "https://example.org/health-board/emergencies"
BOARD = "https://example.org/health-board"


@pytest.mark.parametrize(
    ("page", "count", "kind"),
    [("skillsPage", "countSkills", "skills"), ("jobRolesPage", "countJobRoles", "occupations")],
)
async def test_pages_follow_each_other_without_gap(
    sample_graph: Graph, page: str, count: str, kind: str
) -> None:
    expected = {row["uri"] for row in table(kind) if row["kind"] != "GROUP"}
    asked: dict[str, Any] = {"framework": "esco-sample", "kinds": None}
    total = await sample_graph.read_one(cypher(count), **asked)
    assert total == {"total": len(expected)}
    found: list[dict[str, Any]] = []
    size = len(expected) // 3 + 1
    while True:
        place = (found[-1]["sortName"], found[-1]["id"]) if found else ("", "")
        rows = await sample_graph.read(
            cypher(page), afterName=place[0], afterId=place[1], first=size, **asked
        )
        if not rows:
            break
        found += [row["node"] for row in rows]
    assert [node["uri"] for node in found] == sorted(
        expected, key=lambda uri: (fold(names(kind)[uri]), identifier(kind, uri))
    )


async def test_pages_of_a_kind_or_of_another_framework(sample_graph: Graph) -> None:
    groups = {row["uri"] for row in table("skills") if row["kind"] == "GROUP"}
    rows = await sample_graph.read(cypher("skillsPage"), framework=None, kinds=["GROUP"], **FROM_START)
    assert {row["node"]["uri"] for row in rows} == groups
    for statement in ("skillsPage", "jobRolesPage"):
        assert not await sample_graph.read(cypher(statement), framework="none", kinds=None, **FROM_START)


async def test_things_by_their_ids(sample_graph: Graph) -> None:
    skill, role = table("skills")[5], table("occupations")[30]
    (found,) = await sample_graph.read(cypher("skillsById"), ids=[skill_id(skill["uri"])])
    assert found["node"]["name"] == skill["name"]
    (found,) = await sample_graph.read(cypher("jobRolesById"), ids=[role_id(role["uri"])])
    assert found["node"]["name"] == role["name"]
    (found,) = await sample_graph.read(
        cypher("credentialsById"), ids=[make_id("credential", EMERGENCIES), "credential_none"]
    )
    assert found["node"]["name"] == "First Aid and Emergencies in Care"
    (found,) = await sample_graph.read(cypher("frameworks"))
    assert (found["node"]["code"], found["node"]["active"]) == ("esco-sample", True)


async def test_requirements_are_counted_by_framework(sample_graph: Graph) -> None:
    framework = make_id("framework", "esco-sample", "1.1.1")
    rows = await sample_graph.read(cypher("countRequirements"), ids=[framework])
    assert rows == [{"id": framework, "requirements": len(table("requires"))}]


async def test_the_catalogue_in_pages(sample_graph: Graph) -> None:
    total = await sample_graph.read_one(cypher("countCredentials"))
    rows = await sample_graph.read(cypher("credentialsPage"), **FROM_START)
    assert total == {"total": len(rows)}
    assert len(rows) > 70
    sorted_names = [(row["node"]["sortName"], row["node"]["id"]) for row in rows]
    assert sorted_names == sorted(sorted_names)


def identifier(kind: str, uri: str) -> str:
    return (skill_id if kind == "skills" else role_id)(uri)


def pairs(kind: str) -> list[tuple[str, str]]:
    return [(row["narrower"], row["broader"]) for row in table("broader") if row["type"] == kind]


def expectations() -> dict[str, list[tuple[str, str]]]:
    """Statement -> (id, id of what the relation leads to), as the sample's tables say."""
    skills = [(skill_id(a), skill_id(b)) for a, b in pairs("Skill")]
    roles = [(role_id(a), role_id(b)) for a, b in pairs("JobRole")]
    needs = [(role_id(role), skill_id(skill)) for role, own in required().items() for skill in own]
    related = [(skill_id(row["skill"]), skill_id(row["other"])) for row in table("related")]
    return {
        "skillBroader": skills,
        "skillNarrower": [(b, a) for a, b in skills],
        "jobRoleBroader": roles,
        "jobRoleNarrower": [(b, a) for a, b in roles],
        "jobRoleRequires": needs,
        "skillRequiredBy": [(b, a) for a, b in needs],
        "skillRelated": [*related, *((b, a) for a, b in related)],
    }


@pytest.mark.parametrize("statement", sorted(expectations()))
async def test_a_relation_leads_where_the_tables_say(sample_graph: Graph, statement: str) -> None:
    expected = expectations()[statement]
    ids = sorted({start for start, _ in expected})[:20]
    rows = await sample_graph.read(cypher(statement), ids=ids, **FROM_START)
    assert sorted((row["id"], row["node"]["id"]) for row in rows) == sorted(
        {pair for pair in expected if pair[0] in ids}
    )
    first = await sample_graph.read(cypher(statement), ids=ids, afterName="", afterId="", first=1)
    assert sorted(row["id"] for row in first) == ids


async def test_collections_hold_what_the_tables_say(sample_graph: Graph) -> None:
    row = table("collections")[0]
    found = await sample_graph.read(cypher("skillCollections"), ids=[skill_id(row["concept"])], **FROM_START)
    assert row["collection"] in [one["node"]["uri"] for one in found]
    assert not await sample_graph.read(
        cypher("jobRoleCollections"), ids=[role_id(table("occupations")[-1]["uri"])], **FROM_START
    )


async def test_what_a_credential_is_linked_to(sample_graph: Graph) -> None:
    credential = make_id("credential", EMERGENCIES)
    skills = {}
    for statement, back in (
        ("credentialTeaches", "skillTaughtBy"),
        ("credentialAssesses", "skillAssessedBy"),
    ):
        rows = await sample_graph.read(cypher(statement), ids=[credential], **FROM_START)
        skills[statement] = {row["node"]["id"] for row in rows}
        returned = await sample_graph.read(cypher(back), ids=[rows[0]["node"]["id"]], **FROM_START)
        assert credential in {row["node"]["id"] for row in returned}
    assert len(skills["credentialTeaches"]) == len(skills["credentialAssesses"]) == 6
    (row,) = await sample_graph.read(cypher("credentialAwardedBy"), ids=[credential], **FROM_START)
    assert row["node"]["uri"] == BOARD


async def test_terms_start_with_the_preferred_one(sample_graph: Graph) -> None:
    for statement, kind, make in (
        ("jobRoleTerms", "JobRole", role_id),
        ("skillTerms", "Skill", skill_id),
    ):
        row = next(row for row in table("terms") if row["type"] == kind)
        rows = await sample_graph.read(cypher(statement), ids=[make(row["concept"])])
        kinds = [one["node"]["kind"] for one in rows]
        assert kinds[0] == "PREFERRED"
        assert set(kinds[1:]) == {"ALTERNATIVE"}
        assert {one["node"]["text"] for one in rows[1:]} == set(row["alternatives"].split(" | "))
