"""What issuers publish: profile, did:web document, keys and status list. For everybody, known by tags."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from skillsgraph.credentials.issue import StatusPurpose
from skillsgraph.errors import SkillsGraphError
from skillsgraph.http.responses import published as tagged
from skillsgraph.http.responses import refusal
from skillsgraph.learners.issuing import Office
from skillsgraph.learners.published import published, published_status
from skillsgraph.settings import Settings

_CACHED = {"cache-control": "public, max-age=300", "access-control-allow-origin": "*"}
_PARTS = {"": "profile", "/did.json": "did", "/jwks.json": "keys"}
_MEDIA = {"profile": "application/ld+json", "did": "application/did+json", "keys": "application/jwk-set+json"}


def routes(settings: Settings) -> list[Route]:
    """The routes below /issuers and /status."""
    return [
        *(Route(f"/issuers/{{id}}{path}", _part(settings, what)) for path, what in _PARTS.items()),
        Route("/status/{id}", _status(settings, StatusPurpose.REVOCATION)),
        Route("/status/{id}/suspension", _status(settings, StatusPurpose.SUSPENSION)),
    ]


def _part(settings: Settings, what: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            office = Office.of(settings)
            found = await published(request.state.graph, office, request.path_params["id"], what)
        except SkillsGraphError as error:
            return refusal(error)
        return tagged(request, found, _MEDIA[what], _CACHED)

    return answer


def _status(settings: Settings, purpose: StatusPurpose) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            office = Office.of(settings)
            found = await published_status(request.state.graph, office, request.path_params["id"], purpose)
        except SkillsGraphError as error:
            return refusal(error)
        return tagged(request, found, "application/vc", _CACHED)

    return answer
