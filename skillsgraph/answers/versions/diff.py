"""What changed between two versions of a framework. Pure.

Concepts are the same when their uri is the same; one that is gone is followed to its successors, which the
older names: two or more that the newer has make it split, one that is shared makes it merged.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    ADDED = "ADDED"
    REMOVED = "REMOVED"
    REPLACED = "REPLACED"
    SPLIT = "SPLIT"
    MERGED = "MERGED"
    RENAMED = "RENAMED"
    MOVED = "MOVED"
    REQUIREMENTS_CHANGED = "REQUIREMENTS_CHANGED"


GONE = frozenset({ChangeKind.REMOVED, ChangeKind.REPLACED, ChangeKind.SPLIT, ChangeKind.MERGED})


@dataclass(frozen=True, slots=True)
class Need:
    """One requirement of a job role: the skill's uri, and how it is asked for."""

    skill: str
    relation: str
    level: str | None = None

    def __str__(self) -> str:
        level = f" at {self.level}" if self.level else ""
        return f"{self.relation.lower()} {self.skill}{level}"


@dataclass(frozen=True, slots=True)
class ConceptState:
    """A concept as one version has it. `broader` and `successors` are uris."""

    id: str
    uri: str
    name: str
    label: str
    broader: frozenset[str] = frozenset()
    successors: frozenset[str] = frozenset()
    requires: frozenset[Need] = frozenset()


Version = Mapping[str, ConceptState]
"""uri -> concept."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one concept. `added` and `removed` are names, uris above, or needs in words."""

    kind: ChangeKind
    label: str
    uri: str
    name: str
    before: ConceptState | None = None
    after: ConceptState | None = None
    successors: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def diff(old: Version, new: Version) -> list[Change]:
    """Every change from an old to a new version, in the order of kinds, then of names."""
    order = list(ChangeKind)
    found = [*_gone(old, new), *_come(old, new), *_changed(old, new)]
    return sorted(found, key=lambda one: (order.index(one.kind), one.name.casefold(), one.uri))


def _come(old: Version, new: Version) -> Iterator[Change]:
    for uri, concept in new.items():
        if uri not in old:
            yield Change(ChangeKind.ADDED, concept.label, uri, concept.name, after=concept)


def _gone(old: Version, new: Version) -> Iterator[Change]:
    gone = [concept for uri, concept in old.items() if uri not in new]
    heirs = Counter(uri for concept in gone for uri in concept.successors if uri in new)
    for concept in gone:
        successors = tuple(sorted(uri for uri in concept.successors if uri in new))
        if not successors:
            kind = ChangeKind.REMOVED
        elif len(successors) > 1:
            kind = ChangeKind.SPLIT
        else:
            kind = ChangeKind.MERGED if heirs[successors[0]] > 1 else ChangeKind.REPLACED
        yield Change(kind, concept.label, concept.uri, concept.name, before=concept, successors=successors)


def _changed(old: Version, new: Version) -> Iterator[Change]:
    for uri in old.keys() & new.keys():
        before, after = old[uri], new[uri]
        if before.name != after.name:
            yield _between(ChangeKind.RENAMED, before, after, {after.name}, {before.name})
        if before.broader != after.broader:
            yield _between(ChangeKind.MOVED, before, after, after.broader, before.broader)
        if before.requires != after.requires:
            needs, needed = map(str, after.requires), map(str, before.requires)
            yield _between(ChangeKind.REQUIREMENTS_CHANGED, before, after, set(needs), set(needed))


def _between(
    kind: ChangeKind,
    before: ConceptState,
    after: ConceptState,
    now: set[str] | frozenset[str],
    then: set[str] | frozenset[str],
) -> Change:
    return Change(
        kind,
        after.label,
        after.uri,
        after.name,
        before,
        after,
        added=tuple(sorted(now - then)),
        removed=tuple(sorted(then - now)),
    )
