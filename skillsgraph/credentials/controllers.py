"""Whose key is it? Verification methods found in controller documents, and bound to the issuer.

Controlled Identifiers 1.0, sections 2 and 3: a method is the issuer's only if the issuer's own document says
so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from skillsgraph.credentials import keys
from skillsgraph.credentials.codec import base64url_decode
from skillsgraph.credentials.documents import LARGEST, Documents, did_web_url
from skillsgraph.credentials.keys import PublicKey
from skillsgraph.credentials.read import read_object
from skillsgraph.credentials.result import Outcome, Refusal
from skillsgraph.credentials.values import values_of
from skillsgraph.jsonld import JsonLimits

_LIMITS = JsonLimits(bytes=LARGEST, depth=64, values=100_000)


@dataclass(frozen=True, slots=True)
class Method:
    """A key, the address it was named by, who controls it, and whether its controller uses it to assert."""

    url: str
    key: PublicKey
    controller: str
    asserts: bool


class Controllers:
    """Finds methods and judges whose they are."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def method(self, url: object) -> Method:
        """The verification method at a url. Raises Refusal: `method_malformed`, `document_unavailable`, …"""
        if not isinstance(url, str) or not 8 < len(url) < 4096:
            raise _malformed("The proof does not name its key.")
        if url.startswith(("did:key:", "did:jwk:")):
            return self._self_certifying(url)
        base = url.partition("#")[0]
        if not base.startswith(("did:web:", "https://", "http://")):
            raise Refusal(
                "method_unsupported", f"Keys like {url[:80]!r} cannot be looked up here.", Outcome.UNKNOWN
            )
        document = self.document(base)
        found = next((one for one in _methods(document) if _same(one.get("id"), url, base)), None)
        if found is None:
            raise Refusal("method_not_found", f"The document of {base[:120]!r} has no key {url[-60:]!r}.")
        listed = base if "keys" in document else None  # a JWKS is its own: whose it is, the issuer tells
        controller = found.get("controller", found.get("owner", document.get("id", listed)))
        if not isinstance(controller, str):
            raise _malformed("The key does not say whose it is.")
        if controller == document.get("id", base):
            return Method(url, key_of(found), controller, _asserts(document, url, base))
        owner = self.document(controller)
        return Method(url, key_of(found), controller, _asserts(owner, url, controller))

    def document(self, identifier: str) -> dict[str, Any]:
        """The controller document of a did:web or https identifier, which must say that it is its own."""
        url = did_web_url(identifier) if identifier.startswith("did:web:") else identifier
        document = read_object(self._documents.get(url, "issuer's document with its keys"), _LIMITS)
        if "keys" not in document and document.get("id", identifier) != identifier:
            raise Refusal("controller_mismatch", f"The document at {url[:120]!r} is of somebody else.")
        return document

    def refuse_unbound(self, method: Method, issuer: str) -> None:
        """Raises Refusal `issuer_binding_failed`: the key, good or not, is not the issuer's."""
        if method.controller == issuer:
            if not method.asserts:
                raise Refusal(
                    "proof_purpose_mismatch", "The issuer does not use this key to issue credentials."
                )
            return
        if issuer.startswith(("did:web:", "https://")):
            try:
                document = self.document(issuer)
                if _asserts(document, method.url, issuer) or method.controller == _key_set_of(document):
                    return
            except Refusal as error:
                if error.outcome is not Outcome.UNKNOWN:
                    raise
        raise Refusal(
            "issuer_binding_failed",
            "The signature was made with a key that is not shown to be the issuer's.",
            Outcome.UNBOUND,
        )

    def keys_of(self, issuer: str) -> list[PublicKey]:
        """Every key that an issuer's document uses to assert; of its JWKS, if it is or names one."""
        if issuer.startswith(("did:key:", "did:jwk:")):
            return [self._self_certifying(issuer).key]
        document = self.document(issuer)
        found = [*_key_set(document)]
        found += [one for one in _methods(document) if _asserts(document, str(one.get("id")), issuer)]
        if (address := _key_set_of(document)) is not None:
            found += _key_set(self.document(address))
        return [key_of(one) for one in found]

    @staticmethod
    def _self_certifying(url: str) -> Method:
        did = url.partition("#")[0]
        try:
            if did.startswith("did:key:"):
                key = keys.from_did_key(url)
            else:
                key = keys.from_jwk(read_object(base64url_decode(did.removeprefix("did:jwk:"))))
        except ValueError as error:
            raise _malformed(f"{url[:60]!r} holds no key: {error}.") from error
        return Method(url, key, did, True)


def key_of(found: Mapping[str, Any]) -> PublicKey:
    """The key in a verification method, a JWK or an Open Badges 2.0 CryptographicKey."""
    try:
        if "publicKeyMultibase" in found:
            return keys.from_multikey(found["publicKeyMultibase"])
        if isinstance(found.get("publicKeyJwk"), Mapping):
            return keys.from_jwk(found["publicKeyJwk"])
        if "publicKeyPem" in found:
            return keys.from_pem(found["publicKeyPem"])
        return keys.from_jwk(found)
    except ValueError as error:
        raise _malformed(f"The key cannot be read: {error}.") from error


def _malformed(why: str) -> Refusal:
    return Refusal("method_malformed", why)


def _methods(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every key that a document holds: its methods, those written into relationships, its JWKS, itself."""
    for name in ("verificationMethod", "assertionMethod", "publicKey"):
        yield from (one for one in values_of(document.get(name)) if isinstance(one, Mapping))
    yield from _key_set(document)
    if {"publicKeyMultibase", "publicKeyJwk", "publicKeyPem", "kty"} & document.keys():
        yield document


def _key_set(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The keys of a document that is a JWKS, or has one inside (RFC 7517, section 5)."""
    for holder in (document, document.get("jwks")):
        if isinstance(holder, Mapping) and isinstance(holder.get("keys"), list):
            yield from (
                {"id": one.get("kid"), "publicKeyJwk": one}
                for one in holder["keys"]
                if isinstance(one, Mapping)
            )


def _key_set_of(document: Mapping[str, Any]) -> str | None:
    """Where the JWKS stands that a profile names."""
    address = document.get("jwks_uri", document.get("jwksUri"))
    return address if isinstance(address, str) and address.startswith("https://") else None


def _same(identifier: object, url: str, base: str) -> bool:
    """Whether an id, absolute or a fragment of its document's, is the url; a JWKS has bare `kid`s."""
    if not isinstance(identifier, str):
        return identifier is None and "#" not in url
    if identifier.startswith("#"):
        return base + identifier == url
    return identifier == url or f"{base}#{identifier}" == url


def _asserts(document: Mapping[str, Any], url: str, base: str) -> bool:
    named = [
        one.get("id") if isinstance(one, Mapping) else one
        for name in ("assertionMethod", "publicKey")
        for one in values_of(document.get(name))
    ]
    named += [one["id"] for one in _key_set(document)]
    return any(isinstance(one, str) and _same(one, url, base) for one in named)
