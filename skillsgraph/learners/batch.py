"""One credential for many learners, from a CSV file; run again, it does only what was not done."""

import asyncio
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from skillsgraph.answers.model import Ref
from skillsgraph.credentials import bake
from skillsgraph.credentials.issue import Securing
from skillsgraph.credentials.result import Refusal
from skillsgraph.errors import DatabaseError, SkillsGraphError, SourceError, Where
from skillsgraph.graph.access import Graph
from skillsgraph.learners.access import Operator
from skillsgraph.learners.issuing import Office, issue_credential
from skillsgraph.model.ids import label_of, make_id
from skillsgraph.model.learners import Award

MOST_BYTES = 4 * 1024**2
_COLUMNS = {"learner", "issued_on", "valid_until", "result"}


@dataclass(frozen=True, slots=True)
class Line:
    """What became of a line: `outcome` is issued or failed, `told` the award's id or the reason."""

    number: int
    learner: str
    outcome: str
    told: str

    def cells(self) -> tuple[str, ...]:
        return (str(self.number), self.learner, self.outcome, self.told)


@dataclass(frozen=True, slots=True)
class Order:
    """How a batch is issued: signed in which form, kept in which folder, baked into which image."""

    securing: Securing = Securing.DATA_INTEGRITY
    out: Path | None = None
    image: bytes | None = None
    exception: str | None = None


async def issue_batch(
    graph: Graph, office: Office, credential: str, path: Path, order: Order | None = None
) -> list[Line]:
    """Award and sign a credential, known by its uri, for each line of a file; a line that fails is told.

    Raises:
        SourceError: The file cannot be read or is not of this form, or the image cannot hold a badge. Nothing
            was issued.
        DatabaseError: The database failed; the lines before were issued, and are so once when run again.
    """
    order = order or Order()
    if order.image is not None:
        baked(order.image, "{}")
    return [await _issued(graph, office, Ref(uri=credential), *row, order) for row in list(_read(path))]


async def _issued(
    graph: Graph, office: Office, credential: Ref, number: int, learner: str, award: Award, order: Order
) -> Line:
    try:
        identifier, badge = await issue_credential(
            graph,
            office,
            learner,
            credential,
            award,
            Operator("command line"),
            securing=order.securing,
            exception=order.exception,
        )
    except DatabaseError:
        raise
    except SkillsGraphError as error:
        return Line(number, learner, "failed", f"{error.code}: {error}")
    if order.out is not None:
        await asyncio.to_thread(_keep, order.out, identifier, badge, order.image)
    return Line(number, learner, "issued", identifier)


def baked(image: bytes, badge: str) -> bytes:
    """The image with the badge in it. Raises SourceError for an image that cannot hold one."""
    try:
        return bake.bake(image, badge)
    except Refusal as refusal:
        raise SourceError(f"The badge cannot be baked: {refusal.message}") from refusal


def _keep(out: Path, award: str, badge: str, image: bytes | None) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{award}.{'json' if badge.startswith('{') else 'jwt'}").write_text(badge, encoding="utf-8")
    if image is not None:
        ending = "png" if bake.is_png(image) else "svg"
        (out / f"{award}.{ending}").write_bytes(baked(image, badge))


def _read(path: Path) -> Iterator[tuple[int, str, Award]]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise SourceError(f"The file is larger than {MOST_BYTES:,} bytes.", where=Where(path.name))
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError("The file cannot be read as UTF-8.", where=Where(str(path))) from error
    table = csv.DictReader(text.splitlines())
    columns = set(table.fieldnames or ())
    if not {"learner", "issued_on"} <= columns <= _COLUMNS:
        raise SourceError(
            "The columns are learner and issued_on, and where needed valid_until and result.",
            where=Where(path.name, 1),
        )
    for row in table:
        where = Where(path.name, table.line_num)
        if None in row or None in row.values():
            raise SourceError("The line has not as many cells as the header.", where=where)
        yield (
            table.line_num,
            _learner(row["learner"]),
            Award("", _day(row["issued_on"], where), _maybe(row, where), result=row.get("result") or None),
        )


def _learner(named: str) -> str:
    """The id of a learner who is named by it, or by the key that the issuer knows them by."""
    return named if label_of(named) == "Learner" else make_id("learner", named)


def _maybe(row: dict[str, str], where: Where) -> date | None:
    return _day(row["valid_until"], where) if row.get("valid_until") else None


def _day(text: str, where: Where) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SourceError(f"{text[:40]!r} is not a date such as 2026-11-25.", where=where) from None
