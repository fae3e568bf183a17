"""What holders of a credential are credited with by a decision on all of its awards."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from skillsgraph.graph.access import Graph, Row
from skillsgraph.model.learners import Recognition, RecognitionKind
from skillsgraph.statements import cypher

Standing = Mapping[str, Sequence[Recognition]]
"""The id of a credential -> what each award of it is recognised as, in the order of their uris."""


async def standing_recognitions(graph: Graph, credentials: Sequence[str], as_of: date) -> Standing:
    """What some credentials (their ids) are recognised as. What begins only after the day is left out."""
    rows = await graph.read(cypher("standingRecognitions"), ids=list(credentials)) if credentials else []
    found: dict[str, list[Recognition]] = defaultdict(list)
    for row in rows:
        if row["since"] is None or date.fromisoformat(row["since"]) <= as_of:
            found[str(row["id"])].append(_recognition(row))
    return found


def _recognition(row: Row) -> Recognition:
    # A decision on one person's learning names its last day, one on all awards the first day after it.
    ends = date.fromisoformat(row["until"]) - timedelta(days=1) if row["until"] else None
    return Recognition(
        RecognitionKind.TRANSFER,
        towards=row["towards"],
        credits=row["credits"],
        decided_by=next(iter(row["decidedBy"]), None),
        ground=row["source"],
        until=ends,
    )
