"""Work that only one process may do at a time: `(:Lease {id, holder, until})` in the graph.

A lease ends by itself, so that a holder that crashed does not keep others away for ever; one that crashed on
this machine is known to be dead and replaced at once.
"""

import os
import secrets
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from skillsgraph.errors import ConstraintViolated, ImportInProgress, ImportRefused
from skillsgraph.graph.access import Graph, Step
from skillsgraph.statements import cypher


def this_process() -> str:
    """A name for a holder: machine, process id, when that process began, and which of its holders it is."""
    pid = os.getpid()
    return f"{socket.gethostname()}|{pid}|{_began(pid)}|{secrets.token_hex(4)}"


async def take(graph: Graph, lease_id: str, holder: str, seconds: float) -> None:
    """Hold a lease for so many seconds from now.

    Raises:
        ImportInProgress: Somebody else holds it; the message says who and until when.
    """
    replaceable: list[str] = []
    asked: dict[str, Any] = {"id": lease_id, "holder": holder, "milliseconds": _milliseconds(seconds)}
    while True:
        try:
            found = (await graph.write(cypher("takeLease"), **asked, replaceable=replaceable)).rows[0]
        except ConstraintViolated:
            continue  # somebody else made the node just then; now it is there for both
        if found["taken"]:
            return
        other = str(found["holder"])
        if other in replaceable or not _dead(other):
            raise _held(other, found["until"])
        replaceable = [other]


def renewal(lease_id: str, holder: str, seconds: float) -> Step:
    """The first step of each transaction that relies on the lease: without it, nothing is written."""
    return Step(
        cypher("renewLease"),
        {"id": lease_id, "holder": holder, "milliseconds": _milliseconds(seconds)},
        otherwise=ImportRefused(
            "Another process has taken over, because this one did not answer for too long.",
            hint="Wait until the other one is done, then run the import again.",
        ),
    )


async def drop(graph: Graph, lease_id: str, holder: str) -> None:
    """Give a lease back, if it is still held."""
    await graph.write(cypher("dropLease"), id=lease_id, holder=holder)


def _held(holder: str, until: int) -> ImportInProgress:
    machine, pid = holder.split("|")[:2]
    ends = datetime.fromtimestamp(until / 1000, UTC).strftime("%H:%M:%S UTC")
    return ImportInProgress(
        f"Process {pid} on {machine} is at work on this.",
        hint=f"Wait until it is done. If it has crashed, its hold ends at {ends}.",
    )


def _dead(holder: str) -> bool:
    """Whether a holder certainly lives no more: of this machine, and its process is gone or another's."""
    machine, pid, began, _ = holder.split("|")
    if machine != socket.gethostname():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return bool(began) and _began(int(pid)) != began


def _began(pid: int) -> str:
    """When a process began, where the system tells: process ids are given again."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[19]
    except (OSError, IndexError, UnicodeDecodeError):
        return ""


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
