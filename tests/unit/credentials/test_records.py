"""Records, endorsements and chains of proofs: each part is judged by itself; what is exported verifies."""

import json
from collections import Counter
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519

from skillsgraph.commands.verifying import lines
from skillsgraph.credentials import keys
from skillsgraph.credentials.content import content_of
from skillsgraph.credentials.documents import from_folder
from skillsgraph.credentials.proofs import data_integrity, jwt
from skillsgraph.credentials.read import LIMITS
from skillsgraph.credentials.result import Outcome, Refusal, Result, Verification
from skillsgraph.credentials.verify import Verifier
from skillsgraph.learners.clr import MOST_AWARDS
from tests.support import openbadges
from tests.support.issuer import BEGUN, DID, OB_CONTEXT, VC_CONTEXT, IssuerElsewhere

NOW = datetime(2026, 11, 23, tzinfo=UTC)
EMAIL = "somebody@example.org"
OTHER = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(32))
OTHER_DID, OTHER_METHOD = keys.did_key(OTHER.public_key()), keys.did_key_method(OTHER.public_key())
SKILLS = [{"targetUrl": f"https://example.org/{one}", "targetName": f"Skill {one}"} for one in range(6)]


@pytest.fixture
def issuer(tmp_path: Path, test_data: Any) -> IssuerElsewhere:
    test_data("openbadges")
    return IssuerElsewhere(tmp_path, openbadges.contexts())


def verified(issuer: IssuerElsewhere, document: dict[str, Any]) -> Verification:
    verifier = Verifier(issuer.known, from_folder(issuer.folder), NOW, trusted={})
    return verifier.verify(json.dumps(document).encode())


def code(found: Verification, wanted: str) -> Result | None:
    return next((one.result for one in found.checks if one.code == wanted), None)


def test_the_largest_record_that_is_exported_verifies_here(issuer: IssuerElsewhere) -> None:
    members = [issuer.badge("https://example.org/a", SKILLS, EMAIL, number=one) for one in range(MOST_AWARDS)]
    record = issuer.record(members, EMAIL)
    assert len(json.dumps(record)) < LIMITS.bytes
    found = verified(issuer, record)
    assert found.outcome is Outcome.VERIFIED, found.as_dict()
    assert [one.outcome for one in found.members] == [Outcome.VERIFIED] * MOST_AWARDS


def endorsement(subject: str) -> dict[str, Any]:
    return {
        "@context": [VC_CONTEXT, OB_CONTEXT],
        "id": "https://board.example/endorsements/1",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "The board endorses this",
        "issuer": {"id": OTHER_DID, "type": ["Profile"], "name": "A board"},
        "validFrom": "2026-02-01T00:00:00Z",
        "credentialSubject": {"id": subject, "type": ["EndorsementSubject"]},
    }


@pytest.mark.parametrize("place", ["credential", "achievement", "issuer"])
@pytest.mark.parametrize("form", ["proof", "token"])
def test_an_endorsement_is_judged_beside_the_badge(issuer: IssuerElsewhere, place: str, form: str) -> None:
    plain = endorsement("https://example.org/a")
    signed = data_integrity.sign(plain, OTHER, OTHER_METHOD, BEGUN, issuer.known)
    given = (
        {"endorsement": [signed]}
        if form == "proof"
        else {"endorsementJwt": [jwt.sign(plain, OTHER, OTHER_METHOD)]}
    )

    def badge(more: dict[str, Any]) -> dict[str, Any]:
        made = issuer.badge("https://example.org/a", SKILLS, EMAIL)
        del made["proof"]
        holders = {
            "credential": made,
            "achievement": made["credentialSubject"]["achievement"],
            "issuer": made["issuer"],
        }
        holders[place].update(deepcopy(more))
        return issuer.sign(made)

    found = verified(issuer, badge(given))
    assert (found.outcome, code(found, "members")) == (Outcome.VERIFIED, Result.PASSED), found.as_dict()
    assert [one.outcome for one in found.members] == [Outcome.VERIFIED]
    if form == "proof":
        given["endorsement"][0] |= {"name": "Changed"}  # type: ignore[index]
    else:
        given["endorsementJwt"] = [str(given["endorsementJwt"][0])[:-12] + "AAAAAAAAAAAA"]
    changed = verified(issuer, badge(given))
    # A false endorsement says nothing against the badge, and is told.
    assert (changed.outcome, code(changed, "members")) == (Outcome.VERIFIED, Result.WARNED)
    assert [one.outcome for one in changed.members] == [Outcome.INVALID]


