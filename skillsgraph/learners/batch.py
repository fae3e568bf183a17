"""One credential for many learners, from a CSV file; run again, it does only what was not done."""

import asyncio
import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from skillsgraph.answers.model import Ref
from skillsgraph.errors import DatabaseError, SkillsGraphError, SourceError, Where
from skillsgraph.graph.access import Graph
from skillsgraph.learners.access import Operator
from skillsgraph.learners.issuing import Office, issue_credential
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


async def issue_batch(
    graph: Graph, office: Office, credential: str, path: Path, out: Path | None = None
) -> list[Line]:
    """Award and sign a credential, known by its uri, for each line of a file; a line that fails is told.

    Raises:
        SourceError: The file cannot be read or is not of this form. Nothing was issued.
        DatabaseError: The database failed; the lines before were issued, and are so once when run again.
    """
    rows = list(_read(path))
    lines = []
    for number, learner, award in rows:
        try:
            identifier, badge = await issue_credential(
                graph, office, learner, Ref(uri=credential), award, Operator("command line")
            )
        except DatabaseError:
            raise
        except SkillsGraphError as error:
            lines.append(Line(number, learner, "failed", f"{error.code}: {error}"))
            continue
        if out is not None:
            await asyncio.to_thread(_keep, out, identifier, badge)
        lines.append(Line(number, learner, "issued", identifier))
    return lines


def _keep(out: Path, award: str, badge: dict[str, Any]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(badge, ensure_ascii=False, indent=1)
    (out / f"{award}.json").write_text(text, encoding="utf-8")


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
            row["learner"],
            Award("", _day(row["issued_on"], where), _maybe(row, where), result=row.get("result") or None),
        )


def _maybe(row: dict[str, str], where: Where) -> date | None:
    return _day(row["valid_until"], where) if row.get("valid_until") else None


def _day(text: str, where: Where) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SourceError(f"{text[:40]!r} is not a date such as 2026-11-25.", where=where) from None
