"""Logs as one JSON object a line. They name keys and codes; never texts, parameters or people."""

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import lru_cache

import orjson

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The request that is being answered; every line logged meanwhile carries it."""


class JsonFormatter(logging.Formatter):
    """`time`, `level`, `logger`, `message`, `requestId`, and what was given as `extra={"data": {...}}`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": f"{_second(int(record.created))}.{int(record.msecs):03}+00:00",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if (current := request_id.get()) is not None:
            line["requestId"] = current
        line |= getattr(record, "data", {})
        if record.exc_info and record.exc_info[0] is not None:
            # Where it happened, without the exception's text: that may quote what somebody sent.
            line["error"] = record.exc_info[0].__name__
            line["at"] = _places(record)
        try:
            return orjson.dumps(line).decode()
        except TypeError:  # half a character, in a name that a client sent
            return json.dumps(line)


@lru_cache(maxsize=1)
def _second(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _places(record: logging.LogRecord) -> list[str]:
    found = []
    step = record.exc_info[2] if record.exc_info else None
    while step is not None:
        code = step.tb_frame.f_code
        found.append(f"{code.co_filename}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return found


def configure() -> None:
    """Send everything from INFO on to standard error, in that form; what it does not tell is not found out.

    Source: Python's logging HOWTO, "Optimization".
    """
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging._srcfile = None
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("neo4j").setLevel(logging.ERROR)
