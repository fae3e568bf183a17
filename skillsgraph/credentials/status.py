"""Revoked or suspended? Bitstring Status List 1.0, StatusList2021 and 1EdTech's revocation list."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any

from skillsgraph.credentials.codec import base64url_decode
from skillsgraph.credentials.documents import LARGEST, Documents
from skillsgraph.credentials.read import Read, read_object, read_token
from skillsgraph.credentials.result import (
    Check,
    Outcome,
    Refusal,
    Result,
    Verification,
    failed,
    not_possible,
    passed,
    warned,
)
from skillsgraph.credentials.values import values_of
from skillsgraph.jsonld import JsonLimits

LARGEST_LIST = 16 * 1024**2  # bytes, inflated
SHORTEST_LIST = 131_072  # entries; fewer make it easy to tell whose status is looked up
_LIMITS = JsonLimits(bytes=LARGEST, depth=64, values=100_000)
_ENTRIES = {"BitstringStatusListEntry": "BitstringStatusList", "StatusList2021Entry": "StatusList2021"}
_EDTECH = "1EdTechRevocationList"
_DECIDES = {"revocation": Outcome.REVOKED, "suspension": Outcome.SUSPENDED}
VerifyList = Callable[[bytes], Verification]


def check_status(
    credential: Mapping[str, Any], documents: Documents, verify_list: VerifyList, *, strict: bool = False
) -> Iterator[Check]:
    """One check, or more, for each entry of `credentialStatus`.

    Args:
        verify_list: Verifies the text of a status list as the credential that it is.
        strict: Refuse lists that are shorter than the specification asks for, instead of warning.
    """
    found = credential.get("credentialStatus")
    entries = found if isinstance(found, list) else [] if found is None else [found]
    if not entries:
        yield passed("status", "The credential names no list in which it could be revoked.")
    for entry in entries[:8]:
        try:
            yield from _check_entry(entry, credential, documents, verify_list, strict)
        except Refusal as error:
            yield error.check()
    if len(entries) > 8:
        yield failed("status_malformed", "The credential names more than 8 status entries.")


def _check_entry(
    entry: Any, credential: Mapping[str, Any], documents: Documents, verify_list: VerifyList, strict: bool
) -> Iterator[Check]:
    if not isinstance(entry, Mapping):
        raise _malformed("A status entry is no object.")
    kinds = entry.get("type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if _EDTECH in kinds:
        yield _check_edtech(entry, credential, documents)
        return
    kind = next((one for one in kinds if isinstance(one, str) and one in _ENTRIES), None)
    if kind is None:
        yield not_possible(
            "status_unsupported", f"Status of the kind {str(kinds[0])[:60]!r} is not known here."
        )
        return
    url, index, size = _place(entry)
    verification = verify_list(documents.get(url, "status list"))
    listed = verification.credential
    if verification.outcome is not Outcome.VERIFIED or listed is None:
        raise _not_verified(f"The status list itself is {verification.outcome}.", verification.outcome)
    if _id(listed.get("issuer")) != _id(credential.get("issuer")):
        yield warned("status_list_issuer", "The status list is signed by another issuer than the credential.")
    subject = subject_of(listed, _ENTRIES[kind])
    purpose = str(entry.get("statusPurpose", "revocation"))
    if purpose not in values_of(subject.get("statusPurpose", "revocation")):
        raise _not_verified(f"The status list is not one for {purpose[:40]!r}.")
    bits = inflate(subject.get("encodedList"))
    if len(bits) * 8 // size < SHORTEST_LIST:
        yield _too_short(len(bits) * 8 // size, strict)
    yield _judge(entry, purpose, bit(bits, index, size))


def _place(entry: Mapping[str, Any]) -> tuple[str, int, int]:
    url, index, size = (
        entry.get("statusListCredential"),
        entry.get("statusListIndex"),
        entry.get("statusSize", 1),
    )
    text = str(index) if isinstance(index, int) and not isinstance(index, bool) else index
    if not isinstance(url, str) or not isinstance(text, str) or not text.isascii() or not text.isdigit():
        raise _malformed("A status entry does not say which list, and which place in it.")
    if not isinstance(size, int) or not 1 <= size <= 8 or len(text) > 12:
        raise _malformed("A status entry has a place or a size that no list has.")
    return url, int(text), size


def read_list(document: bytes) -> Read:
    """A status list, JSON or a token. Raises Refusal."""
    if document.lstrip().startswith(b"eyJ"):
        return Read(token=read_token(document.decode("ascii", "replace").strip()))
    return Read(document=read_object(document, _LIMITS))


def subject_of(listed: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    """The list in its credential. Raises Refusal `STATUS_VERIFICATION_ERROR` where it is none."""
    subject = listed.get("credentialSubject")
    if f"{kind}Credential" not in values_of(listed.get("type")) or not isinstance(subject, Mapping):
        raise _not_verified("What the status entry points to is no status list.")
    if kind not in values_of(subject.get("type")):
        raise _not_verified("What the status entry points to is no status list.")
    return subject


def check_list(credential: Mapping[str, Any], *, strict: bool = False) -> Iterator[Check]:
    """What there is to say of a credential that is a status list itself."""
    kinds = values_of(credential.get("type"))
    for kind in set(_ENTRIES.values()):
        if f"{kind}Credential" in kinds:
            try:
                bits = inflate(subject_of(credential, kind).get("encodedList"))
            except Refusal as error:
                yield error.check()
                return
            yield passed("status_list", f"The status list has {len(bits) * 8:,} places.")
            if len(bits) * 8 < SHORTEST_LIST:
                yield _too_short(len(bits) * 8, strict)


def inflate(encoded: Any) -> bytes:
    """The bytes of an `encodedList`: GZIP in base64url, with or without multibase's `u`.

    Raises:
        Refusal: `STATUS_VERIFICATION_ERROR`; `size_limit`, at once when it unfolds beyond 16 MiB.
    """
    return _unfolded(str(encoded).rstrip("="))


@lru_cache(maxsize=2)
def _unfolded(text: str) -> bytes:
    try:
        data = base64url_decode(text[1:] if text.startswith("u") else text)
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as unfolded:
            bits = unfolded.read(LARGEST_LIST + 1)
    except (ValueError, OSError, EOFError, zlib.error) as error:
        raise _not_verified("The status list is damaged.") from error
    if len(bits) > LARGEST_LIST:
        raise Refusal("size_limit", f"The status list unfolds to more than {LARGEST_LIST:,} bytes.")
    return bits


def bit(bits: bytes, index: int, size: int = 1) -> int:
    """The value at a place, counted from the left (most significant bit first). Raises Refusal."""
    start = index * size
    if start + size > len(bits) * 8:
        raise Refusal("RANGE_ERROR", f"The status list has no place {index}.")
    value = 0
    for place in range(start, start + size):
        value = value << 1 | (bits[place // 8] >> (7 - place % 8)) & 1
    return value


def _judge(entry: Mapping[str, Any], purpose: str, value: int) -> Check:
    if (message := _message(entry, value)) is not None:
        tell = warned if value else passed
        return tell("status_message", f"The issuer says of the credential ({purpose[:40]}): {message}.")
    if not value:
        return passed("status", f"The credential is not marked in the issuer's list ({purpose}).")
    if (outcome := _DECIDES.get(purpose)) is not None:
        return Check(str(outcome), Result.FAILED, f"The issuer has {outcome} the credential.", outcome)
    return warned(
        "status_message", f"The issuer says something about the credential ({purpose[:40]}: {value})."
    )


def _message(entry: Mapping[str, Any], value: int) -> str | None:
    """What a value means, if the entry tells it (Bitstring Status List 1.0, section 2.1: `statusMessage`)."""
    if entry.get("statusPurpose") in _DECIDES:
        return None
    for one in values_of(entry.get("statusMessage")):
        if isinstance(one, Mapping) and isinstance(one.get("message"), str):
            with suppress(ValueError, TypeError):
                if int(one.get("status", ""), 16) == value:
                    return str(one["message"])[:200].rstrip(".")
    return None


def _check_edtech(entry: Mapping[str, Any], credential: Mapping[str, Any], documents: Documents) -> Check:
    """Open Badges 3.0, appendix on 1EdTechRevocationList: a plain list at the entry's id."""
    url = entry.get("id")
    if not isinstance(url, str):
        raise _malformed("The status entry does not say where the revocation list is.")
    listed = read_object(documents.get(url, "revocation list"), _LIMITS)
    if _id(listed.get("issuer")) != _id(credential.get("issuer")):
        raise _not_verified("The revocation list is of another issuer.")
    for one in values_of(listed.get("revokedCredential")):
        same = _id(one) is not None and _id(one) == credential.get("id")
        if same and (not isinstance(one, Mapping) or one.get("revoked", True) is True):
            reason = str(one.get("revocationReason", "")) if isinstance(one, Mapping) else ""
            why = f": {reason[:200]}" if reason else ""
            return failed("revoked", f"The issuer has revoked the credential{why}.", Outcome.REVOKED)
    return passed("status", "The credential is not in the issuer's list of revoked ones.")


def _too_short(length: int, strict: bool) -> Check:
    why = f"The status list has {length:,} places, fewer than the {SHORTEST_LIST:,} of the specification."
    return failed("STATUS_LIST_LENGTH_ERROR", why) if strict else warned("STATUS_LIST_LENGTH_ERROR", why)


def _not_verified(why: str, outcome: Outcome = Outcome.INVALID) -> Refusal:
    asked = Outcome.UNKNOWN if outcome is Outcome.UNKNOWN else Outcome.INVALID
    return Refusal("STATUS_VERIFICATION_ERROR", f"Whether it is revoked cannot be told: {why}", asked)


def _malformed(why: str) -> Refusal:
    return Refusal("status_malformed", why)


def _id(value: Any) -> Any:
    return value.get("id") if isinstance(value, Mapping) else value if isinstance(value, str) else None
