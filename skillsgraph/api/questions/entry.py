"""How people stand to conditions of entry, found when it is asked for, and once for all of them."""

import asyncio
from collections.abc import Sequence

from skillsgraph.answers import model
from skillsgraph.answers.entry.answer import asked_in, entries_of
from skillsgraph.answers.entry.model import Entry, Where
from skillsgraph.answers.policy import Policy
from skillsgraph.api.access import Info
from skillsgraph.api.types.gap import Entered


def entering(
    info: Info, people: Sequence[model.Profile], role: model.Named | None, where: Where, policy: Policy
) -> list[Entered]:
    """For each of some people how they stand to what a job role asks, in as many statements as for one."""
    reading: asyncio.Task[list[Entry | None]] | None = None

    async def read() -> list[Entry | None]:
        if role is None:
            return [None] * len(people)
        asked = await asked_in(info.context.graph, [role], where)
        return [one[role.id] for one in await entries_of(info.context.graph, people, asked, policy)]

    def of(place: int) -> Entered:
        async def entered() -> Entry | None:
            nonlocal reading
            if reading is None:
                reading = asyncio.ensure_future(read())
            return (await reading)[place]

        return entered

    return [of(place) for place in range(len(people))]
