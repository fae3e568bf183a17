"""Credentials inside a credential: members of a CLR, endorsements of badge, issuer and achievement."""

from collections.abc import Iterator, Mapping
from typing import Any


def members_of(credential: Mapping[str, Any]) -> Iterator[dict[str, Any] | str]:
    """Each member as an object, or as the compact JWT that it is written as."""
    subjects = _objects(credential.get("credentialSubject"))
    for subject in subjects:
        yield from _objects(subject.get("verifiableCredential"))
    achievements = [one for subject in subjects for one in _objects(subject.get("achievement"))]
    issuers = _objects(credential.get("issuer"))
    creators = [one for achievement in achievements for one in _objects(achievement.get("creator"))]
    for holder in (credential, *issuers, *achievements, *creators):
        yield from (one for one in _objects(holder.get("endorsement")) if "proof" in one)
        tokens = holder.get("endorsementJwt")
        yield from (one for one in (tokens if isinstance(tokens, list) else [tokens]) if isinstance(one, str))


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]
