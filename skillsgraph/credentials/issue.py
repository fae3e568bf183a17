"""What an issuer publishes, as documents to be signed: badges, status lists, its profile and its keys.

Open Badges 3.0; Verifiable Credentials Data Model 2.0; Bitstring Status List 1.0; Controlled Identifiers 1.0.
"""

import gzip
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid4, uuid5

from skillsgraph.credentials.codec import base64url_encode
from skillsgraph.credentials.keys import to_jwk
from skillsgraph.credentials.keystore import IssuerKey
from skillsgraph.credentials.members import ENVELOPE
from skillsgraph.credentials.proofs.times import in_utc

VC_CONTEXT = "https://www.w3.org/ns/credentials/v2"
OB_CONTEXT = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CLR_CONTEXT = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
DID_CONTEXT = "https://www.w3.org/ns/did/v1"
MULTIKEY_CONTEXT = "https://w3id.org/security/multikey/v1"
STATUS_ENTRIES = 131_072
"""The least number of entries that a Bitstring Status List may have (16 KiB): herd privacy."""


class Securing(StrEnum):
    """How a credential is signed: by a proof inside it (eddsa-rdfc-2022), or as a compact JWT (EdDSA)."""

    DATA_INTEGRITY = "DATA_INTEGRITY"
    VC_JWT = "VC_JWT"


class StatusPurpose(StrEnum):
    """What a list says of the awards that it marks (Bitstring Status List 1.0, section 2.2)."""

    REVOCATION = "revocation"
    SUSPENSION = "suspension"


@dataclass(frozen=True, slots=True)
class Issuer:
    """An organization that signs, and the address of this server as others reach it."""

    id: str
    name: str
    base: str
    homepage: str | None = None

    @property
    def did(self) -> str:
        """did:web: the host, a port's colon escaped, then the path with colons."""
        host = quote(urlsplit(self.base).netloc, safe="")
        return f"did:web:{host}:issuers:{self.id}"

    @property
    def profile(self) -> str:
        return f"{self.base}/issuers/{self.id}"

    def status_list(self, purpose: StatusPurpose) -> str:
        below = "" if purpose is StatusPurpose.REVOCATION else f"/{purpose}"
        return f"{self.base}/status/{self.id}{below}"

    def method(self, key: IssuerKey) -> str:
        return f"{self.did}#{key.name}"


