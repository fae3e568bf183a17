"""The composition root: settings in, application out. Nothing else puts the parts together."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import TypedDict

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route

from skillsgraph.answers.extract.skills import LABELS
from skillsgraph.answers.index.keeper import ROLES, keeping
from skillsgraph.answers.pathways.answer import solving
from skillsgraph.errors import SkillsGraphError
from skillsgraph.graph.access import Graph, open_graph
from skillsgraph.graph.migrate import migrate
from skillsgraph.http import claim, health, issuers, pages, share
from skillsgraph.http.graphql import GraphQLEndpoint
from skillsgraph.http.metrics import Metrics
from skillsgraph.http.request_log import RequestLog
from skillsgraph.http.responses import compressed
from skillsgraph.learners.findable import LEARNERS
from skillsgraph.settings import Settings


class State(TypedDict):
    """What lives as long as the application, at hand as `request.state`."""

    graph: Graph


def create_app(settings: Settings | None = None, on_ready: Callable[[], None] | None = None) -> Starlette:
    """The API as an ASGI application. Its lifespan opens the graph and brings it to this version's shape.

    `settings` unset: read from the environment, for servers that call a factory without arguments.
    `on_ready` is called once questions can be asked; `app.state.failure` says why they never could.
    """
    configured = settings or Settings.load()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[State]:
        try:
            async with open_graph(configured) as graph:
                await migrate(graph)
                async with (
                    keeping(graph, ROLES, LEARNERS, LABELS),
                    solving(graph, configured.pathway_processes, configured.pathway_waiting),
                ):
                    if on_ready:
                        on_ready()
                    yield {"graph": graph}
        except SkillsGraphError as error:
            app.state.failure = error
            raise

    metrics = Metrics()
    app = Starlette(
        routes=[
            Route("/graphql", GraphQLEndpoint(configured, metrics)),  # compresses what is worth it itself
            Route("/health/live", health.live),
            Route("/health/ready", health.ready),
            *_compressed(
                Route("/metrics", metrics.respond),
                *issuers.routes(configured),
                share.route(configured),
                claim.route(configured),
                Route("/", pages.to_graphiql),
                pages.static(),
            ),
        ],
        middleware=[Middleware(RequestLog)],
        lifespan=lifespan,
    )
    app.state.failure = None
    return app


def _compressed(*routes: Route | Mount) -> Iterator[Route | Mount]:
    for one in routes:
        one.app = compressed(one.app)
        yield one
