"""GraphQL over HTTP: POST for everything, GET for queries, the GraphiQL page for browsers.

Source: the GraphQL over HTTP specification, for media types and status codes.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from skillsgraph.api.context import Context
from skillsgraph.api.documents import Documents, Named
from skillsgraph.api.schema import ANY, READS, run
from skillsgraph.errors import (
    MethodNotAllowed,
    NotAcceptable,
    RequestMalformed,
    SkillsGraphError,
    Unauthenticated,
    UnsupportedMediaType,
    status_of,
)
from skillsgraph.http.body import read_body
from skillsgraph.http.keys import CHALLENGE, caller_of
from skillsgraph.http.languages import languages_of
from skillsgraph.http.metrics import Metrics
from skillsgraph.http.pages import graphiql
from skillsgraph.http.responses import (
    JSON,
    WORTH_COMPRESSING_BYTES,
    acceptable,
    as_json,
    compressed,
    published,
    refusal,
)
from skillsgraph.settings import Settings

GRAPHQL_JSON = "application/graphql-response+json"
_NAMES = {"query", "documentId", "extensions"}  # of a question; without them a browser wants the page


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of a GraphQL request."""

    named: Named
    variables: dict[str, Any] | None
    operation: str | None
    extensions: dict[str, Any]


class GraphQLEndpoint:
    """Answers `/graphql`."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self.settings, self.documents, self.metrics = settings, Documents.load(settings), metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self.respond(Request(scope, receive))
        sent = compressed(response) if len(response.body) >= WORTH_COMPRESSING_BYTES else response
        await sent(scope, receive, send)

    async def respond(self, request: Request) -> Response:
        headers = _first_of_each(request.scope["headers"])
        accept = headers.get("accept", "")
        reads = request.method in ("GET", "HEAD")
        if reads and self.settings.graphiql and _is_browser(request, accept):
            return graphiql()
        media_type = acceptable(accept, (JSON, GRAPHQL_JSON))
        try:
            if media_type is None:
                raise NotAcceptable(f"Answers are {GRAPHQL_JSON} or {JSON}.")
            caller = request.state.caller = caller_of(headers, self.settings.api_keys)
            asked = await self._asked(request, headers)
        except SkillsGraphError as error:
            return refusal(error, media_type=media_type or JSON, headers=_headers_of(error))
        context = Context(request.state.graph, self.settings, caller, languages_of(headers))
        started = time.perf_counter()
        answer = await self._answer(asked, context, READS if reads else ANY)
        self.metrics.observe(answer, time.perf_counter() - started)
        if reads and context.catalogue and caller.name is None and "errors" not in answer:
            return published(request, answer, media_type)
        return _respond(answer, media_type)

    async def _answer(self, asked: Asked, context: Context, allowed: frozenset[Any]) -> dict[str, Any]:
        try:
            text = self.documents.text(asked.named)
        except SkillsGraphError as error:
            return {"errors": [error.as_graphql()]}
        answer = await run(
            text,
            context,
            variables=asked.variables,
            operation=asked.operation,
            allowed=allowed,
            extensions=asked.extensions,
        )
        if "data" in answer:
            self.documents.keep(asked.named)
        return answer

    async def _asked(self, request: Request, headers: Mapping[str, str]) -> Asked:
        if request.method in ("GET", "HEAD"):
            return _from_query(request)
        if request.method != "POST":
            raise MethodNotAllowed("GraphQL is asked with POST, or with GET for queries.")
        content_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        if content_type != JSON:
            raise UnsupportedMediaType(f"The body must be sent as `content-type: {JSON}`.")
        body = await read_body(request, headers, self.settings.body_bytes)
        try:
            found = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise RequestMalformed(f"The body is not JSON: {error}.") from None
        return _checked(found)


def _first_of_each(headers: Iterable[tuple[bytes, bytes]]) -> Mapping[str, str]:
    """The headers by their names, once for all who look for one; of several of a name the first counts."""
    found: dict[str, str] = {}
    for name, value in headers:
        found.setdefault(name.decode("latin-1"), value.decode("latin-1"))
    return found


def _is_browser(request: Request, accept: str) -> bool:
    return "text/html" in accept and not _NAMES & request.query_params.keys()


def _from_query(request: Request) -> Asked:
    given: dict[str, Any] = dict(request.query_params)
    for name in ("variables", "extensions"):
        if name in given:
            try:
                given[name] = orjson.loads(given[name])
            except orjson.JSONDecodeError as error:
                raise RequestMalformed(f"The parameter {name} is not JSON: {error}.") from None
    return _checked(given)


def _checked(given: Any) -> Asked:
    if isinstance(given, list):
        raise RequestMalformed("Batches are not taken.", hint="Send one operation a request.")
    if not isinstance(given, dict):
        raise RequestMalformed('The request must be an object, such as {"query": "{ frameworks { … } }"}.')
    for name, kind, word in (
        ("query", str, "text"),
        ("operationName", str, "text"),
        ("documentId", str, "text"),
        ("variables", dict, "an object"),
        ("extensions", dict, "an object"),
    ):
        if given.get(name) is not None and not isinstance(given[name], kind):
            raise RequestMalformed(f"{name} must be {word}.")
    extensions = given.get("extensions") or {}
    named = Named.of(given.get("query"), given.get("documentId"), extensions)
    return Asked(named, given.get("variables"), given.get("operationName") or None, extensions)


def _headers_of(error: SkillsGraphError) -> dict[str, str]:
    if isinstance(error, Unauthenticated):
        return CHALLENGE
    return {"allow": "GET, HEAD, POST"} if isinstance(error, MethodNotAllowed) else {}


def _respond(answer: dict[str, Any], media_type: str) -> Response:
    """A question that could not be run has no `data`: its error's status, where the media type allows it.

    With `application/json` a client could not tell a proxy's 400 from ours: the specification asks for 200.
    """
    if "data" in answer:
        return as_json(answer, media_type=media_type)
    status = status_of(answer["errors"][0]["extensions"]["code"])
    if status == MethodNotAllowed.http_status:
        return as_json(answer, status, media_type=media_type, headers={"allow": "POST"})
    return as_json(answer, 200 if media_type == JSON and status < 500 else status, media_type=media_type)
