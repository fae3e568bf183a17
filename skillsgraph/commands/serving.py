"""`skillsgraph demo` and `skillsgraph serve`."""

import argparse

from skillsgraph import demo
from skillsgraph.commands.console import ERR, OUT
from skillsgraph.server import serve
from skillsgraph.settings import Settings


def _demo(asked: argparse.Namespace) -> int:
    return demo.run(OUT, serving=not asked.no_serve, port=asked.port)


def _serve(asked: argparse.Namespace) -> int:
    given = {"host": asked.host, "port": asked.port}
    settings = Settings.load(**{name: value for name, value in given.items() if value is not None})
    serve(settings, lambda address: ERR.print(f"Serving {address}/graphql; end it with Ctrl-C."))
    return 0


def _of_demo(command: argparse.ArgumentParser) -> None:
    command.add_argument("--no-serve", action="store_true", help="end after the answers")
    command.add_argument("--port", type=int, default=8000, help="where to serve (default: 8000)")
    command.set_defaults(run=_demo)


def _of_serve(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", help="address to listen on (default: SKILLSGRAPH_HOST)")
    command.add_argument("--port", type=int, help="port to listen on (default: SKILLSGRAPH_PORT)")
    command.set_defaults(run=_serve)


ARGUMENTS = {"demo": _of_demo, "serve": _of_serve}
