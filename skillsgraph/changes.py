"""The feed of what has changed: frameworks and the catalogue, never people.

Whoever writes adds `changed(…)` to its transaction, so that a change and its record are there together or not
at all. Portals read on from the place they have come to.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from skillsgraph.graph.access import Graph, Step
from skillsgraph.statements import cypher


class ChangeKind(StrEnum):
    """What happened. `subject` is the id of the framework version, mapping, credential or job role."""

    FRAMEWORK_IMPORTED = "FRAMEWORK_IMPORTED"
    FRAMEWORK_ACTIVATED = "FRAMEWORK_ACTIVATED"
    FRAMEWORK_ADOPTED = "FRAMEWORK_ADOPTED"
    ADOPTION_REVERTED = "ADOPTION_REVERTED"
    MAPPING_DECIDED = "MAPPING_DECIDED"
    CREDENTIAL_WRITTEN = "CREDENTIAL_WRITTEN"
    CREDENTIAL_REMOVED = "CREDENTIAL_REMOVED"
    ENTRY_CONDITIONS_WRITTEN = "ENTRY_CONDITIONS_WRITTEN"


@dataclass(frozen=True, slots=True)
class Change:
    """One change; `at` is in milliseconds since 1970, by the database's clock."""

    id: str
    at: int
    kind: ChangeKind
    subject: str
    name: str

    @property
    def when(self) -> datetime:
        return datetime.fromtimestamp(self.at / 1000, UTC)


def changed(kind: ChangeKind, subject: str, name: str) -> Step:
    """The step that records a change. Ids grow with time, so that changes of one moment keep their order."""
    identifier = f"change_{time.time_ns():020d}_{subject.rpartition('_')[2][:12]}"
    properties = {"id": identifier, "kind": kind.value, "subject": subject, "name": name}
    return Step(cypher("recordChange"), {"change": properties})


async def changes(graph: Graph, since: int, after_id: str, first: int) -> list[Change]:
    """The changes from a moment on (milliseconds since 1970), after that with `after_id` among its equals."""
    rows = await graph.read(cypher("changesSince"), at=since, afterId=after_id, first=first)
    return [
        Change(row["id"], row["at"], ChangeKind(row["kind"]), row["subject"], row["name"]) for row in rows
    ]
