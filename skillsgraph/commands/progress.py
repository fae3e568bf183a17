"""Imports on the terminal: a line that moves while one runs, and a table of what it did."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from skillsgraph.catalogue_import import CatalogueReport
from skillsgraph.frameworks.contract import Skipped
from skillsgraph.ingest.report import Report
from skillsgraph.ingest.run import Progress as OnProgress

_MOST_SHOWN = 100


@contextmanager
def progress(console: Console) -> Iterator[OnProgress]:
    """Shows the file and the line that an import has come to; gone when it ends.

    How many lines a file has is not known before it is read, so the bar only shows that work goes on.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("lines"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task("reading", total=None)

        def moved(file: str, line: int) -> None:
            shown.update(task, description=file, completed=line)

        yield moved


def show_report(console: Console, report: Report) -> None:
    """What was read, what changed, and every row that was not used."""
    console.print(
        f"{report.framework} {report.version} ({report.language}), {report.seconds:.1f} s", markup=False
    )
    table = Table(box=None, pad_edge=False)
    table.add_column("file")
    table.add_column("rows", justify="right")
    table.add_column("not used", justify="right")
    unused = Counter(one.file for one in report.skipped)
    for file, rows in report.read.items():
        table.add_row(file, f"{rows:,}", f"{unused[file]:,}" if unused[file] else "")
    console.print(table)
    done = report.changes
    if report.dry_run:
        console.print("This was a dry run: all was read and checked, and nothing was written.")
    else:
        console.print(
            f"Changes: {done.created:,} created, {done.updated:,} updated, {done.removed:,} removed."
        )
    for note in report.notes:
        console.print(f"Note: {note}", markup=False)
    _show_skipped(console, report.skipped)


def show_catalogue_report(console: Console, report: CatalogueReport) -> None:
    """What was read of credentials, what was made up so that rules are whole, and what was left out."""
    console.print(f"Read {report.organizations:,} organizations and {report.credentials:,} credentials.")
    if report.dry_run:
        console.print("This was a dry run: all was read and checked, and nothing was written.")
    else:
        console.print(f"Credentials: {report.created:,} created, {report.replaced:,} replaced.")
    if report.drafts:
        console.print(f"Note: {len(report.drafts):,} are drafts, known only because a rule refers to them.")
    _show_skipped(console, report.skipped)


def _show_skipped(console: Console, skipped: Sequence[Skipped]) -> None:
    for one in skipped[:_MOST_SHOWN]:
        console.print(f"  {one.file}:{one.line}: {one.reason}", markup=False)
    if len(skipped) > _MOST_SHOWN:
        console.print(f"  … and {len(skipped) - _MOST_SHOWN:,} more; all are in the report of --json.")
