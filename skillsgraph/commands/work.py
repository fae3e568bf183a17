"""What commands share: work in the graph of the settings, and what they are given."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from skillsgraph.errors import SourceError
from skillsgraph.graph.access import Graph, open_graph
from skillsgraph.graph.migrate import migrate
from skillsgraph.model.ids import label_of, make_id
from skillsgraph.settings import Settings

T = TypeVar("T")


def in_graph(work: Callable[[Graph], Awaitable[T]], settings: Settings | None = None) -> T:
    """Do something with the graph of the settings, brought to this version's shape."""

    async def run() -> T:
        async with open_graph(settings or Settings.load()) as graph:
            await migrate(graph)
            return await work(graph)

    return asyncio.run(run())


def organization_id(named: str) -> str:
    """The id of an organization that is named by it, or by its web address."""
    return named if label_of(named) == "Organization" else make_id("org", named)


def row(*cells: str) -> None:
    """A line for programs, its cells parted by tabs, which a console would turn into spaces."""
    sys.stdout.write("\t".join(cells) + "\n")


def file(path: Path) -> bytes:
    """What a file holds. Raises SourceError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{str(path)!r} cannot be read: {error.strerror}.", hint="Check the path."
        ) from error
