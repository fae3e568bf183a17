"""Processes that solve, so that a solve never holds up the event loop.

    async with open_solvers(processes=2, waiting=16) as solvers:
        solved = await solvers.solve(task)

A question that is given up ends its process, which is made anew when one is needed. More than `waiting`
questions do not pile up: they are refused.
"""

import asyncio
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

from skillsgraph.answers.pathways.task import LENGTH, Task
from skillsgraph.errors import SkillsGraphError, SolverBusy, SolverFailed

# A solver looks at the clock now and then: it may end so much after its limit; a busy machine starts it late.
_GRACE_SECONDS = 30.0
Answer = TypeVar("Answer")


class Solvers:
    """A few processes, and the questions that wait for them."""

    def __init__(self, processes: int, waiting: int) -> None:
        self._processes = processes
        self._free = asyncio.Semaphore(processes)
        self._most = processes + waiting
        self._asked = 0
        self._idle: list[Process] = []
        self._every: set[Process] = set()

    async def solve(self, task: Task[Answer]) -> Answer:
        """The answer to a question.

        Raises:
            SolverBusy: As many questions wait as may.
            SolverFailed: The process ended, ran far over its time, or its answer was faulty.
            InputError: A number of the question is negative.
        """
        if self._asked >= self._most:
            raise SolverBusy(f"{self._asked} questions wait for a solver already.", hint="Ask again later.")
        self._asked += 1
        try:
            async with self._free:
                return await self._run(task)
        finally:
            self._asked -= 1

    async def solve_all(self, tasks: Sequence[Task[Answer]]) -> list[Answer]:
        """The answers to several, as many at a time as there are processes; raises as `solve`."""
        found: list[Answer] = []
        for start in range(0, len(tasks), self._processes):
            found += await asyncio.gather(*map(self.solve, tasks[start : start + self._processes]))
        return found

    async def _run(self, task: Task[Answer]) -> Answer:
        process = await self._process()
        try:
            async with asyncio.timeout(2 * task.seconds + _GRACE_SECONDS):
                outcome = await _ask(process, task)
        except (TimeoutError, OSError, asyncio.IncompleteReadError):
            await self._end(process)
            raise SolverFailed("The solver did not answer.", hint="Ask for less, or again later.") from None
        except BaseException:
            await self._end(process)
            raise
        self._idle.append(process)
        if isinstance(outcome, SkillsGraphError):
            raise outcome
        return outcome

    async def _process(self) -> Process:
        while self._idle:
            process = self._idle.pop()
            if process.returncode is None:
                return process
            self._every.discard(process)
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("SKILLSGRAPH_")
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "skillsgraph.answers.pathways.worker",
            stdin=PIPE,
            stdout=PIPE,
            env=environment,
        )
        self._every.add(process)
        return process

    async def _end(self, process: Process) -> None:
        self._every.discard(process)
        with suppress(ProcessLookupError):
            process.kill()
        await asyncio.shield(process.wait())

    async def close(self) -> None:
        """End every process."""
        for process in list(self._every):
            await self._end(process)
        self._idle.clear()


async def _ask(process: Process, task: Task[Answer]) -> Answer | SkillsGraphError:
    if process.stdin is None or process.stdout is None:
        raise OSError
    data = pickle.dumps(task)
    process.stdin.write(LENGTH.pack(len(data)) + data)
    await process.stdin.drain()
    (length,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
    outcome: Answer | SkillsGraphError = pickle.loads(  # noqa: S301 - from our own child
        await process.stdout.readexactly(length)
    )
    return outcome


@asynccontextmanager
async def open_solvers(processes: int = 1, waiting: int = 16) -> AsyncIterator[Solvers]:
    """Solvers until the context ends; the processes are made when they are needed."""
    solvers = Solvers(processes, waiting)
    try:
        yield solvers
    finally:
        await solvers.close()
