"""The command line: `skillsgraph --help`.

Exit status: 0 done; 2 what was handed in is not acceptable; 1 anything else went wrong.
"""

import argparse
import asyncio
import json
import secrets
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from skillsgraph import (
    __version__,
    demo,
    export_commands,
    issuing_commands,
    licences,
    logs,
    schema_commands,
    verify_files,
)
from skillsgraph.addresses import fetched, is_address
from skillsgraph.catalogue_file import Account, import_catalogue
from skillsgraph.catalogue_import import CatalogueReport, import_offered
from skillsgraph.console import ERR, OUT
from skillsgraph.credentials.result import Outcome
from skillsgraph.errors import SkillsGraphError, SourceError
from skillsgraph.frameworks.catalogue import json_schema
from skillsgraph.frameworks.catalogue_sheet import ENDINGS, template
from skillsgraph.frameworks.contract import CatalogueReader, Options
from skillsgraph.frameworks.registry import (
    CATALOGUE_READERS,
    READERS,
    is_framework,
    offering_reader,
    reader_for,
)
from skillsgraph.graph.access import open_graph
from skillsgraph.graph.migrate import migrate
from skillsgraph.ingest import activate, ingest
from skillsgraph.ingest.bulk import write_bulk
from skillsgraph.learners.erase import JOURNAL, erase_again, erase_expired, erase_learner
from skillsgraph.learners.issuing import Office
from skillsgraph.learners.reverify import Checked, reverify_due
from skillsgraph.learners.standing import Schedule
from skillsgraph.progress import progress, show_catalogue_report, show_report
from skillsgraph.server import serve
from skillsgraph.settings import Role, Settings, api_key_entry

_ENDED_BY_SIGTERM = 128 + signal.SIGTERM
CATALOGUE, LEARNERS = "catalogue", "learners"  # what `import` takes beside the names of readers


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    asked = _parser().parse_args(arguments)
    logs.configure()
    # Ended by a signal, a command still gives back what it holds: its engine, its temporary folder.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_ENDED_BY_SIGTERM))
    try:
        done: int = asked.run(asked)
        return done
    except SkillsGraphError as error:
        ERR.print(f"{error.code}: {error}", markup=False)
        return 2 if error.http_status < 500 else 1
    except KeyboardInterrupt:
        return 130


def _demo(asked: argparse.Namespace) -> int:
    return demo.run(OUT, serving=not asked.no_serve, port=asked.port)


def _serve(asked: argparse.Namespace) -> int:
    given = {"host": asked.host, "port": asked.port}
    settings = Settings.load(**{name: value for name, value in given.items() if value is not None})
    serve(settings, lambda address: ERR.print(f"Serving {address}/graphql; end it with Ctrl-C."))
    return 0


def _import(asked: argparse.Namespace) -> int:
    if is_address(asked.path):
        with fetched(asked.framework, asked.path, Settings.load()) as asked.path:
            return _import_path(asked)
    asked.path = Path(asked.path)
    return _import_path(asked)


def _import_path(asked: argparse.Namespace) -> int:
    if asked.framework == CATALOGUE:
        return _import_catalogue(asked)
    if asked.framework == LEARNERS:
        return issuing_commands.import_people(asked.path)
    if not asked.path.exists():
        raise SourceError(f"There is no file or folder {str(asked.path)!r}.", hint="Check the path.")
    offers = offering_reader(asked.framework)
    if offers is not None and not is_framework(asked.framework, asked.path):
        return _import_offered(asked, offers)
    settings = Settings.load()
    reader = reader_for(asked.framework)

    async def run() -> int:
        async with open_graph(settings) as graph:
            await migrate(graph)
            with progress(ERR) as on_progress:
                report = await ingest(
                    graph,
                    reader,
                    asked.path,
                    Options(version=asked.version, language=asked.language),
                    batch=settings.import_batch,
                    lease_seconds=settings.import_lease_seconds,
                    dry_run=asked.dry_run,
                    on_progress=on_progress,
                )
        if asked.json:
            sys.stdout.write(json.dumps(report.as_dict()) + "\n")
        else:
            show_report(OUT, report)
        return 0

    return asyncio.run(run())


def _import_offered(asked: argparse.Namespace, reader: CatalogueReader) -> int:
    options = Options(version=asked.version, language=asked.language)

    async def run() -> CatalogueReport:
        async with open_graph(Settings.load()) as graph:
            await migrate(graph)
            return await import_offered(graph, reader, asked.path, options, dry_run=asked.dry_run)

    report = asyncio.run(run())
    if asked.json:
        sys.stdout.write(json.dumps(report.as_dict()) + "\n")
    else:
        show_catalogue_report(OUT, report)
    return 0


