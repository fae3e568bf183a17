"""Is it about this person? Identifiers, plain or hashed with a salt (Open Badges 3.0, 7.3; 2.0, 4.2)."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from skillsgraph.credentials.result import Check, failed, passed

_HASHES = {"sha256", "sha384", "sha512", "md5"}


def check_recipient(identities: Iterable[Mapping[str, Any]], asked: Iterable[str]) -> Iterator[Check]:
    """One check if anybody was asked about; `identities` are those that the credential names."""
    names = [name for name in asked if name]
    if not names:
        return
    known = list(identities)
    if any(matches(identity, name) for identity in known for name in names):
        yield passed("recipient", "The credential is about the person who was named.")
    elif known:
        yield failed("recipient_mismatch", "The credential is about somebody else than the person named.")
    else:
        yield failed("recipient_missing", "The credential does not say whom it is about.")


def identities_of(subject: Any) -> list[Mapping[str, Any]]:
    """The identities of an Open Badges 3.0 subject: its id, and its identifiers."""
    found: list[Mapping[str, Any]] = []
    for one in subject if isinstance(subject, list) else [subject]:
        if not isinstance(one, Mapping):
            continue
        if isinstance(one.get("id"), str):
            found.append({"identityHash": one["id"], "hashed": False})
        named = one.get("identifier")
        named = named if isinstance(named, list) else [named]
        found += [identity for identity in named if isinstance(identity, Mapping)]
    return found


def matches(identity: Mapping[str, Any], name: str) -> bool:
    """Whether an identity is a person's e-mail address, identifier or address; letters' case aside."""
    value = identity.get("identityHash", identity.get("identity"))
    if not isinstance(value, str):
        return False
    spellings = {name, name.strip().lower()}
    if identity.get("hashed") is not True and "$" not in value:
        return value in spellings or value.lower().removeprefix("mailto:") in spellings
    algorithm, _, digest = value.partition("$")
    salt = identity.get("salt", "")
    if algorithm not in _HASHES or not isinstance(salt, str):
        return False
    return (
        any(
            hmac.compare_digest(
                hashlib.new(algorithm, (one + salt).encode(), usedforsecurity=False).hexdigest(),
                digest.lower(),
            )
            for one in spellings
        )
        if digest.isascii()
        else False
    )
