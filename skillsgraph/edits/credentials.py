"""Credentials made, replaced, changed and taken away."""

from collections.abc import Mapping, Sequence
from typing import Any

from skillsgraph.catalogue import credential_steps
from skillsgraph.changes import ChangeKind
from skillsgraph.edits.checks import all_there, bounded, distinct, item, record
from skillsgraph.edits.items import Edit, Edited, Hanging, Named
from skillsgraph.edits.once import Once, run
from skillsgraph.errors import AlreadyThere, StillUsed
from skillsgraph.graph.access import Graph, Row, Step, Transaction
from skillsgraph.model.credentials import Credential, Organization
from skillsgraph.model.ids import make_id
from skillsgraph.model.text import fold
from skillsgraph.statements import cypher


async def write_credentials(
    graph: Graph,
    items: Sequence[tuple[Credential, Organization]],
    *,
    only_new: bool = False,
    once: Once | None = None,
) -> list[Edited]:
    """Make or replace credentials, known by their uri, each whole; `only_new` refuses those that are there.

    Raises:
        DuplicateKey, AlreadyThere, NotFound, SkillNotFound, InputError: Nothing was written.
    """
    bounded(items)
    ids = distinct([make_id("credential", one.uri) for one, _ in items], "uri")
    prepared: list[list[Step]] = []
    for place, (one, organization) in enumerate(items):
        with item(place):
            prepared.append(await credential_steps(graph, one, organization))

    async def work(transaction: Transaction) -> list[Edited]:
        if only_new and (there := await transaction.run(cypher("revisionsOf"), ids=ids)):
            place = min(ids.index(row["id"]) for row in there)
            raise AlreadyThere(f"Item {place}: {items[place][0].uri!r} is there already.")
        made: dict[str, bool] = {}
        for place, (identifier, steps) in enumerate(zip(ids, prepared, strict=True)):
            with item(place):
                rows = [await transaction.step(step) for step in steps]
            made[identifier] = any(
                row.get("created") for found in rows for row in found if row.get("id") == identifier
            )
        revisions = {
            row["id"]: row["revision"] for row in await transaction.run(cypher("revisionsOf"), ids=ids)
        }
        if only_new and not all(made.values()):
            raise AlreadyThere("Somebody else has just made one of them.")
        return [
            Edited(identifier, one.uri, revisions[identifier], made[identifier])
            for identifier, (one, _) in zip(ids, items, strict=True)
        ]

    return await run(graph, work, once)


async def edit_credentials(graph: Graph, edits: Sequence[Edit], *, once: Once | None = None) -> list[Edited]:
    """Change properties of credentials.

    Raises:
        DuplicateKey, CredentialNotFound, RevisionConflict: Nothing was written.
    """
    bounded(edits)
    ids = distinct([one.credential.id for one in edits], "uri")
    rows = [
        {
            "position": place,
            "id": ids[place],
            "revision": one.credential.revision,
            "set": _values(one.values),
        }
        for place, one in enumerate(edits)
    ]

    async def work(transaction: Transaction) -> list[Edited]:
        done = await transaction.run(cypher("editCredentials"), rows=rows)
        await all_there(transaction, done, [one.credential for one in edits])
        await record(transaction, done)
        return [Edited(row["id"], row["uri"], row["revision"]) for row in done]

    return await run(graph, work, once)


async def delete_credentials(
    graph: Graph, names: Sequence[Named], hanging: Hanging, *, once: Once | None = None
) -> list[Edited]:
    """Take credentials away, with their offerings, costs, assessments, rules and links.

    Raises:
        StillUsed: Someone was awarded one or is enrolled in it; or a rule names it, or another credential
            recognises it, and `hanging` is REFUSE.
        DuplicateKey, CredentialNotFound, RevisionConflict: As above; nothing was written.
    """
    bounded(names)
    ids = distinct([one.id for one in names], "uri")

    async def work(transaction: Transaction) -> list[Edited]:
        for row in await transaction.run(cypher("hangsOnCredentials"), ids=ids):
            _refuse_used(names[ids.index(row["id"])], row, hanging)
        for identifier in ids:
            await transaction.run(cypher("removeCredentialParts"), id=identifier)
            await transaction.run(cypher("removeCredentialRules"), id=identifier)
        rows = [
            {"position": place, "id": one.id, "revision": one.revision} for place, one in enumerate(names)
        ]
        done = await transaction.run(cypher("deleteCredentials"), rows=rows)
        await all_there(transaction, done, names)
        await record(transaction, done, ChangeKind.CREDENTIAL_REMOVED)
        return [Edited(row["id"], row["uri"], row["revision"]) for row in done]

    return await run(graph, work, once)


_DETACHED = ("rules", "recognitions")


def _values(given: Mapping[str, Any]) -> Row:
    """A new name is sorted by anew."""
    return dict(given) | ({"sortName": fold(given["name"])} if "name" in given else {})


def _refuse_used(name: Named, row: Row, hanging: Hanging) -> None:
    held = [
        f"{row[what]} {what}"
        for what in ("awards", "enrolments", "rules", "recognitions")
        if row[what] and not (what in _DETACHED and hanging is Hanging.DETACH)
    ]
    if held:
        raise StillUsed(
            f"{name.uri!r} cannot be deleted: {', '.join(held)} refer to it.",
            hint="Set its status to RETIRED, or detach rules and recognitions with `hanging: DETACH`.",
        )
