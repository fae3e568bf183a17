"""The command line, one module a subject. Only the module of the command that was given is imported.

To add a command, name it in `COMMANDS` and give its module a function for it in `ARGUMENTS`.
"""

import argparse
from collections.abc import Mapping, Sequence
from importlib import import_module

from skillsgraph import __version__

# command -> its module, and what it is for
COMMANDS: Mapping[str, tuple[str, str]] = {
    "demo": ("serving", "try it: sample data, three answered questions, a server"),
    "serve": ("serving", "serve the GraphQL API"),
    "import": ("imports", "bring a framework or a catalogue into the graph"),
    "bulk": ("imports", "write a framework as files of `neo4j-admin database import`"),
    "template": ("imports", "write an empty catalogue to fill in, or its JSON Schema"),
    "export": ("exports", "write a framework, or the catalogue, in another format"),
    "migrate": ("database", "bring the database to this version's shape"),
    "framework": ("database", "manage the versions of frameworks"),
    "erase": ("learners", "erase people's records, for good"),
    "reverify": ("learners", "verify stored badges again whose next check is due"),
    "schema": ("schema", "print the GraphQL schema"),
    "explain": ("schema", "show an operation's Cypher, parameters and plan"),
    "keys": ("keys", "make an API key"),
    "issue": ("issuing", "award and sign a credential for the learners of a CSV file"),
    "revoke": ("issuing", "take an award back for good"),
    "suspend": ("issuing", "take an award back for the time being"),
    "reinstate": ("issuing", "let a suspended award be valid again"),
    "publish": ("issuing", "copies of what an issuer publishes, to verify offline"),
    "clr": ("issuing", "a learner's signed awards as one signed record (CLR 2.0)"),
    "bake": ("issuing", "put a signed badge into an image"),
    "reminders": ("issuing", "whose awards end soon; remind each once by a command"),
    "verify": ("verifying", "verify badges and other credentials"),
    "contexts": ("verifying", "manage the JSON-LD contexts that credentials rest on"),
}


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """What was asked; its `run` does it, and gives the exit status."""
    parser = argparse.ArgumentParser(
        prog="skillsgraph", description="Skills, roles and credentials as a graph."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    given = next((one for one in arguments if not one.startswith("-")), None)
    for name, (module, says) in COMMANDS.items():
        command = commands.add_parser(name, help=says, description=says)
        if name == given:
            import_module(f"{__name__}.{module}").ARGUMENTS[name](command)
    return parser.parse_args(arguments)
