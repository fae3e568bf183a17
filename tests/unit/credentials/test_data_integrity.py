"""Data Integrity: the working group's vectors step by step, and what we sign ourselves."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from skillsgraph.credentials import keys
from skillsgraph.credentials.canon import canonical_expanded
from skillsgraph.credentials.codec import base58_decode
from skillsgraph.credentials.proofs import data_integrity
from skillsgraph.credentials.result import Outcome, Refusal
from skillsgraph.credentials.safe import expand_safely
from tests.support import openbadges

VECTORS = "vectors/w3c-vc-di-eddsa/TestVectors"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text())
    return found


@pytest.mark.parametrize(
    ("suite", "ending"), [("eddsa-rdfc-2022", "DataInt"), ("Ed25519Signature2020", "EdSig")]
)
def test_each_step_of_the_working_groups_vectors(test_data: Any, suite: str, ending: str) -> None:
    folder = test_data(f"openbadges/{VECTORS}")
    known, here = openbadges.contexts(), folder / suite
    signed = _json(here / f"signed{ending}.json")
    config = _json(here / f"proofConfig{ending}.json")
    unsigned = {name: value for name, value in signed.items() if name != "proof"}

    document = canonical_expanded(expand_safely(unsigned, known))
    assert document.decode() == (here / f"canonDoc{ending}.txt").read_text()
    options = canonical_expanded(expand_safely(config, known))
    assert options.decode() == (here / f"proofCanon{ending}.txt").read_text()
    assert hashlib.sha256(document).hexdigest() == (here / f"docHash{ending}.txt").read_text().strip()
    assert hashlib.sha256(options).hexdigest() == (here / f"proofHash{ending}.txt").read_text().strip()
    data = data_integrity.Hashes(signed, known).of(signed["proof"])
    assert data.hex() == (here / f"combinedHash{ending}.txt").read_text().strip()

    pair = _json(folder / "keyPair.json")
    key = ed25519.Ed25519PrivateKey.from_private_bytes(base58_decode(pair["privateKeyMultibase"][1:])[2:])
    created = datetime.fromisoformat(signed["proof"]["created"])
    ours = data_integrity.sign(
        unsigned,
        key,
        signed["proof"]["verificationMethod"],
        created,
        known,
        legacy=suite == data_integrity.ED25519_2020,
    )
    assert ours["proof"]["proofValue"] == (here / f"sigBTC58{ending}.txt").read_text().strip()
    data_integrity.verify(
        data_integrity.Hashes(signed, known), signed["proof"], keys.from_multikey(pair["publicKeyMultibase"])
    )


@pytest.mark.parametrize("path", openbadges.files("signedProof*.json", f"{VECTORS}/proof-set-chain"))
def test_proof_sets_and_chains(path: Path) -> None:
    document = _json(path)
    for proof in data_integrity.proofs_of(document):
        data_integrity.verify(
            data_integrity.Hashes(document, openbadges.contexts()),
            proof,
            keys.from_did_key(proof["verificationMethod"]),
        )


def test_a_chain_whose_first_link_was_changed_is_refused(test_data: Any) -> None:
    document = _json(test_data(f"openbadges/{VECTORS}/proof-set-chain/signedProofChain1.json"))
    first, *_, last = data_integrity.proofs_of(document)
    first["proofValue"] = document["proof"][1]["proofValue"]
    with pytest.raises(Refusal) as caught:
        data_integrity.verify(
            data_integrity.Hashes(document, openbadges.contexts()),
            last,
            keys.from_did_key(last["verificationMethod"]),
        )
    assert caught.value.code == "proof_invalid"


@pytest.mark.parametrize(
    "key",
    [
        ed25519.Ed25519PrivateKey.from_private_bytes(bytes(32)),
        ec.derive_private_key(7, ec.SECP256R1()),
        ec.derive_private_key(7, ec.SECP384R1()),
    ],
    ids=["Ed25519", "P-256", "P-384"],
)
def test_what_is_signed_verifies_until_it_is_changed(test_data: Any, key: data_integrity.PrivateKey) -> None:
    document = _json(test_data("openbadges/vectors/attacks/valid-eddsa-rdfc-2022.json"))
    del document["proof"]
    public, known = key.public_key(), openbadges.contexts()
    signed = data_integrity.sign(document, key, keys.did_key_method(public), NOW, known)
    data_integrity.verify(data_integrity.Hashes(signed, known), signed["proof"], public)
    signed["name"] = "Something else"
    with pytest.raises(Refusal) as caught:
        data_integrity.verify(data_integrity.Hashes(signed, known), signed["proof"], public)
    assert (caught.value.code, caught.value.outcome) == ("proof_invalid", Outcome.INVALID)


@pytest.mark.parametrize(
    "key",
    [
        ed25519.Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key(),
        ec.derive_private_key(7, ec.SECP256R1()).public_key(),
        ec.derive_private_key(7, ec.SECP384R1()).public_key(),
    ],
    ids=["Ed25519", "P-256", "P-384"],
)
def test_keys_come_back_from_each_way_of_writing_them(key: keys.PublicKey) -> None:
    for again in (
        keys.from_multikey(keys.to_multikey(key)),
        keys.from_did_key(keys.did_key_method(key)),
        keys.from_jwk(keys.to_jwk(key)),
    ):
        assert keys.to_jwk(again) == keys.to_jwk(key)


@pytest.mark.parametrize(
    "text", [None, "", "z", "z6Mk", "u", "did:key:z6Mk", "z0OIl", "z" + "1" * 5000, "zz6Mk" + "a" * 40]
)
def test_what_is_no_key_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        keys.from_multikey(text)
