"""Open Badges 2.0: hosted assertions, which their address vouches for, and signed ones.

1EdTech Open Badges 2.0, sections 3 (data model), 5 (verification) and 6.3 (hosted and signed badges).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from skillsgraph.credentials.controllers import key_of
from skillsgraph.credentials.documents import GONE, LARGEST, Documents
from skillsgraph.credentials.extensions2 import refuse_malformed_extensions
from skillsgraph.credentials.proofs import jwt
from skillsgraph.credentials.read import Read, Token, read_object
from skillsgraph.credentials.recipient import check_recipient
from skillsgraph.credentials.result import (
    Check,
    Outcome,
    Refusal,
    Verification,
    failed,
    passed,
    warned,
)
from skillsgraph.credentials.times2 import check_dates
from skillsgraph.credentials.values import values_of
from skillsgraph.jsonld import JsonLimits

CONTEXT = "https://w3id.org/openbadges/v2"
_ASSERTION, _BADGE, _ISSUER = "Assertion", "BadgeClass", ("Issuer", "Profile")
_TYPES = {
    *("Assertion", "BadgeClass", "Issuer", "Profile", "AlignmentObject", "Criteria", "Evidence", "Image"),
    *("CryptographicKey", "Endorsement", "Extension", "IdentityObject", "RevocationList"),
    *("VerificationObject", "HostedBadge", "SignedBadge", "hosted", "signed", "TypeValidation"),
}
_LIMITS = JsonLimits(bytes=LARGEST, depth=64, values=100_000)


def is_assertion(read: Read) -> bool:
    """Whether this is for Open Badges 2.0 to judge: not a verifiable credential, and of its terms."""
    if read.address is not None:
        return True
    document = read.token.payload if read.token else read.document or {}
    contexts = values_of(document.get("@context"))
    if any(isinstance(one, str) and "/credentials/" in one for one in contexts) or "vc" in document:
        return False
    named = any(isinstance(one, str) and one.startswith("https://w3id.org/openbadges") for one in contexts)
    inline = any(isinstance(one, Mapping) and "obi" in one for one in contexts)
    return named or inline or bool(_types(document) & _TYPES)


def verify(read: Read, documents: Documents, now: datetime, recipients: tuple[str, ...]) -> Verification:
    work = _Work(documents, now, recipients)
    if read.address is not None:
        document = work.published(read.address)
        if document.get("revoked") is True:  # what is left there has no form of a badge any more
            return Verification((_revoked(document),), document)
    else:
        document = read.token.payload if read.token else read.document or {}
    try:
        checks = tuple(work.check(document, read.token))
    except Refusal as error:
        checks = (error.check(),)
    return Verification(checks, document, badge=work.badge)


class _Work:
    def __init__(self, documents: Documents, now: datetime, recipients: tuple[str, ...]) -> None:
        self._documents = documents
        self._now = now
        self._recipients = recipients
        self.badge: dict[str, Any] | None = None  # with its issuer, once both are found

    def find(self, url: Any, what: str) -> dict[str, Any]:
        if not isinstance(url, str) or not url.startswith(("https://", "http://")):
            raise Refusal("form_invalid", f"The {what} has no address.")
        return read_object(self._documents.get(url, what), _LIMITS)

    def published(self, address: Any) -> dict[str, Any]:
        """What stands at a hosted badge's address. Where the answer was that it is gone, it is revoked."""
        try:
            return self.find(address, "hosted badge")
        except Refusal as error:
            if error.code != GONE:
                raise
            return {"revoked": True}

    def check(self, document: dict[str, Any], token: Token | None) -> Iterator[Check]:
        _refuse_malformed(document)
        yield passed("form", "The file has the form of Open Badges 2.0.")
        kinds = _types(document)
        if _ASSERTION in kinds:
            yield from self._assertion(document, token)
            return
        if _BADGE in kinds:
            self._issuer(document, [])
        yield warned("not_an_award", "The file describes a badge or an issuer. It awards nothing to anybody.")

    def _assertion(self, assertion: dict[str, Any], token: Token | None) -> Iterator[Check]:
        odd: list[Check] = []
        badge = self._linked(assertion.get("badge"), "badge class", odd)
        _refuse_unless(badge, {_BADGE}, "badge class")
        issuer = self._issuer(badge, odd)
        self.badge = {**badge, "issuer": issuer}
        yield from odd
        yield from check_dates(assertion, self._now)
        if token is not None:
            yield from self._signed(assertion, token, issuer)
        else:
            yield from self._hosted(assertion, issuer)
        yield from check_recipient([_object(assertion.get("recipient"))], self._recipients)

    def _issuer(self, badge: Mapping[str, Any], odd: list[Check]) -> dict[str, Any]:
        issuer = self._linked(badge.get("issuer"), "issuer's profile", odd)
        _refuse_unless(issuer, set(_ISSUER), "issuer's profile")
        if not str(issuer.get("id", "")).startswith(("https://", "http://")):
            odd.append(warned("issuer_address", "The issuer is named by something that is no web address."))
        return issuer

    def _linked(self, value: Any, what: str, odd: list[Check]) -> dict[str, Any]:
        if isinstance(value, Mapping):
            return dict(value)
        found = self.find(value, what)
        if found.get("id") != value and not str(found.get("id", "")).startswith("urn:"):
            odd.append(warned("hosted_redirected", f"The {what} is found at another address than its own."))
        return found

    def _hosted(self, assertion: dict[str, Any], issuer: Mapping[str, Any]) -> Iterator[Check]:
        if _types(_object(assertion.get("verification"))) & {"signed", "SignedBadge"}:
            yield failed("proof_missing", "The badge calls itself signed, and is not.")
            return
        address = assertion.get("id")
        published = self.published(address)
        if published.get("revoked") is True:
            yield _revoked(published)
        elif published != assertion:
            yield failed(
                "hosted_mismatch", "The badge differs from what its issuer publishes at its address."
            )
        else:
            yield passed("proof", "The issuer publishes the badge, just like this, at its address.")
        yield _check_origin(str(address), issuer)

    def _signed(
        self, assertion: Mapping[str, Any], token: Token, issuer: Mapping[str, Any]
    ) -> Iterator[Check]:
        jwt.refuse_algorithm(token)
        named = _object(assertion.get("verification")).get("creator", _first(issuer.get("publicKey")))
        found = named if isinstance(named, Mapping) else self.find(named, "issuer's key")
        jwt.verify(token, key_of(found))
        yield passed("proof", "The signature is good: nothing was changed since it was made.")
        identifier = found.get("id", named)
        listed = [
            one.get("id") if isinstance(one, Mapping) else one for one in values_of(issuer.get("publicKey"))
        ]
        if identifier in listed and found.get("owner", issuer.get("id")) == issuer.get("id"):
            yield passed("issuer_binding", "The key is one of the issuer's.")
        else:
            yield failed(
                "issuer_binding_failed",
                "The signature was made with a key that is not shown to be the issuer's.",
                Outcome.UNBOUND,
            )
        yield self._check_revoked(assertion, issuer)

    def _check_revoked(self, assertion: Mapping[str, Any], issuer: Mapping[str, Any]) -> Check:
        address = issuer.get("revocationList")
        if address is None:
            return passed("status", "The issuer names no list in which the badge could be revoked.")
        listed = self.find(address, "revocation list")
        for one in values_of(listed.get("revokedAssertions")):
            entry = one if isinstance(one, Mapping) else {"id": one}
            by_id = entry.get("id") is not None and entry.get("id") == assertion.get("id")
            by_uid = entry.get("uid") is not None and entry.get("uid") == assertion.get("uid")
            if by_id or by_uid:
                return _revoked(entry)
        return passed("status", "The badge is not in the issuer's list of revoked ones.")


