"""One operation asked of the compiler, and its answer held against three others."""

import json
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from typing import Any

from graphql import DocumentNode, build_schema, execute_sync, parse

from skillsgraph.api.context import Caller, Context
from skillsgraph.api.schema import OPERATIONS, SCHEMA, run
from skillsgraph.graph.access import Graph
from skillsgraph.settings import Role, Settings
from tests.integration.compiler.compare import Cursors
from tests.integration.compiler.operations import Asking, Operation
from tests.integration.compiler.oracle.evaluator import Evaluator
from tests.integration.compiler.oracle.world import World

_PLAIN = build_schema(SCHEMA.as_str())
_LABELS = {"role": "JobRole", "org": "Organization"}
_ORDINARY = 20  # each twentieth answer is compared with ordinary execution as well
_parsed = lru_cache(parse)


def wide(settings: Settings) -> Settings:
    """Limits that random operations stay within."""
    limits = {"aliases": 1000, "depth": 30, "tokens": 20_000, "cost_with_key": 10**9}
    return settings.model_copy(update={"deadline_seconds": 60.0, **limits})


class Different(AssertionError):
    """An answer that is not what it should be, with all that is needed to see why."""

    def __init__(self, asked: Operation, says: list[str]) -> None:
        told = "\n".join(says[:5])
        super().__init__(f"{told}\n{asked.text}\n{json.dumps(asked.variables, ensure_ascii=False)}")


@dataclass
class Trial:
    """Operations over one world, which the graph holds."""

    graph: Graph
    settings: Settings
    world: World
    asking: Asking
    cursors: Cursors = field(default_factory=Cursors)
    asked: int = 0

    async def ask(self, operation: Operation, random: Random) -> None:
        """Ask one operation, and once more from each place that its lists could be paged from."""
        listed = await self.check(operation)
        for variable in operation.waiting:
            places = [
                text for place, text in self.cursors.texts.items() if place.list == listed.get(variable)
            ]
            if places:
                await self.check(operation.paged(variable, random.choice(places)))

    async def ask_all(self, operations: list[Operation], random: Random) -> None:
        """Ask operations one after the other, up to the first wrong answer."""
        for one in operations:
            await self.ask(one, random)

    async def check(self, operation: Operation) -> dict[str, str]:
        """Raise `Different` if an answer is wrong; tells which list each variable pages."""
        document = _parsed(operation.text)
        answer = await self._answer(operation)
        oracle = Evaluator(
            self.world, document, operation.variables, self.cursors.places, operation.languages
        )
        expected = oracle.data()
        wrong = list(self.cursors.differences(answer.get("data"), expected))
        told = [one.get("path") for one in answer.get("errors", ())]
        if told != [[name] for name in oracle.missing]:
            wrong.append(f"the errors are {answer.get('errors')}; missing are {oracle.missing}")
        if not wrong:
            wrong += _by_core(document, operation, answer["data"])
        self.asked += 1
        if not wrong and self.asked % _ORDINARY == 0:
            wrong += await self._ordinarily(operation, answer["data"])
        if wrong:
            raise Different(operation, wrong)
        self.asking.seen.update(set(operation.spots))
        return oracle.listed

    async def _answer(self, operation: Operation) -> dict[str, Any]:
        fallbacks = OPERATIONS.counts.fallbacks
        answer = await run(operation.text, self._context(operation), variables=operation.variables)
        if OPERATIONS.counts.fallbacks != fallbacks:
            raise Different(operation, [f"it was not compiled: {answer.get('errors')}"])
        return answer

    async def _ordinarily(self, operation: Operation, data: Any) -> list[str]:
        """What strawberry's execution, field by field at the root, has otherwise."""
        result: Any = await SCHEMA.execute(
            operation.text, variable_values=operation.variables, context_value=self._context(operation)
        )
        return _differs("ordinary execution", result.data, data)

    def _context(self, operation: Operation) -> Context:
        return Context(self.graph, self.settings, Caller("reader", Role.READER), operation.languages)


def _by_core(document: DocumentNode, operation: Operation, data: Any) -> list[str]:
    """What graphql-core makes otherwise of the same values: its selections, coercions and null rules."""
    result = execute_sync(
        _PLAIN,
        document,
        root_value=data,
        variable_values=operation.variables,
        field_resolver=lambda source, info, **_: source[info.path.key],
        type_resolver=lambda value, *_: _label(value["id"]),
    )
    told = [str(one) for one in result.errors or () if one.path and _at(data, one.path) is not None]
    return [*told, *_differs("graphql-core", result.data, data)]


def _differs(who: str, found: Any, data: Any) -> list[str]:
    same = json.dumps(_numbers(found)) == json.dumps(_numbers(data))
    return [] if same else [f"{who} says {json.dumps(found)} and not {json.dumps(data)}"]


def _numbers(data: Any) -> Any:
    """JSON has one kind of number."""
    if isinstance(data, dict):
        return {name: _numbers(one) for name, one in data.items()}
    if isinstance(data, list):
        return [_numbers(one) for one in data]
    return float(data) if isinstance(data, int) and not isinstance(data, bool) else data


def _at(data: Any, path: list[str | int]) -> Any:
    for step in path:
        if data is None:
            return None
        data = data[step]
    return data


def _label(identifier: str) -> str:
    prefix = identifier.partition("_")[0]
    return _LABELS.get(prefix, prefix.capitalize())
