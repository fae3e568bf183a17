"""Paths as fields, on both engines, against walks over the sample's own tables."""

from collections import defaultdict
from typing import Any

import pytest
import yaml

from skillsgraph.api.compiler.table import TABLE
from skillsgraph.frameworks.sample.reader import sample_folder
from skillsgraph.graph.access import Graph
from skillsgraph.settings import Settings
from skillsgraph.statements import parse
from tests.integration.test_compiled import Asker, pairs
from tests.support.sample import role_id, skill_id, table


@pytest.fixture
async def ask(sample_graph: Graph, engine_settings: Settings) -> Asker:
    return Asker(
        sample_graph, engine_settings.model_copy(update={"deadline_seconds": 60.0, "cost_with_key": 10**7})
    )


def walked(steps: list[tuple[str, str]], start: str, most: int = 10) -> dict[str, int]:
    """What can be reached from a start, and in how few steps."""
    beside: dict[str, list[str]] = defaultdict(list)
    for one, other in steps:
        beside[one].append(other)
    found, edge = {start: 0}, [start]
    for depth in range(1, most + 1):
        edge = [other for one in edge for other in beside[one] if other not in found]
        found |= dict.fromkeys(edge, depth)
    del found[start]
    return found


def turned(steps: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(other, one) for one, other in steps]


@pytest.mark.parametrize("kind", ["Skill", "JobRole"])
async def test_a_hierarchy_is_walked_both_ways(ask: Asker, kind: str) -> None:
    make = skill_id if kind == "Skill" else role_id
    up = [(make(one), make(other)) for one, other in pairs(kind)]
    ids = sorted({one for pair in up for one in pair})[:60]
    found = await ask.data(
        "query ($ids: [ID!]!, $depth: Int) { nodes(ids: $ids) { id"
        f" ... on {kind} {{ ancestors(first: 1000) {{ totalCount edges {{ depth node {{ id }} }} }}"
        " descendants(first: 1000, depth: $depth) { totalCount edges { depth node { id } } }"
        " parents: ancestors(depth: 1, first: 1000) { nodes { id } } broader(first: 1000) { nodes { id } }"
        " } } }",
        ids=ids,
        depth=2,
    )
    deepest = 0
    for one in found["nodes"]:
        for name, expected in (
            ("ancestors", walked(up, one["id"])),
            ("descendants", walked(turned(up), one["id"], 2)),
        ):
            rows = {edge["node"]["id"]: edge["depth"] for edge in one[name]["edges"]}
            assert rows == expected
            assert one[name]["totalCount"] == len(one[name]["edges"]) == len(expected)
            depths = [edge["depth"] for edge in one[name]["edges"]]
            assert depths == sorted(depths)
            deepest = max([deepest, *depths])
        assert {each["id"] for each in one["parents"]["nodes"]} == {
            each["id"] for each in one["broader"]["nodes"]
        }
    assert deepest >= 3


async def test_lists_are_narrowed_by_what_paths_lead_to(ask: Asker) -> None:
    up = [(role_id(one), role_id(other)) for one, other in pairs("JobRole")]
    kinds = {role_id(row["uri"]): row["kind"] for row in table("occupations")}
    sizes = {other: len(walked(turned(up), other)) for _, other in up}
    top = max(sizes, key=lambda one: (sizes[one], one))
    below = {one for one in walked(turned(up), top) if kinds[one] != "GROUP"}
    found = await ask.data(
        "query ($top: ID!, $n: Int!) {"
        " some: jobRoles(first: 1000, where: {ancestors: {some: {id: {eq: $top}}}})"
        " { totalCount nodes { id } }"
        " none: jobRoles(first: 0, where: {ancestors: {none: {id: {eq: $top}}}}) { totalCount }"
        " many: jobRoles(first: 1000, where: {ancestors: {count: {gte: $n}}}) { nodes { id } }"
        " single: jobRoles(first: 0, where: {ancestors: {single: {id: {eq: $top}}}}) { totalCount } }",
        top=top,
        n=5,
    )
    assert {one["id"] for one in found["some"]["nodes"]} == below
    roles = [one for one, kind in kinds.items() if kind != "GROUP"]
    assert found["some"]["totalCount"] == found["single"]["totalCount"] == len(below)
    assert found["none"]["totalCount"] == len(roles) - len(below)
    many = {one for one in roles if len(walked(up, one)) >= 5}
    assert many
    assert {one["id"] for one in found["many"]["nodes"]} == many


async def test_pages_of_paths_follow_each_other(ask: Asker) -> None:
    up = [(role_id(one), role_id(other)) for one, other in pairs("JobRole")]
    top = max({other for _, other in up}, key=lambda one: len(walked(turned(up), one)))
    expected = walked(turned(up), top)
    found: list[dict[str, Any]] = []
    place = None
    for _ in range(len(expected)):
        page = (
            await ask.data(
                "query ($top: ID!, $after: String) { jobRole(id: $top) { descendants(first: 7, after: $after)"
                " { edges { cursor depth node { id } } pageInfo { hasNextPage endCursor } } } }",
                top=top,
                after=place,
            )
        )["jobRole"]["descendants"]
        found += page["edges"]
        place = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert {one["node"]["id"]: one["depth"] for one in found} == expected
    assert len(found) == len(expected) > 14


