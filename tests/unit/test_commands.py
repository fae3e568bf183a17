"""The command line knows each command, and imports no more than the one that is given."""

import subprocess
import sys
from importlib import import_module

import pytest

from skillsgraph import commands
from skillsgraph.__main__ import main

HEAVY = {"strawberry", "neo4j", "openpyxl", "scipy"}


@pytest.mark.parametrize("module", sorted({module for module, _ in commands.COMMANDS.values()}))
def test_each_module_has_the_commands_that_are_said_to_be_there(module: str) -> None:
    said = {name for name, (place, _) in commands.COMMANDS.items() if place == module}
    assert set(import_module(f"skillsgraph.commands.{module}").ARGUMENTS) == said


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert [name for name in commands.COMMANDS if name not in told.split()] == []


def test_a_command_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["improt"])
    assert ended.value.code == 2
    assert "'import'" in capsys.readouterr().err


def test_a_badge_is_verified_without_the_rest_of_the_house() -> None:
    asked = "from skillsgraph.commands import parsed; parsed(['verify', 'badge.json']); import sys"
    told = subprocess.run(
        [sys.executable, "-c", f"{asked}; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    assert not HEAVY & set(told.stdout.split())
