"""Whose awards end soon, so that they can be reminded. Sending is somebody else's work: see `send_each`."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from skillsgraph.answers import refs
from skillsgraph.answers.model import Ref
from skillsgraph.errors import InputError, SourceError
from skillsgraph.graph.access import Graph, Step
from skillsgraph.learners.access import Caller, Operator, now, scope_of
from skillsgraph.learners.audit import Action, event
from skillsgraph.statements import cypher

LONGEST_DAYS = 366
PAGE = 200
SENDER_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Due:
    """An award that ends soon: whose, of what, when, whether a rule renews it, when they were reminded."""

    award: str
    learner: str
    label: str
    credential: str
    uri: str
    name: str
    valid_until: str
    renewable: bool
    reminded_at: str | None


async def due(
    graph: Graph,
    days: int,
    today: date,
    caller: Caller,
    *,
    credential: Ref | None = None,
    start: int = 0,
    first: int = PAGE,
) -> list[Due]:
    """A page of the valid awards that end within some days and are not renewed, the soonest first.

    An organization sees those that it awards, of learners whom it may see.

    Raises:
        Unauthenticated, Forbidden: As `scope_of`.
        InputError: `days` is not from 0 to 366.
        CredentialNotFound: It is not in the graph.
    """
    if not 0 <= days <= LONGEST_DAYS:
        raise InputError(f"Awards are looked for from 0 to {LONGEST_DAYS} days ahead.")
    only = (await refs.credentials(graph, [credential]))[0].id if credential else None
    rows = await graph.read(
        cypher("expiringAwards"),
        today=today.isoformat(),
        until=(today + timedelta(days=days)).isoformat(),
        credential=only,
        start=start,
        first=first,
        **scope_of(caller),
    )
    return [
        Due(
            row["node"]["id"],
            row["node"]["learnerId"],
            row["label"],
            row["node"]["credentialId"],
            row["uri"],
            row["name"],
            row["node"]["validUntil"],
            row["renewable"],
            row["node"].get("remindedAt"),
        )
        for row in rows
    ]


async def send_each(
    graph: Graph, days: int, today: date, command: Path | None
) -> AsyncIterator[tuple[Due, bool | None]]:
    """Everyone who is due, each with whether a reminder was sent just now (None: not tried).

    The command gets one award as JSON on its standard input. When it ends well the reminder is noted, and not
    sent again; when it does not, it is tried again at the next run.

    Raises:
        SourceError: There is no such command, or it cannot be run.
    """
    if command is not None and shutil.which(command) is None:
        raise _no_command(command, "it is not there, or may not be run")
    start = 0
    while page := await due(graph, days, today, Operator(), start=start):
        for one in page:
            yield one, await _send(graph, one, command) if command and one.reminded_at is None else None
        start += len(page)


def _no_command(command: Path, why: str) -> SourceError:
    return SourceError(
        f"The command {str(command)!r} cannot be run: {why}.", hint="Name a program, with the path to it."
    )


async def _send(graph: Graph, one: Due, command: Path) -> bool:
    try:
        process = await asyncio.create_subprocess_exec(command, stdin=asyncio.subprocess.PIPE)
    except OSError as error:
        raise _no_command(command, str(error.strerror)) from error
    try:
        async with asyncio.timeout(SENDER_SECONDS):
            await process.communicate(json.dumps(asdict(one), ensure_ascii=False).encode())
    except TimeoutError:
        process.kill()
        await process.wait()
    if process.returncode != 0:
        return False
    await graph.transact(
        [
            Step(cypher("noteReminder"), {"award": one.award, "at": now()}),
            event(Action.REMINDED, one.learner, None, one.award),
        ]
    )
    return True
