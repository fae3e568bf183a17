"""Tokens and whose keys sign them: algorithms pinned to keys, JWKS, did:web misused, clocks that differ."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from skillsgraph.credentials import keys
from skillsgraph.credentials.codec import base64url_encode
from skillsgraph.credentials.documents import Documents, did_web_url
from skillsgraph.credentials.result import Outcome, Refusal, Verification
from skillsgraph.credentials.validity import CLOCK_TOLERANCE
from skillsgraph.credentials.verify import Verifier
from skillsgraph.jsonld import Contexts

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
RSA = rsa.generate_private_key(65537, 2048)
P256, P384 = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP384R1())
ED = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
ISSUER = "https://issuer.example/profile"
JWKS = "https://issuer.example/jwks.json"
PRIVATE = {"rsa": RSA, "p256": P256, "p384": P384, "ed": ED}


def _encoded(value: Any) -> str:
    return base64url_encode(json.dumps(value).encode())


def _signature(private: Any, data: bytes) -> bytes:
    if isinstance(private, rsa.RSAPrivateKey):
        return private.sign(data, padding.PKCS1v15(), hashes.SHA256())
    if isinstance(private, ed25519.Ed25519PrivateKey):
        return private.sign(data)
    size = private.curve.key_size // 8
    r, s = decode_dss_signature(
        private.sign(data, ec.ECDSA(hashes.SHA256() if size == 32 else hashes.SHA384()))
    )
    return r.to_bytes(size) + s.to_bytes(size)


def token(header: dict[str, Any], private: Any, issuer: str = ISSUER, **claims: Any) -> bytes:
    credential = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": issuer,
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:learner"},
        **claims,
    }
    signed = f"{_encoded(header)}.{_encoded(credential)}"
    signature = private if isinstance(private, bytes) else _signature(private, signed.encode())
    return f"{signed}.{base64url_encode(signature)}".encode()


def published(issuer: str = ISSUER) -> dict[str, bytes]:
    """The issuer's profile, which names its keys."""
    listed = [{**keys.to_jwk(one.public_key()), "kid": name} for name, one in PRIVATE.items()]
    return {
        ISSUER: json.dumps({"id": issuer, "jwks_uri": JWKS}).encode(),
        JWKS: json.dumps({"keys": listed}).encode(),
    }


def verify(data: bytes, documents: dict[str, bytes] | None = None) -> Verification:
    found = published() if documents is None else documents
    return Verifier(Contexts(), Documents(found), NOW).verify(data)


def jwk(name: str) -> dict[str, str]:
    return keys.to_jwk(PRIVATE[name].public_key())


@pytest.mark.parametrize(
    ("algorithm", "name"), [("RS256", "rsa"), ("ES256", "p256"), ("ES384", "p384"), ("EdDSA", "ed")]
)
def test_a_token_by_a_key_of_the_issuers_jwks(algorithm: str, name: str) -> None:
    by_kid = token({"alg": algorithm, "kid": f"{JWKS}#{name}"}, PRIVATE[name])
    by_key = token({"alg": algorithm, "jwk": jwk(name)}, PRIVATE[name])
    for one in (by_kid, by_key):
        found = verify(one)
        assert found.outcome is Outcome.VERIFIED, found.as_dict()
        inside = {ISSUER: json.dumps({"id": ISSUER, "jwks": json.loads(published()[JWKS])}).encode()}
        assert verify(by_key, inside).outcome is Outcome.VERIFIED
    assert verify(by_key, {}).outcome is Outcome.UNBOUND
    unnamed = published() | {ISSUER: json.dumps({"id": ISSUER}).encode()}
    assert verify(by_kid, unnamed).outcome is Outcome.UNBOUND


def _hmac(secret: bytes) -> bytes:
    header = {"alg": "HS256", "kid": f"{JWKS}#rsa"}
    signed = token(header, b"").decode().rpartition(".")[0]
    return token(header, hmac.new(secret, signed.encode(), hashlib.sha256).digest())


