"""What the index is built from, on both engines, against the sample's own tables."""

from collections import defaultdict

from skillsgraph.answers.extract.skills import extract_skills
from skillsgraph.graph.access import Graph
from skillsgraph.statements import cypher
from tests.support.sample import groups, required, role_id, skill_id, table


async def test_the_version_of_the_graph_names_each_framework_and_its_imports(sample_graph: Graph) -> None:
    rows = await sample_graph.read(cypher("graphVersion"))
    assert [(row["active"], row["runs"]) for row in rows] == [(True, 1)]
    assert rows[0]["finishedOn"] > 0
    assert rows[0]["writes"] > 0


async def test_every_role_comes_with_its_words_and_requirements(sample_graph: Graph) -> None:
    rows = {row["id"]: row for row in await sample_graph.read(cypher("everyRole"))}
    plain = [row for row in table("occupations") if row["kind"] != "GROUP"]
    assert rows.keys() == {role_id(row["uri"]) for row in plain}
    for uri, skills in required().items():
        row = rows[role_id(uri)]
        for relation in ("essential", "optional"):
            wanted = {skill_id(skill) for skill, kind in skills.items() if kind == relation.upper()}
            assert set(row[relation]) == wanted
        assert row["name"] in row["terms"]
        assert (row["framework"], row["language"]) == ("esco-sample", "en")


async def test_what_stands_above_roles_and_skills(sample_graph: Graph) -> None:
    for label, statement, make in (
        ("Skill", "everyBroaderSkill", skill_id),
        ("JobRole", "everyBroaderRole", role_id),
    ):
        wanted: dict[str, set[str]] = defaultdict(set)
        for row in table("broader"):
            if row["type"] == label:
                wanted[make(row["narrower"])].add(make(row["broader"]))
        row = await sample_graph.read_one(cypher(statement))
        assert row is not None
        found: dict[str, set[str]] = defaultdict(set)
        for one, other in zip(row["ids"], row["broaders"], strict=True):
            found[one].add(other)
        assert found == wanted
    row = await sample_graph.read_one(cypher("everyBroaderSkill"))
    assert row is not None
    told = {*row["narrowerGroups"], *row["broaderGroups"]}
    assert told == {skill_id(uri) for uri in groups()} & {*row["ids"], *row["broaders"]}


async def test_related_skills_are_listed_from_where_they_are_stated(sample_graph: Graph) -> None:
    row = await sample_graph.read_one(cypher("everyRelatedSkill"))
    assert row is not None
    found = set(zip(row["ids"], row["others"], strict=True))
    assert found == {(skill_id(row["skill"]), skill_id(row["other"])) for row in table("related")}


async def test_every_label_of_a_language_is_listed_with_its_skill(sample_graph: Graph) -> None:
    rows = await sample_graph.read(cypher("everySkillLabel"), language="en")
    plain = {row["uri"]: row["name"] for row in table("skills") if row["uri"] not in groups()}
    labels = [label for row in rows for label in row["labels"]]
    preferred = {skill: text for skill, text, kind in labels if kind == "PREFERRED"}
    assert preferred == {skill_id(uri): name for uri, name in plain.items()}
    assert await sample_graph.read(cypher("everySkillLabel"), language="xx") == []
    found = await extract_skills(sample_graph, next(iter(plain.values())), "en")
    assert found[0].skill == skill_id(next(iter(plain)))
