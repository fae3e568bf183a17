"""Whether the process lives, and whether it can answer."""

from starlette.requests import Request
from starlette.responses import Response

from skillsgraph.errors import SkillsGraphError
from skillsgraph.graph.access import Graph
from skillsgraph.http.responses import as_json

_PING_SECONDS = 2.0


async def live(request: Request) -> Response:
    """200 as long as the process runs."""
    return as_json({"status": "live"})


async def ready(request: Request) -> Response:
    """200 when the database answers; 503 with the reason's code when it does not."""
    graph: Graph = request.state.graph
    try:
        await graph.ping(deadline=_PING_SECONDS)
    except SkillsGraphError as error:
        return as_json({"status": "not ready", "code": error.code}, 503, headers={"retry-after": "2"})
    return as_json({"status": "ready"})
