"""The part of O*NET's content model that tells what people know and can do, as a tree of skills.

An element's id tells its place: 2.A.1.a stands below 2.A.1. The other branches (interests, values, work
context and so on) say what work is like, and are not read.
"""

from collections.abc import Iterable, Iterator

from skillsgraph.frameworks.contract import Skipped, Sourced
from skillsgraph.frameworks.onet.files import ELEMENTS
from skillsgraph.frameworks.tables import Row, RowRefused
from skillsgraph.model.frameworks import Broader, ConceptType, Skill, SkillKind

ADDRESS = "https://www.onetonline.org/find/descriptor/result/"
_BRANCHES = {
    "1.A": SkillKind.ABILITY,
    "2.A": SkillKind.SKILL,
    "2.B": SkillKind.SKILL,
    "2.C": SkillKind.KNOWLEDGE,
    "4.A": SkillKind.TASK,
}


def element_uri(code: str) -> str:
    return f"{ADDRESS}{code}"


class Elements:
    """The elements of one release: a few hundred."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = list(rows)
        codes = {row.get("Element ID") or "" for row in self._rows}
        self._codes = {code for code in codes if code[:3] in _BRANCHES}
        self._groups = {code.rpartition(".")[0] for code in self._codes}

    def skills(self) -> Iterator[Sourced | Skipped]:
        """(:Skill): a group where other elements stand below it."""
        for row in self._rows:
            try:
                skill = self._skill(row)
            except RowRefused as refused:
                yield Skipped(ELEMENTS.name, row.line, refused.field, refused.reason)
            else:
                yield Sourced(skill, ELEMENTS.name, row.line)

    def _skill(self, row: Row) -> Skill:
        code = row.need("Element ID")
        if code not in self._codes:
            raise RowRefused("Element ID", f"This branch of the content model names no skills: {code}")
        kind = SkillKind.GROUP if code in self._groups else _BRANCHES[code[:3]]
        return Skill(element_uri(code), row.need("Element Name"), kind, row.get("Description"), code=code)

    def broader(self) -> Iterator[Sourced]:
        """(:Skill)-[:BROADER]->(:Skill)"""
        for row in self._rows:
            code = row.get("Element ID") or ""
            parent = code.rpartition(".")[0]
            if code in self._codes and parent in self._codes:
                broader = Broader(ConceptType.SKILL, element_uri(code), element_uri(parent))
                yield Sourced(broader, ELEMENTS.name, row.line)
