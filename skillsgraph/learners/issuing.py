"""Awards made into signed Open Badges, and what their issuer publishes: keys, profile and status list."""

import asyncio
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from skillsgraph.answers import refs
from skillsgraph.answers.model import Named, Ref
from skillsgraph.credentials.issue import (
    STATUS_ENTRIES,
    Achievement,
    Issued,
    Issuer,
    Securing,
    badge,
    did_document,
    key_set,
    profile,
    status_list,
    subject_of,
)
from skillsgraph.credentials.keystore import IssuerKey, Keystore
from skillsgraph.credentials.proofs import data_integrity, jwt
from skillsgraph.credentials.read import Read, read_credential
from skillsgraph.credentials.result import Refusal
from skillsgraph.errors import AlreadyThere, InputError, NotFound
from skillsgraph.graph.access import Graph, Row
from skillsgraph.jsonld import Contexts
from skillsgraph.learners.access import Caller, require
from skillsgraph.learners.awards import award_of
from skillsgraph.learners.conditions import conditions_of, refuse_unmet
from skillsgraph.learners.records import add_award, award_id, require_issuer
from skillsgraph.model.learners import Award, AwardStatus
from skillsgraph.settings import Settings
from skillsgraph.statements import cypher

_TRIES = 20


@dataclass(frozen=True, slots=True)
class Office:
    """What issuing needs besides the graph: keys, contexts, and the server's address as others reach it."""

    keys: Keystore
    known: Contexts
    base: str

    @classmethod
    def of(cls, settings: Settings) -> "Office":
        keys = Keystore(settings.data_dir / "issuers", settings.issuer_passphrase.get_secret_value())
        index = settings.data_dir / "contexts" / "INDEX.json"
        known = _read_once(index.parent, index.stat().st_mtime_ns if index.exists() else 0)
        return cls(keys, known, settings.public_address)


@lru_cache(maxsize=4)
def _read_once(folder: Path, changed: int) -> Contexts:
    """The contexts of a folder as they were at its last change: to process them again takes long."""
    return contexts_in(folder)


