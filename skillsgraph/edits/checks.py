"""What is checked of every list, before and inside its transaction, and the record of what it changed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from skillsgraph.changes import ChangeKind, changed
from skillsgraph.edits.items import Named
from skillsgraph.errors import (
    CredentialNotFound,
    DuplicateKey,
    InputError,
    LimitExceeded,
    NotFound,
    RevisionConflict,
)
from skillsgraph.graph.access import Row, Step, Transaction
from skillsgraph.statements import cypher

MOST_ITEMS = 1000


def bounded(items: Sequence[Any]) -> None:
    if not 1 <= len(items) <= MOST_ITEMS:
        raise LimitExceeded(
            f"The list has {len(items)} items; it must have from 1 to {MOST_ITEMS:,}.",
            found=len(items),
            limit=MOST_ITEMS,
        )


def distinct(keys: Sequence[str], what: str) -> list[str]:
    seen: dict[str, int] = {}
    for place, key in enumerate(keys):
        if key in seen:
            raise DuplicateKey(
                f"Items {seen[key]} and {place} have the same {what}.", positions=[seen[key], place]
            )
        seen[key] = place
    return list(keys)


@contextmanager
def item(place: int) -> Iterator[None]:
    """A refusal in here names the item of the list that it is about."""
    try:
        yield
    except (InputError, NotFound) as error:
        error.message = f"Item {place}: {error.message}"
        error.details["position"] = place
        raise


async def all_there(transaction: Transaction, done: Sequence[Row], names: Sequence[Named]) -> None:
    missing = set(range(len(names))) - {row["position"] for row in done}
    if not missing:
        return
    place = min(missing)
    found = await transaction.run(cypher("revisionsOf"), ids=[names[place].id])
    if not found:
        raise CredentialNotFound(f"Item {place}: there is no credential {names[place].uri!r}.")
    raise RevisionConflict(
        f"Item {place}: {names[place].uri!r} has the revision {found[0]['revision']},"
        f" not {names[place].revision}.",
        hint="Somebody has changed it. Read it again, and decide anew.",
        position=place,
    )


async def record(
    transaction: Transaction, rows: Sequence[Row], kind: ChangeKind = ChangeKind.CREDENTIAL_WRITTEN
) -> None:
    for row in rows:
        step: Step = changed(kind, row["id"], row["name"])
        await transaction.step(step)
