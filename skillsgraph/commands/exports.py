"""`skillsgraph export`: a framework or a part of it, or the catalogue, in another format."""

import argparse
import sys
from pathlib import Path

from skillsgraph.commands.console import ERR
from skillsgraph.commands.work import in_graph
from skillsgraph.errors import InputError, SourceError
from skillsgraph.export import export_framework
from skillsgraph.export_catalogue import export_catalogue
from skillsgraph.frameworks.facts import facts_of, fewer
from skillsgraph.frameworks.registry import CATALOGUE_WRITERS, WRITERS
from skillsgraph.graph.access import Graph

_ENDINGS = {"rsd": ".csv", "skos": ".ttl", "sssom": ".tsv", "catalogue": ".yaml"}


def _export(asked: argparse.Namespace) -> int:
    if asked.framework is None and (asked.branch or asked.only):
        raise InputError("A part is chosen of a framework, and none is named.")

    write = _catalogue if asked.framework is None else _framework
    data, said = in_graph(lambda graph: write(graph, asked))
    if asked.against:
        said += _against(asked, data)
    if asked.output:
        asked.output.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
    for line in said:
        ERR.print(line, markup=False)
    return 0


async def _framework(graph: Graph, asked: argparse.Namespace) -> tuple[bytes, list[str]]:
    export = await export_framework(
        graph, asked.format, asked.framework, branches=asked.branch, only=asked.only
    )
    found = export.framework
    said = [f"{found.name} {found.version}: {len(export.data):,} bytes."]
    if found.attribution:
        said.append(f"Attribution: {found.attribution}")
    return export.data, said + [f"Not in the file: {one}" for one in export.lost]


async def _catalogue(graph: Graph, asked: argparse.Namespace) -> tuple[bytes, list[str]]:
    export = await export_catalogue(graph, asked.format, asked.awarded_by)
    said = [
        f"{export.organizations} organizations, {export.credentials} credentials: {len(export.data):,} bytes."
    ]
    return export.data, said + [f"Not in the file: {one}" for one in export.lost]


def _against(asked: argparse.Namespace, data: bytes) -> list[str]:
    """What the original tells more often than the export, by name; nothing to say is said too."""
    try:
        original = asked.against.read_bytes()
    except OSError as error:
        raise SourceError(f"{asked.against} cannot be read: {error.strerror}.") from None
    name = f"export{_ENDINGS.get(asked.format, '.json')}"
    found = fewer(facts_of(original, asked.against.name), facts_of(data, name))
    return [
        f"Of {one}: {before:,} in the original, {after:,} in the export." for one, before, after in found
    ] or ["The export has no fact fewer than the original."]


def _of_export(command: argparse.ArgumentParser) -> None:
    frameworks, catalogues = ", ".join(sorted(WRITERS)), ", ".join(sorted(CATALOGUE_WRITERS))
    command.add_argument("format", help=f"of a framework: {frameworks}; of the catalogue: {catalogues}")
    command.add_argument(
        "framework", nargs="?", help="the framework, such as esco or esco@1.1.1 (none: the catalogue)"
    )
    command.add_argument("--output", type=Path, help="the file to write (default: the terminal)")
    command.add_argument(
        "--branch", action="append", default=[], metavar="URI", help="only a concept and all below it"
    )
    command.add_argument(
        "--only", action="append", default=[], metavar="URI", help="only this concept; may be repeated"
    )
    command.add_argument("--awarded-by", metavar="URI", help="of the catalogue, what one organization awards")
    command.add_argument(
        "--against", type=Path, metavar="FILE", help="count what the original file tells and the export not"
    )
    command.set_defaults(run=_export)


ARGUMENTS = {"export": _of_export}
