"""Learners: what a person holds and aims at. A label stands in for the name, which is never needed here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AwardStatus(StrEnum):
    """What the issuer says of the award; that it has expired follows from its dates."""

    VALID = "VALID"
    SUSPENDED = "SUSPENDED"
    REVOKED = "REVOKED"


class Verification(StrEnum):
    """Who vouches for an award: its holder alone, its issuer's word, or a proof that was verified."""

    SELF_ASSERTED = "SELF_ASSERTED"
    ISSUED = "ISSUED"
    VERIFIED = "VERIFIED"


class ExperienceKind(StrEnum):
    """Work is work: paid, given to an association, or done at home for those who need care."""

    PAID = "PAID"
    VOLUNTARY = "VOLUNTARY"
    CARE = "CARE"


class AimKind(StrEnum):
    """What an aim's uri points to. The values are the graph's labels."""

    JOB_ROLE = "JobRole"
    CREDENTIAL = "Credential"


@dataclass(frozen=True, slots=True)
class HeldSkill:
    """(:Learner)-[:SELF_ASSERTS {level, at}]->(:Skill)"""

    skill: str
    level: str | None = None
    at: date | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """(:Learner)-[:EARNED]->(:Award)-[:OF]->(:Credential)"""

    credential: str
    issued_on: date
    valid_until: date | None = None
    status: AwardStatus = AwardStatus.VALID


@dataclass(frozen=True, slots=True)
class Experience:
    """(:Learner)-[:HAD]->(:Experience)-[:AS]->(:JobRole)"""

    job_role: str
    kind: ExperienceKind
    started_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """(:Learner)-[:AIMS_AT]->(:JobRole|Credential)"""

    kind: AimKind
    uri: str


@dataclass(frozen=True, slots=True)
class Learner:
    """(:Learner): `key` names the person to whoever keeps the record; `label` is what others are shown."""

    key: str
    label: str
    story: str | None = None
    languages: tuple[str, ...] = ()
    skills: tuple[HeldSkill, ...] = ()
    awards: tuple[Award, ...] = ()
    experience: tuple[Experience, ...] = ()
    aims: tuple[Aim, ...] = ()
