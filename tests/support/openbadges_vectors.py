"""The sets of vectors, each file with the outcome or the code that it must give.

`benchmarks/credentials/vectors.py` counts them for the README.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from skillsgraph.credentials.documents import Documents
from skillsgraph.credentials.read import read_credential
from skillsgraph.credentials.result import Refusal, Verification
from skillsgraph.credentials.verify import Verifier
from tests.support.openbadges import ROOT, contexts

NOW = datetime(2026, 11, 23, tzinfo=UTC)
_DCC = "https://digitalcredentials.github.io/vc-test-fixtures"
_DCC_LISTS = (
    "https://raw.githubusercontent.com/digitalcredentials/verifier-core/refs/heads/main/src/test-fixtures"
)


@dataclass(frozen=True, slots=True)
class Vector:
    """A file, the outcome wanted, and codes of checks that must be among those that did not pass."""

    set: str
    path: Path
    outcome: str
    codes: tuple[str, ...] = ()


def verify(vector: Vector, **options: object) -> Verification:
    data = vector.path.read_bytes()
    documents = Documents(_served(vector, data))
    return Verifier(contexts(), documents, NOW, **options).verify(data)  # type: ignore[arg-type]


def right(vector: Vector) -> bool:
    found = verify(vector)
    codes = {check.code for check in found.checks if check.result != "passed"}
    return str(found.outcome) == vector.outcome and set(vector.codes) <= codes


def vectors() -> Iterator[Vector]:
    if ROOT is not None:
        yield from _attacks()
        yield from _dcc()
        yield from _ob20()


def _served(vector: Vector, data: bytes) -> dict[str, bytes]:
    """What the local map has; a hosted badge stands at its own address, as its publisher's server has it."""
    served = dict(_everything())
    if vector.set == "Open Badges 2.0":
        try:
            document = read_credential(data).document
        except Refusal:
            document = None
        if document is not None:
            served[str(document.get("id"))] = json.dumps(document).encode()
    return served


@cache
def _everything() -> dict[str, bytes]:
    assert ROOT is not None
    served = {"http://example.com/badgecriteria.json": b"{}"}
    for file in (ROOT / "vectors/1edtech-ob20/assets").iterdir():
        for scheme in ("https", "http"):
            served[f"{scheme}://example.org/{file.name}"] = file.read_bytes()
    dcc = ROOT / "vectors/dcc-vc-test-fixtures"
    for name in ("legacy", "oidf"):
        served[f"{_DCC}/dids/{name}/did.json"] = (dcc / "dids" / name / "did.json").read_bytes()
    for file in (dcc / "statusLists/didkey-ed25519Signature2020").iterdir():
        served[f"{_DCC}/statusLists/didkey-ed25519Signature2020/{file.name}"] = file.read_bytes()
        served[f"{_DCC_LISTS}/status/{file.name}"] = file.read_bytes()
    return served


_INVALID = [
    "proof_invalid",
    "context_violation",
    "proof_purpose_mismatch",
    "proof_malformed",
    "canonicalization_limit",
    "json_too_deep",
    "algorithm_not_allowed",
    "claim_mismatch",
    "size_limit",
    "no_credential",
    "image_malformed",
]
_OUTCOMES = {
    **dict.fromkeys(_INVALID, "invalid"),
    "context_not_allowed": "unknown",
    "proof_unsupported": "unknown",
    "issuer_binding_failed": "unbound",
    "expired": "expired",
    "not_yet_valid": "not_yet_valid",
}


def _attacks() -> Iterator[Vector]:
    assert ROOT is not None
    folder = ROOT / "vectors/attacks"
    for name, entry in json.loads((folder / "MANIFEST.json").read_text())["vectors"].items():
        wanted = entry["expect"].split(";")[0].split()[0]
        codes = (wanted,) if wanted in _OUTCOMES else ()
        if name == "baked-compressed.png":
            codes = ("baking_compressed",)
        if name == "statuslist-short-100000.json":
            codes = ("STATUS_LIST_LENGTH_ERROR",)
        yield Vector("attacks", folder / name, _OUTCOMES.get(wanted, "verified"), codes)


def _dcc() -> Iterator[Vector]:
    assert ROOT is not None
    folder = ROOT / "vectors/dcc-vc-test-fixtures/verifiableCredentials"
    for path in sorted((*folder.rglob("*.json"), *folder.rglob("*.png"))):
        # The images of this set show QR codes; nothing is baked into them.
        shown = ("invalid", ("no_credential",)) if path.suffix == ".png" else _named(path.stem)
        yield Vector("DCC", path, *shown)


def _named(name: str) -> tuple[str, tuple[str, ...]]:
    """What a fixture's name says."""
    for part, outcome, code in (
        ("badDidWeb", "unknown", "document_unavailable"),  # its DID has no document anywhere
        ("badSchema", "invalid", "context_violation"),  # it defines a term of its own
        ("tamperedStatus", "invalid", "STATUS_VERIFICATION_ERROR"),
        ("missingTypeStatus", "invalid", "STATUS_VERIFICATION_ERROR"),
        ("expiredStatus", "invalid", "STATUS_VERIFICATION_ERROR"),
        ("notYetValidStatus", "invalid", "STATUS_VERIFICATION_ERROR"),
        ("revoked", "revoked", "revoked"),
        ("-tampered", "invalid", "proof_invalid"),
        ("-notYetValid", "not_yet_valid", "not_yet_valid"),
        ("-expired", "expired", "expired"),
    ):
        if part in name:
            return outcome, (code,)
    return "verified", ()


# As the publisher of the set says; the codes are ours.
_OB20 = {
    "assertion-with-data-image": ("invalid", "form_invalid"),
    "assertion-with-extension-node-invalid": ("invalid", "extension_invalid"),
    "basic-assertion-expired-before-issued": ("invalid", "date_malformed"),
    "basic-assertion-expired": ("expired", "expired"),
    "basic-assertion-in-future": ("not_yet_valid", "not_yet_valid"),
    "basic-assertion-invalid-context": ("invalid", "form_invalid"),
    "basic-assertion-invalid-type": ("invalid", "form_invalid"),
    "basic-assertion-with-allowed-origins-invalid-multiple-starts-with": ("invalid", "issuer_binding_failed"),
    "basic-assertion-with-allowed-origins-invalid-starts-with": ("invalid", "issuer_binding_failed"),
    "badge-class-invalid-issuer-type": ("invalid", "form_invalid"),
    "invalid-class": ("invalid", "form_invalid"),
    "invalid-empty-type": ("invalid", "form_invalid"),
    "invalid-one-invalid-class": ("invalid", "form_invalid"),
    "redirected-validation-subject": ("invalid", "json_malformed"),  # it has comments
    "simple-revoked": ("revoked", "revoked"),
    "warning-with-redirection": ("verified", "hosted_redirected"),
    "warning-issuer-non-http": ("verified", "issuer_address"),
}


def _ob20() -> Iterator[Vector]:
    assert ROOT is not None
    folder = ROOT / "vectors/1edtech-ob20"
    for path in sorted((*folder.glob("*.*"), *(folder / "rdf-validation").glob("*.json"))):
        outcome, *codes = _OB20.get(path.stem, ("verified",))
        yield Vector("Open Badges 2.0", path, outcome, tuple(codes))
