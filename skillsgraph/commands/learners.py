"""`skillsgraph erase` and `skillsgraph reverify`: the records of people."""

import argparse
from datetime import UTC, datetime

from skillsgraph.commands.console import ERR, OUT
from skillsgraph.commands.moments import moment_of
from skillsgraph.commands.work import in_graph
from skillsgraph.graph.access import Graph
from skillsgraph.learners.erase import JOURNAL, erase_again, erase_expired, erase_learner
from skillsgraph.learners.issuing import Office
from skillsgraph.learners.reverify import Checked, reverify_due
from skillsgraph.learners.standing import Schedule
from skillsgraph.settings import Settings


def _erase(asked: argparse.Namespace) -> int:
    settings = Settings.load()
    journal = settings.data_dir / JOURNAL

    async def work(graph: Graph) -> list[str]:
        if asked.again:
            return await erase_again(graph, journal)
        if asked.expired:
            return await erase_expired(graph, datetime.now(UTC).date(), journal)
        await erase_learner(graph, asked.learner, None, journal)
        return [asked.learner]

    for learner in (erased := in_graph(work, settings)):
        OUT.print(learner)
    ERR.print(f"Records erased: {len(erased)}.")
    return 0


def _reverify(asked: argparse.Namespace) -> int:
    settings = Settings.load()
    on = moment_of(asked.on)
    schedule = Schedule(on.date() if on else datetime.now(UTC).date(), settings.reverify_days)

    async def work(graph: Graph) -> list[Checked]:
        return [one async for one in reverify_due(graph, lambda: Office.of(settings), schedule)]

    found = in_graph(work, settings)
    for one in found:
        OUT.print("\t".join((one.award, one.error or one.outcome, one.before, one.after)), markup=False)
    changed, failed = (
        sum(one.before != one.after for one in found),
        sum(one.error is not None for one in found),
    )
    ERR.print(f"Badges verified again: {len(found) - failed}; changed: {changed}; failed: {failed}.")
    return 1 if failed else 0


def _of_erase(command: argparse.ArgumentParser) -> None:
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("learner", nargs="?", help="the id of one learner")
    which.add_argument("--expired", action="store_true", help="all that were to be kept until before today")
    which.add_argument("--again", action="store_true", help="all that a restored backup has brought back")
    command.set_defaults(run=_erase)


def _of_reverify(command: argparse.ArgumentParser) -> None:
    command.add_argument("--on", metavar="DATE", help="all that are due until this day (default: today)")
    command.set_defaults(run=_reverify)


ARGUMENTS = {"erase": _of_erase, "reverify": _of_reverify}
