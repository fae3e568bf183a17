"""Batches hold one table each, are the same on every run, and bring concepts before what refers to them."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from skillsgraph.errors import ImportRefused, SourceError
from skillsgraph.frameworks.contract import Options, Skipped
from skillsgraph.ingest.batches import AHEAD, Batch, batches, make, prefetched
from skillsgraph.ingest.rows import Rows
from skillsgraph.ingest.run import refuse_shrinking
from skillsgraph.ingest.tables import CONCEPTS, Table
from skillsgraph.model.frameworks import ConceptType, Item, Term, TermKind, Text, TextKind
from tests.support.frameworks import HERE, Listed, small


def batched(items: list[Item], size: int) -> list[Batch]:
    skipped: list[Skipped] = []
    reader = Listed(items)
    found = list(batches(make(reader, HERE, Options(), Rows(reader.framework), skipped), size))
    assert not skipped
    return found


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_every_row_is_in_a_batch_of_its_table_and_concepts_come_first(size: int) -> None:
    found = batched(small(), size)
    assert sum(len(batch.rows) for batch in found) == len(small())
    assert max(len(batch.rows) for batch in found) <= size
    assert {batch.table for batch in found} == set(Table)
    are_concepts = [batch.table in CONCEPTS for batch in found]
    assert are_concepts == sorted(are_concepts, reverse=True)
    assert batched(small(), size) == found


def test_tables_that_take_turns_fill_their_batches_all_the_same() -> None:
    words: list[Item] = []
    for number in range(50):
        words.append(Term(ConceptType.SKILL, "s:python", f"word {number}", "en", TermKind.HIDDEN))
        words.append(Text(ConceptType.SKILL, "s:python", "text", f"l{number}", TextKind.DEFINITION))
    assert len(batched([*small()[:3], *words], 25)) == 1 + 2 + 2


def test_skipped_rows_are_told() -> None:
    skipped: list[Skipped] = []
    reader = Listed(small()[9:10])  # a term of nothing
    assert not list(batches(make(reader, HERE, Options(), Rows(reader.framework), skipped), 10))
    assert [(row.file, row.line) for row in skipped] == [("list", 1)]


async def test_some_batches_are_read_ahead() -> None:
    read: list[int] = []

    def reading() -> Iterator[Batch]:
        for number in range(9):
            read.append(number)
            yield Batch(Table.SKILLS, [], "list", number)

    async for batch in prefetched(reading()):
        expected = min(batch.line + 1 + AHEAD, 9)
        for _ in range(100):
            if len(read) == expected:
                break
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.01)
        assert len(read) == expected


async def test_a_fault_of_the_source_reaches_the_importer() -> None:
    def reading() -> Iterator[Batch]:
        yield Batch(Table.SKILLS, [], "list", 1)
        raise SourceError("damaged")

    with pytest.raises(SourceError, match="damaged"):
        async for _ in prefetched(reading()):
            pass


async def test_nothing_reads_on_when_the_importer_gave_up() -> None:
    reads, go = [0], threading.Event()

    def reading() -> Iterator[Batch]:
        while True:
            go.wait(5)
            reads[0] += 1
            yield Batch(Table.SKILLS, [], "list", reads[0])

    go.set()
    ahead = prefetched(reading())
    await anext(ahead)
    await ahead.aclose()
    now = reads[0]
    await asyncio.sleep(0.05)
    assert reads[0] == now <= 1 + AHEAD


def row(what: str, stale: int, stored: int) -> dict[str, object]:
    return {"what": what, "stale": stale, "stored": stored}


@pytest.mark.parametrize(
    "counted",
    [
        [],
        [row("Skill", 0, 1000)],
        [row("Skill", 200, 1000)],
        [row("Skill", 10, 1000), row("Collection", 4, 5)],
    ],
)
def test_a_source_may_lack_a_little(counted: list[dict[str, object]]) -> None:
    refuse_shrinking(counted)


@pytest.mark.parametrize(
    ("counted", "names"),
    [
        ([row("Skill", 201, 1000)], "201 of 1,000 Skill"),
        ([row("Skill", 0, 100_000), row("REQUIRES", 2_000, 5_000)], "2,000 of 5,000 REQUIRES"),
        ([row("Skill", 2, 5), row("Term", 0, 1)], "2 of 5 Skill"),
    ],
)
def test_a_source_that_lacks_much_is_refused(counted: list[dict[str, object]], names: str) -> None:
    with pytest.raises(ImportRefused, match=names):
        refuse_shrinking(counted)
