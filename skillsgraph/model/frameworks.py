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


class FrameworkKind(StrEnum):
    """What a source holds: concepts, statements about the concepts of others, or figures on these."""

    CONCEPTS = "CONCEPTS"
    MAPPINGS = "MAPPINGS"
    OBSERVATIONS = "OBSERVATIONS"


class MatchKind(StrEnum):
    """SKOS mapping relations, read from the subject: BROAD says that the object is the broader one."""

    EXACT = "EXACT"
    CLOSE = "CLOSE"
    BROAD = "BROAD"
    NARROW = "NARROW"
    RELATED = "RELATED"


class MatchStatus(StrEnum):
    """A proposed match is used by no answer until somebody accepts it."""

    PROPOSED = "PROPOSED"
    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"


UNSPECIFIED_MATCHING = "semapv:UnspecifiedMatching"
"""SSSOM's justification of a match whose source does not say how it was made."""


class ScaleKind(StrEnum):
    PROFICIENCY = "PROFICIENCY"
    QUALIFICATION = "QUALIFICATION"
    LANGUAGE = "LANGUAGE"
    IMPORTANCE = "IMPORTANCE"
    RUBRIC = "RUBRIC"


class ConceptType(StrEnum):
    """What a uri in a relation points to. The values are the graph's labels."""

    SKILL = "Skill"
    JOB_ROLE = "JobRole"


@dataclass(frozen=True, slots=True)
class Framework:
    """(:Framework): one version of one framework. `code` is its short name, the same for all versions.

    `redistribution`, `commercial` and `derivatives` say what the licence allows; None where it is not stated.
    """

    code: str
    version: str
    name: str
    uri: str
    language: str
    publisher: str | None = None
    released_on: str | None = None
    licence: str | None = None
    attribution: str | None = None
    kind: FrameworkKind = FrameworkKind.CONCEPTS
    description: str | None = None
    licence_uri: str | None = None
    redistribution: bool | None = None
    commercial: bool | None = None
    derivatives: bool | None = None


@dataclass(frozen=True, slots=True)
class Skill:
    """(:Skill)-[:IN_FRAMEWORK]->(:Framework). `source_type` is the source's own word for what it is."""

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
    source_type: str | None = None
    abbreviation: str | None = None
    licence: str | None = None
    author: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    keywords: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    education_levels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JobRole:
    """(:JobRole)-[:IN_FRAMEWORK]->(:Framework).

    `green_share` is ESCO's share of green skills among those that it requires, from 0 to 1.
    """

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
    green_share: float | None = None
    source_type: str | None = None
    abbreviation: str | None = None
    licence: str | None = None
    author: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    keywords: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    education_levels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """(:Collection)-[:IN_FRAMEWORK]->(:Framework): a named set of concepts, such as the green skills."""

    uri: str
    name: str


@dataclass(frozen=True, slots=True)
class Scale:
    """(:Scale)-[:IN_FRAMEWORK]->(:Framework): an order of levels, comparable with no other scale."""

    uri: str
    name: str
    kind: ScaleKind
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """(:Level)-[:IN_FRAMEWORK]->(:Framework): one step of a scale, the lowest with the least `rank`."""

    uri: str
    name: str
    rank: int
    code: str | None = None
    description: str | None = None


@dataclass(slots=True, unsafe_hash=True)  # frozen, it would take thrice as long to make, for every row
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
    """(:Skill)-[:RELATED {relation}]->(:Skill), (:JobRole)-[:RELATED {relation}]->(:JobRole).

    The source's relation, in its words, that is no hierarchy.
    """

    skill: str
    other: str
    relation: str
    concept_type: ConceptType = ConceptType.SKILL


@dataclass(slots=True, unsafe_hash=True)  # frozen, it would take thrice as long to make, for every row
class Requires:
    """(:JobRole)-[:REQUIRES {relation, level, importance, source, derivedBy}]->(:Skill)

    `level` is a proficiency in the source's words, `importance` a number on the source's scale, `source` the
    part of it that says so. `derived_by` names the policy where the source itself states no requirement.
    """

    job_role: str
    skill: str
    relation: RequirementRelation
    level: str | None = None
    importance: float | None = None
    source: str | None = None
    derived_by: str | None = None


