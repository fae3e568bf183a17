"""A lease has one holder, on both engines, whatever happens to it."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE

import pytest

from skillsgraph.errors import ImportInProgress, ImportRefused
from skillsgraph.graph import lease
from skillsgraph.graph.access import Graph
from skillsgraph.statements import cypher, parse

HELD = parse(
    "test", "// name: held() read many\n// Who.\nMATCH (n:Lease) RETURN n.id AS id, n.holder AS holder"
)[0]

ELSEWHERE = "elsewhere|1|1|a"
OTHER = "another|2|2|b"


async def test_it_is_taken_renewed_and_given_back(empty_graph: Graph) -> None:
    holder = lease.this_process()
    await lease.take(empty_graph, "work", holder, 60)
    assert await empty_graph.read(HELD) == [{"id": "work", "holder": holder}]
    (renewed,) = await empty_graph.transact([lease.renewal("work", holder, 60)])
    assert renewed.rows[0]["until"] > 0
    await lease.drop(empty_graph, "work", holder)
    assert await empty_graph.read(HELD) == [{"id": "work", "holder": None}]
    await lease.take(empty_graph, "work", ELSEWHERE, 60)


async def test_each_statement_says_whose_it_is(empty_graph: Graph) -> None:
    await empty_graph.schema(cypher("leaseKey").text)
    asked = {"id": "work", "holder": ELSEWHERE}
    taken = await empty_graph.write(cypher("takeLease"), **asked, milliseconds=60_000, replaceable=[])
    assert (taken.rows[0]["taken"], taken.rows[0]["holder"]) == (True, ELSEWHERE)
    other = await empty_graph.write(
        cypher("takeLease"), id="work", holder=OTHER, milliseconds=60_000, replaceable=[]
    )
    assert (other.rows[0]["taken"], other.rows[0]["holder"]) == (False, ELSEWHERE)
    assert not (
        await empty_graph.write(cypher("renewLease"), id="work", holder=OTHER, milliseconds=60_000)
    ).rows
    await empty_graph.write(cypher("dropLease"), id="work", holder=OTHER)
    assert await empty_graph.read(HELD) == [{"id": "work", "holder": ELSEWHERE}]


async def test_the_refusal_names_the_holder(empty_graph: Graph) -> None:
    await lease.take(empty_graph, "work", "elsewhere|4711|1|a", 60)
    with pytest.raises(ImportInProgress, match="Process 4711 on elsewhere") as refused:
        await lease.take(empty_graph, "work", OTHER, 60)
    assert refused.value.code == "IMPORT_IN_PROGRESS"
    assert "UTC" in str(refused.value.hint)


async def test_of_many_at_once_one_gets_it(empty_graph: Graph) -> None:
    for attempt in range(5):
        holders = [f"elsewhere|{number}|1|a" for number in range(8)]
        tries = [lease.take(empty_graph, f"work{attempt}", holder, 60) for holder in holders]
        ended = await asyncio.gather(*tries, return_exceptions=True)
        assert ended.count(None) == 1, ended
        assert sum(isinstance(error, ImportInProgress) for error in ended) == 7, ended


async def test_it_ends_by_itself_and_who_lost_it_writes_nothing(empty_graph: Graph) -> None:
    await lease.take(empty_graph, "work", ELSEWHERE, 0.01)
    await asyncio.sleep(0.05)
    await lease.take(empty_graph, "work", OTHER, 60)
    with pytest.raises(ImportRefused, match="taken over"):
        await empty_graph.transact([lease.renewal("work", ELSEWHERE, 60)])
    await empty_graph.transact([lease.renewal("work", OTHER, 60)])


async def test_the_lease_of_a_dead_process_of_this_machine_is_taken_over(empty_graph: Graph) -> None:
    code = "from skillsgraph.graph import lease; print(lease.this_process())"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=PIPE)
    dead = (await process.communicate())[0].decode().strip()
    await lease.take(empty_graph, "work", dead, 600)
    await lease.take(empty_graph, "work", ELSEWHERE, 600)
    assert await empty_graph.read(HELD) == [{"id": "work", "holder": ELSEWHERE}]


async def test_a_living_process_keeps_it_and_one_of_the_same_number_does_not(empty_graph: Graph) -> None:
    machine, pid, began, _ = lease.this_process().split("|")
    assert pid == str(os.getpid())
    await lease.take(empty_graph, "work", lease.this_process(), 600)
    with pytest.raises(ImportInProgress):
        await lease.take(empty_graph, "work", lease.this_process(), 600)
    if began:  # where the system tells when a process began
        await lease.take(empty_graph, "reused", f"{machine}|{pid}|1|x", 600)
        await lease.take(empty_graph, "reused", ELSEWHERE, 600)