PEM = RSA.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (token({"alg": "none"}, b""), "algorithm_not_allowed"),
        (token({"alg": "None", "jwk": jwk("ed")}, b""), "algorithm_not_allowed"),
        (token({"jwk": jwk("ed")}, ED), "algorithm_not_allowed"),
        (_hmac(PEM), "algorithm_not_allowed"),
        (token({"alg": "ES256", "jwk": jwk("rsa")}, RSA), "algorithm_not_allowed"),
        (token({"alg": "RS256", "jwk": jwk("p256")}, P256), "algorithm_not_allowed"),
        (token({"alg": "ES256", "jwk": jwk("p384")}, P384), "algorithm_not_allowed"),
        (token({"alg": "ES256", "jwk": jwk("p256")}, bytes(64)), "proof_invalid"),
        (token({"alg": "ES256", "jwk": jwk("p256")}, bytes(63)), "proof_invalid"),
        (token({"alg": "EdDSA", "jwk": jwk("ed")}, b""), "proof_invalid"),
        (token({"alg": "EdDSA", "jwk": jwk("ed"), "crit": ["exp"]}, ED), "jwt_malformed"),
        (token({"alg": "EdDSA", "jwk": jwk("ed"), "b64": False}, ED), "jwt_malformed"),
        (token({"alg": "EdDSA"}, ED), "method_malformed"),
        (token({"alg": "EdDSA", "jwk": {"kty": "oct", "k": "AA"}}, ED), "method_malformed"),
        (token({"alg": "EdDSA", "jwk": jwk("ed")}, ED, iss="https://another.example"), "claim_mismatch"),
    ],
)
def test_a_token_that_is_none_is_refused_by_its_code(data: bytes, code: str) -> None:
    found = verify(data)
    assert (found.outcome, code in {one.code for one in found.checks}) == (Outcome.INVALID, True), (
        found.as_dict()
    )


def test_a_strangers_key_never_speaks_for_the_issuer() -> None:
    stranger = ed25519.Ed25519PrivateKey.generate()
    shown = keys.to_jwk(stranger.public_key())
    assert verify(token({"alg": "EdDSA", "jwk": shown}, stranger)).outcome is Outcome.UNBOUND
    borrowed = token({"alg": "EdDSA", "kid": "did:key:z6Mk", "jwk": shown}, stranger)
    assert verify(borrowed).outcome is Outcome.UNBOUND
    own = keys.did_key_method(stranger.public_key())
    assert verify(token({"alg": "EdDSA", "kid": own}, stranger)).outcome is Outcome.UNBOUND
    # Nor where the issuer's own document holds a key set: a key must be in it.
    inside = {ISSUER: json.dumps({"id": ISSUER, "jwks": json.loads(published()[JWKS])}).encode()}
    assert verify(token({"alg": "EdDSA", "kid": own}, stranger), inside).outcome is Outcome.UNBOUND
    # A document at the issuer's address that is somebody else's says nothing about its keys.
    other = published("https://another.example/profile")
    found = verify(token({"alg": "EdDSA", "jwk": jwk("ed")}, ED), other)
    assert found.outcome is not Outcome.VERIFIED


@pytest.mark.parametrize(
    ("late", "outcome"),
    [
        (timedelta(), Outcome.VERIFIED),
        (CLOCK_TOLERANCE - timedelta(seconds=1), Outcome.VERIFIED),
        (CLOCK_TOLERANCE + timedelta(seconds=1), Outcome.NOT_YET_VALID),
    ],
)
def test_clocks_may_differ_by_what_is_stated(late: timedelta, outcome: Outcome) -> None:
    begins = (NOW + late).isoformat().replace("+00:00", "Z")
    data = token({"alg": "EdDSA", "jwk": jwk("ed")}, ED, validFrom=begins)
    assert verify(data).outcome is outcome


