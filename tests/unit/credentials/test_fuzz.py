"""Whatever is handed in, the answer is a verification: no reader ends in an exception of another kind."""

import json
import zlib
from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from skillsgraph.credentials import contexts
from skillsgraph.credentials.bake import PNG
from skillsgraph.credentials.codec import base64url_encode
from skillsgraph.credentials.content import content_of
from skillsgraph.credentials.documents import Documents
from skillsgraph.credentials.keys import from_did_key, from_jwk, from_multikey, from_pem
from skillsgraph.credentials.recipient import matches
from skillsgraph.credentials.result import Outcome, Refusal
from skillsgraph.credentials.verify import Verifier

VERIFIER = Verifier(contexts.load(None), Documents(), recipients=("a@example.com",))
SOME = settings(max_examples=60)

_WORDS = st.sampled_from(
    [
        *("VerifiableCredential", "OpenBadgeCredential"),
        *("ClrCredential", "Assertion", "DataIntegrityProof"),
        *(
            "eddsa-rdfc-2022",
            "https://www.w3.org/ns/credentials/v2",
            "https://w3id.org/openbadges/v2",
            "did:key:z6Mk",
        ),
        *(
            "assertionMethod",
            "2026-01-01T00:00:00Z",
            "BitstringStatusListEntry",
            "hosted",
            "signed",
            "z1",
            "",
            "é\u202e",
        ),
    ]
)
_NAMES = st.sampled_from(
    [
        *(
            "@context",
            "id",
            "type",
            "issuer",
            "credentialSubject",
            "proof",
            "validFrom",
            "validUntil",
            "credentialStatus",
        ),
        *(
            "proofValue",
            "verificationMethod",
            "cryptosuite",
            "created",
            "proofPurpose",
            "previousProof",
            "endorsement",
        ),
        *(
            "statusListIndex",
            "statusListCredential",
            "credentialSchema",
            "identifier",
            "hashed",
            "identityHash",
        ),
        *(
            "badge",
            "recipient",
            "issuedOn",
            "verification",
            "verifiableCredential",
            "achievement",
            "@id",
            "@type",
        ),
        *(
            "expires",
            "evidence",
            "name",
            "salt",
            "vc",
            "iss",
            "nbf",
            "exp",
            "alg",
            "kid",
            "jwk",
            "crit",
            "kty",
            "x",
        ),
    ]
)
_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False) | _WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES, inner, max_size=6),
    max_leaves=30,
)
_OBJECTS = st.dictionaries(_NAMES, _VALUES, max_size=10)
# Near enough to a credential to be looked at further.
_CREDENTIALS = _OBJECTS.map(
    lambda found: {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": "did:key:z6MksNhtp4xnYsE2RjG3TPQKVEeDwyy2LLr4aNqsxLubM7dC",
        "credentialSubject": {"id": "did:example:learner"},
        **found,
    }
)


def _text(value: Any) -> bytes:
    return json.dumps(value).encode()


@SOME
@given(st.binary(max_size=400))
def test_bytes(data: bytes) -> None:
    assert VERIFIER.verify(data).outcome is not Outcome.VERIFIED


@SOME
@given(_OBJECTS | _CREDENTIALS)
def test_json(value: Any) -> None:
    found = VERIFIER.verify(_text(value))
    assert found.outcome is not Outcome.VERIFIED
    assert found.as_dict()


@SOME
@given(_OBJECTS, _OBJECTS | _CREDENTIALS, st.binary(max_size=64))
def test_tokens(header: Any, payload: Any, signature: bytes) -> None:
    for one in (header, {"alg": "EdDSA", **header}):
        parts = (_text(one), _text(payload), signature)
        token = ".".join(base64url_encode(part) for part in parts)
        assert VERIFIER.verify(token.encode()).outcome is not Outcome.VERIFIED


@SOME
@given(st.binary(max_size=60), st.sampled_from([b"iTXt", b"zTXt", b"tEXt", b"IEND"]), st.booleans())
def test_png(body: bytes, kind: bytes, keyed: bool) -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)

    inner = b"openbadgecredential\0" + body if keyed else body
    data = PNG + chunk(b"IHDR", bytes(13)) + chunk(kind, inner) + chunk(b"IEND", b"")
    assert VERIFIER.verify(data).outcome is not Outcome.VERIFIED


@SOME
@given(st.text(max_size=80))
def test_svg(text: str) -> None:
    data = f'<svg xmlns:o="https://purl.imsglobal.org/ob/v3p0"><o:credential>{text}</o:credential></svg>'
    assert VERIFIER.verify(data.encode("utf-8", "surrogatepass")).outcome is not Outcome.VERIFIED


@SOME
@given(st.text(max_size=60), _OBJECTS)
def test_keys_and_identities(text: str, value: Any) -> None:
    for read, given_ in (
        (from_multikey, text),
        (from_multikey, f"z{text}"),
        (from_did_key, text),
        (from_pem, text),
    ):
        _only_value_errors(read, given_)
    _only_value_errors(from_jwk, {**value, "kty": "OKP", "crv": "Ed25519"})
    _only_value_errors(from_jwk, {**value, "kty": "RSA", "n": text, "e": "AQAB"})
    assert matches(value, text) in (True, False)


def _only_value_errors(read: Any, given_: Any) -> None:
    try:
        read(given_)
    except ValueError:
        return


@SOME
@given(_OBJECTS)
def test_what_a_badge_says(value: Any) -> None:
    for one in (value, {"credentialSubject": value}, {"badge": value, "name": "x"}):
        with suppress(Refusal):
            assert content_of(one).name
