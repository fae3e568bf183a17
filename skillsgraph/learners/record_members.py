"""A whole Comprehensive Learner Record (CLR 2.0) as evidence: each credential in it is an award of its own.

The record's own signature says who put it together, not that what stands in it is true. So each member is
verified, linked and judged as if it had been brought by itself; one that is refused is listed, and the others
count.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from skillsgraph.credentials.content import Content, content_of_record
from skillsgraph.credentials.members import credentials_in
from skillsgraph.credentials.read import read_token
from skillsgraph.credentials.recipient import identities_of, matches
from skillsgraph.credentials.result import Refusal, Verification
from skillsgraph.errors import BadgeRefused
from skillsgraph.learners.linking import Missing, Unlinked

MOST_MEMBERS = 50


def is_record(credential: Mapping[str, Any] | str | None) -> bool:
    """Whether it is a record of several credentials; as a token too."""
    kinds = _opened(credential or {}).get("type")
    return "ClrCredential" in (kinds if isinstance(kinds, list) else [kinds])


def content_of_whole(verification: Verification) -> Content:
    """What the record says of itself. Raises BadgeRefused: it holds nothing, or too much."""
    held = list(credentials_in(verification.credential or {}))
    if not 0 < len(held) <= MOST_MEMBERS:
        raise BadgeRefused(
            f"The record holds {len(held)} credentials; from 1 to {MOST_MEMBERS} are taken at once.",
            hint="Add its credentials one by one.",
            codes=["size_limit" if held else "no_achievement"],
        )
    return content_of_record(verification.credential or {})


def members_to_add(
    record: Mapping[str, Any], confirmed: Sequence[str], *, about: bool
) -> Iterator[tuple[Mapping[str, Any] | str, tuple[str, ...]]]:
    """Each credential of a record, with the names of the learner that it bears.

    Args:
        confirmed: Whom whoever brings the record says that it should be about.
        about: Whether somebody who is known says that its subject is this learner; then the subject's
            identifier is one more such name.
    """
    subject = record.get("credentialSubject")
    own = [str(one["identityHash"]) for one in identities_of(subject) if one.get("hashed") is False]
    names = (*confirmed, *(own if about else ()))
    for member in credentials_in(record):
        identities = identities_of(_opened(member).get("credentialSubject"))
        borne = tuple(name for name in names if any(matches(one, name) for one in identities))
        yield member, tuple(dict.fromkeys(borne))


def bytes_of(member: Mapping[str, Any] | str) -> bytes:
    """A member as a file of its own. Raises BadgeRefused for a record, which has members of its own."""
    if is_record(member):
        raise BadgeRefused(
            "A record that stands within a record is not taken.",
            hint="Add it by itself.",
            codes=["record_in_record"],
        )
    return (member if isinstance(member, str) else json.dumps(member, ensure_ascii=False)).encode()


def refused_member(member: Mapping[str, Any] | str, error: BadgeRefused) -> Missing:
    """How a member that is no evidence is listed: by its identifier, its name, and why."""
    identifier, name = (_opened(member).get(one) for one in ("id", "name"))
    return Missing(
        Unlinked.MEMBER_REFUSED,
        identifier if isinstance(identifier, str) else None,
        f"{name if isinstance(name, str) else 'A credential'}: {error.message}"[:500],
    )


def _opened(member: Mapping[str, Any] | str) -> Mapping[str, Any]:
    if not isinstance(member, str):
        return member
    try:
        return read_token(member).payload
    except Refusal:
        return {}
