"""What every call to the database keeps to, on both engines."""

import asyncio
import gc
import re
import time
import warnings
from typing import Any

import pytest
from neo4j import AsyncDriver

from skillsgraph.errors import (
    ConstraintViolated,
    DatabaseError,
    DeadlineExceeded,
    NotFound,
    StatementInvalid,
)
from skillsgraph.graph.access import Graph, Step, open_graph
from skillsgraph.settings import Settings
from skillsgraph.statements import Statement, cypher, parse

ENDLESS = (
    "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b "
    "WITH a, b WHERE a % 7 = b RETURN count(*) AS n"
)


def statement(text: str, mode: str = "read") -> Statement:
    names = sorted(set(re.findall(r"\$(\w+)", text)))
    return parse("test.cypher", f"// name: probe({', '.join(names)}) {mode} many\n// A probe.\n{text}")[0]


async def running(graph: Graph, text: str) -> list[dict[str, Any]]:
    driver: AsyncDriver = graph._driver
    async with driver.session(database=graph._database) as session:
        listed = await (await session.run("SHOW TRANSACTIONS")).data()
    return [entry for entry in listed if entry["currentQuery"] == text]


async def test_a_read_gives_rows(graph: Graph) -> None:
    assert await graph.read(statement("UNWIND $names AS name RETURN name"), names=["a", "b"]) == [
        {"name": "a"},
        {"name": "b"},
    ]


async def test_one_row_or_none(graph: Graph) -> None:
    probe = statement("UNWIND $names AS name RETURN name")
    assert await graph.read_one(probe, names=["a"]) == {"name": "a"}
    assert await graph.read_one(probe, names=[]) is None
    with pytest.raises(StatementInvalid):
        await graph.read_one(probe, names=["a", "b"])


async def test_the_caller_is_answered_and_the_query_is_gone(graph: Graph) -> None:
    call = asyncio.create_task(graph.read(statement(ENDLESS), deadline=1.5))
    await asyncio.sleep(0.8)
    assert await running(graph, ENDLESS), "the query must be seen while it runs"
    begun = time.monotonic()
    with pytest.raises(DeadlineExceeded):
        await call
    assert time.monotonic() - begun < 2
    await asyncio.sleep(2)
    assert not await running(graph, ENDLESS)


async def test_a_cancelled_call_leaves_nothing_behind(graph: Graph) -> None:
    call = asyncio.create_task(graph.read(statement(ENDLESS), deadline=30))
    await asyncio.sleep(0.8)
    assert await running(graph, ENDLESS)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    await asyncio.sleep(2)
    assert not await running(graph, ENDLESS)


async def test_calls_that_are_broken_off_while_they_connect_leave_no_socket(
    graph: Graph, engine_settings: Settings
) -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", ResourceWarning)
        for moments in range(16):
            async with open_graph(engine_settings) as opened:
                calls = [asyncio.create_task(opened.read(statement("RETURN 1 AS n"))) for _ in range(3)]
                for _ in range(moments):
                    await asyncio.sleep(0)
                for call in calls:
                    call.cancel()
                await asyncio.gather(*calls, return_exceptions=True)
            gc.collect()
    assert [str(one.message) for one in told] == []


async def test_only_reads_are_read_and_parameters_are_those_declared(graph: Graph) -> None:
    with pytest.raises(StatementInvalid, match="write statement"):
        await graph.read(statement("CREATE (n:Probe) RETURN n", "write"))
    with pytest.raises(StatementInvalid, match="takes"):
        await graph.read(statement("RETURN $a AS a"), b=1)


async def test_a_write_tells_what_it_changed(empty_graph: Graph) -> None:
    written = await empty_graph.write(
        statement("UNWIND $ids AS id CREATE (n:Framework {id: id})", "write"), ids=["a", "b"]
    )
    assert written.counters.nodes_created == 2
    assert written.counters.properties_set == 2


async def test_a_broken_rule_has_its_code_and_writes_nothing(empty_graph: Graph) -> None:
    create = statement("UNWIND $ids AS id CREATE (n:Skill {id: id})", "write")
    with pytest.raises(ConstraintViolated) as caught:
        await empty_graph.write(create, ids=["same", "same"])
    assert "same" not in str(caught.value)
    assert await empty_graph.read(statement("MATCH (n:Skill) RETURN count(n) AS n")) == [{"n": 0}]


async def test_a_step_that_finds_nothing_rolls_back_those_before_it(empty_graph: Graph) -> None:
    with pytest.raises(NotFound):
        await empty_graph.transact(
            [
                Step(statement("CREATE (n:Skill {id: $id})", "write"), {"id": "a"}),
                Step(
                    statement("MATCH (n:Skill {id: $id}) RETURN n.id AS id"),
                    {"id": "none"},
                    otherwise=NotFound("none"),
                ),
            ]
        )
    assert await empty_graph.read(statement("MATCH (n:Skill) RETURN count(n) AS n")) == [{"n": 0}]


async def test_a_statement_that_is_no_cypher_has_its_code_and_shows_nothing(graph: Graph) -> None:
    with pytest.raises(StatementInvalid) as caught:
        await graph.read(statement("RETURN secretword("))
    assert "secretword" not in str(caught.value)


async def test_no_update_is_lost_between_writers(empty_graph: Graph) -> None:
    await empty_graph.write(statement("CREATE (n:Skill {id: $id, count: 0})", "write"), id="counter")
    add = statement("MATCH (n:Skill {id: $id}) SET n.count = n.count + 1 RETURN n.count AS n", "write")
    await asyncio.gather(*(empty_graph.write(add, id="counter", deadline=30) for _ in range(16)))
    assert await empty_graph.read(
        statement("MATCH (n:Skill {id: $id}) RETURN n.count AS n"), id="counter"
    ) == [{"n": 16}]


async def test_deleting_what_others_hang_on_is_refused(empty_graph: Graph) -> None:
    await empty_graph.write(
        statement("CREATE (:Skill {id: $id})-[:RELATED {key: $id}]->(:Skill {id: 'other'})", "write"),
        id="held",
    )
    with pytest.raises(DatabaseError) as caught:
        await empty_graph.write(statement("MATCH (n:Skill {id: $id}) DELETE n", "write"), id="held")
    assert caught.value.code in ("CONSTRAINT_VIOLATED", "DATABASE_ERROR")
    assert not caught.value.retryable


async def test_migrations_are_recorded(graph: Graph) -> None:
    applied = await graph.read(cypher("appliedMigrations"))
    assert [row["version"] for row in applied] == list(range(1, len(applied) + 1))
    assert applied
