"""What a client gets wrong is told by a code and its name; never a 500, never the engine's words."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from skillsgraph.api import cursor
from skillsgraph.graph.access import Graph
from skillsgraph.settings import Settings
from tests.support.client import Client, client_of

ENGINE = ("neo4j", "neo.", "arcade", "cypher", "bolt", "traceback", "$p0", "match (")


@pytest.fixture(scope="module")
async def client(graph: Graph, engine_settings: Settings) -> AsyncIterator[Client]:
    async with client_of(engine_settings) as opened:
        yield opened


def of_skills(arguments: str, kind: str = "") -> str:
    return f"query {kind} {{ skills({arguments}) {{ nodes {{ id }} pageInfo {{ endCursor }} }} }}"


NAMES = cursor.encode("skills|name|id", "a", "skill_a")
HUGE = 2**64 - 1
SEARCH = 'query ($c: String) { search(text: "a", after: $c) { nodes { label } } }'
# Their checks are right: how they are made is no secret.
FORGED = [
    cursor.encode("skills|name|id", *place)
    for place in ((HUGE, "a"), (1, "a"), (None, "a"), ("a", []), ("a",))
]
COUNTS = [cursor.encode("skills|broader.count|id", one, "a") for one in (HUGE, "1", 1.5, True, None)]
BIG = 2**31 - 1
CHANGES = "query ($c: String) { changes(after: $c) { nodes { kind } } }"
GAP = "query ($d: Date) { skillGap(asOf: $d, profile: {}, target: {skills: []}) { explanation } }"
# (query, variables, code, what the message names)
QUESTIONS: list[tuple[str, dict[str, Any], str, str]] = [
    ("{ skils { nodes { id } } }", {}, "GRAPHQL_INVALID", "skils"),
    ("{ skills { nodes { nam } } }", {}, "GRAPHQL_INVALID", "nam"),
    ("{ skills { nodes } }", {}, "GRAPHQL_INVALID", "nodes"),
    (of_skills('first: "ten"'), {}, "GRAPHQL_INVALID", "ten"),
    (of_skills("first: 1.5"), {}, "GRAPHQL_INVALID", "1.5"),
    (of_skills("first: -1"), {}, "BAD_INPUT", "first is -1"),
    (of_skills("last: -1"), {}, "BAD_INPUT", "last is -1"),
    (of_skills(f"first: {BIG}"), {}, "LIMIT_EXCEEDED", f"first is {BIG}"),
    (of_skills("first: 99999999999"), {}, "GRAPHQL_INVALID", "99999999999"),
    (of_skills("first: $n", "($n: Int)"), {"n": -5}, "BAD_INPUT", "first is -5"),
    (of_skills("first: $n", "($n: Int)"), {"n": 10**12}, "GRAPHQL_INVALID", "n"),
    (of_skills("first: $n", "($n: Int)"), {"n": "ten"}, "GRAPHQL_INVALID", "n"),
    (of_skills("first: $n", "($n: Int!)"), {}, "GRAPHQL_INVALID", "n"),
    (of_skills("first: 1, last: 1"), {}, "BAD_INPUT", "first and last"),
    ("{ skills { nodes { broader(first: 1, last: 1) { totalCount } } } }", {}, "BAD_INPUT", "first and last"),
    ("{ skills { nodes { broader(first: -1) { totalCount } } } }", {}, "BAD_INPUT", "first is -1"),
    (of_skills('after: ""'), {}, "BAD_CURSOR", "after"),
    (of_skills('after: "nonsense"'), {}, "BAD_CURSOR", "skills"),
    (of_skills('before: "é"'), {}, "BAD_CURSOR", "before"),
    (of_skills(f'after: "{NAMES[:-1]}"'), {}, "BAD_CURSOR", "skills"),
    (of_skills(f'after: "X{NAMES[1:]}"'), {}, "BAD_CURSOR", "skills"),
    (of_skills(f'after: "{NAMES}", orderBy: {{code: ASC}}'), {}, "BAD_CURSOR", "skills"),
    (of_skills(f'after: "{NAMES}", orderBy: {{name: DESC}}'), {}, "BAD_CURSOR", "skills"),
    (of_skills(f'after: "{NAMES}"').replace("skills", "jobRoles"), {}, "BAD_CURSOR", "jobRoles"),
    (of_skills("after: $c", "($c: String)"), {"c": NAMES + "A"}, "BAD_CURSOR", "skills"),
    (CHANGES, {"c": cursor.encode("changes", "x", "y")}, "BAD_CURSOR", "changes"),
    (CHANGES, {"c": cursor.encode("changes", "9" * 40, "y")}, "BAD_CURSOR", "changes"),
    (GAP, {"d": "0001-01-01"}, "BAD_INPUT", "asOf is 0001-01-01"),
    (GAP, {"d": "9999-12-31"}, "BAD_INPUT", "asOf is 9999-12-31"),
    (of_skills("orderBy: [{name: ASC, code: ASC}]"), {}, "BAD_INPUT", "2 keys"),
    (of_skills("orderBy: [{}]"), {}, "BAD_INPUT", "0 keys"),
    (of_skills("orderBy: [{name: ASC}, {name: DESC}]"), {}, "BAD_INPUT", "name twice"),
    (of_skills("orderBy: [{broader: {}}]"), {}, "BAD_INPUT", "orderBy.broader"),
    (of_skills("orderBy: [{name: UP}]"), {}, "GRAPHQL_INVALID", "UP"),
    (of_skills("where: {name: {like: 1}}"), {}, "GRAPHQL_INVALID", "like"),
    (of_skills("where: {name: {eq: 1}}"), {}, "GRAPHQL_INVALID", "1"),
    (of_skills("where: {kind: {eq: HOBBY}}"), {}, "GRAPHQL_INVALID", "HOBBY"),
    (of_skills("where: {edge: {level: {eq: 1}}}"), {}, "GRAPHQL_INVALID", "1"),
    (of_skills('where: {edge: {level: {eq: "a"}}}'), {}, "BAD_INPUT", "where.edge"),
    (of_skills("where: {name: {eq: [[[[]]]]}}"), {}, "GRAPHQL_INVALID", "[[[[]]]]"),
    (of_skills("where: $w", "($w: SkillWhere)"), {"w": {"name": {"in": [[["a"]]]}}}, "GRAPHQL_INVALID", "w"),
    (of_skills("where: $w", "($w: SkillWhere)"), {"w": {"none": 1}}, "GRAPHQL_INVALID", "none"),
    (of_skills("where: $w", "($w: SkillWhere)"), {"w": [{}, {}]}, "GRAPHQL_INVALID", "w"),
    (of_skills("first: 1, first: 2"), {}, "GRAPHQL_INVALID", "first"),
    (of_skills("where: {name: {eq: null}, name: {eq: null}}"), {}, "GRAPHQL_INVALID", "name"),
    ('{ skills { aggregate { sum(of: "name") } } }', {}, "BAD_INPUT", "of is 'name'"),
    ("{ skills { aggregate { min } } }", {}, "GRAPHQL_INVALID", "of"),
    ("{ skill { name } }", {}, "BAD_INPUT", "reference"),
    ('{ skill(code: "a") { name } }', {}, "BAD_INPUT", "framework"),
    ('{ skill(id: "a", uri: "b") { name } }', {}, "BAD_INPUT", "reference"),
    ("{ nodes(ids: $ids) { id } }", {}, "GRAPHQL_INVALID", "ids"),
    ("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": [None]}, "GRAPHQL_INVALID", "ids"),
    ("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ["x"] * 101}, "BAD_INPUT", "101 ids"),
    ("query ($b: Boolean = true) { skills { totalCount @skip(if: $b) } }", {"b": None}, "BAD_INPUT", "skip"),
    *((of_skills(f'after: "{one}"'), {}, "BAD_CURSOR", "after") for one in FORGED),
    *(
        (of_skills(f'orderBy: {{broader: {{count: ASC}}}}, before: "{one}"'), {}, "BAD_CURSOR", "before")
        for one in COUNTS
    ),
    *((SEARCH, {"c": cursor.encode("search", one)}, "BAD_CURSOR", "search") for one in (-1, HUGE, True)),
    (
        "query ($w: SkillWhere) { skills(where: $w) { totalCount } }",
        {"w": {"OR": [{"name": {"eq": "a"}}] * 4000}},
        "LIMIT_EXCEEDED",
        "characters",
    ),
    ("query A { __typename } query A { __typename }", {}, "GRAPHQL_INVALID", "operation"),
]


@pytest.mark.parametrize(("query", "variables", "code", "says"), QUESTIONS)
async def test_a_wrong_question_is_told(
    client: Client, query: str, variables: dict[str, Any], code: str, says: str
) -> None:
    response = await client.http.post("/graphql", json={"query": query, "variables": variables})
    assert response.status_code < 500
    answer = response.json()
    told = answer["errors"]
    assert any(says in one["message"] for one in told), told
    assert {one["extensions"]["code"] for one in told} == {code}
    assert not any(word in response.text.lower() for word in ENGINE)


async def test_a_number_of_another_type_may_be_as_large_as_it_likes(client: Client) -> None:
    for where in (f"credits: {{gt: {HUGE}}}", f"credits: {{in: [1, {HUGE}0.5]}}", f"id: {{in: [1, {HUGE}]}}"):
        found = await client.data(f"{{ credentials(where: {{{where}}}) {{ totalCount }} }}")
        assert found == {"credentials": {"totalCount": 0}}


async def test_a_refusal_names_its_place_beside_what_is_not_compiled(client: Client) -> None:
    """The whole operation then takes ordinary execution."""
    query = '{ policies { id } skills { nodes { broader(after: "x") { totalCount } } } }'
    compiled = (await client.ask(query.replace("policies { id }", "")))["errors"]
    ordinary = (await client.ask(query))["errors"]
    assert (
        [one["path"] for one in ordinary]
        == [one["path"] for one in compiled]
        == [["skills", "nodes", "broader"]]
    )


BODIES = [
    b"",
    b"null",
    b"[]",
    b"1",
    b"{",
    b'{"query": 1}',
    b'{"query": ""}',
    b'{"query": "{ __typename }", "variables": []}',
    b'{"query": "{ __typename }", "variables": "{}"}',
    b'{"query": "{ __typename }", "operationName": 1}',
    b'[{"query": "{ __typename }"}]',
    b'{"query": "\xff"}',
    b'{"query": "{ __typename"}',
    b"[" * 10_000,
    b'{"query": "{ __typename }", "variables": ' + b'{"a":' * 5000 + b"1" + b"}" * 5001,
]


@pytest.mark.parametrize("body", BODIES, ids=lambda one: repr(one[:40]))
async def test_a_wrong_body_is_told(client: Client, body: bytes) -> None:
    response = await client.http.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert response.status_code in (200, 400), response.text
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] in ("REQUEST_MALFORMED", "GRAPHQL_INVALID")


async def test_a_key_that_stands_twice_has_one_value(client: Client) -> None:
    """JSON leaves it open; ours takes the last, and answers."""
    body = b'{"query": "{ nothing }", "query": "{ __typename }"}'
    response = await client.http.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert response.json()["data"] == {"__typename": "Query"}


@pytest.mark.parametrize("media", ["text/plain", "multipart/form-data; boundary=x", "x", ""])
async def test_a_wrong_media_type_is_told(client: Client, media: str) -> None:
    body = b'{"query": "{ __typename }"}'
    response = await client.http.post("/graphql", content=body, headers={"content-type": media})
    assert response.status_code == 415
    assert response.json()["errors"][0]["extensions"]["code"] == "UNSUPPORTED_MEDIA_TYPE"
    accept = {"accept": "image/png", "content-type": "application/json"}
    response = await client.http.post("/graphql", content=body, headers=accept)
    assert response.status_code == 406


@pytest.mark.parametrize("levels", [50, 400, 3000])
async def test_a_deep_variable_is_answered_or_refused(client: Client, levels: int) -> None:
    query = "query ($w: SkillWhere) { skills(where: $w) { totalCount } }"
    where = '{"AND": [' * levels + "{}" + "]}" * levels
    response = await client.http.post(
        "/graphql",
        content=f'{{"query": "{query}", "variables": {{"w": {where}}}}}',
        headers={"content-type": "application/json"},
    )
    assert response.status_code < 500, response.text[:300]
    for error in response.json().get("errors", ()):
        assert error["extensions"]["code"] in ("LIMIT_EXCEEDED", "REQUEST_MALFORMED", "GRAPHQL_INVALID")
        assert len(error["message"]) < 500
