"""Issuers' keys: encrypted, rotated, and kept for what they have signed."""

from pathlib import Path

import pytest

from skillsgraph.credentials.issue import Issuer, did_document, encode_bits, key_set
from skillsgraph.credentials.keystore import Keystore
from skillsgraph.errors import ConfigurationRefused, KeyRefused
from skillsgraph.model.ids import make_id

ORG = make_id("org", "https://example.org/school")
PASSPHRASE = "correct horse battery"


def test_a_rotated_key_is_still_published_and_signs_no_more(tmp_path: Path) -> None:
    keys = Keystore(tmp_path, PASSPHRASE)
    first = keys.create(ORG)
    second = keys.rotate(ORG)
    assert [one.name for one in keys.published(ORG)] == ["key-1", "key-2"]
    assert [one.retired is None for one in keys.published(ORG)] == [False, True]
    key, private = keys.signing(ORG)
    assert key == second
    second.public.verify(private.sign(b"a text"), b"a text")
    assert first.multikey != second.multikey


def test_no_private_key_lies_open(tmp_path: Path) -> None:
    Keystore(tmp_path, PASSPHRASE).create(ORG)
    (pem,) = tmp_path.rglob("*.pem")
    assert pem.read_text().startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert pem.stat().st_mode & 0o077 == 0
    with pytest.raises(KeyRefused, match="another one"):
        Keystore(tmp_path, "another passphrase").signing(ORG)


def test_what_cannot_be_is_refused(tmp_path: Path) -> None:
    keys = Keystore(tmp_path, PASSPHRASE)
    with pytest.raises(KeyRefused):
        keys.rotate(ORG)
    with pytest.raises(KeyRefused):
        keys.signing(ORG)
    keys.create(ORG)
    with pytest.raises(KeyRefused):
        keys.create(ORG)
    with pytest.raises(KeyRefused):
        keys.published("../../elsewhere")
    with pytest.raises(ConfigurationRefused):
        Keystore(tmp_path / "other", "short").create(ORG)


def test_the_did_and_the_keys_name_each_other(tmp_path: Path) -> None:
    key = Keystore(tmp_path, PASSPHRASE).create(ORG)
    issuer = Issuer(ORG, "A school", "https://skills.example:8443")
    assert issuer.did == f"did:web:skills.example%3A8443:issuers:{ORG}"
    document = did_document(issuer, [key])
    assert document["assertionMethod"] == [document["verificationMethod"][0]["id"]] == [f"{issuer.did}#key-1"]
    (jwk,) = key_set(issuer, [key])["keys"]
    assert (jwk["kid"], jwk["crv"], "d" in jwk) == (f"{issuer.did}#key-1", "Ed25519", False)


def test_the_first_bit_is_the_leftmost() -> None:
    import gzip
    from base64 import urlsafe_b64decode

    text = encode_bits([0, 9])
    packed = text[1:] + "=" * (-len(text[1:]) % 4)
    bits = gzip.decompress(urlsafe_b64decode(packed))
    assert text[0] == "u"
    assert (len(bits), bits[0], bits[1], sum(bits)) == (16_384, 0x80, 0x40, 0xC0)
