"""What is selected of things that an answer names: all that is asked at one moment is one statement.

Ordinary execution asks for things one by one, at several places of a response. The asks are gathered until no
more of them come; then each place is a block of one statement, whose values are final.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from skillsgraph.api.compiler import plan as plans
from skillsgraph.api.compiler.block import Block, Place
from skillsgraph.api.compiler.emitter import Emitter
from skillsgraph.api.compiler.ground import ground_of
from skillsgraph.api.compiler.selection import Document
from skillsgraph.api.compiler.shaped import document_of
from skillsgraph.api.context import Context
from skillsgraph.errors import WHO_IS_SERVED, WithheldByLicence

_QUIET = 8  # turns of the event loop without an ask: each level of a response takes two

Waiting = dict[str, "asyncio.Future[Any]"]


async def thing(info: Any, kind: str, identifier: str) -> Any:
    """The value of a field that is a thing of the catalogue, by its id."""
    return await _asked(info, kind, identifier, own=False)


async def things(info: Any, named: Iterable[tuple[str, str]]) -> list[Any]:
    """The values of a field that is a list of things, by their types and ids."""
    return list(await asyncio.gather(*(thing(info, kind, identifier) for kind, identifier in named)))


async def answer_field(info: Any, identifier: str) -> Any:
    """The value of a field of one object, which ordinary execution made."""
    return await _asked(info, info._raw_info.parent_type.name, identifier, own=True)


async def _asked(info: Any, kind: str, identifier: str, *, own: bool) -> Any:
    raw = info._raw_info
    path = tuple(one for one in raw.path.as_list() if isinstance(one, str))
    place = Place(kind, path, own, tuple(raw.field_nodes))
    gathered: _Gathered = info.context.kept("below", lambda: _Gathered(info.context, document_of(raw)))
    return await gathered.ask(place, identifier)


@dataclass(slots=True)
class _Gathered:
    """The asks of one request that wait for their statement."""

    context: Context
    document: Document
    waiting: dict[Place, Waiting] = field(default_factory=dict)
    count: int = 0
    running: bool = False

    def ask(self, place: Place, identifier: str) -> "asyncio.Future[Any]":
        waiting = self.waiting.setdefault(place, {})
        if identifier not in waiting:
            waiting[identifier] = asyncio.get_running_loop().create_future()
            self.count += 1
        if not self.running:
            self.running = True
            self.context.begin(self._run())
        return waiting[identifier]

    async def _run(self) -> None:
        seen = 0
        while seen != self.count:
            seen = self.count
            for _ in range(_QUIET):
                await asyncio.sleep(0)
        asked, self.waiting, self.count, self.running = self.waiting, {}, 0, False
        try:
            await self._answer(asked)
        except Exception as error:  # whatever it is, those who wait must know
            for waiting in asked.values():
                for one in waiting.values():
                    if not one.done():
                        one.set_exception(error)

    async def _answer(self, asked: dict[Place, Waiting]) -> None:
        emit = Emitter(self.document, ground_of(self.context))
        blocks = [Block(emit, place, list(waiting)) for place, waiting in asked.items()]
        fine = [one for one in blocks if one.error is None]
        values = [value for one in fine for value in one.values]
        rows: list[Any] = []
        if fine:
            statement, ids = plans.of_blocks(fine, len(values))
            parameters: dict[str, Any] = ids | plans.parameters(values, self.context.languages)
            (found,) = await self.context.graph.read(statement, **parameters)
            rows = found["row"]
        shaped = {id(one): one.shaped(row, values) for one, row in zip(fine, rows, strict=True)}
        for block, waiting in zip(blocks, asked.values(), strict=True):
            for identifier, one in waiting.items():
                if one.done():
                    continue  # nobody waits any more
                value = None if block.error else shaped[id(block)].get(identifier)
                if block.error is not None:
                    one.set_exception(block.error)
                elif value is None and block.served:
                    one.set_exception(
                        WithheldByLicence(f"Its licence withholds {identifier}.", hint=WHO_IS_SERVED)
                    )
                else:
                    one.set_result(block.value(value))
