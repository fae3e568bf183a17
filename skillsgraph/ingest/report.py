"""What an import did, for people and for programs."""

from dataclasses import asdict, dataclass, field
from typing import Any

from skillsgraph.frameworks.contract import Skipped


@dataclass(slots=True)
class Changes:
    """How many concepts, terms, texts and relations were made, altered and deleted."""

    created: int = 0
    updated: int = 0
    removed: int = 0


@dataclass(slots=True)
class Report:
    """The account of one import. `read` counts the rows of each file; every row not used is in `skipped`."""

    framework: str
    version: str
    language: str
    read: dict[str, int]
    dry_run: bool = False
    resumed: bool = False
    changes: Changes = field(default_factory=Changes)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """The form of `skillsgraph import --json`."""
        return asdict(self)
