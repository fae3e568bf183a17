"""What stands before and around an operation: cost, documents by hash, the explain door, tags, metrics."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from graphql import build_client_schema, get_introspection_query, print_schema

from skillsgraph.api.documents import digest_of
from skillsgraph.api.schema import OPERATIONS, SCHEMA
from skillsgraph.graph.access import Graph
from skillsgraph.settings import Settings
from tests.support.client import ADMIN_KEY, READER_KEY, Client, client_of

CODES = "{ frameworks { nodes { code } } }"
PAGES = "query ($n: Int) { skills(first: $n) { nodes { id requiredBy(first: $n) { nodes { id } } } } }"


@pytest.fixture
async def client(sample_graph: Graph, engine_settings: Settings) -> AsyncIterator[Client]:
    async with client_of(engine_settings) as opened:
        yield opened


async def post(client: Client, key: str | None = None, **body: Any) -> dict[str, Any]:
    headers = {"authorization": f"Bearer {key}"} if key else {}
    found: dict[str, Any] = (await client.http.post("/graphql", json=body, headers=headers)).json()
    return found


async def test_the_cost_is_told_when_asked_and_refused_when_too_high(client: Client) -> None:
    asked = {"query": PAGES, "variables": {"n": 5}, "extensions": {"cost": True}}
    told = {"total": 36, "limit": 10_000, "costliest": "skills.nodes.requiredBy.nodes"}
    for _ in ("first sight", "again"):
        answer = await post(client, **asked)
        assert len(answer["data"]["skills"]["nodes"]) == 5
        assert answer["extensions"] == {"cost": told}
    refused = await post(client, query=PAGES, variables={"n": 100})
    (error,) = refused["errors"]
    assert "data" not in refused
    assert error["extensions"]["code"] == "LIMIT_EXCEEDED"
    assert error["extensions"]["details"]["cost"] == 1 + 100 * (1 + 1 + 100)
    assert "requiredBy" in error["message"]
    assert "errors" not in await post(client, READER_KEY, query=PAGES, variables={"n": 100})


@pytest.mark.parametrize(
    "document",
    [
        "{ ...F0 } "
        + " ".join(f"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}" for i in range(20))
        + " fragment F20 on Query { skill(id: 1) { id } }",
        "{ " + " ".join(f"a{i}: __typename" for i in range(450)) + " }",
        "{ " + " ".join(f"a{i}: __typename" for i in range(5000)) + " }",
        "{ __typename " + "@include(if: true) " * 40 + "}",
        "{ " + "skills { nodes { " * 400 + "id" + " } }" * 400 + " }",
        "{ __typename } #" + "x" * 1_000_000,
        "{ credentials(where: {credits: {gte: " + "1" * 5000 + "}}) { totalCount } }",
        "{ skills(first: " + "1" * 5000 + ") { totalCount } }",
        "{ node(id: " + "1" * 5000 + ") { id } }",
    ],
    ids=["fragments", "aliases", "tokens", "directives", "depth", "bytes", "float", "int", "id"],
)
async def test_a_huge_document_is_refused_with_a_code(client: Client, document: str) -> None:
    answer = await post(client, query=document)
    assert answer["errors"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"
    assert "data" not in answer


async def test_the_schema_is_told_to_those_who_ask_as_graphiql_does(client: Client) -> None:
    """Nine types one in another: the question of GraphiQL, of Apollo's tools and of generators of code."""
    query = get_introspection_query(specified_by_url=True, directive_is_repeatable=True)
    assert query.count("ofType") == 9
    answer = await post(client, query=query)
    assert "errors" not in answer
    told = build_client_schema(answer["data"])
    assert print_schema(told) == print_schema(SCHEMA._schema)
    deep = '{ __type(name: "Skill") { ' + "ofType { " * 100 + "name" + " }" * 101 + " }"
    assert (await post(client, query=deep))["data"] == {"__type": {"ofType": None}}


@pytest.mark.parametrize(
    "document",
    ["fragment F on Query { __typename }", "type A { b: Int }", "subscription { changes { totalCount } }"],
)
async def test_a_document_without_an_operation_that_is_served_is_refused(
    client: Client, document: str
) -> None:
    answer = await post(client, query=document)
    assert [one["extensions"]["code"] for one in answer["errors"]] == ["GRAPHQL_INVALID"]
    assert "data" not in answer


