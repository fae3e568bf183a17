"""`skillsgraph migrate`, and `skillsgraph framework activate` and `entitle`."""

import argparse
import asyncio

from skillsgraph import licences
from skillsgraph.commands.console import OUT
from skillsgraph.commands.work import in_graph
from skillsgraph.graph.access import open_graph
from skillsgraph.graph.migrate import migrate
from skillsgraph.ingest import activate
from skillsgraph.settings import Settings


def _migrate(_: argparse.Namespace) -> int:
    async def run() -> list[str]:
        async with open_graph(Settings.load()) as graph:
            return await migrate(graph)

    applied = asyncio.run(run())
    OUT.print(f"Applied: {', '.join(applied)}." if applied else "Nothing to apply.")
    return 0


def _activate(asked: argparse.Namespace) -> int:
    in_graph(lambda graph: activate(graph, asked.code, asked.version))
    OUT.print(f"Lookups of {asked.code} now mean version {asked.version}.")
    return 0


def _entitle(asked: argparse.Namespace) -> int:
    change = licences.withdraw if asked.withdraw else licences.entitle
    organization, framework = in_graph(lambda graph: change(graph, asked.organization, asked.code))
    says = "is no longer served to keys of" if asked.withdraw else "is served to keys of"
    OUT.print(f"{framework} {says} {organization}.", markup=False)
    return 0


def _of_migrate(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_migrate)


def _of_framework(command: argparse.ArgumentParser) -> None:
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


ARGUMENTS = {"migrate": _of_migrate, "framework": _of_framework}
