"""`skillsgraph import`, `bulk` and `template`: what comes into the graph."""

import argparse
import json
import sys
from pathlib import Path

from skillsgraph.addresses import fetched, is_address
from skillsgraph.catalogue_file import Account, import_catalogue
from skillsgraph.catalogue_import import CatalogueReport, import_offered
from skillsgraph.commands.console import ERR, OUT
from skillsgraph.commands.progress import progress, show_catalogue_report, show_report
from skillsgraph.commands.work import in_graph, row
from skillsgraph.errors import SourceError
from skillsgraph.frameworks.catalogue import json_schema, read_learners
from skillsgraph.frameworks.catalogue_sheet import ENDINGS, template
from skillsgraph.frameworks.contract import CatalogueReader, Options
from skillsgraph.frameworks.registry import (
    CATALOGUE_READERS,
    READERS,
    is_framework,
    offering_reader,
    reader_for,
)
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest
from skillsgraph.ingest.batches import collect_seldom
from skillsgraph.ingest.bulk import write_bulk
from skillsgraph.ingest.report import Report
from skillsgraph.learners.records import import_learners
from skillsgraph.settings import Settings

CATALOGUE, LEARNERS = "catalogue", "learners"  # what `import` takes beside the names of readers


def _import(asked: argparse.Namespace) -> int:
    if is_address(asked.path):
        with fetched(asked.framework, asked.path, Settings.load()) as asked.path:
            return _import_path(asked)
    asked.path = Path(asked.path)
    return _import_path(asked)


def _import_path(asked: argparse.Namespace) -> int:
    collect_seldom()
    if asked.framework == CATALOGUE:
        return _import_catalogue(asked)
    if asked.framework == LEARNERS:
        return _import_people(asked.path)
    if not asked.path.exists():
        raise SourceError(f"There is no file or folder {str(asked.path)!r}.", hint="Check the path.")
    offers = offering_reader(asked.framework)
    if offers is not None and not is_framework(asked.framework, asked.path):
        return _import_offered(asked, offers)
    report = _import_framework(asked)
    if not _told_to_programs(asked, report):
        show_report(OUT, report)
    return 0


def _told_to_programs(asked: argparse.Namespace, found: Report | CatalogueReport | Account) -> bool:
    """Write what was done as a line of JSON, if that is asked for."""
    if asked.json:
        sys.stdout.write(json.dumps(found.as_dict()) + "\n")
    return bool(asked.json)


def _import_framework(asked: argparse.Namespace) -> Report:
    settings, reader = Settings.load(), reader_for(asked.framework)

    async def work(graph: Graph) -> Report:
        with progress(ERR) as on_progress:
            return await ingest(
                graph,
                reader,
                asked.path,
                _options(asked),
                batch=settings.import_batch,
                lease_seconds=settings.import_lease_seconds,
                dry_run=asked.dry_run,
                on_progress=on_progress,
            )

    return in_graph(work, settings)


def _import_offered(asked: argparse.Namespace, reader: CatalogueReader) -> int:
    async def work(graph: Graph) -> CatalogueReport:
        return await import_offered(graph, reader, asked.path, _options(asked), dry_run=asked.dry_run)

    report = in_graph(work)
    if not _told_to_programs(asked, report):
        show_catalogue_report(OUT, report)
    return 0


def _import_catalogue(asked: argparse.Namespace) -> int:
    async def work(graph: Graph) -> Account:
        return await import_catalogue(graph, asked.path, dry_run=asked.dry_run, decisions=asked.decisions)

    account = in_graph(work)
    if _told_to_programs(asked, account):
        return 0
    OUT.print(f"Read {account.organizations} organizations and {account.credentials} credentials.")
    if account.entry_conditions:
        OUT.print(f"Read {account.entry_conditions} conditions of entry to job roles.")
    for name, taken in account.names.items():
        OUT.print(f"  {name!r} is {taken}", markup=False)
    if asked.dry_run:
        OUT.print("This was a dry run: all was checked, and nothing was written.")
    else:
        OUT.print(f"Credentials: {account.created} created, {account.replaced} replaced.")
    return 0


def _import_people(path: Path) -> int:
    """Write learners from a YAML file, and print the id and the key of each."""
    people = list(read_learners(path))

    async def work(graph: Graph) -> list[str]:
        return await import_learners(graph, people)

    for identifier, one in zip(in_graph(work), people, strict=True):
        row(identifier, one.key)
    return 0


def _options(asked: argparse.Namespace) -> Options:
    return Options(version=asked.version, language=asked.language)


def _bulk(asked: argparse.Namespace) -> int:
    collect_seldom()
    show_report(OUT, write_bulk(reader_for(asked.framework), asked.path, _options(asked), asked.folder))
    OUT.print(f"In {asked.folder}: neo4j-admin database import full neo4j @arguments.txt", markup=False)
    return 0


def _template(asked: argparse.Namespace) -> int:
    ending = asked.path.suffix.casefold()
    if ending not in (*ENDINGS, ".json"):
        raise SourceError(
            f"There is no template of the kind {ending!r}.", hint="Name a .csv, .xlsx or .json."
        )
    schema = json.dumps(json_schema(), indent=1).encode() + b"\n"
    asked.path.write_bytes(schema if ending == ".json" else template(ending))
    OUT.print(f"Written: {asked.path}", markup=False)
    return 0


def _of_import(command: argparse.ArgumentParser) -> None:
    codes = {reader.code for reader in READERS} | {reader.code for reader in CATALOGUE_READERS}
    known = ", ".join([*sorted(codes), CATALOGUE, LEARNERS])
    command.add_argument("framework", help=f"one of: {known}")
    command.add_argument("path", help="the file as downloaded, its folder, or the address of a CASE package")
    _of_release(command)
    command.add_argument("--dry-run", action="store_true", help="check and count; write nothing")
    command.add_argument("--decisions", type=Path, help="JSON of names of skills and the uris they mean")
    command.add_argument("--json", action="store_true", help="report as one line of JSON")
    command.set_defaults(run=_import)


def _of_bulk(command: argparse.ArgumentParser) -> None:
    command.add_argument("framework", help="the reader, as for import")
    command.add_argument("path", type=Path, help="the file as downloaded, or its unpacked folder")
    _of_release(command)
    command.add_argument("folder", type=Path, help="an empty folder for the files")
    command.set_defaults(run=_bulk)


def _of_release(command: argparse.ArgumentParser) -> None:
    command.add_argument("--version", help="the release, when the file name does not tell")
    command.add_argument("--language", help="which language's files to read, such as fr")


def _of_template(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", type=Path, help="the file to make: .csv, .xlsx or .json")
    command.set_defaults(run=_template)


ARGUMENTS = {"import": _of_import, "bulk": _of_bulk, "template": _of_template}