def _import_catalogue(asked: argparse.Namespace) -> int:
    async def run() -> Account:
        async with open_graph(Settings.load()) as graph:
            await migrate(graph)
            return await import_catalogue(graph, asked.path, dry_run=asked.dry_run, decisions=asked.decisions)

    account = asyncio.run(run())
    if asked.json:
        sys.stdout.write(json.dumps(account.as_dict()) + "\n")
        return 0
    OUT.print(f"Read {account.organizations} organizations and {account.credentials} credentials.")
    for name, taken in account.names.items():
        OUT.print(f"  {name!r} is {taken}", markup=False)
    if asked.dry_run:
        OUT.print("This was a dry run: all was checked, and nothing was written.")
    else:
        OUT.print(f"Credentials: {account.created} created, {account.replaced} replaced.")
    return 0


def _bulk(asked: argparse.Namespace) -> int:
    options = Options(version=asked.version, language=asked.language)
    show_report(OUT, write_bulk(reader_for(asked.framework), asked.path, options, asked.folder))
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


def _migrate(_: argparse.Namespace) -> int:
    async def run() -> list[str]:
        async with open_graph(Settings.load()) as graph:
            return await migrate(graph)

    applied = asyncio.run(run())
    OUT.print(f"Applied: {', '.join(applied)}." if applied else "Nothing to apply.")
    return 0


def _activate(asked: argparse.Namespace) -> int:
    async def run() -> None:
        async with open_graph(Settings.load()) as graph:
            await activate(graph, asked.code, asked.version)

    asyncio.run(run())
    OUT.print(f"Lookups of {asked.code} now mean version {asked.version}.")
    return 0


def _entitle(asked: argparse.Namespace) -> int:
    change = licences.withdraw if asked.withdraw else licences.entitle

    async def run() -> tuple[str, str]:
        async with open_graph(Settings.load()) as graph:
            await migrate(graph)
            return await change(graph, asked.organization, asked.code)

    organization, framework = asyncio.run(run())
    says = "is no longer served to keys of" if asked.withdraw else "is served to keys of"
    OUT.print(f"{framework} {says} {organization}.", markup=False)
    return 0


def _erase(asked: argparse.Namespace) -> int:
    settings = Settings.load()
    journal = settings.data_dir / JOURNAL

    async def run() -> list[str]:
        async with open_graph(settings) as graph:
            await migrate(graph)
            if asked.again:
                return await erase_again(graph, journal)
            if asked.expired:
                return await erase_expired(graph, datetime.now(UTC).date(), journal)
            await erase_learner(graph, asked.learner, None, journal)
            return [asked.learner]

    for learner in (erased := asyncio.run(run())):
        OUT.print(learner)
    ERR.print(f"Records erased: {len(erased)}.")
    return 0


def _reverify(asked: argparse.Namespace) -> int:
    settings = Settings.load()
    on = verify_files.moment_of(asked.on)
    schedule = Schedule(on.date() if on else datetime.now(UTC).date(), settings.reverify_days)

    async def run() -> list[Checked]:
        async with open_graph(settings) as graph:
            await migrate(graph)
            return [one async for one in reverify_due(graph, lambda: Office.of(settings), schedule)]

    found = asyncio.run(run())
    for one in found:
        OUT.print("\t".join((one.award, one.error or one.outcome, one.before, one.after)), markup=False)
    changed, failed = (
        sum(one.before != one.after for one in found),
        sum(one.error is not None for one in found),
    )
    ERR.print(f"Badges verified again: {len(found) - failed}; changed: {changed}; failed: {failed}.")
    return 1 if failed else 0


def _keys(asked: argparse.Namespace) -> int:
    key = f"sg_{secrets.token_urlsafe(32)}"
    entry = api_key_entry(
        name=asked.name,
        role=asked.role,
        sha256=sha256(key.encode()).hexdigest(),
        learner=asked.learner,
        organization=asked.organization,
    )
    ERR.print("The key is shown once. Give it to its holder, and the hash to the server:")
    sys.stdout.write(f"key:                    {key}\nSKILLSGRAPH_API_KEYS=   '{json.dumps([entry])}'\n")
    return 0


def _verify(asked: argparse.Namespace) -> int:
    settings = Settings.load(
        **_given(asked, "contexts_dir", "documents_dir", "trusted_issuers", "verify_network")
    )
    now, recipients = verify_files.moment_of(asked.as_of), tuple(asked.recipient)
    found = [
        (path, verify_files.verify_file(path, settings, now, recipients, strict=asked.strict))
        for path in asked.files
    ]
    if asked.json:
        listed = [{"file": str(path), **verification.as_dict()} for path, verification in found]
        sys.stdout.write(json.dumps(listed, ensure_ascii=False) + "\n")
    else:
        for path, verification in found:
            for line in verify_files.lines(path, verification):
                OUT.print(line, markup=False, emoji=False)
    return 0 if all(one.outcome is Outcome.VERIFIED for _, one in found) else 2


def _given(asked: argparse.Namespace, *names: str) -> dict[str, object]:
    """Settings that the command line gives, which win over the environment's."""
    return {name: value for name in names if (value := getattr(asked, name)) not in (None, False)}


