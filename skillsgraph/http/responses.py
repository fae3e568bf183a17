"""Answers as JSON."""

from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import orjson
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from skillsgraph.errors import SkillsGraphError

JSON = "application/json"
WORTH_COMPRESSING_BYTES = 1024
_COMPRESSED = ("image/png",)  # of what is served here
_LEVEL = 4  # the default of 9 takes several times as long for a few per cent


def compressed(app: ASGIApp) -> ASGIApp:
    """What answers the same, gzipped for those who take it so."""
    return GZipMiddleware(
        app,
        minimum_size=WORTH_COMPRESSING_BYTES,
        compresslevel=_LEVEL,
        exclude_content_types=_COMPRESSED,
    )


def as_json(
    content: Any, status: int = 200, *, media_type: str = JSON, headers: Mapping[str, str] | None = None
) -> Response:
    """A response that no one may guess another type of, nor keep."""
    safe = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
    return Response(
        orjson.dumps(content),
        status,
        media_type=f"{media_type}; charset=utf-8",
        headers=safe | dict(headers or {}),
    )


def published(
    request: Request, content: Any, media_type: str, more: Mapping[str, str] | None = None
) -> Response:
    """An answer of published data to nobody in particular: it may be kept, and is asked for again by its tag.

    Source: RFC 9110, sections 8.8.3 and 13.1.2. The tag is weak, since an answer may come compressed.
    """
    body = orjson.dumps(content)
    tag = f'W/"{blake2b(body, digest_size=12).hexdigest()}"'
    headers = {
        "cache-control": "public, no-cache",
        "etag": tag,
        "vary": "accept, accept-language, authorization",
        "x-content-type-options": "nosniff",
        **(more or {}),
    }
    known = {one.strip() for one in request.headers.get("if-none-match", "").split(",")}
    if known & {tag, tag.removeprefix("W/"), "*"}:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=f"{media_type}; charset=utf-8", headers=headers)


def refusal(
    error: SkillsGraphError, *, media_type: str = JSON, headers: Mapping[str, str] | None = None
) -> Response:
    """An error that ends a request before a question is asked, in GraphQL's form."""
    return as_json(
        {"errors": [error.as_graphql()]}, error.http_status, media_type=media_type, headers=headers
    )


@lru_cache
def acceptable(accept: str, offered: tuple[str, ...]) -> str | None:
    """The first media type offered that an `Accept` header takes, in the header's order of preference.

    Source: RFC 9110, section 12.5.1. An empty header takes anything.
    """
    wanted = weighed(accept)
    if not wanted:
        return offered[0]
    refused = {range_ for range_, weight in wanted if not weight}
    for range_, weight in wanted:
        for media_type in offered:
            ranges = (media_type, "*/*", media_type.split("/")[0] + "/*")
            if weight and range_ in ranges and media_type not in refused:
                return media_type
    return None


def weighed(header: str) -> list[tuple[str, float]]:
    """What an `Accept…` header names, each with its weight from 0 (refused) to 1, the heaviest first.

    Source: RFC 9110, section 12.4.2.
    """
    found = [_weighed(part) for part in header.split(",") if part.strip()]
    return sorted(found, key=lambda one: -one[1])


def _weighed(part: str) -> tuple[str, float]:
    range_, *parameters = (word.strip().lower() for word in part.split(";"))
    weights = [word[2:] for word in parameters if word.startswith("q=")]
    try:
        weight = float(weights[0]) if weights else 1.0
    except ValueError:
        weight = 0.0
    return range_, weight if 0 <= weight <= 1 else 0.0
