"""The demo: a fresh graph with the sample in it, three questions answered on the terminal, then a server.

The questions go through GraphQL, as a portal would ask them; what is printed is what came back.
"""

import asyncio
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from skillsgraph.api.context import Caller, Context
from skillsgraph.api.schema import run as ask
from skillsgraph.errors import SkillsGraphError
from skillsgraph.frameworks.catalogue import read_learners
from skillsgraph.frameworks.sample.reader import sample_folder
from skillsgraph.graph.access import open_graph
from skillsgraph.graph.migrate import migrate
from skillsgraph.model.learners import AimKind, Learner
from skillsgraph.sample import load_sample
from skillsgraph.server import serve
from skillsgraph.settings import Settings

WHO = "care-returner"

_QUESTIONS = """
query Demo($profile: ProfileInput!, $role: Ref!) {
  skillGap(profile: $profile, target: {role: $role}) {
    role { name }
    readiness coverageClaimed coverageProven explanation
    requirements { status relation explanation skill { name } }
  }
  roleMatches(profile: $profile, first: 5) { nodes { role { name } score explanation } }
  credentialMatches(profile: $profile, target: {role: $role}, first: 5) {
    nodes {
      score workloadHours explanation price { amount currency }
      credential { name awardedBy { name } }
    }
  }
}
"""


def run(console: Console, *, serving: bool, port: int) -> int:
    """Answer three questions in a temporary graph; then serve it until interrupted, if asked to."""
    started = time.monotonic()
    with TemporaryDirectory(prefix="skillsgraph-demo-") as folder:
        settings = Settings.load(database_url=None, data_dir=Path(folder) / "data", port=port)
        asyncio.run(_answer(console, settings))
        console.print(f"\n[dim]{time.monotonic() - started:.0f} s from the start to the last answer.[/dim]")
        if serving:
            serve(settings, lambda address: _invite(console, address))
    return 0


async def _answer(console: Console, settings: Settings) -> None:
    learner = next(one for one in read_learners(sample_folder() / "learners.yaml") if one.key == WHO)
    with console.status("starting the embedded engine"):
        async with open_graph(settings) as graph:
            console.print("A graph database is up, in a temporary folder.")
            await migrate(graph)
            await load_sample(graph)
            console.print("The sample is in it: a part of ESCO, and an invented catalogue of credentials.")
            answer = await ask(_QUESTIONS, Context(graph, settings, Caller()), variables=_variables(learner))
    if "errors" in answer:
        raise SkillsGraphError(answer["errors"][0]["message"])
    found = answer["data"]
    console.print(f"\n[bold]{learner.label}.[/bold] {learner.story}", soft_wrap=False)
    _show_gap(console, found["skillGap"])
    _show_roles(console, found["roleMatches"]["nodes"])
    _show_credentials(console, found["credentialMatches"]["nodes"])


def _variables(learner: Learner) -> dict[str, Any]:
    role = next(aim.uri for aim in learner.aims if aim.kind is AimKind.JOB_ROLE)
    return {
        "role": {"uri": role},
        "profile": {
            "skills": [{"skill": {"uri": held.skill}} for held in learner.skills],
            "credentials": [
                {
                    "credential": {"uri": award.credential},
                    "issuedOn": award.issued_on.isoformat(),
                    "validUntil": award.valid_until.isoformat() if award.valid_until else None,
                }
                for award in learner.awards
            ],
        },
    }


def _show_gap(console: Console, gap: Mapping[str, Any]) -> None:
    console.print(
        f"\n[bold]1. What does this person lack to be a {gap['role']['name']},"
        " and what proves what they hold?[/bold]"
    )
    console.print(gap["explanation"], soft_wrap=False)
    console.print(
        f"Of what is essential, {_percent(gap['coverageClaimed'])} is claimed and"
        f" {_percent(gap['coverageProven'])} proven; readiness is {_percent(gap['readiness'])}."
    )
    held = [one for one in gap["requirements"] if one["status"] != "MISSING"]
    table = _table("", "skill", "why")
    for one in held:
        table.add_row(one["status"].lower(), one["skill"]["name"], one["explanation"])
    console.print(table)
    essential = [
        one["skill"]["name"]
        for one in gap["requirements"]
        if one["status"] == "MISSING" and one["relation"] == "ESSENTIAL"
    ]
    console.print(f"Missing and essential ({len(essential)}): {', '.join(essential)}.", soft_wrap=False)


def _show_roles(console: Console, matches: list[Mapping[str, Any]]) -> None:
    console.print("\n[bold]2. Which jobs fit?[/bold]")
    table = _table("score", "job role", "why")
    for one in matches:
        table.add_row(f"{one['score']:.2f}", one["role"]["name"], one["explanation"])
    console.print(table)


def _show_credentials(console: Console, matches: list[Mapping[str, Any]]) -> None:
    console.print("\n[bold]3. What to earn next?[/bold]")
    table = _table("gain", "credential", "why")
    for one in matches:
        table.add_row(f"+{one['score']:.0%}", one["credential"]["name"], one["explanation"])
    console.print(table)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column, overflow="fold", min_width=5)
    return table


def _percent(share: float | None) -> str:
    return "nothing" if share is None else f"{share:.0%}"


def _invite(console: Console, address: str) -> None:
    console.print(
        f"\nServing. Open [bold]{address}/graphql[/bold] in a browser to ask your own questions;"
        f" {address}/health/ready says whether it answers.\nPress Ctrl-C to end."
    )
