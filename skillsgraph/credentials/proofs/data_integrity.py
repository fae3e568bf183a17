"""Data Integrity proofs over RDF: eddsa-rdfc-2022, Ed25519Signature2020 and ecdsa-rdfc-2019.

W3C: Data Integrity 1.0 (4.4, 4.5), EdDSA Cryptosuites 1.0 (3.2), ECDSA Cryptosuites 1.0 (3.2).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from skillsgraph.credentials.canon import Hash, canonical_expanded
from skillsgraph.credentials.codec import base58_decode, multibase_encode
from skillsgraph.credentials.keys import PublicKey
from skillsgraph.credentials.proofs.times import in_utc
from skillsgraph.credentials.result import Outcome, Refusal
from skillsgraph.credentials.safe import expand_safely, refuse_second_spellings
from skillsgraph.jsonld import Contexts

PrivateKey = ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey
EDDSA, ECDSA, ED25519_2020 = "eddsa-rdfc-2022", "ecdsa-rdfc-2019", "Ed25519Signature2020"
DATA_INTEGRITY = "DataIntegrityProof"
MOST_FORMS = 6  # in which one document is hashed: by each algorithm, with each set of earlier proofs


def suite_of(proof: Mapping[str, Any]) -> str:
    """The suite that a proof names; one that is not known makes it `unknown`, never invalid."""
    kind = proof.get("type")
    name = proof.get("cryptosuite") if kind == DATA_INTEGRITY else kind
    if name in (EDDSA, ECDSA) and kind == DATA_INTEGRITY:
        return str(name)
    if name == ED25519_2020 and "cryptosuite" not in proof:
        return str(name)
    raise Refusal(
        "proof_unsupported", f"The proof is of a kind not known here: {str(name)[:60]!r}.", Outcome.UNKNOWN
    )


def proofs_of(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The proofs of a document, one or a set. Raises Refusal: `proof_malformed`."""
    found = document.get("proof")
    proofs = found if isinstance(found, list) else [found] if found is not None else []
    if not all(isinstance(one, dict) for one in proofs) or len(proofs) > 16:
        raise Refusal("proof_malformed", "What stands as proof is not one, or there are more than 16.")
    return proofs


class Hashes:
    """What the proofs of one document sign. What several of them sign is worked out once."""

    def __init__(self, document: Mapping[str, Any], known: Contexts) -> None:
        self._document = document
        self._known = known
        self._done: dict[str, bytes] = {}

    def of(self, proof: Mapping[str, Any], algorithm: Hash = Hash.SHA_256) -> bytes:
        """The hash of the proof's options, then that of the document without this proof.

        The document still holds its proofs: those that this one names as `previousProof` are signed with it.
        """
        options = {name: value for name, value in proof.items() if name != "proofValue"}
        unsecured = {name: value for name, value in self._document.items() if name != "proof"}
        previous = _previous(self._document, proof)
        if previous:
            unsecured["proof"] = previous
        if (own := proof.get("@context")) is not None:
            _refuse_other_context(self._document.get("@context"), own)
            unsecured["@context"] = own
        options["@context"] = unsecured.get("@context")
        key = json.dumps([algorithm, options["@context"], previous], sort_keys=True)
        hashed = self._hash(options, algorithm)
        if key not in self._done:
            if len(self._done) == MOST_FORMS:
                raise Refusal("size_limit", f"Its proofs sign it in more than {MOST_FORMS} forms.")
            form = self._hash(unsecured, algorithm)
            refuse_second_spellings(self._document)
            self._done[key] = form
        return hashed + self._done[key]

    def _hash(self, document: Mapping[str, Any], algorithm: Hash) -> bytes:
        digest = getattr(hashlib, algorithm)
        return bytes(digest(canonical_expanded(expand_safely(document, self._known), algorithm)).digest())


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _refuse_other_context(of_document: Any, of_proof: Any) -> None:
    names = _listed(of_proof)
    if _listed(of_document)[: len(names)] != names:
        raise Refusal(
            "proof_invalid", "The proof was made under contexts that the document does not begin with."
        )