def entries() -> list[tuple[str, str]]:
    """(credential, credential that its entry rule names), as the sample's catalogue says."""
    sheet = yaml.load((sample_folder() / "catalogue.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    known = {one["uri"] for one in sheet["credentials"]}

    def options(rule: Any) -> list[str]:
        if isinstance(rule, str):
            return [rule]
        if rule.get("kind") == "NOT":
            return []
        return [uri for one in rule.get("options", ()) for uri in options(one)]

    return [
        (one["uri"], uri)
        for one in sheet["credentials"]
        if one.get("entry")
        for uri in options(one["entry"])
        if uri in known
    ]


async def test_prerequisites_are_those_of_prerequisites_too(ask: Asker) -> None:
    asked = entries()
    found = await ask.data(
        "query ($uris: [String!]!) { credentials(first: 1000, where: {uri: {in: $uris}}) { nodes { uri"
        " prerequisites(first: 1000) { edges { depth node { uri } } }"
        " prerequisiteOf(first: 1000) { edges { depth node { uri } } } } } }",
        uris=sorted({uri for pair in asked for uri in pair}),
    )
    deepest = 0
    for one in found["credentials"]["nodes"]:
        for name, steps in (("prerequisites", asked), ("prerequisiteOf", turned(asked))):
            rows = {edge["node"]["uri"]: edge["depth"] for edge in one[name]["edges"]}
            assert rows == walked(steps, one["uri"]), one["uri"]
            deepest = max([deepest, *rows.values()])
    assert deepest >= 2


async def test_the_shortest_chain_is_as_short_as_a_walk(ask: Asker) -> None:
    up = [(skill_id(one), skill_id(other)) for one, other in pairs("Skill")]
    near = [(skill_id(row["skill"]), skill_id(row["other"])) for row in table("related")]
    beside = [*up, *turned(up), *near, *turned(near)]
    start = sorted({one for pair in near for one in pair})[0]
    reached = walked(beside, start, 12)
    end = max(reached, key=lambda one: (reached[one], one))
    found = await ask.data(
        "query ($a: ID!, $b: ID!) { shortestChain(from: $a, to: $b) { length steps { relation"
        " concept { __typename ... on Skill { id name broader { nodes { id } } } } } }"
        " none: shortestChain(from: $a, to: $a) { length } }",
        a=start,
        b=end,
    )
    assert found["none"] is None
    chain = found["shortestChain"]
    assert chain["length"] == len(chain["steps"]) - 1 == reached[end] >= 3
    ids = [one["concept"]["id"] for one in chain["steps"]]
    assert (ids[0], ids[-1]) == (start, end)
    for before, after, step in zip(ids, ids[1:], chain["steps"][1:], strict=False):
        sets = {"BROADER": up, "NARROWER": turned(up), "RELATED": [*near, *turned(near)]}
        assert (before, after) in sets[step["relation"]]


def shown(rows: list[dict[str, str]], name: str, *, down: bool) -> list[str]:
    """The ids of job roles by a property that may be missing, ties by id; what has none comes last."""
    ids = {role_id(row["uri"]): row[name] for row in rows}
    valued = sorted(sorted(one for one in ids if ids[one]), key=lambda one: ids[one], reverse=down)
    return [*valued, *sorted(one for one in ids if not ids[one])]


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("down", [False, True])
async def test_a_sort_by_what_may_be_missing_places_nulls_last(
    ask: Asker, backwards: bool, down: bool
) -> None:
    rows = [dict(row) for row in table("occupations") if row["kind"] != "GROUP"]
    name = next(one for one in ("regulationNote", "scopeNote", "definition", "code") if one in rows[0])
    column = {"regulationNote": "regulation_note", "scopeNote": "scope_note"}.get(name, name)
    expected = shown(rows, column if column in rows[0] else name, down=down)
    size, place = ("last", "before") if backwards else ("first", "after")
    asked = (
        f"query ($place: String) {{ jobRoles({size}: 7, {place}: $place,"
        f" orderBy: [{{{name}: {'DESC' if down else 'ASC'}}}])"
        " { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"
    )
    found: list[str] = []
    cursor = None
    for _ in range(len(expected)):
        page = (await ask.data(asked, place=cursor))["jobRoles"]
        ids = [one["id"] for one in page["nodes"]]
        found = [*ids, *found] if backwards else [*found, *ids]
        cursor = page["pageInfo"]["startCursor" if backwards else "endCursor"]
        if not page["pageInfo"]["hasPreviousPage" if backwards else "hasNextPage"]:
            break
    assert found == expected


TIED = parse(
    "test_paths",
    """// name: tie(id) write one
// A credential that teaches one skill at three levels.
MATCH (c:Credential {id: $id})-[:TEACHES]->(s:Skill) WITH c, s ORDER BY s.sortName LIMIT 1
UNWIND ['a', 'b', 'c'] AS level
CREATE (c)-[:TEACHES {key: 'tie ' + level, level: level}]->(s)
RETURN count(*) AS made

// name: replace(id, by) write one
// A skill that another has replaced.
MATCH (a:Skill {id: $id}), (b:Skill {id: $by})
CREATE (a)-[:REPLACED_BY {key: 'tie'}]->(b)
RETURN a.id AS id

// name: restore() write one
// Take that away again.
MATCH ()-[r:REPLACED_BY {key: 'tie'}]->()
DELETE r
RETURN count(*) AS gone

// name: untie() write one
// Take them away again.
MATCH ()-[r:TEACHES]->() WHERE r.key STARTS WITH 'tie '
DELETE r
RETURN count(*) AS gone""",
)


async def test_edges_to_one_thing_come_each_once(ask: Asker, sample_graph: Graph) -> None:
    (taught,) = (
        await ask.data("{ credentials(first: 1, where: {teaches: {count: {gte: 3}}}) { nodes { id } } }")
    )["credentials"]["nodes"]
    tie, _, _, untie = TIED
    await sample_graph.write(tie, id=taught["id"])
    asked = (
        "query ($id: ID!, $first: Int!, $after: String) { credential(id: $id) {"
        " teaches(first: $first, after: $after) { totalCount edges { cursor level node { id } } } } }"
    )
    try:
        whole = (await ask.data(asked, id=taught["id"], first=100))["credential"]["teaches"]
        found: list[Any] = []
        place = None
        for _ in range(whole["totalCount"]):
            (edge,) = (await ask.data(asked, id=taught["id"], first=1, after=place))["credential"]["teaches"][
                "edges"
            ]
            found.append(edge)
            place = edge["cursor"]
    finally:
        await sample_graph.write(untie)
    assert found == whole["edges"]
    assert {"a", "b", "c"} <= {one["level"] for one in found}


async def test_a_withdrawn_skill_names_what_replaced_it(ask: Asker, sample_graph: Graph) -> None:
    old, new = sorted(skill_id(row["uri"]) for row in table("skills"))[:2]
    _, replace, restore, _ = TIED
    await sample_graph.write(replace, id=old, by=new)
    asked = "query ($id: ID!) { skill(id: $id) { replacedBy { nodes { id replacedBy { totalCount } } } } }"
    try:
        found = await ask.data(asked, id=old)
    finally:
        await sample_graph.write(restore)
    assert found["skill"]["replacedBy"]["nodes"] == [{"id": new, "replacedBy": {"totalCount": 0}}]


async def test_a_degree_is_the_count_of_what_is_related(sample_graph: Graph) -> None:
    told = [
        (kind, one)
        for kind, entity in TABLE.items()
        for one in entity.relations.values()
        if one.many and one.reach is None and one.counted("n") != one.match("n")
    ]
    assert len(told) >= 8
    parts = [
        f"MATCH (n:{kind}) RETURN {number} AS place, sum(COUNT {{ {one.counted('n')} }}) AS all,"
        f" sum(COUNT {{ {one.match('n')} }}) AS labelled"
        for number, (kind, one) in enumerate(told)
    ]
    (statement,) = parse(
        "test_paths", "// name: degrees() read many scan: all\n// Degrees.\n" + "\nUNION ALL\n".join(parts)
    )
    rows = await sample_graph.read(statement)
    assert len(rows) == len(told)
    assert all(row["all"] == row["labelled"] for row in rows)
    assert sum(row["all"] for row in rows) > 1000


async def test_what_is_not_compiled_is_answered_too(ask: Asker) -> None:
    ids = sorted(skill_id(row["skill"]) for row in table("related"))[:2]
    answer = await ask(
        "query ($ids: [ID!]!, $a: ID!, $b: ID!) {"
        " node(id: $a) { __typename id ... on Skill { name levels { name } ancestors { edges { depth } } } }"
        " nodes(ids: $ids) { ... on Node { id } ... on JobRole { levels { name } }"
        " ... on Skill { levels { name } kind } }"
        " shortestChain(from: $a, to: $b) { length steps { relation concept { ... on Skill {"
        " id levels { name } } } } } policies { id } }",
        ids=ids,
        a=ids[0],
        b=ids[1],
    )
    assert "errors" not in answer, answer
    data = answer["data"]
    assert data["node"] | {"__typename": "Skill", "id": ids[0], "levels": []} == data["node"]
    assert data["node"]["ancestors"]["edges"][0]["depth"] == 1
    assert [one["id"] for one in data["nodes"]] == ids
    chain = data["shortestChain"]
    assert [one["concept"]["id"] for one in chain["steps"]][:: chain["length"]] == ids


async def test_a_depth_out_of_bounds_is_refused(ask: Asker) -> None:
    for depth in ("0", "11", "-1"):
        (error,) = (await ask(f"{{ skills {{ nodes {{ ancestors(depth: {depth}) {{ totalCount }} }} }} }}"))[
            "errors"
        ]
        assert error["extensions"]["code"] == "LIMIT_EXCEEDED"
        assert f"depth is {depth}" in error["message"]
