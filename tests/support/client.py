"""A client of the whole application, over its ASGI interface, without a socket."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from typing import Any

import httpx

from skillsgraph.app import create_app
from skillsgraph.settings import ApiKey, Role, Settings

READER_KEY, ADMIN_KEY = "a-key-that-reads", "a-key-that-writes"
KEYS = tuple(
    ApiKey(name=role.value, role=role, sha256=sha256(key.encode()).hexdigest())
    for key, role in ((READER_KEY, Role.READER), (ADMIN_KEY, Role.ADMIN))
)


class Client:
    """Asks one application, as anyone or with a key."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def ask(self, query: str, *, key: str | None = None, **variables: Any) -> dict[str, Any]:
        """The whole answer to a question."""
        headers = {"authorization": f"Bearer {key}"} if key else {}
        response = await self.http.post(
            "/graphql", json={"query": query, "variables": variables}, headers=headers
        )
        answer: dict[str, Any] = response.json()
        return answer

    async def data(self, query: str, *, key: str | None = None, **variables: Any) -> dict[str, Any]:
        """The data of an answer without errors."""
        answer = await self.ask(query, key=key, **variables)
        assert "errors" not in answer, answer["errors"]
        found: dict[str, Any] = answer["data"]
        return found

    async def code(self, query: str, *, key: str | None = None, **variables: Any) -> str:
        """The code of the only error of an answer."""
        answer = await self.ask(query, key=key, **variables)
        assert len(answer.get("errors", ())) == 1, answer
        return str(answer["errors"][0]["extensions"]["code"])


@asynccontextmanager
async def client_of(settings: Settings, **changes: Any) -> AsyncIterator[Client]:
    """A client of an application with these settings, two API keys and what else is changed."""
    app = create_app(settings.model_copy(update={"api_keys": KEYS} | changes))
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app) as state,
        httpx.AsyncClient(transport=_WithState(transport, state), base_url="http://127.0.0.1") as http,
    ):
        yield Client(http)


class _WithState(httpx.AsyncBaseTransport):
    """Hands the lifespan's state to each request, as a server does."""

    def __init__(self, inner: httpx.ASGITransport, state: Any) -> None:
        self.inner, self.state, self.app = inner, state, inner.app

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        async def app(scope: Any, receive: Any, send: Any) -> None:
            await self.app({**scope, "state": dict(self.state)}, receive, send)

        return await httpx.ASGITransport(app).handle_async_request(request)
