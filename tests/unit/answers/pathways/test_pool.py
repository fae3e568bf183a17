"""The processes that solve: given up with their question, replaced when they die, and never piled up."""

import asyncio
import os
import sys
import time
from dataclasses import dataclass
from typing import Any, cast

import pytest

from skillsgraph.answers.pathways.answer import answered, solving
from skillsgraph.answers.pathways.pool import open_solvers
from skillsgraph.errors import InputError, SolverBusy, SolverFailed


@dataclass(frozen=True)
class Answers:
    """Gives back which process answered."""

    seconds: float = 5.0

    def run(self) -> int:
        sys.stdout.write("this must not reach the answers")
        return os.getpid()


@dataclass(frozen=True)
class Sleeps:
    """Never ends by itself."""

    seconds: float = 60.0

    def run(self) -> None:
        time.sleep(600)


@dataclass(frozen=True)
class Dies:
    seconds: float = 5.0

    def run(self) -> None:
        os._exit(9)


@dataclass(frozen=True)
class Refuses:
    seconds: float = 5.0

    def run(self) -> None:
        raise InputError("A number is negative.")


@dataclass(frozen=True)
class Stumbles:
    seconds: float = 5.0

    def run(self) -> None:
        raise KeyError("somebody")


def _gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def _wait_for_end(process: int) -> None:
    while not _gone(process):
        time.sleep(0.01)


async def test_one_process_answers_after_another_and_ends_with_the_pool() -> None:
    async with open_solvers() as solvers:
        first = await solvers.solve(Answers())
        assert first != os.getpid()
        with pytest.raises(InputError, match="negative"):
            await solvers.solve(Refuses())
        with pytest.raises(SolverFailed, match="KeyError") as failed:
            await solvers.solve(Stumbles())
        assert "somebody" not in str(failed.value)
        assert await solvers.solve(Answers()) == first
    assert _gone(first)


async def test_a_question_given_up_ends_its_process_and_the_next_has_a_new_one() -> None:
    async with open_solvers() as solvers:
        first = await solvers.solve(Answers())
        asked = asyncio.create_task(solvers.solve(Sleeps()))
        await asyncio.sleep(0.1)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert _gone(first)
        assert await solvers.solve(Answers()) != first


async def test_a_process_that_dies_is_replaced() -> None:
    async with open_solvers() as solvers:
        first = await solvers.solve(Answers())
        with pytest.raises(SolverFailed):
            await solvers.solve(Dies())
        second = await solvers.solve(Answers())
        assert second != first
        os.kill(second, 9)
        await asyncio.to_thread(_wait_for_end, second)
        assert await solvers.solve(Answers()) not in (first, second)


async def test_what_would_pile_up_is_refused() -> None:
    async with open_solvers(processes=1, waiting=1) as solvers:
        asked = [asyncio.create_task(solvers.solve(Sleeps())) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(SolverBusy):
            await solvers.solve(Answers())
        for one in asked:
            one.cancel()
        await asyncio.gather(*asked, return_exceptions=True)
        assert await solvers.solve(Answers())


async def test_who_sees_a_part_of_a_graph_is_answered_by_its_solvers_too() -> None:
    class Seen:
        def __init__(self, whole: Any = None) -> None:
            self.whole = whole or self

    whole = Seen()
    view = cast(Any, Seen(whole))
    async with solving(cast(Any, whole), 1, 1):
        assert await answered(view, Answers()) != os.getpid()
    assert await answered(view, Answers()) == os.getpid()
