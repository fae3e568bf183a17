"""NICE's components as model objects.

What a work role knows and can do it requires; its tasks are what it does, and are kept as optional, so that a
gap speaks of what somebody has to learn. A competency area is a group of statements. The federal code of a
work role is one more label of it, hidden, under which it is found.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from skillsgraph.errors import SourceError
from skillsgraph.frameworks.contract import Options, Skipped, Source, Sourced
from skillsgraph.frameworks.nice import components
from skillsgraph.frameworks.nice.components import SORT, Components, Element, Joined
from skillsgraph.model.frameworks import (
    Broader,
    ConceptType,
    Framework,
    Item,
    JobRole,
    JobRoleKind,
    RequirementRelation,
    Requires,
    Skill,
    SkillKind,
    Term,
    TermKind,
)

SITE = "https://www.nist.gov/nice/framework/"
LANGUAGE = "en"
UNVERSIONED = "current"
_JOBS = {"category": JobRoleKind.GROUP, "work_role": JobRoleKind.WORK_ROLE}
_SKILLS = {
    "competency_area": SkillKind.GROUP,
    "task": SkillKind.TASK,
    "knowledge": SkillKind.KNOWLEDGE,
    "skill": SkillKind.SKILL,
}


class NiceReader:
    """Work roles, tasks, knowledge, skills and competency areas."""

    code = "nice"
    title = "NICE Framework components (JSON of CPRT, or XLSX)"

    def detect(self, path: Path) -> bool:
        try:
            if components.holds_json(path):
                return True
            name = components.workbook_in(path)
            return name is not None and bool(components.read(path, None).elements)
        except (SourceError, OSError, ValueError):
            return False

    def open(self, path: Path, options: Options) -> Source:
        found = components.read(path, options.version)
        lines = {one.line for one in _used(found)} | {one.line for one in found.relations}
        joined = len(found.relations) + found.sorted_out
        left = Counter(one.type for one in found.elements.values())[SORT]
        notes = (
            f"{len(found.elements):,} elements and {joined:,} relationships; "
            f"of these {left} and {found.sorted_out} are positions in a list ('sort') and are not kept.",
        )
        return Source(_framework(found, options), found.digest, {found.file: len(lines)}, notes=notes)

    def read(self, path: Path, options: Options) -> Iterator[Sourced | Skipped]:
        found = components.read(path, options.version)
        yield from found.skipped
        for items_of in (_concept, _word):
            for element in _used(found):
                for item in items_of(element):
                    yield Sourced(item, found.file, element.line)
        for joined in found.relations:
            if relation := _relation(joined, found):
                yield Sourced(relation, found.file, joined.line)
            else:
                reason = f"No relation is known from {joined.start} to {joined.end}."
                yield Skipped(found.file, joined.line, None, reason)


READER = NiceReader()


def _framework(found: Components, options: Options) -> Framework:
    return Framework(
        code="nice",
        version=options.version or found.version or UNVERSIONED,
        name="NICE Workforce Framework for Cybersecurity",
        uri="https://www.nist.gov/nice/framework",
        language=LANGUAGE,
        publisher="National Institute of Standards and Technology (NIST)",
        licence="Work of the United States Government",
        redistribution=True,
        commercial=True,
        derivatives=True,
        attribution="NICE Framework components by the National Institute of Standards and Technology (NIST).",
    )


def _used(found: Components) -> Iterator[Element]:
    yield from (one for one in found.elements.values() if one.type in _JOBS or one.type in _SKILLS)


# (:JobRole {kind: GROUP | WORK_ROLE}), (:Skill {kind: TASK | KNOWLEDGE | SKILL | GROUP})
def _concept(element: Element) -> Iterator[Item]:
    uri, text = f"{SITE}{element.code}", element.text if element.title else None
    if element.type in _JOBS:
        yield JobRole(uri, element.name, _JOBS[element.type], text or None, code=element.code)
    else:
        yield Skill(uri, element.name, _SKILLS[element.type], text or None, code=element.code)


# (:JobRole|Skill)-[:HAS_TERM]->(:Term), the name as the preferred label
def _word(element: Element) -> Iterator[Item]:
    kind = ConceptType.JOB_ROLE if element.type in _JOBS else ConceptType.SKILL
    yield Term(kind, f"{SITE}{element.code}", element.name, LANGUAGE, TermKind.PREFERRED)


# (:JobRole)-[:REQUIRES {source}]->(:Skill), -[:BROADER]->(:JobRole), (:Skill)-[:BROADER]->(:Skill)
def _relation(joined: Joined, found: Components) -> Item | None:
    start, end = f"{SITE}{joined.start}", f"{SITE}{joined.end}"
    match found.type_of(joined.start), found.type_of(joined.end):
        case "work_role", "task":
            return Requires(start, end, RequirementRelation.OPTIONAL, source="Tasks")
        case "work_role", "knowledge" | "skill":
            return Requires(start, end, RequirementRelation.ESSENTIAL)
        case "category", "work_role":
            return Broader(ConceptType.JOB_ROLE, end, start)
        case "competency_area", "task" | "knowledge" | "skill":
            return Broader(ConceptType.SKILL, end, start)
        case "work_role", "opm_code":
            return Term(ConceptType.JOB_ROLE, start, joined.end, LANGUAGE, TermKind.HIDDEN)
    return None
