"""What a list of edits is made of, and what comes back for each item."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from skillsgraph.model.ids import make_id


class Hanging(StrEnum):
    """What to do with rules that name a credential to be deleted, and with what recognises it.

    Awards and enrolments always keep it.
    """

    REFUSE = "REFUSE"
    DETACH = "DETACH"


class Link(StrEnum):
    """(:Credential)-[TEACHES|ASSESSES]->(:Skill)"""

    TEACHES = "TEACHES"
    ASSESSES = "ASSESSES"


@dataclass(frozen=True, slots=True)
class Named:
    """A credential by its uri, and the revision that the caller has read; None: whatever it is."""

    uri: str
    revision: int | None = None

    @property
    def id(self) -> str:
        return make_id("credential", self.uri)


@dataclass(frozen=True, slots=True)
class Edit:
    """New values of some properties, by their names in the graph. None takes a value away."""

    credential: Named
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SkillEdge:
    """A link between a credential and a skill, both by uri."""

    credential: Named
    link: Link
    skill: str
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """One item of an answer, in the order of the list: what it is now, and whether it was made by this."""

    id: str
    uri: str
    revision: int
    created: bool = False
