"""The signing keys of issuers: one folder each, private keys encrypted, rotated and never taken away.

    issuers/org_…/keys.json      what is public: each key's name, Multikey, and from when until when it signs
    issuers/org_…/key-1.pem      PKCS #8, encrypted with the passphrase of the settings

A key that is rotated out signs nothing more and is still published, so that what it signed can be verified.
"""

import json
import os
import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from skillsgraph.credentials.keys import from_multikey, to_multikey
from skillsgraph.errors import ConfigurationRefused, KeyRefused

SHORTEST_PASSPHRASE = 12
_ISSUER = re.compile(r"org_[0-9a-f]{26}")


@dataclass(frozen=True, slots=True)
class IssuerKey:
    """The public half of a key; `retired` is the moment since when it signs no more."""

    name: str
    multikey: str
    created: str
    retired: str | None = None

    @property
    def public(self) -> ed25519.Ed25519PublicKey:
        found = from_multikey(self.multikey)
        if not isinstance(found, ed25519.Ed25519PublicKey):
            raise KeyRefused(f"The key {self.name} is not one of Ed25519.")
        return found


class Keystore:
    """The keys below a folder. Reading what is public needs no passphrase."""

    def __init__(self, folder: Path, passphrase: str = "") -> None:
        self._folder = folder
        self._passphrase = passphrase

    def published(self, issuer: str) -> list[IssuerKey]:
        """Every key that the issuer has or had, the newest last."""
        try:
            found = json.loads((self._home(issuer) / "keys.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        return [IssuerKey(**one) for one in found]

    def create(self, issuer: str) -> IssuerKey:
        """Make the issuer's first key.

        Raises:
            KeyRefused: It has one.
            ConfigurationRefused: There is no passphrase, or a short one.
        """
        if self.published(issuer):
            raise KeyRefused(
                "The issuer has a key.", hint="Replace it with `skillsgraph keys issuer rotate`."
            )
        return self._add(issuer)

    def rotate(self, issuer: str) -> IssuerKey:
        """Make a new key, which signs from now on in place of the one before. Raises like `create`."""
        if not self.published(issuer):
            raise KeyRefused("The issuer has no key.", hint="Make one with `skillsgraph keys issuer create`.")
        return self._add(issuer)

    def signing(self, issuer: str) -> tuple[IssuerKey, ed25519.Ed25519PrivateKey]:
        """The key that signs now.

        Raises:
            KeyRefused: The issuer has none, or the passphrase is not the one it was encrypted with.
        """
        keys = [one for one in self.published(issuer) if one.retired is None]
        if not keys:
            raise KeyRefused("The issuer has no key.", hint="Make one with `skillsgraph keys issuer create`.")
        pem = (self._home(issuer) / f"{keys[-1].name}.pem").read_bytes()
        try:
            private = load_pem_private_key(pem, self._secret())
        except (ValueError, TypeError) as error:
            raise KeyRefused("The key cannot be opened: ISSUER_PASSPHRASE is another one.") from error
        if not isinstance(private, ed25519.Ed25519PrivateKey):
            raise KeyRefused(f"The key {keys[-1].name} is not one of Ed25519.")
        return keys[-1], private

    def _add(self, issuer: str) -> IssuerKey:
        home, now = self._home(issuer), datetime.now(UTC).isoformat(timespec="seconds")
        before = [
            one if one.retired else replace(one, retired=now.replace("+00:00", "Z"))
            for one in self.published(issuer)
        ]
        private = ed25519.Ed25519PrivateKey.generate()
        name = f"key-{len(before) + 1}"
        made = IssuerKey(name, to_multikey(private.public_key()), now.replace("+00:00", "Z"))
        pem = private.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(self._secret())
        )
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Made with these rights, not given them afterwards; refused if it is there, so none is written over.
        with os.fdopen(
            os.open(home / f"{name}.pem", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
        ) as file:
            file.write(pem)
        listed = home / "keys.json.new"
        listed.write_text(json.dumps([asdict(one) for one in [*before, made]], indent=1), encoding="utf-8")
        listed.replace(home / "keys.json")
        return made

    def _secret(self) -> bytes:
        if len(self._passphrase) < SHORTEST_PASSPHRASE:
            raise ConfigurationRefused(
                f"SKILLSGRAPH_ISSUER_PASSPHRASE needs at least {SHORTEST_PASSPHRASE} characters.",
                hint="It encrypts the keys of issuers, and signing needs it.",
            )
        return self._passphrase.encode()

    def _home(self, issuer: str) -> Path:
        if not _ISSUER.fullmatch(issuer):
            raise KeyRefused("An issuer is named by the id of its organization, such as org_….")
        return self._folder / issuer
