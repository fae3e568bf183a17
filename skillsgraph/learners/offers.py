"""Credentials offered to learners: by a link that can be used once, and accepted or refused by the learner.

What is offered is no award until it is accepted. (OpenID for Verifiable Credential Issuance 1.0, section 4,
calls this a Credential Offer.) Of the link's secret only a hash is kept.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from skillsgraph.answers import refs
from skillsgraph.answers.model import Named, Ref
from skillsgraph.credentials.issue import Securing
from skillsgraph.errors import AwardNotFound, InputError, OfferNotFound, StepRefused
from skillsgraph.graph.access import Graph, Row, Step
from skillsgraph.learners.access import Caller, Operator, now, require, require_own, visible
from skillsgraph.learners.applications import bounded, stated
from skillsgraph.learners.audit import Action, event
from skillsgraph.learners.awards import award_of
from skillsgraph.learners.conditions import Spending, conditions_of, refuse_unmet
from skillsgraph.learners.issuing import Office, end_of, sign_award
from skillsgraph.learners.records import WRITE_SECONDS, award_id, award_steps, require_issuer
from skillsgraph.model.ids import make_id
from skillsgraph.model.issuing import OfferStatus
from skillsgraph.model.learners import Award, AwardStatus, Verification
from skillsgraph.model.periods import add_months
from skillsgraph.statements import cypher

LONGEST_DAYS = 366
_RENEWED = "The award is renewed already."


@dataclass(frozen=True, slots=True)
class Terms:
    """What an offer is besides the award: how long it is open, why an exception is made, what it renews, and
    how the award is signed."""

    days: int = 30
    exception: str | None = None
    renews: str | None = None
    securing: Securing = Securing.DATA_INTEGRITY


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer with what its page and its learner are shown."""

    id: str
    learner: str
    credential: str
    name: str
    properties: Row
    description: str | None = None
    issuer: str | None = None
    skills: tuple[str, ...] = ()

    @property
    def status(self) -> OfferStatus:
        """LAPSED when nobody answered in time."""
        return status_of(self.properties)

    @property
    def securing(self) -> Securing:
        """How the award is signed."""
        return Securing(self.properties.get("securing", Securing.DATA_INTEGRITY))

    def award(self) -> Award:
        """What is awarded on acceptance."""
        until = self.properties.get("validUntil")
        return Award(
            self.credential,
            date.fromisoformat(self.properties["issuedOn"]),
            date.fromisoformat(until) if until else None,
            result=self.properties.get("result"),
        )


def status_of(properties: Row) -> OfferStatus:
    """How an offer stands now: LAPSED when nobody answered in time."""
    stored = OfferStatus(properties["status"])
    return OfferStatus.LAPSED if stored is OfferStatus.OPEN and properties["until"] <= now() else stored


async def offer_credential(
    graph: Graph, learner: str, credential: Ref, award: Award, caller: Caller, terms: Terms | None = None
) -> tuple[str, str]:
    """Offer a credential to a learner who meets its conditions; give back the offer's id and its secret.

    Without a day of its end the award is valid for the credential's validity period; one that renews another,
    for the months of its renewal rule, from the other's end or from today, whichever is later.

    Raises:
        LearnerNotFound, Unauthenticated, Forbidden: As `require` and `require_issuer`.
        CredentialNotFound: It is not in the graph.
        ConditionsNotMet: A condition is not met, and no reason is given for an exception.
        StepRefused: The credential is not awarded now, or an offer of it is open.
        InputError: The dates do not go together, or the offer would be open too long.
    """
    terms = terms or Terms()
    await require(graph, learner, caller)
    named = (await refs.credentials(graph, [credential]))[0]
    await require_issuer(graph, named.id, caller)
    exception = bounded("exception", terms.exception)
    today = datetime.now(UTC).date()
    if exception is None:
        renewing = terms.renews is not None
        refuse_unmet(await conditions_of(graph, learner, named, today, renewing=renewing))
    until = award.valid_until or await end_of(graph, named.id, award.issued_on)
    # Not written yet, but checked as it will be: an offer that cannot be accepted is not made.
    planned = Award("", award.issued_on, until, result=award.result)
    await award_steps(graph, learner, named, planned, Verification.ISSUED, caller)
    secret = secrets.token_urlsafe(24)
    properties = {
        "id": make_id("offer", secrets.token_hex(16)),
        "hash": _hash(secret),
        "status": OfferStatus.OPEN,
        "offeredAt": now(),
        "until": _moment(terms.days),
        "issuedOn": award.issued_on.isoformat(),
        "validUntil": until.isoformat() if until else None,
        "result": bounded("result", award.result),
        "exception": exception,
        "renews": terms.renews,
        "securing": terms.securing,
    }
    await graph.transact(
        [
            await _adding(graph, learner, named, properties),
            event(Action.OFFERED, learner, caller, properties["id"]),
        ],
        merging=True,
    )
    return str(properties["id"]), secret


