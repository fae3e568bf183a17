"""Opens connections where nothing can break it off.

The driver opens one within the call that needs it, and leaves the socket behind when that call is cancelled
meanwhile, as every call is at its deadline or when its client leaves. So before there are more calls at work
than connections, one is opened by a task of its own, which ends whatever becomes of the call.
"""

import asyncio

from neo4j import READ_ACCESS, AsyncDriver


class Connections:
    """How many calls are at work, and how many connections the driver keeps for them, at most `most`.

    A call is at work within `with connections:`.
    """

    def __init__(self, driver: AsyncDriver, database: str | None, most: int) -> None:
        self._driver, self._database, self._most = driver, database, most
        self._at_work = self._open = 0
        self._opening: set[asyncio.Task[None]] = set()

    def __enter__(self) -> None:
        self._at_work += 1

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._at_work -= 1
        # The driver ends the connection of a call that is broken off.
        if kind is not None and issubclass(kind, (asyncio.CancelledError, TimeoutError)):
            self._open = max(self._open - 1, 0)

    async def enough(self) -> None:
        """Open one if there are more calls than connections. Raises as the driver does."""
        if self._open < min(self._at_work, self._most):
            self._open += 1
            task = asyncio.create_task(self._one_more())
            self._opening.add(task)
            task.add_done_callback(self._opened)
            await asyncio.shield(task)

    def lost(self) -> None:
        """None is known to be open any more."""
        self._open = 0

    async def close(self) -> None:
        """Wait for those that are being opened."""
        await asyncio.gather(*self._opening, return_exceptions=True)

    async def _one_more(self) -> None:
        async with self._driver.session(database=self._database, default_access_mode=READ_ACCESS) as session:
            await (await session.run("RETURN 1")).consume()

    def _opened(self, task: asyncio.Task[None]) -> None:
        self._opening.discard(task)
        if not task.cancelled() and task.exception() is not None:
            self._open = max(self._open - 1, 0)