def contexts_in(folder: Path) -> Contexts:
    """The contexts that a folder holds, as its INDEX.json says: {url: {file, sha256_bytes}}."""
    known = Contexts()
    try:
        index = json.loads((folder / "INDEX.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return known
    for url, entry in index.items():
        if url.startswith("https://"):
            data = (folder / entry["file"]).read_bytes()
            known = known.having(url, data, sha256=entry.get("sha256_bytes"))
    return known


async def issue_credential(
    graph: Graph,
    office: Office,
    learner: str,
    credential: Ref,
    award: Award,
    caller: Caller,
    *,
    securing: Securing = Securing.DATA_INTEGRITY,
    exception: str | None = None,
) -> tuple[str, str]:
    """Award a credential of the catalogue and sign it; give back the award's id and the Open Badge as text.

    The text is JSON or a compact JWT. The same credential of the same day to the same learner is one award:
    asked for again, the same badge is given back.

    Raises:
        LearnerNotFound, CredentialNotFound, InputError: As `add_award`.
        ConditionsNotMet: A condition is not met, and no reason is given for an exception.
        AlreadyThere: The award is signed in the other form.
        Forbidden: The caller does not act for the organization that awards it.
        KeyRefused: The issuer has no key that can be opened.
        ContextUnavailable: The contexts of Open Badges are not installed.
    """
    named = (await refs.credentials(graph, [credential]))[0]
    await require_issuer(graph, named.id, caller)
    await require(graph, learner, caller)
    # Asked before anything is written: an award without its badge helps nobody.
    office.keys.signing((await _achievement_of(graph, named.id))["issuer"]["id"])
    if exception is None and not await _is_signed(graph, learner, named, award):
        today = datetime.now(UTC).date()
        refuse_unmet(await conditions_of(graph, learner, named, today))
    identifier = await add_award(graph, learner, credential, award, caller)
    return identifier, await sign_award(graph, office, identifier, securing=securing, exception=exception)


async def sign_award(
    graph: Graph,
    office: Office,
    award: str,
    *,
    securing: Securing = Securing.DATA_INTEGRITY,
    exception: str | None = None,
) -> str:
    """Sign what was awarded, if it is not yet; give back the badge as text. Whoever calls this may do so.

    Raises:
        NotFound, KeyRefused, ContextUnavailable, AlreadyThere, InputError: As `issue_credential`.
    """
    found = await award_of(graph, award)
    kept = found.properties
    if kept["status"] != AwardStatus.VALID:
        raise InputError(f"This award is {kept['status'].lower()}, and is not signed anew.")
    if kept.get("document"):
        return _in_form(kept["document"], securing)
    row = await _achievement_of(graph, found.credential or "")
    issuer = _issuer(office, row["issuer"])
    key, private = office.keys.signing(issuer.id)
    until = kept.get("validUntil")
    issued = Issued(
        award,
        subject_of(office.base, found.learner),
        date.fromisoformat(kept["issuedOn"]),
        date.fromisoformat(until) if until else None,
        kept.get("result"),
        await _status_index(graph, award, issuer.id),
    )
    unsigned = badge(issuer, _achievement(row), issued)
    if securing is Securing.VC_JWT:
        text = jwt.sign(unsigned, private, issuer.method(key))
    else:
        signed = await asyncio.to_thread(_sign, office, issuer, key, private, unsigned)
        text = json.dumps(signed, ensure_ascii=False)
    await graph.write(cypher("keepDocument"), id=award, document=text, exception=exception)
    return text


async def _achievement_of(graph: Graph, credential: str) -> Row:
    row = await graph.read_one(cypher("achievementOf"), id=credential)
    if row is None:
        raise NotFound("Nobody awards this credential.")
    return row


def as_value(document: str) -> dict[str, Any] | str:
    """A badge as it stands in JSON: an object, or the compact JWT as a string."""
    return dict(json.loads(document)) if document.startswith("{") else document


async def _is_signed(graph: Graph, learner: str, credential: Named, award: Award) -> bool:
    """Whether it was all done before: what was awarded stays so, whatever has become of the conditions."""
    identifier = award_id(learner, credential.id, award.issued_on)
    row = await graph.read_one(cypher("awardOf"), id=identifier)
    return row is not None and bool(row["award"].get("document"))


def _in_form(document: str, securing: Securing) -> str:
    if document.startswith("{") != (securing is Securing.DATA_INTEGRITY):
        raise AlreadyThere("The award is signed already, in the other form.", hint="Take it in that form.")
    return document


def _sign(office: Office, issuer: Issuer, key: IssuerKey, private: Any, document: dict[str, Any]) -> Any:
    try:
        return data_integrity.sign(document, private, issuer.method(key), datetime.now(UTC), office.known)
    except Refusal as refusal:
        raise InputError(f"The badge cannot be signed: {refusal.message}") from refusal


async def _status_index(graph: Graph, award: str, issuer: str) -> int:
    """A place in the issuer's list, drawn at random, so that it tells nothing of order or number."""
    for _ in range(_TRIES):
        drawn = secrets.randbelow(STATUS_ENTRIES)
        done = await graph.write(cypher("takeStatusIndex"), id=award, issuer=issuer, index=drawn)
        if done.rows:
            return int(done.rows[0]["index"])
    raise InputError("The issuer's status list is full.")


def _issuer(office: Office, row: Row) -> Issuer:
    return Issuer(row["id"], row["name"], office.base, row.get("homepage"))


def _achievement(row: Row) -> Achievement:
    credential = row["credential"]
    return Achievement(
        uri=credential["uri"],
        name=credential["name"],
        description=credential.get("description"),
        criteria=credential.get("criteria"),
        skills=tuple((one["uri"], one["name"], one["framework"]) for one in row["skills"]),
    )


# What is published ------------------------------------------------------------------------------------


async def issuer_of(graph: Graph, office: Office, identifier: str) -> tuple[Issuer, list[IssuerKey]]:
    """An issuer that has a key here.

    Raises:
        NotFound: There is no such organization, or it signs nothing here.
    """
    row = await graph.read_one(cypher("issuerOf"), id=identifier)
    keys = office.keys.published(identifier) if row else []
    if row is None or not keys:
        raise NotFound("There is no such issuer.")
    return _issuer(office, row), keys


async def published(graph: Graph, office: Office, identifier: str, what: str) -> dict[str, Any]:
    """An issuer's `profile`, `did` document or `keys`. Raises like `issuer_of`."""
    issuer, keys = await issuer_of(graph, office, identifier)
    if what == "keys":
        return key_set(issuer, keys)
    return did_document(issuer, keys) if what == "did" else profile(issuer)


async def published_status(graph: Graph, office: Office, identifier: str) -> dict[str, Any]:
    """The issuer's status list as it is now, signed.

    Raises:
        NotFound, KeyRefused, ContextUnavailable: As `issuer_of` and `issue_credential`.
    """
    issuer, _ = await issuer_of(graph, office, identifier)
    rows = await graph.read(cypher("takenBack"), issuer=identifier)
    unsigned = status_list(issuer, [row["index"] for row in rows], datetime.now(UTC))
    return await sign_document(office, issuer, unsigned)


async def sign_document(office: Office, issuer: Issuer, document: dict[str, Any]) -> dict[str, Any]:
    """A document with the proof (eddsa-rdfc-2022) of an issuer that has a key here.

    Raises:
        KeyRefused: The key cannot be opened.
        ContextUnavailable, InputError: The document's contexts are not known, or do not say all of it.
    """
    key, private = office.keys.signing(issuer.id)
    signed: dict[str, Any] = await asyncio.to_thread(_sign, office, issuer, key, private, document)
    return signed


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a badge that was issued here holds now: `ok`, and each check as (passed, sentence)."""

    ok: bool
    checks: tuple[tuple[bool, str], ...]


async def check_issued(graph: Graph, office: Office, award: str, on: date) -> Verdict:
    """Verify a badge that was issued here anew: its signature, its key's owner, its dates, its status."""
    found = (await award_of(graph, award)).properties
    read = read_credential(str(found["document"]).encode())
    issuer = str(found["statusList"])
    if read.token is not None:
        method, signer = str(read.token.header.get("kid")), jwt.credential_of(read.token)["issuer"]["id"]
    else:
        document = read.document or {}
        method, signer = document["proof"]["verificationMethod"], document["issuer"]["id"]
    did, _, name = method.partition("#")
    keys = {one.name: one for one in office.keys.published(issuer)}
    key = keys.get(name) if did == signer else None
    until = found.get("validUntil")
    checks = [
        (key is not None, "The key is one that the issuer publishes."),
        (
            key is not None and await asyncio.to_thread(_holds, read, key, office),
            "The signature fits.",
        ),
        (not until or date.fromisoformat(until) >= on, f"It is valid until {until or 'further notice'}."),
        (found["status"] == AwardStatus.VALID, _standing(found)),
    ]
    return Verdict(all(good for good, _ in checks), tuple(checks))


def _holds(read: Read, key: IssuerKey, office: Office) -> bool:
    try:
        if read.token is not None:
            jwt.verify(read.token, key.public)
        else:
            document = read.document or {}
            data_integrity.verify(document, document["proof"], key.public, office.known)
    except Refusal:
        return False
    return True


def _standing(award: Row) -> str:
    if award["status"] == AwardStatus.VALID:
        return "Its issuer has not taken it back."
    why = f": {award['statusReason']}" if award.get("statusReason") else ""
    return f"Its issuer has {award['status'].lower()} it{why}."
