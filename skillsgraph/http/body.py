"""A request's body, read no further than a limit, and waited for no longer than one."""

import asyncio
from collections.abc import Mapping

from starlette.requests import Request

from skillsgraph.errors import LimitExceeded, RequestMalformed

WAITED_SECONDS = 30.0


async def read_body(request: Request, headers: Mapping[str, str], limit: int) -> bytes:
    """The whole body of a request with these headers.

    Raises:
        LimitExceeded: It is longer than `limit` bytes; told before more than that is read.
        RequestMalformed: It did not arrive, or not within 30 s.
    """
    declared = headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise _too_long(limit)
    try:
        async with asyncio.timeout(WAITED_SECONDS):
            return await _read(request, limit)
    except TimeoutError:
        raise RequestMalformed(f"The body did not arrive within {WAITED_SECONDS:g} s.") from None


async def _read(request: Request, limit: int) -> bytes:
    found = bytearray()
    more = True
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise RequestMalformed("The client left before its body had arrived.")
        found += message.get("body", b"")
        if len(found) > limit:
            raise _too_long(limit)
        more = message.get("more_body", False)
    return bytes(found)


def _too_long(limit: int) -> LimitExceeded:
    return LimitExceeded(f"The body is longer than {limit} bytes.", limit=limit)
