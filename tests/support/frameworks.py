"""Readers for tests: of model objects that a test wrote down, and of a part of another reader's source."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

from skillsgraph.frameworks.contract import Options, Reader, Skipped, Source, Sourced
from skillsgraph.model.frameworks import (
    Area,
    AtLevel,
    Broader,
    Collection,
    ConceptType,
    Contains,
    Framework,
    HasLevel,
    Item,
    JobRole,
    JobRoleKind,
    Level,
    Match,
    MatchKind,
    Observation,
    Rates,
    Reference,
    Related,
    ReplacedBy,
    RequirementRelation,
    Requires,
    Scale,
    ScaleKind,
    Sector,
    Skill,
    SkillKind,
    Term,
    TermKind,
    Text,
    TextKind,
)
from skillsgraph.model.ids import digest

HERE = Path()


class Listed:
    """Reads the objects that it was given."""

    code = "listed"
    title = "Objects of a test"

    def __init__(
        self, items: list[Item], *, version: str = "1", main: bool = True, code: str = "listed"
    ) -> None:
        self.items = items
        self.framework = Framework(code, version, "Listed", "https://example.org/listed", "en")
        self.main = main

    def detect(self, path: Path) -> bool:
        return path == HERE

    def open(self, path: Path, options: Options) -> Source:
        content = digest(*(repr(item) for item in self.items))
        return Source(self.framework, content, {"list": len(self.items)}, is_main_language=self.main)

    def read(self, path: Path, options: Options) -> Iterator[Sourced | Skipped]:
        for line, item in enumerate(self.items, 1):
            yield Sourced(item, "list", line)


class Part(ABC):
    """Of another reader's source as much as a test needs."""

    def __init__(self, reader: Reader) -> None:
        self.code, self.title, self._reader = reader.code, reader.title, reader

    def detect(self, path: Path) -> bool:
        return self._reader.detect(path)

    def open(self, path: Path, options: Options) -> Source:
        return self._reader.open(path, options)

    @abstractmethod
    def read(self, path: Path, options: Options) -> Iterator[Sourced | Skipped]: ...


def small() -> list[Item]:
    """One of everything: two jobs, a group, three skills, and every relation between them."""
    skill, role = ConceptType.SKILL, ConceptType.JOB_ROLE
    code = Reference(skill, framework="listed", code="CODE")
    return [
        Skill("s:group", "languages", SkillKind.GROUP),
        Skill(
            "s:python", "Python", SkillKind.KNOWLEDGE, description="A language.", reuse_level="cross-sector"
        ),
        Skill("s:code", "write code", SkillKind.SKILL, code="CODE", keywords=("typing", "files")),
        JobRole("r:group", "Software people", JobRoleKind.GROUP, code="25"),
        JobRole("r:dev", "developer", JobRoleKind.OCCUPATION, code="2512.1"),
        JobRole("r:nurse", "nurse", JobRoleKind.OCCUPATION, code="2221.1"),
        Collection("c:digital", "digital skills"),
        Scale("x:zones", "Zones", ScaleKind.QUALIFICATION),
        Level("x:zone-1", "Zone one", 1, code="1"),
        Term(skill, "s:python", "Python", "en", TermKind.PREFERRED),
        Term(skill, "s:python", "Python 3", "en", TermKind.ALTERNATIVE),
        Term(role, "r:dev", "developer", "en", TermKind.PREFERRED),
        Term(role, "r:nurse", "nurse", "en", TermKind.PREFERRED),
        Text(skill, "s:python", "Eine Sprache.", "de", TextKind.DESCRIPTION),
        Text(role, "r:dev", "Schreibt Programme.", "de", TextKind.DESCRIPTION),
        Broader(skill, "s:python", "s:group"),
        Broader(role, "r:dev", "r:group"),
        Related("s:python", "s:code", "optional"),
        Requires("r:dev", "s:python", RequirementRelation.ESSENTIAL),
        Requires("r:dev", "s:code", RequirementRelation.OPTIONAL),
        Contains("c:digital", skill, "s:python"),
        Contains("c:digital", role, "r:dev"),
        HasLevel("x:zones", "x:zone-1"),
        AtLevel(role, "r:dev", "x:zone-1"),
        AtLevel(skill, "s:python", "x:zone-1"),
        Related("r:dev", "r:nurse", "distant", role),
        ReplacedBy(skill, "s:code", "s:python"),
        ReplacedBy(role, "r:dev", "r:nurse"),
        Rates("r:dev", "s:python", 4.5, 3.25, 8, 0.1, not_relevant=True),
        Match(Reference(skill, "s:python"), code, MatchKind.CLOSE),
        Observation(
            Reference(role, framework="listed", code="2512.1"),
            *("vacancies", 12.0, "count", "2024-10", "A survey"),
            area=Area("ISO3166_1", "FR", "France"),
            sector=Sector("NACE", "J62"),
        ),
    ]
