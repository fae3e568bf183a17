"""Edits of the catalogue: lists of changes, each list in one transaction, all or nothing.

A credential has a `revision`, which every write raises. Who names the revision that they have read is refused
when somebody was faster. Who brings an idempotency key may send a list again, and gets the same answer.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import orjson

from skillsgraph.catalogue import credential_steps, resolved_skills
from skillsgraph.changes import ChangeKind, changed
from skillsgraph.errors import (
    AlreadyThere,
    CredentialNotFound,
    DuplicateKey,
    IdempotencyConflict,
    LimitExceeded,
    NotFound,
    RevisionConflict,
    StillUsed,
)
from skillsgraph.graph.access import Graph, Row, Step, Transaction
from skillsgraph.model.credentials import Credential, Organization
from skillsgraph.model.ids import digest, make_id
from skillsgraph.model.text import fold
from skillsgraph.statements import cypher

MOST_ITEMS = 1000
WRITE_SECONDS = 60.0


class Hanging(StrEnum):
    """What to do with rules that name a credential to be deleted. Awards and enrolments always keep it."""

    REFUSE = "REFUSE"
    DETACH = "DETACH"


class Link(StrEnum):
    """(:Credential)-[TEACHES|ASSESSES]->(:Skill)"""

    TEACHES = "TEACHES"
    ASSESSES = "ASSESSES"


@dataclass(frozen=True, slots=True)
class Named:
    """A credential by its uri, and the revision that the caller has read; None: whatever it is."""

    uri: str
    revision: int | None = None

    @property
    def id(self) -> str:
        return make_id("credential", self.uri)


@dataclass(frozen=True, slots=True)
class Edit:
    """New values of some properties, by their names in the graph. None takes a value away."""

    credential: Named
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SkillEdge:
    """A link between a credential and a skill, both by uri."""

    credential: Named
    link: Link
    skill: str
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """One item of an answer, in the order of the list: what it is now, and whether it was made by this."""

    id: str
    uri: str
    revision: int
    created: bool = False


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
    _bounded(items)
    ids = _distinct([make_id("credential", one.uri) for one, _ in items], "uri")
    if only_new and (rows := await graph.read(cypher("revisionsOf"), ids=ids)):
        place = min(ids.index(row["id"]) for row in rows)
        raise AlreadyThere(f"Item {place}: {items[place][0].uri!r} is there already.")
    prepared = [await credential_steps(graph, one, organization) for one, organization in items]

    async def work(transaction: Transaction) -> list[Edited]:
        made: dict[str, bool] = {}
        for identifier, steps in zip(ids, prepared, strict=True):
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

    return await _run(graph, work, once)


async def edit_credentials(graph: Graph, edits: Sequence[Edit], *, once: Once | None = None) -> list[Edited]:
    """Change properties of credentials.

    Raises:
        DuplicateKey, CredentialNotFound, RevisionConflict: Nothing was written.
    """
    _bounded(edits)
    ids = _distinct([one.credential.id for one in edits], "uri")
    rows = [
        {
            "position": place,
            "id": ids[place],
            "revision": one.credential.revision,
            "set": dict(one.values)
            | ({"sortName": fold(one.values["name"])} if "name" in one.values else {}),
        }
        for place, one in enumerate(edits)
    ]

    async def work(transaction: Transaction) -> list[Edited]:
        done = await transaction.run(cypher("editCredentials"), rows=rows)
        await _all_there(transaction, done, [one.credential for one in edits])
        await _record(transaction, done)
        return [Edited(row["id"], row["uri"], row["revision"]) for row in done]

    return await _run(graph, work, once)


async def delete_credentials(
    graph: Graph, names: Sequence[Named], hanging: Hanging, *, once: Once | None = None
) -> list[Edited]:
    """Take credentials away, with their offerings, costs, assessments, rules and links.

    Raises:
        StillUsed: Someone was awarded one or is enrolled in it, or a rule names it and `hanging` is REFUSE.
        DuplicateKey, CredentialNotFound, RevisionConflict: As above; nothing was written.
    """
    _bounded(names)
    ids = _distinct([one.id for one in names], "uri")

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
        await _all_there(transaction, done, names)
        await _record(transaction, done, ChangeKind.CREDENTIAL_REMOVED)
        return [Edited(row["id"], row["uri"], row["revision"]) for row in done]

    return await _run(graph, work, once)


async def connect_skills(
    graph: Graph, edges: Sequence[SkillEdge], *, away: bool = False, once: Once | None = None
) -> list[Edited]:
    """Link credentials to skills, or take such links away; a link that is there already stays one.

    Raises:
        SkillNotFound, CredentialNotFound, RevisionConflict: Nothing was written.
        DuplicateKey: A link stands twice in the list.
        NotFound: A link to take away is not there.
    """
    _bounded(edges)
    skills = await resolved_skills(graph, [one.skill for one in edges])
    rows = [_edge(place, one, skills[one.skill]) for place, one in enumerate(edges)]
    _distinct([row["key"] for row in rows], "link")
    credentials = list({one.credential.id: one.credential for one in edges}.values())

    async def work(transaction: Transaction) -> list[Edited]:
        marks: list[Row] = [
            {"position": place, "id": one.id, "revision": one.revision, "set": {}}
            for place, one in enumerate(credentials)
        ]
        done = await transaction.run(cypher("editCredentials"), rows=marks)
        await _all_there(transaction, done, credentials)
        if away:
            gone = {row["position"] for row in await transaction.run(cypher("disconnectSkills"), rows=rows)}
            for place, one in enumerate(edges):
                if place not in gone:
                    raise NotFound(f"Item {place}: {one.credential.uri!r} has no such link to {one.skill!r}.")
        else:
            for link, name in ((Link.TEACHES, "linkTaught"), (Link.ASSESSES, "linkAssessed")):
                await transaction.run(cypher(name), rows=[row for row in rows if row["link"] == link])
        await _record(transaction, done)
        return [Edited(row["id"], row["uri"], row["revision"]) for row in done]

    return await _run(graph, work, once, merging=True)


async def _run(
    graph: Graph,
    work: Callable[[Transaction], Awaitable[list[Edited]]],
    once: Once | None,
    *,
    merging: bool = True,
) -> list[Edited]:
    """Run the work, or give the answer that the same request had before."""
    if once is None:
        return await graph.in_transaction(work, deadline=WRITE_SECONDS, merging=merging)

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


def _bounded(items: Sequence[Any]) -> None:
    if not 1 <= len(items) <= MOST_ITEMS:
        raise LimitExceeded(
            f"The list has {len(items)} items; it must have from 1 to {MOST_ITEMS:,}.",
            found=len(items),
            limit=MOST_ITEMS,
        )


def _distinct(keys: Sequence[str], what: str) -> list[str]:
    seen: dict[str, int] = {}
    for place, key in enumerate(keys):
        if key in seen:
            raise DuplicateKey(
                f"Items {seen[key]} and {place} have the same {what}.", positions=[seen[key], place]
            )
        seen[key] = place
    return list(keys)


async def _all_there(transaction: Transaction, done: Sequence[Row], names: Sequence[Named]) -> None:
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


def _refuse_used(name: Named, row: Row, hanging: Hanging) -> None:
    held = [
        f"{row[what]} {what}"
        for what in ("awards", "enrolments", "rules")
        if row[what] and not (what == "rules" and hanging is Hanging.DETACH)
    ]
    if held:
        raise StillUsed(
            f"{name.uri!r} cannot be deleted: {', '.join(held)} refer to it.",
            hint="Set its status to RETIRED, or detach the rules with `hanging: DETACH`.",
        )


async def _record(
    transaction: Transaction, rows: Sequence[Row], kind: ChangeKind = ChangeKind.CREDENTIAL_WRITTEN
) -> None:
    for row in rows:
        step: Step = changed(kind, row["id"], row["name"])
        await transaction.step(step)


def _edge(place: int, one: SkillEdge, skill: str) -> Row:
    return {
        "position": place,
        "credential": one.credential.id,
        "link": one.link,
        "skill": skill,
        "key": digest(one.link, one.credential.id, skill, one.level or "", size=13),
        "level": one.level,
        "source": "ISSUER",
    }
