"""From a reader's objects to rows for the graph: ids, keys, folded labels. Pure; no database."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from skillsgraph.frameworks.contract import Skipped, Sourced
from skillsgraph.model.frameworks import (
    Broader,
    Collection,
    Concept,
    ConceptType,
    Contains,
    Framework,
    JobRole,
    Related,
    Requires,
    Skill,
    Term,
    Text,
)
from skillsgraph.model.ids import digest, make_id
from skillsgraph.model.text import fold
from skillsgraph.statements import Statement, cypher

Row = dict[str, Any]


class Table(StrEnum):
    """The kinds of rows, each with two statements of its own: one creates, one merges."""

    SKILLS = "Skills"
    JOB_ROLES = "JobRoles"
    COLLECTIONS = "Collections"
    SKILL_TERMS = "SkillTerms"
    JOB_ROLE_TERMS = "JobRoleTerms"
    SKILL_TEXTS = "SkillTexts"
    JOB_ROLE_TEXTS = "JobRoleTexts"
    BROADER_SKILLS = "BroaderSkills"
    BROADER_JOB_ROLES = "BroaderJobRoles"
    RELATED_SKILLS = "RelatedSkills"
    REQUIREMENTS = "Requirements"
    COLLECTED_SKILLS = "CollectedSkills"
    COLLECTED_JOB_ROLES = "CollectedJobRoles"

    @property
    def creates(self) -> Statement:
        return cypher(f"create{self}")

    @property
    def merges(self) -> Statement:
        return cypher(f"merge{self}")


_PREFIX: dict[type[Concept] | ConceptType, str] = {
    Skill: "skill",
    JobRole: "role",
    Collection: "collection",
    ConceptType.SKILL: "skill",
    ConceptType.JOB_ROLE: "role",
}
_CONCEPT_TABLE: dict[type[Concept], Table] = {
    Skill: Table.SKILLS,
    JobRole: Table.JOB_ROLES,
    Collection: Table.COLLECTIONS,
}

CONCEPT_TABLES = tuple(_CONCEPT_TABLE.values())


class Unusable(Exception):
    """A row that cannot be stored: its end is not in the framework version, or it was there before."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and the table that it belongs to."""

    table: Table
    row: Row


class Rows:
    """Makes rows of one framework version.

    Remembers the ids of its concepts, to tell what dangles, and 64 bits of every key, to tell what stands
    twice: the first of two counts, so that what is stored does not depend on how rows fall into batches.
    """

    def __init__(self, framework: Framework, known: set[str] | None = None) -> None:
        self.languages: set[str] = set()
        self._seen: set[int] = set()
        self._code = framework.code
        self._version = framework.version
        self._known = set() if known is None else known
        self._ids: dict[tuple[str, str], str] = {}
        self._make: dict[type, Callable[[Any], Placed]] = {
            Skill: self._concept,
            JobRole: self._concept,
            Collection: self._concept,
            Term: self._term,
            Text: self._text,
            Broader: self._broader,
            Related: self._related,
            Requires: self._requires,
            Contains: self._contains,
        }

    def make(self, sourced: Sourced) -> Placed | Skipped:
        """The row of an object, or why there is none."""
        item = sourced.item
        try:
            return self._make[type(item)](item)
        except Unusable as reason:
            return Skipped(sourced.file, sourced.line, None, str(reason))

    def _once(self, key: str, what: str) -> None:
        hashed = int(key.rpartition("_")[2][:16], 16)
        if hashed in self._seen:
            raise Unusable(f"This stands in the source before, and counts once: {what}")
        self._seen.add(hashed)

    def _concept(self, item: Concept) -> Placed:
        prefix = _PREFIX[type(item)]
        identifier = make_id(prefix, self._code, self._version, item.uri)
        self._once(identifier, item.uri)
        self._ids[prefix, item.uri] = identifier
        row: Row = {
            name: value
            for part in fields(item)
            if (value := getattr(item, part.name)) is not None and (name := _camel(part.name))
        }
        row |= {"sortName": fold(item.name)}
        content = digest(*(f"{name}={row[name]}" for name in sorted(row)))
        return Placed(_CONCEPT_TABLE[type(item)], {"id": identifier, **row, "contentHash": content})

    def _term(self, item: Term) -> Placed:
        concept = self._id(_PREFIX[item.concept_type], item.concept)
        properties = {
            "id": make_id("term", concept, item.language, item.kind, item.text),
            "text": item.text,
            "folded": fold(item.text),
            "language": item.language,
            "kind": item.kind,
        }
        self._once(properties["id"], f"{item.kind.value} label {item.text!r} of {item.concept}")
        self.languages.add(item.language)
        skill = item.concept_type is ConceptType.SKILL
        table = Table.SKILL_TERMS if skill else Table.JOB_ROLE_TERMS
        return Placed(table, {"concept": concept, "properties": properties})

    def _text(self, item: Text) -> Placed:
        concept = self._id(_PREFIX[item.concept_type], item.concept)
        properties = {
            "id": make_id("text", concept, item.language, item.kind),
            "text": item.text,
            "language": item.language,
            "kind": item.kind,
        }
        self._once(properties["id"], f"{item.kind.value} of {item.concept}")
        self.languages.add(item.language)
        skill = item.concept_type is ConceptType.SKILL
        table = Table.SKILL_TEXTS if skill else Table.JOB_ROLE_TEXTS
        return Placed(table, {"concept": concept, "properties": properties})

    def _broader(self, item: Broader) -> Placed:
        prefix = _PREFIX[item.concept_type]
        row = self._relation("BROADER", self._id(prefix, item.narrower), self._id(prefix, item.broader))
        skill = item.concept_type is ConceptType.SKILL
        return Placed(Table.BROADER_SKILLS if skill else Table.BROADER_JOB_ROLES, row)

    def _related(self, item: Related) -> Placed:
        start, end = self._id("skill", item.skill), self._id("skill", item.other)
        return Placed(
            Table.RELATED_SKILLS, self._relation("RELATED", start, end) | {"relation": item.relation}
        )

    def _requires(self, item: Requires) -> Placed:
        start, end = self._id("role", item.job_role), self._id("skill", item.skill)
        row = self._relation("REQUIRES", start, end) | {"relation": item.relation, "level": item.level}
        return Placed(Table.REQUIREMENTS, row)

    def _contains(self, item: Contains) -> Placed:
        start = self._id("collection", item.collection)
        row = self._relation("CONTAINS", start, self._id(_PREFIX[item.concept_type], item.concept))
        skill = item.concept_type is ConceptType.SKILL
        return Placed(Table.COLLECTED_SKILLS if skill else Table.COLLECTED_JOB_ROLES, row)

    def _relation(self, kind: str, start: str, end: str) -> Row:
        key = digest(kind, start, end, size=13)
        self._once(key, f"{kind} between the same two")
        return {"key": key, "start": start, "end": end}

    def _id(self, prefix: str, uri: str) -> str:
        identifier = self._ids.get((prefix, uri))
        if identifier is None:
            identifier = make_id(prefix, self._code, self._version, uri)
            if identifier not in self._known:
                raise Unusable(f"There is no such {_NAMES[prefix]}: {uri}")
            self._ids[prefix, uri] = identifier
        return identifier


_NAMES = {"skill": "skill", "role": "job role", "collection": "collection"}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
