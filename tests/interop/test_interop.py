"""What is issued here verifies in Digital Bazaar's packages and in `jose`, and what they issue does here."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.credentials import issue
from skillsgraph.credentials.contexts import pins
from skillsgraph.credentials.keystore import IssuerKey, Keystore
from skillsgraph.credentials.proofs import data_integrity, jwt
from skillsgraph.credentials.result import Outcome, Verification
from skillsgraph.credentials.validity import moment
from skillsgraph.credentials.verify import Verifier
from skillsgraph.model.ids import make_id
from tests.support.openbadges import NEEDS_DATA, ROOT, contexts

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 25, tzinfo=UTC)
ISSUER = issue.Issuer(
    make_id("org", "a school"), "Une école ✓", "https://skills.example", "https://school.example"
)
ACHIEVEMENT = issue.Achievement(
    "https://school.example/badge",
    "شارة — a badge",
    "Knows how.",
    None,
    (("https://esco.example/skill", "Python", "ESCO"),),
)
TAKEN_BACK = 4711


@dataclass(frozen=True)
class Interop:
    """What was issued here and what the others said of it, and what they issued."""

    answer: dict[str, Any]
    credential: dict[str, Any]


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script beside the pinned packages that it needs."""
    if shutil.which("npm") is None:
        pytest.skip("needs Node.js and npm")
    if ROOT is None:
        pytest.skip(NEEDS_DATA)
    folder = tmp_path_factory.mktemp("interop")
    for name in ("package.json", "interop.mjs"):
        shutil.copy(HERE / name, folder)
    subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True, timeout=120
    )
    return folder / "interop.mjs"


def unsigned(
    place: int = 7, subject: str = "urn:uuid:4a6b2c80-3d5e-4f6a-8b9c-0d1e2f3a4b5c"
) -> dict[str, Any]:
    given = issue.Issued("award", subject, date(2026, 3, 1), date(2099, 3, 1), "92 %", place)
    return issue.badge(ISSUER, ACHIEVEMENT, given)


def signed(document: dict[str, Any], key: IssuerKey, private: Any) -> dict[str, Any]:
    return data_integrity.sign(document, private, ISSUER.method(key), NOW, contexts())


@pytest.fixture(scope="module")
def interop(script: Path, tmp_path_factory: pytest.TempPathFactory) -> Interop:
    keys = Keystore(tmp_path_factory.mktemp("keys"), "correct horse battery")
    keys.create(ISSUER.id)
    old, old_private = keys.signing(ISSUER.id)
    badge = signed(unsigned(), old, old_private)
    keys.rotate(ISSUER.id)
    key, private = keys.signing(ISSUER.id)
    revoked = signed(unsigned(TAKEN_BACK), key, private)
    marked = {issue.StatusPurpose.REVOCATION: [TAKEN_BACK], issue.StatusPurpose.SUSPENSION: []}
    lists = {
        ISSUER.status_list(purpose): signed(issue.status_list(ISSUER, purpose, places, NOW), key, private)
        for purpose, places in marked.items()
    }
    forged = badge | {"validUntil": "2199-01-01T00:00:00Z"}
    token = jwt.sign(unsigned(), private, ISSUER.method(key))
    record = signed(issue.record(ISSUER, "urn:uuid:1", "Somebody", [badge, token], NOW), key, private)
    did = issue.did_document(ISSUER, keys.published(ISSUER.id))
    head, body, _ = token.split(".")
    other = jwt.sign(unsigned(), old_private, ISSUER.method(key)).split(".")[2]
    given = {
        "documents": documents() | {did["id"]: did} | lists,
        "credentials": [badge, revoked, forged, *lists.values(), record],
        "tokens": [token, f"{head}.{body}.{other}"],
        "jwks": issue.key_set(ISSUER, keys.published(ISSUER.id)),
        "sign": [unsigned()],
    }
    asked = subprocess.run(
        ["node", str(script)],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    return Interop(json.loads(asked.stdout), badge)


def documents() -> dict[str, Any]:
    """Every pinned context of which there is a copy."""
    assert ROOT is not None
    folder = ROOT / "contexts"
    index = json.loads((folder / "INDEX.json").read_text())
    return {url: json.loads((folder / index[url]["file"]).read_text()) for url in pins() if url in index}


def test_theirs_verifies_ours(interop: Interop) -> None:
    badge, revoked, forged, *rest = interop.answer["credentials"]
    for good in (badge, *rest):
        assert good["verified"], good["why"]
        assert good["marked"] == []
    # Their `verified` says that the list is good; what the list says stands beside it.
    assert (revoked["verified"], revoked["marked"]) == (True, ["revocation"])
    assert not forged["verified"]
    assert "Invalid signature" in forged["why"]


def test_jose_verifies_our_tokens(interop: Interop) -> None:
    good, forged = interop.answer["tokens"]
    assert good["verified"], good["why"]
    assert good["payload"]["credentialSubject"]["achievement"]["name"] == ACHIEVEMENT.name
    assert (good["payload"]["iss"], good["payload"]["exp"]) == (
        ISSUER.did,
        moment(unsigned()["validUntil"], "validUntil").timestamp(),
    )
    assert not forged["verified"]


def outcome(data: Any) -> Verification:
    text = data if isinstance(data, str) else json.dumps(data)
    return Verifier(contexts()).verify(text.encode())


def test_ours_verifies_theirs(interop: Interop) -> None:
    for one in (*interop.answer["signed"], *interop.answer["signedTokens"]):
        found = outcome(one)
        assert found.outcome is Outcome.VERIFIED, found.as_dict()
    (one,) = interop.answer["signed"]
    assert one["proof"]["cryptosuite"] == "eddsa-rdfc-2022"
    assert outcome(one | {"validUntil": "2199-01-01T00:00:00Z"}).outcome is Outcome.INVALID
    taken_over = one | {"issuer": one["issuer"] | {"id": ISSUER.did}}
    assert outcome(taken_over).outcome is not Outcome.VERIFIED
