"""Once only: a list that comes again with its idempotency key changes nothing and gets the same answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import orjson

from skillsgraph.edits.items import Edited
from skillsgraph.errors import IdempotencyConflict
from skillsgraph.graph.access import Graph, Transaction
from skillsgraph.model.ids import digest
from skillsgraph.statements import cypher

WRITE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Once:
    """An idempotency key of a caller: the answer is kept for `hours`."""

    key: str
    caller: str
    body: str
    hours: float

    @property
    def id(self) -> str:
        return digest("idempotency", self.caller, self.key, size=16)


async def run(
    graph: Graph,
    work: Callable[[Transaction], Awaitable[list[Edited]]],
    once: Once | None,
) -> list[Edited]:
    """Run the work, or give the answer that the same request had before."""
    if once is None:
        return await graph.in_transaction(work, deadline=WRITE_SECONDS, merging=True)

    async def kept(transaction: Transaction) -> list[Edited]:
        await transaction.run(cypher("removeExpiredKeys"))
        (claim,) = await transaction.run(
            cypher("claimIdempotencyKey"),
            id=once.id,
            body=once.body,
            milliseconds=int(once.hours * 3_600_000),
        )
        if not claim["mine"]:
            if claim["body"] != once.body:
                raise IdempotencyConflict(
                    "This idempotency key was used for another request.",
                    hint="Take a new key for each request.",
                )
            return [Edited(**one) for one in orjson.loads(claim["answer"])]
        done = await work(transaction)
        await transaction.run(cypher("keepAnswer"), id=once.id, answer=orjson.dumps(done).decode())
        return done

    return await graph.in_transaction(kept, deadline=WRITE_SECONDS, merging=True)