def test_the_content_of_a_european_credential_is_read_and_its_seal_is_not(test_data: Any) -> None:
    data = test_data("elm/Sample-MC-Annex1-unsigned.jsonld").read_bytes()
    found = Verifier(openbadges.contexts(), now=NOW).verify(data)
    assert (found.outcome, code(found, "seal")) == (Outcome.UNKNOWN, Result.NOT_POSSIBLE)
    assert code(found, "validity") is Result.PASSED
    said = content_of(found.whole)
    assert (said.name, said.issuer, said.result) == (
        "Digital micro-credential creation",
        "urn:epass:org:1",
        "Pass",
    )
    assert [one.name for one in said.references][:2] == [
        "stimulate creativity in the team",
        "communicate with target community",
    ]
    schemes = Counter(str(one.uri).split("/")[3] for one in said.references)
    assert schemes == {"esco": 4, "snb": 2}
    told = "\n".join(lines(Path("sample"), found))
    assert "What: Digital micro-credential creation" in told
    assert "From: University of Zed (urn:epass:org:1)" in told
    empty = json.loads(data) | {"credentialSubject": {"type": "Person", "hasClaim": [None, {"hasPart": 3}]}}
    with pytest.raises(Refusal, match="what was achieved"):
        content_of(empty)


def test_proofs_in_sets_and_chains(issuer: IssuerElsewhere) -> None:
    badge = issuer.badge("https://example.org/a", SKILLS, EMAIL)
    own = badge.pop("proof") | {"id": "urn:uuid:first"}
    badge = data_integrity.sign(
        badge, issuer.key, issuer.method, BEGUN, issuer.known, proof_id="urn:uuid:first"
    )

    def witnessed(**more: Any) -> dict[str, Any]:
        return data_integrity.sign(badge, OTHER, OTHER_METHOD, BEGUN, issuer.known, **more)

    for document in (witnessed(), witnessed(previous=["urn:uuid:first"])):
        found = verified(issuer, document)
        assert (found.outcome, code(found, "proof_of_another")) == (Outcome.VERIFIED, Result.WARNED), (
            found.as_dict()
        )
        assert found.checks[1].code == "proof"
    # The chain's last proof covers the first: without it, or with another in its place, it is false.
    chain = witnessed(previous=["urn:uuid:first"])
    lacking = chain | {"proof": chain["proof"][1:]}
    assert verified(issuer, lacking).outcome is Outcome.INVALID
    assert verified(issuer, chain | {"proof": [own, chain["proof"][1]]}).outcome is Outcome.INVALID
    # A witness alone does not issue.
    alone = {name: value for name, value in badge.items() if name != "proof"}
    alone = data_integrity.sign(alone, OTHER, OTHER_METHOD, BEGUN, issuer.known)
    assert verified(issuer, alone).outcome is Outcome.UNBOUND
    many = badge | {"proof": [badge["proof"] | {"id": f"urn:uuid:{one}"} for one in range(17)]}
    assert verified(issuer, many).outcome is Outcome.INVALID
    assert DID in str(badge["issuer"])


def test_many_proofs_hash_each_form_of_the_document_once(
    issuer: IssuerElsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[bool] = []
    plainly = data_integrity.canonical_expanded

    def counted(expanded: list[Any], *more: Any) -> bytes:
        hashed.append("credentialSubject" in json.dumps(expanded))  # the document, and not a proof's options
        return plainly(expanded, *more)

    monkeypatch.setattr(data_integrity, "canonical_expanded", counted)
    badge = issuer.badge("https://example.org/a", SKILLS, EMAIL)

    def with_proofs(*previous: list[str]) -> Verification:
        named = [{"previousProof": one} if one else {} for one in previous]
        proofs = [badge["proof"] | {"id": f"urn:uuid:{at}"} | more for at, more in enumerate(named)]
        hashed.clear()
        return verified(issuer, badge | {"proof": proofs})

    with_proofs(*[[]] * 16)
    assert (hashed.count(True), hashed.count(False)) == (1, 16)
    # Each builds on another proof, so that each signs another form.
    found = with_proofs([], *[[f"urn:uuid:{one}"] for one in range(15)])
    assert hashed.count(True) == data_integrity.MOST_FORMS == 6
    assert (found.outcome, code(found, "size_limit")) == (Outcome.INVALID, Result.FAILED)