async def _adding(graph: Graph, learner: str, credential: Named, properties: dict[str, Any]) -> Step:
    row = (await graph.read(cypher("credentialsById"), ids=[credential.id]))[0]["node"]
    if row["status"] != "ACTIVE":
        raise StepRefused(f"“{credential.name}” is not awarded now: it is {row['status'].lower()}.")
    return Step(
        cypher("addOffer"),
        {
            "learner": learner,
            "credential": credential.id,
            "now": properties["offeredAt"],
            "properties": stated(properties),
        },
        otherwise=StepRefused(
            "An offer of this credential is open.", hint="Wait for its answer, or withdraw it."
        ),
    )


async def offer_renewal(
    graph: Graph, award: str, caller: Caller, terms: Terms | None = None
) -> tuple[str, str]:
    """Offer what renews an award, by the credential's renewal rule; give back the offer's id and its secret.

    Raises:
        AwardNotFound: There is none that the caller may see.
        StepRefused: The award was taken back or renewed, is of today, never ends, or its credential cannot
            be renewed.
        Others: As `offer_credential`.
    """
    terms = terms or Terms()
    found = await award_of(graph, award)
    if not await visible(graph, [found.learner], caller):
        raise AwardNotFound("There is no such award, or it may not be seen by you.")
    months = await _months(graph, found.credential) if found.credential else None
    until = found.properties.get("validUntil")
    if found.credential is None or months is None or until is None:
        raise StepRefused("This award is not one that is renewed.")
    if found.properties["status"] != AwardStatus.VALID:
        raise StepRefused(f"A {found.properties['status'].lower()} award is not renewed.")
    renewals = await graph.read(cypher("renewalsOf"), award=award)
    if any(row["status"] != AwardStatus.REVOKED for row in renewals):
        raise StepRefused(_RENEWED)
    today = datetime.now(UTC).date()
    of_today = award_id(found.learner, found.credential, today)
    if await graph.read_one(cypher("awardOf"), id=of_today) is not None:
        raise StepRefused("The credential was awarded today, and is not renewed today.")
    given = Award("", today, add_months(max(today, date.fromisoformat(until)), months))
    terms = replace(terms, renews=award)
    return await offer_credential(graph, found.learner, Ref(id=found.credential), given, caller, terms)


async def _months(graph: Graph, credential: str) -> int | None:
    rows = await graph.read(cypher("ruleTrees"), ids=[credential])
    return next((row["everyMonths"] for row in rows if row["use"] == "RENEWAL"), None)


# What becomes of it -----------------------------------------------------------------------------------


async def offer_of(graph: Graph, offer: str) -> Offer:
    """The offer of that id. Whoever calls this decides who may see it. Raises OfferNotFound."""
    row = await graph.read_one(cypher("offerOf"), id=offer)
    if row is None:
        raise OfferNotFound("There is no such offer, or it may not be seen by you.")
    return Offer(
        offer,
        row["learner"],
        row["credential"],
        row["name"],
        row["node"],
        row["description"],
        row["issuer"],
        tuple(sorted(row["skills"])),
    )


