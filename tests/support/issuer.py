"""An issuer elsewhere: its did:web document, its badges and its lists, as files that verification finds."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ed25519

from skillsgraph.credentials.documents import INDEX, did_web_url
from skillsgraph.credentials.issue import CLR_CONTEXT, VC_CONTEXT, encode_bits
from skillsgraph.credentials.keys import to_multikey
from skillsgraph.credentials.proofs import data_integrity
from skillsgraph.jsonld import Contexts

DID = "did:web:badges.example"
LIST = "https://badges.example/status/1"
OB_CONTEXT = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
PLACE = 4711


class IssuerElsewhere:
    """Signs with one key and publishes into a folder of documents."""

    def __init__(self, folder: Path, known: Contexts, did: str = DID) -> None:
        self.folder, self.known, self.did = folder, known, did
        self.key = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
        self.method = f"{did}#key-1"
        method = {
            "id": self.method,
            "type": "Multikey",
            "controller": did,
            "publicKeyMultibase": to_multikey(self.key.public_key()),
        }
        self.publish(
            did_web_url(did), {"id": did, "verificationMethod": [method], "assertionMethod": [self.method]}
        )
        if did == DID:
            self.mark(())

    def publish(self, url: str, document: dict[str, Any]) -> None:
        index = self.folder / INDEX
        names = json.loads(index.read_text()) if index.is_file() else {}
        names[url] = f"{list(names).index(url) if url in names else len(names)}.json"
        (self.folder / names[url]).write_text(json.dumps(document))
        index.write_text(json.dumps(names))

    def mark(self, places: Iterable[int]) -> None:
        """Publish the list of what is revoked."""
        self.publish(
            LIST,
            self.sign(
                {
                    "@context": [VC_CONTEXT],
                    "id": LIST,
                    "type": ["VerifiableCredential", "BitstringStatusListCredential"],
                    "issuer": DID,
                    "validFrom": "2026-01-01T00:00:00Z",
                    "credentialSubject": {
                        "id": f"{LIST}#list",
                        "type": "BitstringStatusList",
                        "statusPurpose": "revocation",
                        "encodedList": encode_bits(places),
                    },
                }
            ),
        )

    def sign(self, document: dict[str, Any]) -> dict[str, Any]:
        return data_integrity.sign(document, self.key, self.method, BEGUN, self.known)

    def badge(
        self,
        identifier: str,
        alignments: Sequence[dict[str, Any]],
        email: str,
        *,
        number: int = 1,
        place: int = PLACE,
        **more: Any,
    ) -> dict[str, Any]:
        """A signed badge; `more` goes to the subject, `achievement` in it to the achievement."""
        subject = {
            "type": ["AchievementSubject"],
            "identifier": [_identity(email)],
            "achievement": {
                "id": identifier,
                "type": ["Achievement"],
                "name": "Kitchen hygiene",
                "description": "What a kitchen is kept clean by",
                "criteria": {"narrative": "An exam"},
                "alignment": [{"type": ["Alignment"], **one} for one in alignments],
                **more.pop("achievement", {}),
            },
            **more,
        }
        return self.sign(
            {
                "@context": [VC_CONTEXT, OB_CONTEXT],
                "id": f"https://badges.example/badges/{number}",
                "type": ["VerifiableCredential", "OpenBadgeCredential"],
                "name": "Kitchen hygiene",
                "issuer": {"id": self.did, "type": ["Profile"], "name": "A school elsewhere"},
                "validFrom": "2026-02-01T00:00:00Z",
                "validUntil": "2099-02-01T00:00:00Z",
                "credentialSubject": subject,
                "credentialStatus": {
                    "id": f"{LIST}#{place}",
                    "type": "BitstringStatusListEntry",
                    "statusPurpose": "revocation",
                    "statusListIndex": str(place),
                    "statusListCredential": LIST,
                },
            }
        )

    def record(self, members: Sequence[dict[str, Any]], email: str, **more: Any) -> dict[str, Any]:
        """A signed CLR 2.0 that holds credentials as they are; `more` goes to the subject."""
        return self.sign(
            {
                "@context": [VC_CONTEXT, CLR_CONTEXT, OB_CONTEXT],
                "id": "https://badges.example/records/1",
                "type": ["VerifiableCredential", "ClrCredential"],
                "name": "What was learned elsewhere",
                "issuer": {"id": self.did, "type": ["Profile"], "name": "A school elsewhere"},
                "validFrom": "2026-02-01T00:00:00Z",
                "credentialSubject": {
                    "type": ["ClrSubject"],
                    "identifier": [_identity(email)],
                    "verifiableCredential": list(members),
                    **more,
                },
            }
        )


def _identity(email: str) -> dict[str, Any]:
    return {
        "type": "IdentityObject",
        "identityHash": email,
        "identityType": "emailAddress",
        "hashed": False,
    }
