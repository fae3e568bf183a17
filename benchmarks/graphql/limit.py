"""The limit: a bare ASGI function with hand-written Cypher, the official async driver and orjson.

    LIMIT_URI=bolt://… LIMIT_USER=… LIMIT_PASSWORD=… LIMIT_DATABASE=… uvicorn limit:app

`POST /3` with the variables as JSON runs the Cypher of the fourth kind of work. Nothing is checked.
"""

import os
from typing import Any

import orjson
from neo4j import READ_ACCESS, AsyncGraphDatabase
from work import WORK

_SETTINGS = ["URI", "USER", "PASSWORD", "DATABASE"]
_driver: Any = None
_database: str | None = None
_CYPHER = [work.text("limit.cypher") for work in WORK]
_HEADERS = [(b"content-type", b"application/json")]


async def app(scope: Any, receive: Any, send: Any) -> None:
    global _driver, _database
    if scope["type"] == "lifespan":
        await receive()
        uri, user, password, _database = (os.environ[f"LIMIT_{name}"] or None for name in _SETTINGS)
        _driver = AsyncGraphDatabase.driver(uri, auth=(user, password) if password else None)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await _driver.close()
        await send({"type": "lifespan.shutdown.complete"})
        return
    message = await receive()
    body = message["body"]
    while message.get("more_body"):
        message = await receive()
        body += message["body"]
    async with _driver.session(database=_database, default_access_mode=READ_ACCESS) as session:
        result = await session.run(_CYPHER[int(scope["path"][1:])], orjson.loads(body))
        keys = result.keys()
        rows = [dict(zip(keys, values, strict=True)) for values in await result.values()]
    answer = orjson.dumps({"data": rows})
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    await send({"type": "http.response.body", "body": answer})
