"""The command line of the API's developers: the schema, and how an operation is answered."""

import argparse
import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from skillsgraph.api.context import Caller, Context
from skillsgraph.api.published import sdl
from skillsgraph.api.schema import explain
from skillsgraph.commands.console import OUT
from skillsgraph.errors import SourceError
from skillsgraph.graph.access import open_graph
from skillsgraph.settings import Role, Settings


def _schema(_: argparse.Namespace) -> int:
    sys.stdout.write(sdl())
    return 0


def _explain(asked: argparse.Namespace) -> int:
    document, variables = _text_of(asked.file), _variables(asked.variables)

    async def run() -> dict[str, Any]:
        settings = Settings.load()
        async with open_graph(settings) as graph:
            context = Context(graph, settings, Caller("command line", Role.ADMIN))
            return await explain(document, context, variables, asked.operation)

    told = asyncio.run(run())
    if not told["compiled"]:
        OUT.print(
            "This takes ordinary execution: some of it is no part of the catalogue, or a value is wrong."
        )
        return 0
    sys.stdout.write(told["cypher"] + "\n\n")
    for name, value in told["parameters"].items():
        sys.stdout.write(f"${name} = {json.dumps(value, ensure_ascii=False)}\n")
    sys.stdout.write("\n" + "\n".join(told["plan"]) + "\n")
    return 0


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise SourceError(f"{str(path)!r} cannot be read as text.", hint="Check the path.") from None


def _variables(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise SourceError("The variables are no JSON object.", hint='Write them like {"first": 10}.')
    return found


def _of_schema(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_schema)


def _of_explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, help="the file of the operation, such as gap.graphql")
    command.add_argument("--variables", default="{}", help="its variables, as JSON")
    command.add_argument("--operation", help="which one, when the file has several")
    command.set_defaults(run=_explain)


ARGUMENTS = {"schema": _of_schema, "explain": _of_explain}
