"""`skillsgraph verify` and `skillsgraph contexts sync`."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from skillsgraph.commands.console import OUT
from skillsgraph.commands.moments import moment_of
from skillsgraph.credentials import european
from skillsgraph.credentials.bake import LARGEST_IMAGE
from skillsgraph.credentials.contexts import sync
from skillsgraph.credentials.network import Network
from skillsgraph.credentials.result import Outcome, Result, Verification, not_possible
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


def _verify(asked: argparse.Namespace) -> int:
    settings = Settings.load(
        **_given(asked, "contexts_dir", "documents_dir", "trusted_issuers", "verify_network")
    )
    now, recipients = moment_of(asked.as_of), tuple(asked.recipient)
    found = [
        (path, verify_file(path, settings, now, recipients, strict=asked.strict)) for path in asked.files
    ]
    if asked.json:
        listed = [{"file": str(path), **verification.as_dict()} for path, verification in found]
        sys.stdout.write(json.dumps(listed, ensure_ascii=False) + "\n")
    else:
        for path, verification in found:
            for line in lines(path, verification):
                OUT.print(line, markup=False, emoji=False)
    return 0 if all(one.outcome is Outcome.VERIFIED for _, one in found) else 2


def _sync_contexts(asked: argparse.Namespace) -> int:
    synced = sync(
        asked.source,
        Settings.load(**_given(asked, "contexts_dir")).contexts_folder,
        Network(NETWORK_SECONDS),
        asked.url,
    )
    OUT.print(f"Added {len(synced.added)} contexts; {len(synced.unchanged)} were there.")
    for url in synced.missing:
        OUT.print(f"Still without a copy: {url}", markup=False)
    return 0


def _given(asked: argparse.Namespace, *names: str) -> dict[str, object]:
    """Settings that the command line gives, which win over the environment's."""
    return {name: value for name in names if (value := getattr(asked, name)) not in (None, False)}


def _of_verify(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JSON, JWT, PNG or SVG")
    command.add_argument("--json", action="store_true", help="answer as one line of JSON")
    command.add_argument("--as-of", metavar="DATE", help="the day asked about (default: now)")
    command.add_argument("--recipient", action="append", default=[], help="whom it should be about")
    command.add_argument("--strict", action="store_true", help="refuse what is usually tolerated")
    command.add_argument("--contexts", type=Path, dest="contexts_dir", help="folder of JSON-LD contexts")
    command.add_argument(
        "--documents", type=Path, dest="documents_dir", help="folder of documents, by INDEX.json"
    )
    command.add_argument("--trusted", type=Path, dest="trusted_issuers", help="JSON file of known issuers")
    command.add_argument(
        "--network", action="store_true", dest="verify_network", help="fetch what is missing"
    )
    command.set_defaults(run=_verify)


def _of_contexts(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(required=True, metavar="ACTION")
    action = actions.add_parser("sync", help="add contexts, on purpose")
    action.add_argument("source", help="a folder, a file, or an https address")
    action.add_argument("--url", help="the address that a file is the context of")
    action.add_argument("--contexts", type=Path, dest="contexts_dir", help="the folder to add them to")
    action.set_defaults(run=_sync_contexts)


ARGUMENTS = {"verify": _of_verify, "contexts": _of_contexts}
