"""The nine kinds of work, one folder each: an operation of ours, one in the peer's dialect, and bare Cypher.

Values are chosen from the graph when the benchmark starts (`Facts`), so that no id stands in these files.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "work"


@dataclass(frozen=True, slots=True)
class Facts:
    """Ids and names in the graph that the work is about."""

    five: list[str]
    hub: str
    role: str
    role_name: str
    after_name: str
    after_id: str


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of work. `values` makes the variables, the same for all servers."""

    name: str
    folder: str
    values: Callable[[Facts], dict[str, Any]]

    def text(self, of: str) -> str:
        """The operation `ours.graphql`, `peer.graphql` or `limit.cypher`."""
        return (_FOLDER / self.folder / of).read_text(encoding="utf-8")


WORK = [
    Work("one skill by id", "1-by-id", lambda facts: {"id": facts.five[0]}),
    Work("100 skills by name", "2-by-name", lambda facts: {}),
    Work("20 roles → 10 skills → 5 roles, each sorted", "3-three-levels", lambda facts: {}),
    Work("hub skill → 10 roles → 10 skills", "4-hub", lambda facts: {"id": facts.hub}),
    Work("skills that one named role requires", "5-some-role", lambda facts: {"name": facts.role_name}),
    Work("250 roles, up to 150 skills of each", "6-many-objects", lambda facts: {}),
    Work("five root fields by id", "7-five-roots", lambda facts: dict(zip("abcde", facts.five, strict=True))),
    Work(
        "page of 50 at place 10,000, by name",
        "8-deep-page",
        lambda facts: {"after": "", "name": facts.after_name, "id": facts.after_id},
    ),
    Work("aggregates over one role's requirements", "9-aggregates", lambda facts: {"id": facts.role}),
]
