"""Awards made into signed Open Badges."""

import asyncio
import json
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from skillsgraph.answers import refs
from skillsgraph.answers.model import Named, Ref
from skillsgraph.credentials.contexts import HOW_TO_ADD
from skillsgraph.credentials.issue import (
    STATUS_ENTRIES,
    Achievement,
    Issued,
    Issuer,
    Securing,
    badge,
    subject_of,
)
from skillsgraph.credentials.keystore import Keystore
from skillsgraph.credentials.proofs import data_integrity, jwt
from skillsgraph.credentials.result import Outcome, Refusal
from skillsgraph.credentials.verify import Verifier
from skillsgraph.errors import AlreadyThere, ContextUnavailable, InputError, NotFound
from skillsgraph.graph.access import Graph, Row
from skillsgraph.learners.access import Caller, require
from skillsgraph.learners.awards import award_of
from skillsgraph.learners.conditions import Spending, conditions_of, refuse_unmet
from skillsgraph.learners.records import add_award, award_id, require_issuer
from skillsgraph.model.learners import Award, AwardStatus
from skillsgraph.model.periods import after
from skillsgraph.settings import Settings
from skillsgraph.statements import cypher
from skillsgraph.verification import verifier

_TRIES = 20


@dataclass(frozen=True, slots=True)
class Office:
    """What issuing needs besides the graph: keys, what verification knows, and our public address."""

    keys: Keystore
    verifier: Verifier
    base: str

    @classmethod
    def of(cls, settings: Settings) -> "Office":
        keys = Keystore(settings.data_dir / "issuers", settings.issuer_passphrase.get_secret_value())
        return cls(keys, verifier(settings), settings.public_address)

    def issuer(self, row: Row) -> Issuer:
        """An organization of the graph as an issuer of this server."""
        return Issuer(row["id"], row["name"], self.base, row.get("homepage"))

    def sign(self, issuer: Issuer, document: dict[str, Any], moment: datetime) -> dict[str, Any]:
        """The document with a proof by the issuer's newest key.

        Raises:
            KeyRefused: The issuer has no key that can be opened.
            ContextUnavailable: A context that the document rests on is not known here.
            InputError: The document says what its contexts do not define.
        """
        key, private = self.keys.signing(issuer.id)
        try:
            return data_integrity.sign(document, private, issuer.method(key), moment, self.verifier.contexts)
        except Refusal as refusal:
            if refusal.outcome is Outcome.UNKNOWN:
                raise ContextUnavailable(refusal.message, hint=HOW_TO_ADD) from refusal
            raise InputError(f"The badge cannot be signed: {refusal.message}") from refusal


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
        today, made = datetime.now(UTC).date(), award_id(learner, named.id, award.issued_on)
        refuse_unmet(await conditions_of(graph, learner, named, today, award=made))
    until = award.valid_until or await end_of(graph, named.id, award.issued_on)
    ending = replace(award, valid_until=until)
    spending = await Spending.of(graph, named.id, exception)
    identifier = await add_award(graph, learner, credential, ending, caller, spending=spending)
    return identifier, await sign_award(graph, office, identifier, securing=securing, exception=exception)


async def end_of(graph: Graph, credential: str, issued_on: date) -> date | None:
    """Until when an award of a day is valid by its credential's validity period; None: without an end."""
    row = (await graph.read(cypher("credentialsById"), ids=[credential]))[0]["node"]
    return after(issued_on, row["validityPeriod"]) if row.get("validityPeriod") else None


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
    issuer = office.issuer(row["issuer"])
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
        key, private = office.keys.signing(issuer.id)
        text = jwt.sign(unsigned, private, issuer.method(key))
    else:
        signed = await asyncio.to_thread(office.sign, issuer, unsigned, datetime.now(UTC))
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


async def _status_index(graph: Graph, award: str, issuer: str) -> int:
    """A place in the issuer's list, drawn at random, so that it tells nothing of order or number."""
    for _ in range(_TRIES):
        drawn = secrets.randbelow(STATUS_ENTRIES)
        done = await graph.write(cypher("takeStatusIndex"), id=award, issuer=issuer, index=drawn)
        if done.rows:
            return int(done.rows[0]["index"])
    raise InputError("The issuer's status list is full.")


def _achievement(row: Row) -> Achievement:
    credential = row["credential"]
    return Achievement(
        uri=credential["uri"],
        name=credential["name"],
        description=credential.get("description"),
        criteria=credential.get("criteria"),
        skills=tuple((one["uri"], one["name"], one["framework"]) for one in row["skills"]),
    )
