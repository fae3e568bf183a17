"""The command line of a small issuer: keys, awards to sign, what is published, what is taken back."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from skillsgraph.commands.console import ERR, OUT
from skillsgraph.commands.work import file, in_graph, organization_id, row
from skillsgraph.credentials.documents import INDEX
from skillsgraph.credentials.issue import Securing
from skillsgraph.graph.access import Graph
from skillsgraph.learners.access import Operator
from skillsgraph.learners.awards import Found, set_status
from skillsgraph.learners.batch import Line, Order, baked, issue_batch
from skillsgraph.learners.clr import Record, export_clr
from skillsgraph.learners.issuing import Office
from skillsgraph.learners.published import documents_of
from skillsgraph.learners.reminders import Due, send_each
from skillsgraph.model.learners import AwardStatus
from skillsgraph.settings import Settings

FORMATS = {"json": Securing.DATA_INTEGRITY, "jwt": Securing.VC_JWT}
_OPERATOR = Operator("command line")
_TAKEN_BACK = {
    "revoke": AwardStatus.REVOKED,
    "suspend": AwardStatus.SUSPENDED,
    "reinstate": AwardStatus.VALID,
}


def _issue(asked: argparse.Namespace) -> int:
    settings, image = Settings.load(), file(asked.image) if asked.image else None
    order = Order(FORMATS[asked.format], asked.out, image, asked.exception)

    async def work(graph: Graph) -> list[Line]:
        return await issue_batch(graph, Office.of(settings), asked.credential, asked.learners, order)

    lines = in_graph(work, settings)
    for line in lines:
        row(*line.cells())
    failed = sum(line.outcome == "failed" for line in lines)
    ERR.print(f"Issued {sum(line.outcome == 'issued' for line in lines)}, failed {failed}, of {len(lines)}.")
    return 2 if failed else 0


def _take_back(asked: argparse.Namespace) -> int:
    async def work(graph: Graph) -> Found:
        return await set_status(graph, asked.award, _TAKEN_BACK[asked.command], asked.reason, _OPERATOR)

    found = in_graph(work)
    row(found.id, found.properties["status"])
    return 0


def _publish(asked: argparse.Namespace) -> int:
    settings = Settings.load()

    async def work(graph: Graph) -> dict[str, Any]:
        return await documents_of(graph, Office.of(settings), organization_id(asked.organization))

    asked.out.mkdir(parents=True, exist_ok=True)
    index = {}
    for place, (url, document) in enumerate(in_graph(work, settings).items(), 1):
        index[url] = f"{place}.json"
        (asked.out / index[url]).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        row(index[url], url)
    (asked.out / INDEX).write_text(json.dumps(index, indent=1), encoding="utf-8")
    return 0


def _bake(asked: argparse.Namespace) -> int:
    badge = file(asked.badge).decode("utf-8", "replace").strip()
    asked.output.write_bytes(baked(file(asked.image), badge))
    OUT.print(f"Written: {asked.output}", markup=False)
    return 0


def _clr(asked: argparse.Namespace) -> int:
    settings = Settings.load()

    async def work(graph: Graph) -> Record:
        office, issuer = Office.of(settings), organization_id(asked.issuer)
        return await export_clr(graph, office, asked.learner, issuer, _OPERATOR, start=asked.start)

    found = in_graph(work, settings)
    sys.stdout.write(json.dumps(found.document, ensure_ascii=False, indent=1) + "\n")
    for one in found.left_out:
        ERR.print(f"Not in the record: {one.award}, {one.reason}", markup=False)
    return 0


def _reminders(asked: argparse.Namespace) -> int:
    today = datetime.now(UTC).date()

    async def work(graph: Graph) -> list[tuple[Due, bool | None]]:
        return [one async for one in send_each(graph, asked.days, today, asked.send)]

    found = in_graph(work)
    for one, sent in found:
        told = {True: "sent", False: "failed", None: f"reminded {one.reminded_at or 'not yet'}"}[sent]
        row(one.valid_until, one.award, one.learner, one.uri, told)
    ERR.print(f"Awards that end within {asked.days} days and are not renewed: {len(found)}.")
    return 1 if any(sent is False for _, sent in found) else 0


def _of_issue(command: argparse.ArgumentParser) -> None:
    command.add_argument("learners", type=Path, help="columns: learner, issued_on, valid_until, result")
    command.add_argument("--credential", required=True, help="the uri of the credential")
    command.add_argument("--out", type=Path, help="folder for the badges, one file each")
    command.add_argument("--format", choices=FORMATS, default="json", help="JSON with a proof, or JWT")
    command.add_argument("--image", type=Path, help="PNG or SVG to bake each badge into, beside its file")
    command.add_argument("--exception", metavar="REASON", help="why, where a condition is not met")
    command.set_defaults(run=_issue)


def _of_taking_back(command: argparse.ArgumentParser, *, reason: bool = True) -> None:
    command.add_argument("award", help="its id, such as award_…")
    command.add_argument("--reason", required=reason, help="what its holder is told")
    command.set_defaults(run=_take_back)


def _of_reinstate(command: argparse.ArgumentParser) -> None:
    _of_taking_back(command, reason=False)


def _of_publish(command: argparse.ArgumentParser) -> None:
    command.add_argument("organization", help="its id, such as org_…, or its web address in the catalogue")
    command.add_argument("--out", type=Path, required=True, help="folder for the copies and their INDEX.json")
    command.set_defaults(run=_publish)


def _of_clr(command: argparse.ArgumentParser) -> None:
    command.add_argument("learner", help="the id of the learner, such as learner_…")
    command.add_argument("--issuer", required=True, help="who signs: an organization's id or web address")
    command.add_argument("--start", type=int, default=0, help="from which award on, the newest first")
    command.set_defaults(run=_clr)


def _of_bake(command: argparse.ArgumentParser) -> None:
    command.add_argument("badge", type=Path, help="the badge as JSON or JWT")
    command.add_argument("image", type=Path, help="a PNG or SVG")
    command.add_argument("output", type=Path, help="where the image with the badge is written")
    command.set_defaults(run=_bake)


def _of_reminders(command: argparse.ArgumentParser) -> None:
    command.add_argument("--days", type=int, default=60, help="how many days ahead (default: 60)")
    command.add_argument("--send", type=Path, metavar="COMMAND", help="gets each award as JSON, and sends")
    command.set_defaults(run=_reminders)


ARGUMENTS = {
    "issue": _of_issue,
    "revoke": _of_taking_back,
    "suspend": _of_taking_back,
    "reinstate": _of_reinstate,
    "publish": _of_publish,
    "clr": _of_clr,
    "bake": _of_bake,
    "reminders": _of_reminders,
}