async def open_offer(graph: Graph, secret: str) -> Offer:
    """The open offer behind a link's secret. To look at it does not use it up. Raises OfferNotFound."""
    rows = await graph.read(cypher("offerByHash"), hash=_hash(secret))
    found = await offer_of(graph, rows[0]["id"]) if rows else None
    if found is None or found.status is not OfferStatus.OPEN:
        raise OfferNotFound("This link does not work (any more).", hint="Ask who sent it for a new one.")
    return found


async def own_offer(graph: Graph, offer: str, caller: Caller) -> Offer:
    """An offer, for its learner to answer. Raises OfferNotFound, or as `require_own`."""
    found = await offer_of(graph, offer)
    await require_own(graph, found.learner, caller)
    return found


async def accept(graph: Graph, office: Office, offer: Offer, caller: Caller | None) -> str:
    """Make an offer an award, which its issuer signs if it has a key here; give back the award's id.

    Without a caller it is whoever has the link. The answer and the award are one transaction; signed is the
    award after it, and again when it is asked for, should that fail.

    Raises:
        OfferNotFound: It is answered, withdrawn or over.
        ConditionsNotMet, StepRefused: The application, or the award to renew, has served for another award.
        KeyRefused, ContextUnavailable: The award is recorded, and could not be signed.
    """
    credential = Named(offer.credential, "", offer.name)
    acting = caller or Operator("claim link")
    exception, renewed = offer.properties.get("exception"), offer.properties.get("renews")
    spending = Spending.NONE if renewed else await Spending.of(graph, offer.credential, exception)
    award, steps = await award_steps(
        graph, offer.learner, credential, offer.award(), Verification.ISSUED, acting, spending=spending
    )
    closing = _closing(offer, {"status": OfferStatus.ACCEPTED, "answeredAt": now(), "award": award})
    if renewed:
        taking = {"award": award, "renewed": renewed, "now": now()}
        steps.append(Step(cypher("renewAward"), taking, otherwise=StepRefused(_RENEWED)))
    accepted = event(Action.OFFER_ACCEPTED, offer.learner, acting, offer.id)
    await graph.transact([closing, *steps, accepted], deadline=WRITE_SECONDS, merging=True)
    if await _signs_here(graph, office, offer.credential):
        await sign_award(graph, office, award, securing=offer.securing, exception=exception)
    return award


async def _signs_here(graph: Graph, office: Office, credential: str) -> bool:
    rows = await graph.read(cypher("awardingOrganization"), id=credential)
    return any(office.keys.published(row["organization"]) for row in rows)


async def refuse(graph: Graph, offer: Offer, reason: str | None, caller: Caller | None) -> None:
    """Answer an offer with no. Raises OfferNotFound when it is answered, withdrawn or over; InputError."""
    changes = {"status": OfferStatus.REFUSED, "answeredAt": now(), "reason": bounded("reason", reason)}
    told = event(Action.OFFER_REFUSED, offer.learner, caller or Operator("claim link"), offer.id)
    await graph.transact([_closing(offer, changes), told])


async def withdraw_offer(graph: Graph, offer: str, caller: Caller) -> Offer:
    """Take an open offer back, by whoever awards the credential.

    Raises:
        OfferNotFound: There is none that the caller may see, or it is answered or over.
        Forbidden: The caller does not act for the organization.
    """
    found = await offer_of(graph, offer)
    await require_issuer(graph, found.credential, caller)
    changes = {"status": OfferStatus.WITHDRAWN, "answeredAt": now()}
    told = event(Action.OFFER_WITHDRAWN, found.learner, caller, offer)
    await graph.transact([_closing(found, changes), told])
    return await offer_of(graph, offer)


def _closing(offer: Offer, changes: dict[str, Any]) -> Step:
    return Step(
        cypher("closeOffer"),
        {"id": offer.id, "now": now(), "properties": stated(changes)},
        otherwise=OfferNotFound("The offer is answered, withdrawn or over."),
    )


def _moment(days: int) -> str:
    if not 1 <= days <= LONGEST_DAYS:
        raise InputError(f"An offer is open from 1 to {LONGEST_DAYS} days.")
    end = datetime.now(UTC) + timedelta(days=days)
    return end.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
