"""One line in the log for each request, and the last net for what nobody foresaw."""

import logging
import re
import time
from secrets import token_hex
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from skillsgraph import logs
from skillsgraph.errors import SkillsGraphError
from skillsgraph.http.responses import refusal

_LOG = logging.getLogger("skillsgraph.request")
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_SECRET = ("/share/", "/claim/")
_HEADER = b"x-request-id"


class RequestLog:
    """Gives each request an id (the client's, if it sent a proper one), and logs how it ended.

    The log holds the method, the route's path without its query, the status, the time and the name of the
    API key. It does not hold addresses, questions or answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sent = next((value for name, value in scope["headers"] if name == _HEADER), b"").decode("latin-1")
        identifier = sent if _ID.fullmatch(sent) else token_hex(16)
        token = logs.request_id.set(identifier)
        started, status = time.perf_counter(), 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (_HEADER, identifier.encode())]
            await send(message)

        try:
            await self.app(scope, receive, send_with_id)
        except Exception:  # whatever it was, the client gets an answer and the log its place
            _LOG.exception("unforeseen")
            if not status:
                await refusal(_UNFORESEEN)(scope, receive, send_with_id)
        finally:
            _LOG.info("request", extra={"data": _entry(scope, status, time.perf_counter() - started)})
            logs.request_id.reset(token)


_UNFORESEEN = SkillsGraphError("Something went wrong on our side.")


def _entry(scope: Scope, status: int, seconds: float) -> dict[str, Any]:
    # A path that is no route of ours is a stranger's text; only its existence is noted.
    # What follows /share/ or /claim/ opens what it names, and does not belong into a log.
    path = scope["path"] if "endpoint" in scope else "unknown"
    if path.startswith(_SECRET):
        path = f"/{path.split('/')[1]}/{{token}}"
    caller = scope.get("state", {}).get("caller")
    return {
        "method": scope["method"],
        "path": path,
        "status": status,
        "milliseconds": round(seconds * 1000, 1),
        "key": caller.name if caller else None,
    }
