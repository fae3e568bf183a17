"""What the tests of the command line share."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from skillsgraph.__main__ import main
from skillsgraph.graph.embedded import EmbeddedEngine


class Done(NamedTuple):
    """How a command ended, and what it printed."""

    status: int
    out: str
    err: str


Command = Callable[..., Done]


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Command]:
    """Runs commands on an embedded engine of their own, which is held so that each need not start it.

    In an argument, `./` is a folder for the test's files.
    """
    monkeypatch.delenv("SKILLSGRAPH_DATABASE_URL", raising=False)
    monkeypatch.setenv("SKILLSGRAPH_DATA_DIR", str(tmp_path / "graph"))

    def run(*arguments: str) -> Done:
        capsys.readouterr()
        status = main([one.replace("./", f"{tmp_path}/") for one in arguments])
        return Done(status, *capsys.readouterr())

    with asyncio.Runner() as runner:
        engine = EmbeddedEngine(tmp_path / "graph")
        runner.run(engine.attach())
        yield run
        runner.run(engine.detach())
