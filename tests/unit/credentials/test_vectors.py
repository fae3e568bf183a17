"""The vectors of others: every file gives the outcome that its publisher says, within the limits of work."""

import json
import time
import tracemalloc
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519

from skillsgraph.credentials import keys
from skillsgraph.credentials.canon import canonical_expanded
from skillsgraph.credentials.documents import Documents
from skillsgraph.credentials.proofs import data_integrity
from skillsgraph.credentials.result import Outcome
from skillsgraph.credentials.safe import expand_safely
from skillsgraph.credentials.verify import Verifier
from tests.support import openbadges
from tests.support.openbadges_vectors import NOW, Vector, vectors, verify

VECTORS = [
    pytest.param(one, id=f"{one.set}: {one.path.name} ({one.path.parent.name})") for one in vectors()
] or [pytest.param(None, marks=pytest.mark.skip(openbadges.NEEDS_DATA))]


@pytest.mark.parametrize("vector", VECTORS)
def test_every_vector_gives_what_it_must(vector: Vector) -> None:
    begun = time.process_time()
    found = verify(vector)
    codes = {check.code for check in found.checks if check.result != "passed"}
    assert str(found.outcome) == vector.outcome, found.checks
    assert set(vector.codes) <= codes, found.checks
    assert all(check.message for check in found.checks)
    assert time.process_time() - begun < 2


def _attack(name: str) -> Vector:
    return next(one for one in vectors() if one.path.name == name)


@pytest.mark.parametrize(
    "name",
    ["baked-zip-bomb.png", "statuslist-gzip-bomb.json", "baked-billion-laughs.svg", "poison-clique-10.json"],
)
def test_bombs_take_little_memory(test_data: Any, name: str) -> None:
    test_data("openbadges")
    vector = _attack(name)
    tracemalloc.start()
    try:
        verify(vector)
        assert tracemalloc.get_traced_memory()[1] < 100 * 1024**2
    finally:
        tracemalloc.stop()


def test_the_recipient_is_compared_when_one_is_named(test_data: Any) -> None:
    test_data("openbadges")
    vector = _attack("recipient-hashed-email.json")
    assert verify(vector, recipients=("A@example.com",)).outcome is Outcome.VERIFIED
    wrong = verify(vector, recipients=("b@example.com",))
    assert (wrong.outcome, wrong.checks[-2].code) == (Outcome.INVALID, "recipient_mismatch")


def test_a_short_status_list_is_refused_when_that_is_asked(test_data: Any) -> None:
    test_data("openbadges")
    found = verify(_attack("statuslist-short-100000.json"), strict=True)
    assert found.outcome is Outcome.INVALID


def test_a_known_issuer_is_a_statement_of_its_own(test_data: Any) -> None:
    test_data("openbadges")
    vector = _attack("valid-eddsa-rdfc-2022.json")
    issuer = json.loads(vector.path.read_text())["issuer"]["id"]
    for trusted, result in ((None, "not_possible"), ({}, "warned"), ({issuer: "a register"}, "passed")):
        found = verify(vector, trusted=trusted)
        check = next(one for one in found.checks if one.code == "issuer_known")
        assert (found.outcome, str(check.result)) == (Outcome.VERIFIED, result)


KEY = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
LIST = "https://issuer.example/status/1"


def _with_status(test_data: Any, name: str, purpose: str, index: int) -> Outcome:
    """A credential signed here, whose status is in one of the lists of the vectors."""
    document = json.loads(test_data("openbadges/vectors/attacks/valid-eddsa-rdfc-2022.json").read_text())
    del document["proof"]
    document["issuer"]["id"] = keys.did_key(KEY.public_key())
    document["credentialStatus"] = {
        "id": f"{LIST}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": LIST,
    }
    method, begun = keys.did_key_method(KEY.public_key()), datetime(2026, 1, 1, tzinfo=UTC)
    signed = data_integrity.sign(document, KEY, method, begun, openbadges.contexts())
    documents = Documents(
        {LIST: test_data(f"openbadges/vectors/attacks/{name}").read_bytes()} if name else {}
    )
    return Verifier(openbadges.contexts(), documents, NOW).verify_document(signed).outcome


@pytest.mark.parametrize(
    ("name", "purpose", "index", "outcome"),
    [
        ("statuslist-revoked-94567.json", "revocation", 94567, Outcome.REVOKED),
        ("statuslist-revoked-94567.json", "revocation", 94566, Outcome.VERIFIED),
        ("statuslist-revoked-94567.json", "revocation", 94568, Outcome.VERIFIED),
        ("statuslist-revoked-94567.json", "revocation", 10**9, Outcome.INVALID),
        ("statuslist-wrong-purpose.json", "revocation", 5, Outcome.INVALID),
        ("statuslist-short-100000.json", "revocation", 5, Outcome.VERIFIED),
        ("statuslist-gzip-bomb.json", "revocation", 5, Outcome.INVALID),
        ("", "revocation", 5, Outcome.UNKNOWN),
    ],
)
def test_status_lists(test_data: Any, name: str, purpose: str, index: int, outcome: Outcome) -> None:
    assert _with_status(test_data, name, purpose, index) is outcome


@pytest.mark.parametrize(
    ("kind", "page"), [("obv3p0", "linked-data-proof-ob"), ("clrv2p0", "linked-data-proof-clr")]
)
def test_the_guides_vectors_step_by_step(test_data: Any, kind: str, page: str) -> None:
    """The guide shows the signed credential in a page, and gives both canonical forms as files."""
    folder = test_data("openbadges/vectors/1edtech-obspec-impl/ob_v3p0/impl")
    known = openbadges.contexts()
    signed = _last_json((folder / f"{page}.html").read_text())
    proofs = data_integrity.proofs_of(signed)
    unsigned = {name: value for name, value in signed.items() if name != "proof"}
    options = {name: value for name, value in proofs[0].items() if name != "proofValue"}
    options["@context"] = unsigned["@context"]
    steps = folder / "test-vectors" / kind
    for one, step in ((unsigned, "document-canon.txt"), (options, "proof-canon.txt")):
        assert canonical_expanded(expand_safely(one, known)).decode() == (steps / step).read_text()
    key = proofs[0]["verificationMethod"].partition("#")[2]
    data_integrity.verify(data_integrity.Hashes(signed, known), proofs[0], keys.from_multikey(key))

    issuer = signed["issuer"] if isinstance(signed["issuer"], str) else signed["issuer"]["id"]
    profile = {
        "id": issuer,
        "assertionMethod": [
            {
                "id": proofs[0]["verificationMethod"],
                "type": "Multikey",
                "controller": issuer,
                "publicKeyMultibase": key,
            }
        ],
    }
    documents = Documents({issuer: json.dumps(profile).encode()})
    found = Verifier(known, documents, NOW).verify_document(signed)
    assert {"proof", "issuer_binding"} <= {check.code for check in found.checks}


def _last_json(page: str) -> dict[str, Any]:
    decoder, found = json.JSONDecoder(), {}
    at = page.find("{\n")
    while at >= 0:
        try:
            value, length = decoder.raw_decode(page[at:])
        except json.JSONDecodeError:
            length = 1
        else:
            if isinstance(value, dict) and "proof" in value and "@context" in value:
                found = value
        at = page.find("{\n", at + length)
    return found
