"""A request's body, read no further than a limit."""

from starlette.requests import Request

from skillsgraph.errors import LimitExceeded


async def read_body(request: Request, limit: int) -> bytes:
    """The whole body.

    Raises:
        LimitExceeded: It is longer than `limit` bytes; told before more than that is read.
    """
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise _too_long(limit)
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > limit:
            raise _too_long(limit)
    return bytes(found)


def _too_long(limit: int) -> LimitExceeded:
    return LimitExceeded(f"The body is longer than {limit} bytes.", limit=limit)