def _previous(document: Mapping[str, Any], proof: Mapping[str, Any]) -> list[dict[str, Any]]:
    if "previousProof" not in proof:
        return []
    by_id = {one.get("id"): one for one in proofs_of(document) if isinstance(one.get("id"), str)}
    names = _listed(proof["previousProof"])
    if not names or not all(isinstance(name, str) and name in by_id for name in names):
        raise Refusal("proof_invalid", "The proof builds on another proof, which is not there.")
    return [by_id[name] for name in names]


def verify(hashes: Hashes, proof: Mapping[str, Any], key: PublicKey) -> None:
    """Raises Refusal: `proof_invalid`, `proof_malformed`, `proof_unsupported`, `context_violation`, …"""
    suite = suite_of(proof)
    curve = _curve(key)
    if (suite == ECDSA) != (curve is not None):
        raise Refusal("proof_invalid", "The key is of another kind than the proof says.")
    signature = signature_of(proof, (curve.key_size // 4) if curve else 64)
    algorithm = Hash.SHA_384 if curve and curve.key_size == 384 else Hash.SHA_256
    data = hashes.of(proof, algorithm)
    try:
        if isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, data)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            half = len(signature) // 2
            r, s = int.from_bytes(signature[:half]), int.from_bytes(signature[half:])
            key.verify(encode_dss_signature(r, s), data, ec.ECDSA(_hashing(key.curve)))
    except InvalidSignature:
        raise Refusal(
            "proof_invalid", "The signature does not fit: the credential was changed after it was signed."
        ) from None


def signature_of(proof: Mapping[str, Any], size: int) -> bytes:
    value = proof.get("proofValue")
    try:
        if not isinstance(value, str) or not value.startswith("z"):
            raise ValueError("not base58btc")
        signature = base58_decode(value[1:])
    except ValueError:
        raise Refusal("proof_malformed", "The signature is not written in base58btc.") from None
    if len(signature) != size:
        raise Refusal("proof_malformed", f"The signature has {len(signature)} bytes instead of {size}.")
    return signature


def _curve(key: PublicKey) -> ec.EllipticCurve | None:
    return key.curve if isinstance(key, ec.EllipticCurvePublicKey) else None


def _hashing(curve: ec.EllipticCurve) -> hashes.HashAlgorithm:
    return hashes.SHA384() if curve.key_size == 384 else hashes.SHA256()


def sign(
    document: Mapping[str, Any],
    key: PrivateKey,
    method: str,
    created: datetime,
    known: Contexts,
    *,
    legacy: bool = False,
    previous: Iterable[str] = (),
    proof_id: str | None = None,
) -> dict[str, Any]:
    """The document with one proof more, by the key's suite; `legacy` makes an Ed25519Signature2020.

    Args:
        method: The DID URL of the key, which the issuer's document must list as an assertion method.
        created: With its zone; written in UTC to the second.
        previous: Ids of proofs that are there already and are signed with the document (a chain).

    Raises:
        Refusal: The document says something that its contexts would drop (`context_violation`).
    """
    curve = key.curve if isinstance(key, ec.EllipticCurvePrivateKey) else None
    proof: dict[str, Any] = {"type": ED25519_2020 if legacy else DATA_INTEGRITY}
    if proof_id:
        proof["id"] = proof_id
    if not legacy:
        proof["cryptosuite"] = ECDSA if curve else EDDSA
    proof |= {
        "created": in_utc(created),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    if names := list(previous):
        proof["previousProof"] = names if len(names) > 1 else names[0]
    algorithm = Hash.SHA_384 if curve and curve.key_size == 384 else Hash.SHA_256
    data = Hashes(document, known).of(proof, algorithm)
    if isinstance(key, ed25519.Ed25519PrivateKey):
        signature = key.sign(data)
    else:
        r, s = decode_dss_signature(key.sign(data, ec.ECDSA(_hashing(key.curve))))
        size = key.curve.key_size // 8
        signature = r.to_bytes(size) + s.to_bytes(size)
    proof["proofValue"] = multibase_encode(signature)
    there = proofs_of(document)
    return {**document, "proof": [*there, proof] if there else proof}
