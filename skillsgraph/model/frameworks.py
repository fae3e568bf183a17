"""Frameworks, their concepts and the relations between those, as a reader hands them over.

A concept is named by the uri of its source; our id is made of (framework, version, uri) when it is stored.
A relation names its ends by those uris too, so a reader needs no memory of what it has read.
"""

from dataclasses import dataclass
from enum import StrEnum


class SkillKind(StrEnum):
    SKILL = "SKILL"
    KNOWLEDGE = "KNOWLEDGE"
    ABILITY = "ABILITY"
    TASK = "TASK"
    TECHNOLOGY = "TECHNOLOGY"
    LANGUAGE = "LANGUAGE"
    LEARNING_OUTCOME = "LEARNING_OUTCOME"
    GROUP = "GROUP"


class JobRoleKind(StrEnum):
    OCCUPATION = "OCCUPATION"
    WORK_ROLE = "WORK_ROLE"
    ROLE_LEVEL = "ROLE_LEVEL"
    JOB = "JOB"
    GROUP = "GROUP"


class TermKind(StrEnum):
    PREFERRED = "PREFERRED"
    ALTERNATIVE = "ALTERNATIVE"
    HIDDEN = "HIDDEN"


class TextKind(StrEnum):
    DESCRIPTION = "DESCRIPTION"
    DEFINITION = "DEFINITION"
    SCOPE_NOTE = "SCOPE_NOTE"


class RequirementRelation(StrEnum):
    """ESCO's words: essential is "usually required", optional "depends on employer, context, country"."""

    ESSENTIAL = "ESSENTIAL"
    OPTIONAL = "OPTIONAL"


class ConceptType(StrEnum):
    """What a uri in a relation points to. The values are the graph's labels."""

    SKILL = "Skill"
    JOB_ROLE = "JobRole"


@dataclass(frozen=True, slots=True)
class Framework:
    """(:Framework): one version of one framework. `code` is its short name, the same for all versions."""

    code: str
    version: str
    name: str
    uri: str
    language: str
    publisher: str | None = None
    released_on: str | None = None
    licence: str | None = None
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class Skill:
    """(:Skill)-[:IN_FRAMEWORK]->(:Framework)"""

    uri: str
    name: str
    kind: SkillKind
    description: str | None = None
    definition: str | None = None
    scope_note: str | None = None
    code: str | None = None
    status: str | None = None
    reuse_level: str | None = None
    modified_on: str | None = None


@dataclass(frozen=True, slots=True)
class JobRole:
    """(:JobRole)-[:IN_FRAMEWORK]->(:Framework)"""

    uri: str
    name: str
    kind: JobRoleKind
    description: str | None = None
    definition: str | None = None
    scope_note: str | None = None
    code: str | None = None
    status: str | None = None
    regulation_note: str | None = None
    modified_on: str | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """(:Collection)-[:IN_FRAMEWORK]->(:Framework): a named set of concepts, such as the green skills."""

    uri: str
    name: str


@dataclass(frozen=True, slots=True)
class Term:
    """(:Skill|JobRole)-[:HAS_TERM]->(:Term): a label in a language."""

    concept_type: ConceptType
    concept: str
    text: str
    language: str
    kind: TermKind


@dataclass(frozen=True, slots=True)
class Text:
    """(:Skill|JobRole)-[:HAS_TEXT]->(:Text): a longer text in another language than the main one."""

    concept_type: ConceptType
    concept: str
    text: str
    language: str
    kind: TextKind


@dataclass(frozen=True, slots=True)
class Broader:
    """(:Skill)-[:BROADER]->(:Skill), (:JobRole)-[:BROADER]->(:JobRole): from narrower to broader."""

    concept_type: ConceptType
    narrower: str
    broader: str


@dataclass(frozen=True, slots=True)
class Related:
    """(:Skill)-[:RELATED {relation}]->(:Skill): the source's relation that is no hierarchy."""

    skill: str
    other: str
    relation: str


@dataclass(frozen=True, slots=True)
class Requires:
    """(:JobRole)-[:REQUIRES {relation, level}]->(:Skill): `level` is a proficiency in the source's words."""

    job_role: str
    skill: str
    relation: RequirementRelation
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Contains:
    """(:Collection)-[:CONTAINS]->(:Skill|JobRole)"""

    collection: str
    concept_type: ConceptType
    concept: str


Concept = Skill | JobRole | Collection
Relation = Term | Text | Broader | Related | Requires | Contains
Item = Concept | Relation
