"""Credentials inside a credential: members of a CLR, endorsements of badge, issuer and achievement."""

from collections.abc import Iterator, Mapping
from typing import Any

from skillsgraph.credentials.values import objects_of

ENVELOPE = "data:application/vc+jwt,"


def members_of(credential: Mapping[str, Any]) -> Iterator[dict[str, Any] | str]:
    """Each member as an object, or as the compact JWT that it is written as."""
    subjects = objects_of(credential.get("credentialSubject"))
    yield from credentials_in(credential)
    achievements = [one for subject in subjects for one in objects_of(subject.get("achievement"))]
    issuers = objects_of(credential.get("issuer"))
    creators = [one for achievement in achievements for one in objects_of(achievement.get("creator"))]
    for holder in (credential, *issuers, *achievements, *creators):
        yield from (one for one in objects_of(holder.get("endorsement")) if "proof" in one)
        tokens = holder.get("endorsementJwt")
        yield from (one for one in (tokens if isinstance(tokens, list) else [tokens]) if isinstance(one, str))


def credentials_in(record: Mapping[str, Any]) -> Iterator[dict[str, Any] | str]:
    """The credentials that a CLR holds, without endorsements."""
    for subject in objects_of(record.get("credentialSubject")):
        yield from (_opened(one) for one in objects_of(subject.get("verifiableCredential")))


def _opened(member: dict[str, Any]) -> dict[str, Any] | str:
    """The token in an envelope (VC Data Model 2.0, section 4.13); anything else as it is."""
    kind, identifier = member.get("type"), member.get("id")
    envelope = "EnvelopedVerifiableCredential" in (kind if isinstance(kind, list) else [kind])
    if envelope and isinstance(identifier, str) and identifier.startswith(ENVELOPE):
        return identifier.removeprefix(ENVELOPE)
    return member
