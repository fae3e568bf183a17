"""A reader of model objects that a test wrote down: the contract's smallest fulfilment."""

from collections.abc import Iterator
from pathlib import Path

from skillsgraph.frameworks.contract import Options, Skipped, Source, Sourced
from skillsgraph.model.frameworks import (
    Broader,
    Collection,
    ConceptType,
    Contains,
    Framework,
    Item,
    JobRole,
    JobRoleKind,
    Related,
    RequirementRelation,
    Requires,
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
        self.framework = Framework("listed", version, "Listed", "https://example.org/listed", "en")
        self.main = main

    def detect(self, path: Path) -> bool:
        return path == HERE

    def open(self, path: Path, options: Options) -> Source:
        content = digest(*(repr(item) for item in self.items))
        return Source(self.framework, content, {"list": len(self.items)}, is_main_language=self.main)

    def read(self, path: Path, options: Options) -> Iterator[Sourced | Skipped]:
        for line, item in enumerate(self.items, 1):
            yield Sourced(item, "list", line)


def small() -> list[Item]:
    """One of everything: two jobs, a group, three skills, and every relation between them."""
    skill, role = ConceptType.SKILL, ConceptType.JOB_ROLE
    return [
        Skill("s:group", "languages", SkillKind.GROUP),
        Skill(
            "s:python", "Python", SkillKind.KNOWLEDGE, description="A language.", reuse_level="cross-sector"
        ),
        Skill("s:code", "write code", SkillKind.SKILL),
        JobRole("r:group", "Software people", JobRoleKind.GROUP, code="25"),
        JobRole("r:dev", "developer", JobRoleKind.OCCUPATION, code="2512.1"),
        JobRole("r:nurse", "nurse", JobRoleKind.OCCUPATION, code="2221.1"),
        Collection("c:digital", "digital skills"),
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
    ]