@dataclass(slots=True, unsafe_hash=True)  # frozen, it would take thrice as long to make, for every row
class Rates:
    """(:JobRole)-[:RATES {importance, level, n, standardError, suppress, notRelevant}]->(:Skill)

    A measurement and no requirement: O*NET rates every skill for every occupation, importance from 1 to 5 and
    level from 0 to 7, whose anchors differ from skill to skill. `n` counts raters, and `standard_error` is
    that of the importance. `suppress` and `level_suppress`: the publisher advises not to use the figure.
    """

    job_role: str
    skill: str
    importance: float | None = None
    level: float | None = None
    n: int | None = None
    standard_error: float | None = None
    level_standard_error: float | None = None
    suppress: bool = False
    level_suppress: bool = False
    not_relevant: bool = False
    date: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ReplacedBy:
    """(:Skill)-[:REPLACED_BY]->(:Skill), (:JobRole)-[:REPLACED_BY]->(:JobRole), both in this version."""

    concept_type: ConceptType
    concept: str
    successor: str


@dataclass(frozen=True, slots=True)
class HasLevel:
    """(:Scale)-[:HAS_LEVEL]->(:Level)"""

    scale: str
    level: str


@dataclass(frozen=True, slots=True)
class AtLevel:
    """(:Skill)-[:AT_LEVEL]->(:Level), (:JobRole)-[:AT_LEVEL]->(:Level): where the concept itself stands."""

    concept_type: ConceptType
    concept: str
    level: str


@dataclass(frozen=True, slots=True)
class Reference:
    """(:Reference)-[:DENOTES]->(:Skill|JobRole): a concept of any framework, which may not be here yet.

    Named by its uri, or by its code within a named framework. It denotes all versions of the concept, unless
    it names one; what it denotes is looked up again after every import.
    """

    concept_type: ConceptType
    uri: str | None = None
    framework: str | None = None
    code: str | None = None
    version: str | None = None
    name: str | None = None

    def __post_init__(self) -> None:
        if not self.uri and not (self.framework and self.code):
            raise ValueError("A reference needs a uri, or a framework and a code in it.")


@dataclass(frozen=True, slots=True)
class Match:
    """(:Mapping {kind, ...})-[:SUBJECT]->(:Reference), (:Mapping)-[:OBJECT]->(:Reference): one SSSOM row.

    Once both references denote something it is also told in short:
    (:Skill|JobRole)-[:MATCHES {kind, confidence, justification, source, author, date, status}]->(same label).
    `confidence` goes from 0 to 1; `justification` is a term such as semapv:ManualMappingCuration.
    """

    subject: Reference
    object: Reference
    kind: MatchKind
    status: MatchStatus = MatchStatus.ACCEPTED
    confidence: float | None = None
    justification: str | None = None
    source: str | None = None
    author: str | None = None
    date: str | None = None
    comment: str | None = None
    source_type: str | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """(:Area {scheme, code, name}): a part of the world in a scheme such as ISO3166_1 or NUTS."""

    scheme: str
    code: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Sector:
    """(:Sector {scheme, code, name}): a part of the economy in a scheme such as NACE, ISIC or NAICS."""

    scheme: str
    code: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """(:Observation {measure, value, unit, period, n, source})-[:ABOUT]->(:JobRole|Skill)

    And -[:IN]->(:Area), -[:SECTOR]->(:Sector): one cell of a data cube, such as the vacancies of a month.
    """

    subject: Reference
    measure: str
    value: float
    unit: str
    period: str
    source: str
    n: int | None = None
    area: Area | None = None
    sector: Sector | None = None


@dataclass(frozen=True, slots=True)
class Contains:
    """(:Collection)-[:CONTAINS]->(:Skill|JobRole)"""

    collection: str
    concept_type: ConceptType
    concept: str


Concept = Skill | JobRole | Collection | Scale | Level
Relation = Term | Text | Broader | Related | Requires | Rates | ReplacedBy | Contains | HasLevel | AtLevel
Statement = Match | Observation
Item = Concept | Relation | Statement