@dataclass(frozen=True, slots=True)
class Achievement:
    """What is awarded: the catalogue's credential, and the skills it assesses: (uri, name, framework)."""

    uri: str
    name: str
    description: str | None
    criteria: str | None
    skills: tuple[tuple[str, str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Issued:
    """One award of it, to a subject known by a URI."""

    award: str
    subject: str
    issued_on: date
    valid_until: date | None = None
    result: str | None = None
    status_index: int = 0


def subject_of(base: str, learner: str) -> str:
    """A name for the learner that says nothing about the person: a urn:uuid of the record's id here."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{base}/learners/{learner}')}"


def badge_id(base: str, award: str) -> str:
    """The identifier of the badge of an award of this server."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{base}/awards/{award}')}"


def badge(issuer: Issuer, achievement: Achievement, issued: Issued) -> dict[str, Any]:
    """An Open Badges 3.0 AchievementCredential, not yet signed."""
    subject: dict[str, Any] = {
        "id": issued.subject,
        "type": ["AchievementSubject"],
        "achievement": _achievement(achievement),
    }
    if issued.result is not None:
        subject["result"] = [{"type": ["Result"], "value": issued.result}]
    document: dict[str, Any] = {
        "@context": [VC_CONTEXT, OB_CONTEXT],
        "id": badge_id(issuer.base, issued.award),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement.name,
        "issuer": _profile_of(issuer),
        "validFrom": _moment(issued.issued_on),
        "credentialSubject": subject,
        "credentialStatus": [_status(issuer, purpose, issued.status_index) for purpose in StatusPurpose],
    }
    if issued.valid_until is not None:
        # A day that something is valid until is a day on which it is valid.
        document["validUntil"] = f"{issued.valid_until.isoformat()}T23:59:59Z"
    return document


def record(
    issuer: Issuer, subject: str, label: str, members: Sequence[dict[str, Any] | str], now: datetime
) -> dict[str, Any]:
    """A ClrCredential (CLR Standard 2.0) of what others have signed, not yet signed itself.

    A member that is a JWT is enveloped (VC Data Model 2.0, section 4.13), since the record is JSON-LD.
    """
    return {
        "@context": [VC_CONTEXT, CLR_CONTEXT, OB_CONTEXT],
        "id": f"urn:uuid:{uuid4()}",
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": f"Learner record of {label}",
        "issuer": _profile_of(issuer),
        "validFrom": in_utc(now),
        "credentialSubject": {
            "id": subject,
            "type": ["ClrSubject"],
            "verifiableCredential": [_enveloped(one) if isinstance(one, str) else one for one in members],
        },
    }


def _enveloped(token: str) -> dict[str, Any]:
    return {
        "@context": VC_CONTEXT,
        "id": f"{ENVELOPE}{token}",
        "type": "EnvelopedVerifiableCredential",
    }


def _status(issuer: Issuer, purpose: StatusPurpose, index: int) -> dict[str, Any]:
    """Where it stands whether an award is revoked, or suspended: the same place in a list of each."""
    address = issuer.status_list(purpose)
    return {
        "id": f"{address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": str(purpose),
        "statusListIndex": str(index),
        "statusListCredential": address,
    }


def status_list(
    issuer: Issuer, purpose: StatusPurpose, marked: Iterable[int], now: datetime
) -> dict[str, Any]:
    """A list's content: a bit for each award, 1 for those that the purpose is said of; not yet signed."""
    address = issuer.status_list(purpose)
    return {
        "@context": [VC_CONTEXT],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did,
        "validFrom": in_utc(now),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": str(purpose),
            "encodedList": encode_bits(marked),
        },
    }


def encode_bits(ones: Iterable[int]) -> str:
    """Multibase base64url of the compressed bitstring; index 0 is the leftmost bit."""
    bits = bytearray(STATUS_ENTRIES // 8)
    for index in ones:
        bits[index // 8] |= 0x80 >> index % 8
    return "u" + base64url_encode(gzip.compress(bytes(bits), mtime=0))


def did_document(issuer: Issuer, keys: Sequence[IssuerKey]) -> dict[str, Any]:
    """What the issuer's did:web resolves to: every key, the retired ones too, so that old badges verify."""
    return {
        "@context": [DID_CONTEXT, MULTIKEY_CONTEXT],
        "id": issuer.did,
        "alsoKnownAs": [issuer.profile],
        "verificationMethod": [
            {
                "id": issuer.method(one),
                "type": "Multikey",
                "controller": issuer.did,
                "publicKeyMultibase": one.multikey,
            }
            for one in keys
        ],
        "assertionMethod": [issuer.method(one) for one in keys],
    }


def profile(issuer: Issuer) -> dict[str, Any]:
    """The issuer's Profile (Open Badges 3.0), published at its address."""
    return {"@context": [VC_CONTEXT, OB_CONTEXT], **_profile_of(issuer), "alsoKnownAs": [issuer.profile]}


def key_set(issuer: Issuer, keys: Sequence[IssuerKey]) -> dict[str, Any]:
    """The issuer's keys as a JWK Set (RFC 7517)."""
    return {
        "keys": [
            {**to_jwk(one.public), "kid": issuer.method(one), "use": "sig", "alg": "EdDSA"} for one in keys
        ]
    }


def _profile_of(issuer: Issuer) -> dict[str, Any]:
    found: dict[str, Any] = {"id": issuer.did, "type": ["Profile"], "name": issuer.name}
    return found | ({"url": issuer.homepage} if issuer.homepage else {})


def _achievement(one: Achievement) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": one.uri,
        "type": ["Achievement"],
        "name": one.name,
        "description": one.description or one.name,
        "criteria": {"narrative": one.criteria or "See the issuer's description."},
    }
    if one.skills:
        found["alignment"] = [
            {"type": ["Alignment"], "targetUrl": uri, "targetName": name}
            | ({"targetFramework": framework} if framework else {})
            for uri, name, framework in one.skills
        ]
    return found


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
