"""The end of a record: when the learner asks for it, when its time is over, and again after a restore.

A backup still holds what was erased since it was made. So each erasure is also noted in a journal outside the
database, ids only, and `erase_again` repeats them all after a restore.
"""

from datetime import date
from pathlib import Path

from skillsgraph.errors import LearnerNotFound, SourceError, Where
from skillsgraph.graph.access import Graph, Step
from skillsgraph.learners.access import Caller, now, require_own
from skillsgraph.learners.audit import Action, event
from skillsgraph.model.ids import label_of
from skillsgraph.statements import cypher

JOURNAL = "erased.txt"
ERASE_SECONDS = 60.0


async def erase_learner(graph: Graph, learner: str, caller: Caller | None, journal: Path | None) -> None:
    """Delete all that is kept about a learner. Without a caller it is the operator, at the command line.

    Raises:
        LearnerNotFound, Unauthenticated, Forbidden: There is no such learner, or the caller is neither
            that learner nor an admin.
    """
    if caller is not None:
        await require_own(graph, learner, caller)
    gone = LearnerNotFound(f"There is no learner {learner[:100]!r}.")
    if journal is not None:
        # Noted before it is done: to erase again what is there no more does no harm, to miss one does.
        _note(journal, learner)
    await graph.transact(
        [
            Step(cypher("eraseLearner"), {"id": learner}, otherwise=gone),
            Step(cypher("eraseShowings"), {"id": learner}),
            event(Action.ERASED, learner, caller),
        ],
        deadline=ERASE_SECONDS,
    )


async def erase_expired(graph: Graph, on: date, journal: Path | None) -> list[str]:
    """Erase every record that was to be kept until a day before `on`, and give back the ids."""
    rows = await graph.read(cypher("expiredLearners"), on=on.isoformat())
    for row in rows:
        await erase_learner(graph, row["id"], None, journal)
    return [row["id"] for row in rows]


async def erase_again(graph: Graph, journal: Path) -> list[str]:
    """Erase what the journal says was erased and a restored backup has brought back; give back the ids.

    Raises:
        SourceError: The journal cannot be read, or a line of it is no learner's id.
    """
    erased = []
    for learner in dict.fromkeys(_noted(journal)):
        try:
            await erase_learner(graph, learner, None, None)
        except LearnerNotFound:
            continue
        erased.append(learner)
    return erased


def _note(journal: Path, learner: str) -> None:
    journal.parent.mkdir(parents=True, exist_ok=True)
    with journal.open("a", encoding="utf-8") as stream:
        stream.write(f"{now()} {learner}\n")


def _noted(journal: Path) -> list[str]:
    try:
        lines = journal.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SourceError(
            f"The journal cannot be read: {error.strerror}.", where=Where(str(journal))
        ) from error
    found = []
    for number, line in enumerate(lines, 1):
        identifier = line.rpartition(" ")[2]
        if label_of(identifier) != "Learner":
            raise SourceError(
                "This is not a line of the journal of erasures.", where=Where(journal.name, number)
            )
        found.append(identifier)
    return found
