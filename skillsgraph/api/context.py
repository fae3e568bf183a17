"""What every resolver may use: the graph, the caller, and loaders that make one statement of many asks."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Coroutine, Hashable
from dataclasses import dataclass, field
from typing import Any

from graphql import DocumentNode
from strawberry.dataloader import DataLoader

from skillsgraph.graph.access import Graph, Row
from skillsgraph.settings import Role, Settings
from skillsgraph.statements import cypher


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the key's name, or None, what it permits, and which learner or organization it stands for."""

    name: str | None = None
    role: Role = Role.ANONYMOUS
    learner: str | None = None
    organization: str | None = None


@dataclass(slots=True)
class Context:
    """One request. `languages` are what names are told in where the question does not say, the best first.

    `catalogue` is set when all of its answer came by a plan, from what is published. `document` is what is
    asked, where it was found valid.
    """

    graph: Graph
    settings: Settings
    caller: Caller
    languages: tuple[str, ...] = ()
    catalogue: bool = False
    document: DocumentNode | None = None
    _loaders: dict[Hashable, DataLoader[str, list[Row]]] = field(default_factory=dict)
    _kept: dict[str, Any] = field(default_factory=dict)
    _begun: set[asyncio.Task[None]] = field(default_factory=set)

    async def related(self, statement: str, identifier: str, **parameters: Any) -> list[Row]:
        """The rows of one id from a statement over `ids`; asks of one moment share one run of it."""
        key = (statement, tuple(sorted(parameters.items())))
        loader = self._loaders.get(key)
        if loader is None:
            loader = self._loaders[key] = DataLoader(load_fn=self._load(statement, parameters))
        return await loader.load(identifier)

    def kept(self, key: str, make: Callable[[], Any]) -> Any:
        """What is made once for a request."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Work beside what waits for it, which ends with the request at the latest."""
        task = asyncio.create_task(work)
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)

    def end(self) -> None:
        """Leave nothing running for which nobody waits any more."""
        for one in self._begun:
            one.cancel()

    def _load(self, statement: str, parameters: dict[str, Any]) -> Any:
        async def load(ids: list[str]) -> list[list[Row]]:
            rows = await self.graph.read(cypher(statement), ids=ids, **parameters)
            found: dict[str, list[Row]] = defaultdict(list)
            for row in rows:
                found[row["id"]].append(row)
            return [found[identifier] for identifier in ids]

        return load
