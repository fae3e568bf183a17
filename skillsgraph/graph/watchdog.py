"""Ends what a call left running, on an engine that goes on when its client has gone.

The engine lists its transactions with query text and start, not with a mark of ours: a comment in the text
would cost its plan cache. So the oldest one with the same text that began after the call did is ended. Should
two calls of the same text begin together, the other one may be met: its error says that it may be retried.
"""

import asyncio
import logging
from datetime import UTC, datetime
from typing import Any

from neo4j import AsyncDriver
from neo4j.exceptions import DriverError, Neo4jError

_LOG = logging.getLogger(__name__)
_CLOCK_SLACK_SECONDS = 0.05
_LOOKS_SECONDS = (0.0, 0.3, 0.7)  # a query that was just sent may not be listed at the first look


class Watchdog:
    """Ends abandoned queries in the background; `close` waits for what it has begun."""

    def __init__(self, driver: AsyncDriver, database: str | None) -> None:
        self._driver = driver
        self._database = database
        self._tasks: set[asyncio.Task[None]] = set()

    def end_later(self, text: str, started_at: float) -> None:
        """End the query of this text that began at `started_at`, in seconds since 1970, or soon after."""
        task = asyncio.create_task(self._end(text, started_at))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _end(self, text: str, started_at: float) -> None:
        for pause in _LOOKS_SECONDS:
            await asyncio.sleep(pause)
            try:
                if await self._ended(text, started_at):
                    return
            except (Neo4jError, DriverError) as error:
                _LOG.warning("an abandoned query could not be ended: %s", type(error).__name__)
                return

    async def _ended(self, text: str, started_at: float) -> bool:
        async with self._driver.session(database=self._database) as session:
            listed = await (await session.run("SHOW TRANSACTIONS")).data()
            found = oldest_of(listed, text, started_at)
            if found is None:
                return False
            await (await session.run("TERMINATE TRANSACTIONS $ids", ids=[found])).consume()
            return True


def oldest_of(listed: list[dict[str, Any]], text: str, started_at: float) -> str | None:
    """The id of the oldest listed transaction with that text that did not begin before the call."""
    earliest = started_at - _CLOCK_SLACK_SECONDS
    began = [
        (start, str(entry["transactionId"]))
        for entry in listed
        if entry["currentQuery"] == text and (start := _seconds(entry["startTime"])) >= earliest
    ]
    return min(began)[1] if began else None


def _seconds(stamp: str) -> float:
    moment = datetime.fromisoformat(stamp)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
