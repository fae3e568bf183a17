"""The kinds of status: lists of bits with one purpose or several, messages, a list of identifiers."""

import gzip
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519

from skillsgraph.credentials import keys
from skillsgraph.credentials import verify as verifying
from skillsgraph.credentials.codec import base64url_encode
from skillsgraph.credentials.documents import Documents
from skillsgraph.credentials.members import ENVELOPE
from skillsgraph.credentials.proofs import jwt
from skillsgraph.credentials.read import Read
from skillsgraph.credentials.result import Outcome, Verification
from skillsgraph.credentials.status import read_list
from skillsgraph.credentials.verify import MOST_LISTS, Verifier
from skillsgraph.jsonld import Contexts
from tests.support.openbadges_vectors import NOW

KEY = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
ISSUER = keys.did_key(KEY.public_key())
VCDM = "https://www.w3.org/ns/credentials/v2"
LIST = "https://issuer.example/status/1"
OTHER = "https://issuer.example/status/2"
ENTRIES = 131_072


def signed(document: dict[str, Any]) -> bytes:
    """As a JWT, which needs no contexts: what is tested is the status."""
    return jwt.sign({"issuer": ISSUER, **document}, KEY, keys.did_key_method(KEY.public_key())).encode()


def bits(values: dict[int, int], size: int = 1) -> str:
    """A list in which some places have a value, the leftmost bit first."""
    whole = 0
    for place, value in values.items():
        whole |= value << (ENTRIES * size - (place + 1) * size)
    return "u" + base64url_encode(gzip.compress(whole.to_bytes(ENTRIES * size // 8)))


def listed(encoded: str, purpose: Any = "revocation", kind: str = "BitstringStatusList") -> bytes:
    return signed(
        {
            "@context": [VCDM],
            "id": LIST,
            "type": ["VerifiableCredential", f"{kind}Credential"],
            "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": {
                "id": f"{LIST}#list",
                "type": kind,
                "statusPurpose": purpose,
                "encodedList": encoded,
            },
        }
    )


def entry(place: Any = 7, purpose: str = "revocation", url: str = LIST, **more: Any) -> dict[str, Any]:
    return {
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(place),
        "statusListCredential": url,
        **more,
    }


def credential(status: Any, **more: Any) -> bytes:
    return signed(
        {
            "@context": [VCDM],
            "id": "urn:uuid:1",
            "type": ["VerifiableCredential"],
            "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": {"id": "did:example:learner"},
            "credentialStatus": status,
            **more,
        }
    )


def verify(status: Any, published: dict[str, bytes], **more: Any) -> Verification:
    return Verifier(Contexts(), Documents(published), NOW, **more).verify(credential(status))


def messages(found: Verification) -> str:
    return " ".join(check.message for check in found.checks)


@pytest.mark.parametrize(
    ("revoked", "suspended", "outcome"),
    [
        ({}, {}, Outcome.VERIFIED),
        ({7: 1}, {}, Outcome.REVOKED),
        ({}, {7: 1}, Outcome.SUSPENDED),
        ({7: 1}, {7: 1}, Outcome.REVOKED),
        ({6: 1, 8: 1}, {0: 1}, Outcome.VERIFIED),
    ],
)
def test_a_list_for_each_purpose(
    revoked: dict[int, int], suspended: dict[int, int], outcome: Outcome
) -> None:
    published = {LIST: listed(bits(revoked)), OTHER: listed(bits(suspended), "suspension")}
    assert verify([entry(), entry(purpose="suspension", url=OTHER)], published).outcome is outcome


def test_one_list_of_several_purposes() -> None:
    published = {LIST: listed(bits({7: 1, 9: 1}), ["revocation", "suspension"])}
    assert verify(entry(7), published).outcome is Outcome.REVOKED
    assert verify(entry(9, "suspension"), published).outcome is Outcome.SUSPENDED
    assert verify(entry(7, "message"), published).outcome is Outcome.INVALID


def test_messages_are_told_and_decide_nothing() -> None:
    says = [{"status": "0x0", "message": "pending"}, {"status": "0x2", "message": "under appeal."}]
    published = {LIST: listed(bits({7: 2, 8: 3}, 2), "message")}
    for place, wanted in ((7, "under appeal"), (6, "pending"), (8, "message: 3")):
        found = verify(entry(place, "message", statusSize=2, statusMessage=says), published)
        assert found.outcome is Outcome.VERIFIED
        assert wanted in messages(found)
    # A message does not soften a revocation.
    taken = {LIST: listed(bits({7: 1}))}
    assert (
        verify(entry(statusMessage=[{"status": "0x1", "message": "fine"}]), taken).outcome is Outcome.REVOKED
    )


def test_status_list_2021() -> None:
    old = entry() | {"type": "StatusList2021Entry"}
    encoded = bits({7: 1}).removeprefix("u")
    assert verify(old, {LIST: listed(encoded, kind="StatusList2021")}).outcome is Outcome.REVOKED
    assert verify(old, {LIST: listed(bits({}), kind="StatusList2021")}).outcome is Outcome.VERIFIED
    assert verify(old, {LIST: listed(encoded)}).outcome is Outcome.INVALID


def test_the_list_of_1edtech() -> None:
    status = {"id": LIST, "type": "1EdTechRevocationList"}

    def found(revoked: list[Any], issuer: Any = ISSUER) -> Verification:
        text = json.dumps({"id": LIST, "issuer": issuer, "revokedCredential": revoked}).encode()
        return verify(status, {LIST: text})

    taken = found([{"id": "urn:uuid:1", "revoked": True, "revocationReason": "A mistake"}])
    assert (taken.outcome, "A mistake" in messages(taken)) == (Outcome.REVOKED, True)
    assert found([{"id": "urn:uuid:1"}]).outcome is Outcome.REVOKED
    assert found([{"id": "urn:uuid:1", "revoked": False}]).outcome is Outcome.VERIFIED
    assert found([{"id": "urn:uuid:2"}]).outcome is Outcome.VERIFIED
    assert found([], issuer="did:example:another").outcome is Outcome.INVALID
    assert verify(status, {}).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("status", "outcome", "code"),
    [
        (entry(-1), Outcome.INVALID, "status_malformed"),
        (entry("7.5"), Outcome.INVALID, "status_malformed"),
        (entry("٧"), Outcome.INVALID, "status_malformed"),
        (entry(ENTRIES), Outcome.INVALID, "RANGE_ERROR"),
        (entry(statusSize=0), Outcome.INVALID, "status_malformed"),
        (entry(statusSize=9), Outcome.INVALID, "status_malformed"),
        ("revoked", Outcome.INVALID, "status_malformed"),
        ([entry()] * 9, Outcome.INVALID, "status_malformed"),
        (entry() | {"type": "StatusOfTomorrow"}, Outcome.UNKNOWN, "status_unsupported"),
        (entry(url=OTHER), Outcome.UNKNOWN, "document_unavailable"),
    ],
)
def test_what_is_no_status_is_told(status: Any, outcome: Outcome, code: str) -> None:
    found = verify(status, {LIST: listed(bits({}))})
    assert (found.outcome, code in {check.code for check in found.checks}) == (outcome, True)


@pytest.mark.parametrize(
    "bad",
    ["", "u", "u!!", "uAAAA", "u" + base64url_encode(gzip.compress(bytes(99), mtime=0)[:-9]), [], {"a": []}],
)
def test_a_damaged_list_never_verifies(bad: Any) -> None:
    assert verify(entry(), {LIST: listed(bad)}).outcome is Outcome.INVALID


def test_a_list_of_a_million_entries() -> None:
    encoded = "u" + base64url_encode(gzip.compress(bytes(999_999 // 8) + b"\x01"))
    assert verify(entry(999_999), {LIST: listed(encoded)}).outcome is Outcome.REVOKED


def test_a_list_with_a_status_of_its_own_is_refused() -> None:
    """Else it could name itself, and be looked up for ever."""
    subject = {"type": "BitstringStatusList", "statusPurpose": "revocation", "encodedList": bits({})}
    document = {
        "@context": [VCDM],
        "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": subject,
    }
    assert verify(entry(), {LIST: signed(document)}).outcome is Outcome.VERIFIED
    found = verify(entry(), {LIST: signed({**document, "credentialStatus": entry()})})
    assert found.outcome is Outcome.INVALID
    assert "STATUS_VERIFICATION_ERROR" in {check.code for check in found.checks}


def test_a_record_shares_its_lists_and_has_forty_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bytes] = []

    def counted(data: bytes) -> Read:
        read.append(data)
        return read_list(data)

    monkeypatch.setattr(verifying, "read_list", counted)
    published = {f"{LIST}{one}": listed(bits({one: 1})) for one in range(MOST_LISTS + 2)}

    def record(lists: list[int]) -> Verification:
        members = [
            credential([entry(99, url=f"{LIST}{one}") for one in lists[start : start + 2]])
            for start in range(0, len(lists), 2)
        ]
        tokens = [{"type": "EnvelopedVerifiableCredential", "id": ENVELOPE + one.decode()} for one in members]
        inside = {"verifiableCredential": tokens}
        read.clear()
        whole = credential([], credentialSubject=inside)
        return Verifier(Contexts(), Documents(published), NOW).verify(whole)

    shared = record([0, 1] * 10)
    assert [one.outcome for one in shared.members] == [Outcome.VERIFIED] * 10
    assert len(read) == 2
    many = record(list(range(MOST_LISTS + 2)))
    assert len(read) == MOST_LISTS
    assert [one.outcome for one in many.members] == [Outcome.VERIFIED] * 20 + [Outcome.INVALID]
    assert "size_limit" in {check.code for check in many.members[-1].checks}
