"""Ten thousand things in pages, while another adds and deletes: those that stay come exactly once."""

import asyncio

import pytest

from skillsgraph.api.context import Caller, Context
from skillsgraph.api.schema import run
from skillsgraph.graph.access import Graph
from skillsgraph.settings import Role, Settings
from skillsgraph.statements import Statement, parse

MANY, PAGE, BATCH = 10_000, 1000, 50

_STATEMENTS: dict[str, Statement] = {
    one.name: one
    for one in parse(
        "pages",
        """// name: addMany(from, to, kind) write one
// Organizations with numbers, whose names tie in tens.
UNWIND range($from, $to - 1) AS i
CREATE (:Organization {id: $kind + toString(i), uri: 'x:' + toString(i), kind: 'OTHER',
  name: 'n' + toString(i / 10 + 10000), sortName: 'n' + toString(i / 10 + 10000)})
RETURN count(*) AS made

// name: deleteMany(from, to, kind) write one
// Some of them.
UNWIND range($from, $to - 1) AS i
MATCH (n:Organization {id: $kind + toString(i)})
DETACH DELETE n
RETURN count(*) AS gone""",
    )
}


@pytest.fixture
async def crowded(empty_graph: Graph) -> Graph:
    """A graph with ten thousand that stay, and some that will go."""
    for kind, most in (("org_stays", MANY), ("org_goes", MANY // 10)):
        await empty_graph.write(_STATEMENTS["addMany"], deadline=60, **{"from": 0, "to": most, "kind": kind})
    return empty_graph


async def disturb(graph: Graph, done: asyncio.Event) -> int:
    """Delete and add, before and behind every place, until the walk is done; tells how often."""
    times = 0
    while not done.is_set():
        place = times * 7919 % (MANY // 10)
        asked = {"from": place, "to": place + BATCH}
        await graph.write(_STATEMENTS["deleteMany"], deadline=60, **asked, kind="org_goes")
        kind = f"org_comes{times}_"
        await graph.write(_STATEMENTS["addMany"], deadline=60, **asked, kind=kind)
        if times % 2:
            await graph.write(_STATEMENTS["deleteMany"], deadline=60, **asked, kind=kind)
        times += 1
    return times


@pytest.mark.parametrize(
    ("size", "place", "end", "more"),
    [("first", "after", "endCursor", "hasNextPage"), ("last", "before", "startCursor", "hasPreviousPage")],
)
async def test_what_stays_comes_exactly_once(
    crowded: Graph, engine_settings: Settings, size: str, place: str, end: str, more: str
) -> None:
    settings = engine_settings.model_copy(update={"deadline_seconds": 60.0})
    context = Context(crowded, settings, Caller("reader", Role.READER))
    asked = (
        f"query ($c: String) {{ organizations({size}: {PAGE}, {place}: $c)"
        f" {{ nodes {{ id }} pageInfo {{ {end} {more} }} }} }}"
    )
    done, found, cursor = asyncio.Event(), list[str](), None
    disturbing = asyncio.create_task(disturb(crowded, done))
    try:
        for _ in range(3 * MANY // PAGE):
            answer = await run(asked, context, variables={"c": cursor})
            page = answer["data"]["organizations"]
            found += [one["id"] for one in page["nodes"]]
            cursor = page["pageInfo"][end]
            if not page["pageInfo"][more]:
                break
    finally:
        done.set()
    assert await disturbing > 1
    stayed = [one for one in found if one.startswith("org_stays")]
    assert len(stayed) == len(set(stayed)) == MANY
