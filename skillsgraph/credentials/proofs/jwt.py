"""Credentials as JSON Web Tokens, and the signatures of Open Badges 2.0.

RFC 7515, RFC 8725 (the algorithm is pinned to the key), VC-JOSE-COSE, VC Data Model 1.1 section 6.3.1, Open
Badges 3.0 section 8.2.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from skillsgraph.credentials.codec import base64url_encode
from skillsgraph.credentials.controllers import Controllers, Method, key_of
from skillsgraph.credentials.keys import PublicKey, to_jwk
from skillsgraph.credentials.read import Token
from skillsgraph.credentials.result import Outcome, Refusal
from skillsgraph.credentials.validity import moment

ALLOWED = ("EdDSA", "Ed25519", "ES256", "ES384", "RS256")


def refuse_algorithm(token: Token) -> None:
    """Raises Refusal before any key is looked up: `algorithm_not_allowed`, `jwt_malformed`."""
    algorithm = token.header.get("alg")
    if algorithm not in ALLOWED:
        raise Refusal("algorithm_not_allowed", f"Tokens signed by {str(algorithm)[:40]!r} are not accepted.")
    if "crit" in token.header or token.header.get("b64") is False:
        raise Refusal("jwt_malformed", "The token demands extensions that are not known here.")


def verify(token: Token, key: PublicKey) -> None:
    """Raises Refusal: `algorithm_not_allowed` (for this key), `proof_invalid`."""
    refuse_algorithm(token)
    algorithm = token.header["alg"]
    if algorithm not in _algorithms(key):
        raise Refusal("algorithm_not_allowed", f"The key is not one for the algorithm {algorithm}.")
    try:
        if isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(token.signature, token.signed)
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(token.signature, token.signed, padding.PKCS1v15(), hashes.SHA256())
        else:
            key.verify(_der(token.signature, key), token.signed, _ecdsa(key))
    except (InvalidSignature, ValueError):
        raise Refusal(
            "proof_invalid", "The signature does not fit: the credential was changed after it was signed."
        ) from None


def _algorithms(key: PublicKey) -> tuple[str, ...]:
    if isinstance(key, ed25519.Ed25519PublicKey):
        return ("EdDSA", "Ed25519")
    if isinstance(key, rsa.RSAPublicKey):
        return ("RS256",)
    return ("ES256",) if key.curve.key_size == 256 else ("ES384",)


def _ecdsa(key: ec.EllipticCurvePublicKey) -> ec.ECDSA:
    return ec.ECDSA(hashes.SHA256() if key.curve.key_size == 256 else hashes.SHA384())


def _der(signature: bytes, key: ec.EllipticCurvePublicKey) -> bytes:
    half = key.curve.key_size // 8
    if len(signature) != 2 * half:
        raise ValueError("a signature of another length")
    return encode_dss_signature(int.from_bytes(signature[:half]), int.from_bytes(signature[half:]))


def method_of(token: Token, issuer: str, controllers: Controllers) -> Method:
    """The key that the header names. A key written into the header is nobody's until the issuer shows it."""
    kid, jwk = token.header.get("kid"), token.header.get("jwk")
    if isinstance(jwk, Mapping):
        key = key_of(jwk)
        return Method(str(kid or "jwk"), key, issuer if _shown(key, issuer, controllers) else "", True)
    if not isinstance(kid, str):
        if issuer.startswith(("did:key:", "did:jwk:")):
            return controllers.method(issuer)
        raise Refusal("method_malformed", "The token does not name its key.")
    if ":" not in kid or kid.startswith("#"):
        kid = f"{issuer}#{kid.removeprefix('#')}"
    method = controllers.method(kid)
    if method.controller != issuer and kid.startswith((f"{issuer}#", f"{issuer}/")):
        return Method(kid, method.key, issuer, True)
    return method


def _shown(key: PublicKey, issuer: str, controllers: Controllers) -> bool:
    try:
        return to_jwk(key) in [to_jwk(one) for one in controllers.keys_of(issuer)]
    except Refusal as error:
        if error.outcome is Outcome.UNKNOWN:
            return False
        raise


def credential_of(token: Token) -> dict[str, Any]:
    """The credential in the payload; of VCDM 1.1, its `vc` claim with what the registered claims add.

    Raises:
        Refusal: `claim_mismatch`, where a claim and the credential say different things.
    """
    claims = token.payload
    inner = claims.get("vc")
    credential = dict(inner) if isinstance(inner, dict) else {**claims}
    if not isinstance(inner, dict):
        for name in ("iss", "sub", "jti", "nbf", "exp", "iat", "aud"):
            credential.pop(name, None)
    for claim, found, place in (
        ("iss", _id(credential.get("issuer")), "issuer"),
        ("jti", credential.get("id"), "id"),
        ("sub", _id(credential.get("credentialSubject")), "subject"),
    ):
        value = claims.get(claim)
        if value is not None and found is not None and value != found:
            raise _mismatch(claim, place)
        if claim == "iss" and value is not None and found is None:
            credential["issuer"] = value
        if claim == "jti" and value is not None and found is None:
            credential["id"] = value
    _fill_dates(credential, claims)
    return credential


def _fill_dates(credential: dict[str, Any], claims: Mapping[str, Any]) -> None:
    for claim, names in (("nbf", ("validFrom", "issuanceDate")), ("exp", ("validUntil", "expirationDate"))):
        seconds = claims.get(claim)
        if seconds is None:
            continue
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds < 2**36:
            raise Refusal("jwt_malformed", f"The claim {claim!r} is no time.")
        there = next((credential[name] for name in names if name in credential), None)
        if there is None:
            credential[names[0]] = datetime.fromtimestamp(seconds).astimezone().isoformat()
        elif abs(moment(there, names[0]).timestamp() - seconds) >= 1:
            raise _mismatch(claim, names[0])


def _id(value: Any) -> Any:
    return value.get("id") if isinstance(value, Mapping) else value if isinstance(value, str) else None


def _mismatch(claim: str, place: str) -> Refusal:
    return Refusal("claim_mismatch", f"The token's claim {claim!r} and the credential's {place} differ.")


def sign(credential: Mapping[str, Any], key: ed25519.Ed25519PrivateKey, kid: str) -> str:
    """A credential as a compact JWT, signed with EdDSA; `kid` is the DID URL of the key.

    The credential is the payload, with its issuer, id, subject and dates as registered claims besides.
    Source: Open Badges 3.0, sections 8.2.2 to 8.2.4; RFC 8037, section 3.1.
    """
    header = {"alg": "EdDSA", "typ": "JWT", "kid": kid}
    claims: dict[str, Any] = {"iss": _id(credential.get("issuer")), "jti": credential.get("id")}
    claims["sub"] = _id(credential.get("credentialSubject"))
    for claim, name in (("nbf", "validFrom"), ("exp", "validUntil")):
        if name in credential:
            claims[claim] = int(moment(credential[name], name).timestamp())
    kept = {name: value for name, value in claims.items() if value is not None}
    signed = ".".join(_part(one) for one in (header, {**credential, **kept}))
    return f"{signed}.{base64url_encode(key.sign(signed.encode()))}"


def _part(value: Mapping[str, Any]) -> str:
    return base64url_encode(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
