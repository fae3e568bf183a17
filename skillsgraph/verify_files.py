"""`skillsgraph verify` and `skillsgraph contexts sync`: what they print."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from skillsgraph.credentials import european
from skillsgraph.credentials.bake import LARGEST_IMAGE
from skillsgraph.credentials.contexts import Synced, sync
from skillsgraph.credentials.network import Network
from skillsgraph.credentials.result import Outcome, Result, Verification, not_possible
from skillsgraph.errors import InputError
from skillsgraph.settings import Settings
from skillsgraph.verification import NETWORK_SECONDS, verifier

_SAYS = {
    Outcome.VERIFIED: "Verified: the issuer signed it, nothing was changed, and it is valid.",
    Outcome.INVALID: "Invalid: do not rely on it.",
    Outcome.UNBOUND: "Not the issuer's: it is signed, but not shown to be signed by its issuer.",
    Outcome.EXPIRED: "Expired.",
    Outcome.NOT_YET_VALID: "Not yet valid.",
    Outcome.REVOKED: "Revoked: the issuer has taken it back.",
    Outcome.SUSPENDED: "Suspended: the issuer has taken it back for now.",
    Outcome.UNKNOWN: "Unknown: something that would be needed is missing.",
}
_MARKS = {Result.PASSED: "✓", Result.FAILED: "✗", Result.WARNED: "!", Result.NOT_POSSIBLE: "?"}


def moment_of(text: str | None) -> datetime | None:
    """The moment that a day (its beginning, UTC) or an ISO 8601 time means. Raises InputError."""
    if text is None:
        return None
    try:
        if len(text) == len("2026-01-01"):
            return datetime.combine(date.fromisoformat(text), time(tzinfo=UTC))
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text[:40]!r} is no date.", hint="Write it as 2026-11-23.") from error
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def verify_file(
    path: Path, settings: Settings, now: datetime | None, recipients: tuple[str, ...], *, strict: bool
) -> Verification:
    """The verification of one file; of one that cannot be read, the outcome `unknown`."""
    try:
        with path.open("rb") as opened:
            data = opened.read(LARGEST_IMAGE + 1)
    except OSError:
        return Verification(
            (not_possible("file_unreadable", "There is no such file, or it may not be read."),)
        )
    return verifier(settings, now=now, recipients=recipients, strict=strict).verify(data)


def lines(path: Path, found: Verification) -> Iterator[str]:
    """The result for a person, on one screen."""
    yield f"{path}"
    yield f"  {_SAYS[found.outcome]}"
    credential = found.whole
    for label, value in (("What", _name(credential)), ("From", _issuer(credential))):
        if value:
            yield f"  {label}: {value[:100]}"
    yield ""
    yield from _checks(found, "  ")


def _checks(found: Verification, indent: str) -> Iterator[str]:
    for check in found.checks:
        yield f"{indent}{_MARKS[check.result]} {check.message}  [{check.code}]"
    for number, member in enumerate(found.members, 1):
        name = _name(member.whole) or f"Member {number}"
        yield f"{indent}- {name[:80]}: {member.outcome}"
        if member.outcome is not Outcome.VERIFIED:
            yield from _checks(member, indent + "    ")


def _name(credential: Mapping[str, Any]) -> str:
    if european.is_european(credential):
        return european.title_of(credential) or ""
    subject = credential.get("credentialSubject")
    subject = subject[0] if isinstance(subject, list) and subject else subject
    achievement = subject.get("achievement") if isinstance(subject, Mapping) else credential.get("badge")
    for holder in (achievement, credential):
        if isinstance(holder, Mapping) and isinstance(holder.get("name"), str):
            return str(holder["name"])
    return ""


def _issuer(credential: Mapping[str, Any]) -> str:
    badge = credential.get("badge")
    issuer = badge.get("issuer") if isinstance(badge, Mapping) else credential.get("issuer")
    if isinstance(issuer, Mapping):
        name = issuer.get("name") or european.issuer_name_of(credential)
        identifier = issuer.get("id")
        return f"{name} ({identifier})" if isinstance(name, str) else str(identifier or "")
    return issuer if isinstance(issuer, str) else ""


def sync_contexts(source: str, settings: Settings, url: str | None) -> Synced:
    """Add contexts to the folder of the settings. Raises what `credentials.contexts.sync` raises."""
    return sync(source, settings.contexts_folder, Network(NETWORK_SECONDS), url)