def test_an_end_is_not_stretched() -> None:
    for seconds, outcome in ((1, Outcome.VERIFIED), (-1, Outcome.EXPIRED)):
        ends = (NOW + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")
        data = token({"alg": "EdDSA", "jwk": jwk("ed")}, ED, validUntil=ends)
        assert verify(data).outcome is outcome


def _seconds(after: timedelta) -> int:
    return int((NOW + after).timestamp())


LATE, TOO_LATE = CLOCK_TOLERANCE - timedelta(seconds=1), CLOCK_TOLERANCE + timedelta(seconds=1)
STATUS = {
    "type": "BitstringStatusListEntry",
    "statusListIndex": "1",
    "statusListCredential": "data:application/vc,{}",
}


@pytest.mark.parametrize(
    ("claims", "outcome", "code"),
    [
        ({"nbf": _seconds(LATE), "validFrom": (NOW + LATE).isoformat()}, Outcome.VERIFIED, "validity"),
        (
            {"nbf": _seconds(TOO_LATE), "validFrom": (NOW + TOO_LATE).isoformat()},
            Outcome.NOT_YET_VALID,
            "not_yet_valid",
        ),
        ({"nbf": _seconds(LATE)}, Outcome.INVALID, "claim_mismatch"),
        ({"nbf": "soon"}, Outcome.INVALID, "jwt_malformed"),
        ({"nbf": True}, Outcome.INVALID, "jwt_malformed"),
        ({"exp": _seconds(timedelta(seconds=-1))}, Outcome.EXPIRED, "expired"),
        # When a token was made says nothing about when it is valid (RFC 7519, section 4.1.6).
        ({"iat": _seconds(TOO_LATE)}, Outcome.VERIFIED, "validity"),
        ({"credentialSubject": [{"id": "did:example:a"}, {"id": "did:example:b"}]}, Outcome.VERIFIED, "form"),
        ({"credentialSubject": []}, Outcome.INVALID, "form_invalid"),
        ({"credentialSubject": ["did:example:a"]}, Outcome.INVALID, "form_invalid"),
        ({"credentialSubject": [{"id": "did:example:a"}, {}]}, Outcome.INVALID, "form_invalid"),
        ({"credentialStatus": STATUS}, Outcome.UNKNOWN, "document_unavailable"),
    ],
)
def test_odd_claims_by_their_outcomes(claims: dict[str, Any], outcome: Outcome, code: str) -> None:
    found = verify(token({"alg": "EdDSA", "jwk": jwk("ed")}, ED, **claims))
    assert (found.outcome, code in {one.code for one in found.checks}) == (outcome, True), found.as_dict()


@pytest.mark.parametrize(
    ("did", "url"),
    [
        ("did:web:xn--mnchen-3ya.example", "https://xn--mnchen-3ya.example/.well-known/did.json"),
        ("did:web:m%C3%BCnchen.example:a", "https://münchen.example/a/did.json"),
        ("did:web:example.org", "https://example.org/.well-known/did.json"),
        ("did:web:example.org:a:b", "https://example.org/a/b/did.json"),
        ("did:web:example.org%3A8443:a#key", "https://example.org:8443/a/did.json"),
    ],
)
def test_where_a_did_web_stands(did: str, url: str) -> None:
    assert did_web_url(did) == url


@pytest.mark.parametrize(
    "did",
    [
        "did:web:",
        "did:web::a",
        "did:web:example.org:",
        "did:web:example.org:..:b",
        "did:web:example.org:%2e%2e:b",
        "did:web:example.org:a%2Fb",
        "did:web:example.org%2F..%2Fb",
        "did:web:user@example.org",
        "did:web:example.org:a?b=c",
        "did:web:example.org:a%23b",
        "did:web:example.org:a\\b",
    ],
)
def test_a_did_web_that_leads_elsewhere_is_none(did: str) -> None:
    with pytest.raises(Refusal) as refused:
        did_web_url(did)
    assert refused.value.code == "did_malformed"


def test_a_did_web_must_be_its_own_document() -> None:
    did = "did:web:issuer.example"
    method = {
        "id": f"{did}#k",
        "type": "Multikey",
        "controller": did,
        "publicKeyMultibase": keys.to_multikey(ED.public_key()),
    }
    data = token({"alg": "EdDSA", "kid": f"{did}#k"}, ED, did)
    for owner, asserted, outcome in (
        (did, [f"{did}#k"], Outcome.VERIFIED),
        ("did:web:another.example", [f"{did}#k"], Outcome.INVALID),
        (did, [], Outcome.INVALID),
    ):
        document = {"id": owner, "verificationMethod": [method], "assertionMethod": asserted}
        found = verify(data, {did_web_url(did): json.dumps(document).encode()})
        assert found.outcome is outcome, found.as_dict()
    assert verify(data, {}).outcome is Outcome.UNKNOWN
