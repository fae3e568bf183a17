"""What every writer works on: a framework as model objects, gathered by what they are about.

A writer is a function in `frameworks/<format>/writer.py` from `Content` to `Written`. What its format cannot
say is counted under `lost`, in words, so that nobody takes an export for a copy.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from skillsgraph.model.frameworks import (
    Broader,
    Collection,
    ConceptType,
    Framework,
    Item,
    JobRole,
    Match,
    Related,
    ReplacedBy,
    Requires,
    Skill,
    Term,
    TermKind,
    Text,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of an export, and what could not be said in its format, each with its number."""

    data: bytes
    lost: tuple[str, ...]


@dataclass(slots=True)
class Losses:
    """Counts what is left out, and says it."""

    _counted: Counter[str] = field(default_factory=Counter)

    def count(self, what: str, number: int = 1) -> None:
        if number:
            self._counted[what] += number

    def said(self) -> tuple[str, ...]:
        return tuple(f"{number:,} {what}" for what, number in sorted(self._counted.items()))


def as_json(document: Any) -> bytes:
    """The bytes of a document in JSON, a line each for what it holds, so that two exports can be compared."""
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


class Content:
    """One framework version, or a part of it, in the order given."""

    def __init__(self, framework: Framework, items: Iterable[Item]) -> None:
        self.framework = framework
        self._items: dict[type, list[Item]] = defaultdict(list)
        for item in items:
            self._items[type(item)].append(item)
        self.skills = {one.uri: one for one in self.of(Skill)}
        self.job_roles = {one.uri: one for one in self.of(JobRole)}
        self._terms: dict[str, list[Term]] = defaultdict(list)
        for term in self.of(Term):
            self._terms[term.concept].append(term)

    def items(self) -> list[Item]:
        """All items, those of one type together."""
        return [one for found in self._items.values() for one in found]

    def of(self, kind: type[T]) -> list[T]:
        """All items of one type."""
        return [one for one in self._items.get(kind, ()) if isinstance(one, kind)]

    def terms(self, uri: str, kind: TermKind) -> list[Term]:
        """The labels of a concept, of one kind."""
        return [one for one in self._terms.get(uri, ()) if one.kind is kind]

    def broader(self, kind: ConceptType) -> list[Broader]:
        return [one for one in self.of(Broader) if one.concept_type is kind]

    def count_unsaid(self, losses: Losses, *said: type) -> None:
        """Count what a format has no word for at all: every type that is not among those said."""
        names = {
            JobRole: "job roles",
            Requires: "requirements of job roles",
            Collection: "collections",
            Text: "texts in other languages",
            Related: "relations",
            ReplacedBy: "successors",
            Match: "matches with other frameworks",
        }
        for kind, found in self._items.items():
            if kind not in (Skill, Broader, Term, *said):
                losses.count(names.get(kind, f"objects of the type {kind.__name__}"), len(found))
