"""What a document costs when it is seen for the first time, and what many documents take of memory.

    python benchmarks/graphql/first_sight.py [--documents 10000]

Milliseconds of processor time, as medians, for each kind of work: to parse and guard it, to validate and
weigh it, to write its statement. With SKILLSGRAPH_DATABASE_URL, or SKILLSGRAPH_DATA_DIR for the embedded
engine, the engine's own planning stands beside (elapsed time of an EXPLAIN of a text that it never saw).
"""

import argparse
import asyncio
import os
import resource
import statistics
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any, TypeVar

from work import WORK, Facts

from skillsgraph.api import cursor, schema
from skillsgraph.api.context import Caller, Context
from skillsgraph.api.operations import Asked
from skillsgraph.graph.access import Graph, open_graph
from skillsgraph.settings import Settings

T = TypeVar("T")
ROUNDS, PLANNED = 30, 5
FACTS = Facts(["a", "b", "c", "d", "e"], "hub", "role", "a name", "a name", "id")


def timed(work: Callable[[], T], spent: list[float]) -> T:
    begun = time.process_time()
    found = work()
    spent.append((time.process_time() - begun) * 1000)
    return found


def first_sight(text: str, values: dict[str, Any], context: Context) -> tuple[list[float], Any]:
    """The medians of three steps, and the plan."""
    spent: list[list[float]] = [[], [], []]
    plan: Any = None
    for number in range(ROUNDS):
        new = f"{text}\n# {number}"
        parsed = timed(lambda new=new: schema._guard(new, None, context), spent[0])

        def weighed(new: str = new, parsed: Any = parsed) -> Asked:
            asked = schema.OPERATIONS.put(new, None, context.settings, parsed)
            asked.cost(values, context).check()
            return asked

        asked = timed(weighed, spent[1])
        given = asked.declared.coerced(values)
        assert not isinstance(given, list), given
        plan = timed(
            lambda asked=asked, given=given: schema.OPERATIONS._plan(asked, context, given), spent[2]
        )
    return [statistics.median(one) for one in spent], plan


async def planning(graph: Graph, plan: Any, values: dict[str, Any]) -> float:
    spent = []
    for number in range(PLANNED):
        text = f"{plan.statement.text} // {time.time_ns()} {number}"
        statement = replace(plan.statement, text=text)
        begun = time.perf_counter()
        await graph.explain(statement, **plan.parameters(plan.values(values)))
        spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent)


def many(count: int, context: Context) -> tuple[int, int, int]:
    """MiB at most after a quarter of the documents and after all, and how many are kept."""
    peaks = []
    for number in range(count):
        text = f"query q{number}($id: ID!) {{ a{number}: skill(id: $id) {{ id name n{number}: kind }} }}"
        asked = schema._asked(text, None, context)
        schema.OPERATIONS._plan(asked, context, {"id": "x"})
        if number + 1 in (count // 4, count):
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    return peaks[0], peaks[1], len(schema.OPERATIONS)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    asked = parser.parse_args()
    settings = Settings.load()
    has_engine = settings.database_url is not None or "SKILLSGRAPH_DATA_DIR" in os.environ
    async with AsyncExitStack() as stack:
        graph: Any = await stack.enter_async_context(open_graph(settings)) if has_engine else None
        context = Context(graph, settings, Caller("benchmark"))
        await print_table(context)
    quarter, all_, kept = many(asked.documents, context)
    print(
        f"\n{asked.documents} documents: {kept} kept; at most {quarter} MiB after a quarter, {all_} in all."
    )


async def print_table(context: Context) -> None:
    print("| work | parse and guard | validate and weigh | translate | the engine's planning |")
    print("|---|---|---|---|---|")
    for work in WORK:
        values = work.values(FACTS) | {"after": cursor.encode("skills|name|id", "a name", "id")}
        text = work.text("ours.graphql")
        values = {name: value for name, value in values.items() if f"${name}:" in text}
        steps, plan = first_sight(text, values, context)
        engine = f"{await planning(context.graph, plan, values):.1f}" if context.graph is not None else "–"
        print(f"| {work.name} | " + " | ".join(f"{one:.2f}" for one in steps) + f" | {engine} |")


if __name__ == "__main__":
    asyncio.run(main())
