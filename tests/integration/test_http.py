"""GraphQL over HTTP, health, pages and the request log, on both engines."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator

import pytest

from skillsgraph.graph.access import Graph
from skillsgraph.http import body
from skillsgraph.http.pages import FOLDER
from skillsgraph.logs import JsonFormatter
from skillsgraph.settings import Settings
from tests.support.client import ADMIN_KEY, Client, client_of

QUERY = "{ frameworks { nodes { code } } }"
MUTATION = "mutation { upsertCredential(input: {}) { created } }"
BOTH = "application/graphql-response+json, application/json;q=0.9"


@pytest.fixture
async def client(sample_graph: Graph, engine_settings: Settings) -> AsyncIterator[Client]:
    async with client_of(engine_settings) as opened:
        yield opened


async def test_post_and_get_answer_alike(client: Client) -> None:
    posted = await client.http.post("/graphql", json={"query": QUERY})
    got = await client.http.get("/graphql", params={"query": QUERY})
    assert posted.status_code == got.status_code == 200
    assert posted.json() == got.json() == {"data": {"frameworks": {"nodes": [{"code": "esco-sample"}]}}}
    assert posted.headers["content-type"] == "application/json; charset=utf-8"


async def test_a_write_is_never_sent_with_get(client: Client) -> None:
    response = await client.http.get("/graphql", params={"query": MUTATION}, headers={"accept": BOTH})
    assert response.status_code == 405
    assert response.headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("send", "status", "code"),
    [
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400, "REQUEST_MALFORMED"),
        ({"json": []}, 400, "REQUEST_MALFORMED"),
        ({"json": {}}, 400, "REQUEST_MALFORMED"),
        ({"json": {"query": 1}}, 400, "REQUEST_MALFORMED"),
        ({"json": {"query": QUERY, "variables": []}}, 400, "REQUEST_MALFORMED"),
        ({"content": QUERY, "headers": {"content-type": "text/plain"}}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ({"json": {"query": QUERY}, "headers": {"accept": "text/csv"}}, 406, "NOT_ACCEPTABLE"),
        ({"json": {"query": "#" * 300_000}}, 413, "LIMIT_EXCEEDED"),
        ({"json": {"query": QUERY}, "headers": {"authorization": "Bearer no"}}, 401, "UNAUTHENTICATED"),
        ({"json": {"query": QUERY}, "headers": {"authorization": "Basic bm8="}}, 401, "UNAUTHENTICATED"),
        ({"json": {"query": "{"}, "headers": {"accept": BOTH}}, 400, "GRAPHQL_INVALID"),
        ({"json": {"query": "{"}}, 200, "GRAPHQL_INVALID"),
        ({"json": {"query": "{ none }"}, "headers": {"accept": BOTH}}, 400, "GRAPHQL_INVALID"),
    ],
)
async def test_a_request_that_is_none_gets_its_status(
    client: Client, send: dict[str, object], status: int, code: str
) -> None:
    response = await client.http.post("/graphql", **send)  # type: ignore[arg-type]
    assert response.status_code == status
    answer = response.json()
    assert answer["errors"][0]["extensions"]["code"] == code
    assert "data" not in answer


async def test_other_methods_are_refused_by_name(client: Client) -> None:
    response = await client.http.delete("/graphql")
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD, POST")


async def test_a_head_is_answered_like_a_get(client: Client) -> None:
    got, head = [
        await client.http.request(method, "/graphql", params={"query": QUERY}) for method in ("GET", "HEAD")
    ]
    assert (head.status_code, head.headers["etag"]) == (200, got.headers["etag"])
    refused = await client.http.head("/graphql", params={"query": MUTATION}, headers={"accept": BOTH})
    assert refused.status_code == 405


async def test_a_name_that_is_empty_is_none(client: Client) -> None:
    response = await client.http.post("/graphql", json={"query": QUERY, "operationName": ""})
    assert "errors" not in response.json()


async def test_a_body_without_a_length_is_cut_off_at_the_limit(client: Client) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(1000):
            yield b" " * 1024

    response = await client.http.post(
        "/graphql", content=endless(), headers={"content-type": "application/json"}
    )
    assert response.status_code == 413


async def test_a_body_that_does_not_arrive_is_not_waited_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body, "WAITED_SECONDS", 0.05)

    async def halted() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    response = await client.http.post(
        "/graphql", content=halted(), headers={"content-type": "application/json"}
    )
    assert response.json()["errors"][0]["extensions"]["code"] == "REQUEST_MALFORMED"


async def test_browsers_get_the_page_and_its_files_from_here(client: Client) -> None:
    page = await client.http.get("/graphql", headers={"accept": "text/html,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    assert "http:" not in page.text
    assert "https:" not in page.text
    for name in (
        "graphiql.js",
        "graphiql.css",
        "icon.svg",
        "vendor/graphiql.min.js",
        "vendor/graphiql.min.css",
    ):
        assert f"/static/{name}" in page.text
        assert (await client.http.get(f"/static/{name}")).status_code == 200
    home = await client.http.get("/")
    assert home.headers["location"] == "/graphql"


async def test_the_examples_of_the_page_are_answered(client: Client) -> None:
    assert "/static/examples.json" in (await client.http.get("/static/graphiql.js")).text
    examples = (await client.http.get("/static/examples.json")).json()
    assert len(examples) == len(list((FOLDER / "examples").iterdir())) >= 12
    for example in examples:
        for name, found in (await client.data(example)).items():
            assert found, example
            assert not isinstance(found, dict) or found.get("nodes", found), (name, example)


async def test_health(client: Client) -> None:
    for name in ("live", "ready"):
        response = await client.http.get(f"/health/{name}")
        assert (response.status_code, response.json()) == (200, {"status": name})


async def test_long_answers_are_compressed(client: Client) -> None:
    response = await client.http.post(
        "/graphql", json={"query": "{ skills(first: 100) { nodes { id uri name } } }"}
    )
    assert response.headers["content-encoding"] == "gzip"
    assert len(response.json()["data"]["skills"]["nodes"]) == 100
    for path in ("/metrics", "/static/examples.json"):
        assert (await client.http.get(path)).headers["content-encoding"] == "gzip", path


async def test_the_log_names_the_request_and_nothing_of_its_content(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    response = await client.http.post(
        "/graphql?secret=1",
        json={"query": '{ search(text: "a person\'s name") { nodes { label } } }'},
        headers={"x-request-id": "abc-1", "authorization": f"Bearer {ADMIN_KEY}"},
    )
    assert response.headers["x-request-id"] == "abc-1"
    (entry,) = [record.__dict__["data"] for record in caplog.records if record.name == "skillsgraph.request"]
    assert entry.pop("milliseconds") > 0
    assert entry == {"method": "POST", "path": "/graphql", "status": 200, "key": "admin"}
    ours = [record for record in caplog.records if record.name.startswith("skillsgraph")]
    written = " ".join(JsonFormatter().format(record) for record in ours)
    assert "person" not in written
    assert "secret" not in written


async def test_a_request_id_that_is_none_is_replaced(client: Client) -> None:
    response = await client.http.get("/health/live", headers={"x-request-id": "no such\tthing"})
    assert len(response.headers["x-request-id"]) == 32


def test_log_lines_are_json_and_hide_the_words_of_an_exception() -> None:
    try:
        raise ValueError("Ada Lovelace")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("here", logging.ERROR, __file__, 1, "unforeseen", None, info)
    line = json.loads(JsonFormatter().format(record))
    assert line["error"] == "ValueError"
    assert line["at"]
    assert "Ada" not in json.dumps(line)