def _revoked(entry: Mapping[str, Any]) -> Check:
    reason = entry.get("revocationReason")
    why = f": {reason[:200]}" if isinstance(reason, str) else ""
    return failed("revoked", f"The issuer has revoked the badge{why}.", Outcome.REVOKED)


def _check_origin(address: str, issuer: Mapping[str, Any]) -> Check:
    """Open Badges 2.0, 3.3: a hosted badge must stand where its issuer says that its badges stand."""
    rules = _object(issuer.get("verification"))
    prefixes = [one for one in values_of(rules.get("startsWith")) if isinstance(one, str)]
    own = urlsplit(str(issuer.get("id", ""))).hostname
    allowed = [one for one in values_of(rules.get("allowedOrigins")) if isinstance(one, str)]
    hosts: list[str | None] = [*allowed] or [own]
    good = address.startswith(tuple(prefixes)) if prefixes else urlsplit(address).hostname in hosts
    if good:
        return passed("issuer_binding", "The badge stands where the issuer's badges stand.")
    if own is None and not prefixes:
        return warned(
            "issuer_binding", "The issuer's name is no web address, so nothing says where it publishes."
        )
    return failed(
        "issuer_binding_failed", "The badge stands where the issuer does not publish badges.", Outcome.INVALID
    )


def _refuse_malformed(document: Mapping[str, Any]) -> None:
    contexts = values_of(document.get("@context"))
    if CONTEXT not in contexts and not any(isinstance(one, Mapping) for one in contexts):
        raise Refusal("form_invalid", "The file does not name the context of Open Badges 2.0.")
    kinds = _types(document)
    if not kinds or not all(one in _TYPES or "://" in one for one in kinds):
        raise Refusal("form_invalid", "The file is of a type that Open Badges 2.0 does not have.")
    if _ASSERTION in kinds:
        for name in ("id", "recipient", "badge", "issuedOn", "verification"):
            if not document.get(name):
                raise Refusal("form_invalid", f"The badge has no {name!r}.")
        if str(document.get("image", "")).startswith("data:"):
            raise Refusal("form_invalid", "The badge's image is no address.")
    refuse_malformed_extensions(document)


def _refuse_unless(document: Mapping[str, Any], kinds: set[str], what: str) -> None:
    if not _types(document) & kinds or not document.get("name"):
        raise Refusal("form_invalid", f"What the badge names as its {what} is none.")


def _types(document: Mapping[str, Any]) -> set[str]:
    return {one for one in values_of(document.get("type")) if isinstance(one, str)}


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value