async def test_documents_are_asked_for_by_their_hash(client: Client) -> None:
    persisted = {"persistedQuery": {"version": 1, "sha256Hash": digest_of(CODES)}}
    unknown = await post(client, extensions=persisted)
    assert unknown == {
        "errors": [{"message": "PersistedQueryNotFound", "extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"}}]
    }
    sent = await post(client, query=CODES, extensions=persisted)
    assert await post(client, extensions=persisted) == sent
    text = '{"persistedQuery":{"version":1,"sha256Hash":"%s"}}' % digest_of(CODES)  # noqa: UP031
    got = await client.http.get("/graphql", params={"extensions": text})
    assert got.json() == sent
    other = {"persistedQuery": {"version": 1, "sha256Hash": digest_of("{")}}
    refused = await post(client, query=CODES, extensions=other)
    assert refused["errors"][0]["extensions"]["code"] == "BAD_INPUT"
    await post(client, query="{", extensions=other)
    invalid = await post(client, extensions=other)
    assert invalid["errors"][0]["message"] == "PersistedQueryNotFound"  # what fails is not kept


async def test_an_admin_is_shown_the_statement_and_the_plan(client: Client) -> None:
    asked = {"query": PAGES, "variables": {"n": 2}, "extensions": {"explain": True}}
    told = (await post(client, ADMIN_KEY, **asked))["extensions"]["explain"]
    assert told["compiled"]
    assert told["cypher"].startswith("CALL () {")
    assert 2 in told["parameters"].values()
    assert any(line.strip() for line in told["plan"])
    ordinary = await post(
        client,
        ADMIN_KEY,
        query='{ search(text: "a") { nodes { score } } }',
        extensions={"explain": True},
    )
    assert ordinary["extensions"]["explain"] == {"compiled": False}
    for key in (READER_KEY, None):
        refused = await post(client, key, **asked)
        assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"
        assert "extensions" not in refused


@pytest.mark.parametrize(
    "query",
    [
        '{ __type (name: "Query") { name } }',
        "{ s: __schema\n{ types { name } } }",
        "{ skils { totalCount } }",
    ],
)
async def test_a_schema_that_is_not_shown_is_not_told_in_other_ways(
    sample_graph: Graph, engine_settings: Settings, query: str
) -> None:
    async with client_of(engine_settings, introspection=False) as client:
        answer = await client.ask(query)
        assert answer.keys() == {"errors"}
        assert "Did you mean" not in answer["errors"][0]["message"]
        named = '{ __typename skills(first: 1, where: {name: {eq: "__schema"}}) { totalCount } }'
        assert (await client.data(named))["__typename"] == "Query"


async def test_published_answers_have_a_tag_and_others_have_none(client: Client) -> None:
    first = await client.http.get("/graphql", params={"query": CODES})
    assert first.headers["cache-control"] == "public, no-cache"
    assert {"accept", "accept-language", "authorization"} <= set(first.headers["vary"].lower().split(", "))
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    again = await client.http.get(
        "/graphql", params={"query": CODES}, headers={"if-none-match": f'"x", {tag}'}
    )
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    other = await client.http.get("/graphql", params={"query": CODES}, headers={"if-none-match": '"x"'})
    assert other.json() == first.json()
    with_key = {"authorization": f"Bearer {READER_KEY}", "if-none-match": tag}
    search = '{ search(text: "a") { nodes { score } } }'
    for query, headers in ((CODES, with_key), (search, {}), ('{ skill(id: "none") { id } }', {})):
        kept = await client.http.get("/graphql", params={"query": query}, headers=headers)
        assert kept.headers["cache-control"] == "no-store"
        assert "etag" not in kept.headers


async def test_metrics_count_plans_and_outcomes(client: Client) -> None:
    async def figures() -> dict[str, float]:
        response = await client.http.get("/metrics")
        assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
        lines = [line for line in response.text.splitlines() if not line.startswith("#")]
        return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}

    await post(client, query=CODES)
    before = await figures()
    await post(client, query=CODES)
    await post(client, query="{")
    await post(client, query='{ search(text: "a") { nodes { score } } }')
    after = await figures()
    changed = {name: after[name] - before.get(name, 0) for name in after if after[name] != before.get(name)}
    assert changed["skillsgraph_plan_cache_hits_total"] == 1
    assert "skillsgraph_plan_cache_misses_total" not in changed
    assert changed["skillsgraph_ordinary_executions_total"] == 1
    assert changed['skillsgraph_graphql_requests_total{outcome="OK"}'] == 2
    assert changed['skillsgraph_graphql_requests_total{outcome="GRAPHQL_INVALID"}'] == 1
    assert changed['skillsgraph_graphql_seconds_bucket{le="+Inf"}'] == 3
    assert after["skillsgraph_plan_cache_documents"] == len(OPERATIONS)