def _sync_contexts(asked: argparse.Namespace) -> int:
    synced = verify_files.sync_contexts(
        asked.source, Settings.load(**_given(asked, "contexts_dir")), asked.url
    )
    OUT.print(f"Added {len(synced.added)} contexts; {len(synced.unchanged)} were there.")
    for url in synced.missing:
        OUT.print(f"Still without a copy: {url}", markup=False)
    return 0


def _credential_commands(commands: Any) -> None:
    command = commands.add_parser("verify", help="verify badges and other credentials")
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

    command = commands.add_parser("contexts", help="manage the JSON-LD contexts that credentials rest on")
    actions = command.add_subparsers(required=True, metavar="ACTION")
    action = actions.add_parser("sync", help="add contexts, on purpose")
    action.add_argument("source", help="a folder, a file, or an https address")
    action.add_argument("--url", help="the address that a file is the context of")
    action.add_argument("--contexts", type=Path, dest="contexts_dir", help="the folder to add them to")
    action.set_defaults(run=_sync_contexts)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="skillsgraph", description="Skills, roles and credentials as a graph."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("demo", help="try it: sample data, three answered questions, a server")
    command.add_argument("--no-serve", action="store_true", help="end after the answers")
    command.add_argument("--port", type=int, default=8000, help="where to serve (default: 8000)")
    command.set_defaults(run=_demo)

    command = commands.add_parser("serve", help="serve the GraphQL API")
    command.add_argument("--host", help="address to listen on (default: SKILLSGRAPH_HOST)")
    command.add_argument("--port", type=int, help="port to listen on (default: SKILLSGRAPH_PORT)")
    command.set_defaults(run=_serve)

    command = commands.add_parser("import", help="bring a framework or a catalogue into the graph")
    codes = {reader.code for reader in READERS} | {reader.code for reader in CATALOGUE_READERS}
    known = ", ".join([*sorted(codes), CATALOGUE, LEARNERS])
    command.add_argument("framework", help=f"one of: {known}")
    command.add_argument("path", help="the file as downloaded, its folder, or the address of a CASE package")
    command.add_argument("--version", help="the release, when the file name does not tell")
    command.add_argument("--language", help="which language's files to read, such as fr")
    command.add_argument("--dry-run", action="store_true", help="check and count; write nothing")
    command.add_argument("--decisions", type=Path, help="JSON of names of skills and the uris they mean")
    command.add_argument("--json", action="store_true", help="report as one line of JSON")
    command.set_defaults(run=_import)

    command = commands.add_parser("bulk", help="write a framework as files of `neo4j-admin database import`")
    command.add_argument("framework", help="the reader, as for import")
    command.add_argument("path", type=Path, help="the file as downloaded, or its unpacked folder")
    command.add_argument("folder", type=Path, help="an empty folder for the files")
    command.add_argument("--version", help="the release, when the file name does not tell")
    command.add_argument("--language", help="which language's files to read, such as fr")
    command.set_defaults(run=_bulk)

    command = commands.add_parser("template", help="write an empty catalogue to fill in, or its JSON Schema")
    command.add_argument("path", type=Path, help="the file to make: .csv, .xlsx or .json")
    command.set_defaults(run=_template)

    export_commands.add(commands)

    command = commands.add_parser("migrate", help="bring the database to this version's shape")
    command.set_defaults(run=_migrate)

    command = commands.add_parser("framework", help="manage the versions of frameworks")
    actions = command.add_subparsers(required=True, metavar="ACTION")
    action = actions.add_parser("activate", help="make a version the one that lookups mean")
    action.add_argument("code", help="the framework, such as esco")
    action.add_argument("version", help="the version, such as 1.1.1")
    action.set_defaults(run=_activate)
    action = actions.add_parser("entitle", help="serve what may not be passed on to an organization's keys")
    action.add_argument("code", help="the framework, in all its versions")
    action.add_argument("organization", help="the organization's id")
    action.add_argument("--withdraw", action="store_true", help="end it")
    action.set_defaults(run=_entitle)

    command = commands.add_parser("erase", help="erase people's records, for good")
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("learner", nargs="?", help="the id of one learner")
    which.add_argument("--expired", action="store_true", help="all that were to be kept until before today")
    which.add_argument("--again", action="store_true", help="all that a restored backup has brought back")
    command.set_defaults(run=_erase)

    schema_commands.add(commands)

    command = commands.add_parser("keys", help="make an API key")
    roles = [role.value for role in Role if role is not Role.ANONYMOUS]
    command.add_argument("--role", choices=roles, default=Role.READER.value)
    command.add_argument("--learner", help="id of the learner whose own key it is")
    command.add_argument("--organization", help="id of the organization for which the key acts")
    command.add_argument("--name", default="portal", help="whose key it is; appears in logs")
    command.set_defaults(run=_keys)
    kinds = command.add_subparsers(metavar="KIND")
    issuing_commands.add_keys(kinds)
    issuing_commands.add(commands)

    command = commands.add_parser("reverify", help="verify stored badges again whose next check is due")
    command.add_argument("--on", metavar="DATE", help="all that are due until this day (default: today)")
    command.set_defaults(run=_reverify)
    _credential_commands(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
