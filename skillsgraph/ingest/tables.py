"""The kinds of rows of an import, and what each becomes in the graph."""

from collections.abc import Mapping
from enum import StrEnum

from skillsgraph.model.frameworks import Collection, JobRole, Level, Scale, Skill
from skillsgraph.statements import Statement, cypher


class Table(StrEnum):
    """The kinds of rows, each with two statements of its own: one creates, one merges."""

    SKILLS = "Skills"
    JOB_ROLES = "JobRoles"
    COLLECTIONS = "Collections"
    SCALES = "Scales"
    LEVELS = "Levels"
    SKILL_TERMS = "SkillTerms"
    JOB_ROLE_TERMS = "JobRoleTerms"
    SKILL_TEXTS = "SkillTexts"
    JOB_ROLE_TEXTS = "JobRoleTexts"
    BROADER_SKILLS = "BroaderSkills"
    BROADER_JOB_ROLES = "BroaderJobRoles"
    RELATED_SKILLS = "RelatedSkills"
    RELATED_JOB_ROLES = "RelatedJobRoles"
    REPLACED_SKILLS = "ReplacedSkills"
    REPLACED_JOB_ROLES = "ReplacedJobRoles"
    REQUIREMENTS = "Requirements"
    RATINGS = "Ratings"
    SCALE_LEVELS = "ScaleLevels"
    SKILL_LEVELS = "SkillLevels"
    JOB_ROLE_LEVELS = "JobRoleLevels"
    COLLECTED_SKILLS = "CollectedSkills"
    COLLECTED_JOB_ROLES = "CollectedJobRoles"
    MAPPINGS = "Mappings"
    OBSERVATIONS = "Observations"

    @property
    def creates(self) -> Statement:
        return cypher(f"create{self}")

    @property
    def merges(self) -> Statement:
        return cypher(f"merge{self}")


# (:Skill)-[:IN_FRAMEWORK]->(:Framework), and so for the others
CONCEPTS: Mapping[Table, type] = {
    Table.SKILLS: Skill,
    Table.JOB_ROLES: JobRole,
    Table.COLLECTIONS: Collection,
    Table.SCALES: Scale,
    Table.LEVELS: Level,
}
STATEMENTS: Mapping[Table, str] = {Table.MAPPINGS: "Mapping", Table.OBSERVATIONS: "Observation"}
# (:Skill)-[:HAS_TERM]->(:Term), (:Skill)-[:HAS_TEXT]->(:Text), and of job roles
WORDS: Mapping[Table, tuple[str, str]] = {
    **dict.fromkeys((Table.SKILL_TERMS, Table.JOB_ROLE_TERMS), ("Term", "HAS_TERM")),
    **dict.fromkeys((Table.SKILL_TEXTS, Table.JOB_ROLE_TEXTS), ("Text", "HAS_TEXT")),
}
# (:Skill)-[:BROADER]->(:Skill), and so for the others
RELATIONS: Mapping[Table, str] = {
    **dict.fromkeys((Table.BROADER_SKILLS, Table.BROADER_JOB_ROLES), "BROADER"),
    **dict.fromkeys((Table.RELATED_SKILLS, Table.RELATED_JOB_ROLES), "RELATED"),
    **dict.fromkeys((Table.REPLACED_SKILLS, Table.REPLACED_JOB_ROLES), "REPLACED_BY"),
    **dict.fromkeys((Table.SKILL_LEVELS, Table.JOB_ROLE_LEVELS), "AT_LEVEL"),
    **dict.fromkeys((Table.COLLECTED_SKILLS, Table.COLLECTED_JOB_ROLES), "CONTAINS"),
    Table.SCALE_LEVELS: "HAS_LEVEL",
    Table.REQUIREMENTS: "REQUIRES",
    Table.RATINGS: "RATES",
}
