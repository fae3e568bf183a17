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


class Purpose(StrEnum):
    """What a person's record may be used for, one by one.

    GUIDANCE: a portal advises the person. MATCHING: they may be found for a job role, under a pseudonym.
    STUDY: a university follows their progress. ISSUING: an issuer awards to them and sees their awards.
    """

    GUIDANCE = "GUIDANCE"
    MATCHING = "MATCHING"
    STUDY = "STUDY"
    ISSUING = "ISSUING"


class LegalBasis(StrEnum):
    """Why the use is lawful. Source: Regulation (EU) 2016/679, article 6(1), (a) to (f)."""

    CONSENT = "CONSENT"
    CONTRACT = "CONTRACT"
    LEGAL_OBLIGATION = "LEGAL_OBLIGATION"
    VITAL_INTERESTS = "VITAL_INTERESTS"
    PUBLIC_TASK = "PUBLIC_TASK"
    LEGITIMATE_INTERESTS = "LEGITIMATE_INTERESTS"


class EnrolmentStatus(StrEnum):
    """How a course of study stands."""

    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    COMPLETED = "COMPLETED"
    ENDED = "ENDED"


class RecognitionKind(StrEnum):
    """On what ground something counts that was not earned as the rule says."""

    TRANSFER = "TRANSFER"
    RPL = "RPL"
    EXEMPTION = "EXEMPTION"
    WAIVER = "WAIVER"
    SUBSTITUTION = "SUBSTITUTION"


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
    verification: Verification = Verification.ISSUED
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Enrolment:
    """(:Learner)-[:HAS]->(:Enrolment)-[:IN]->(:Credential); `rules_as_of` names the catalogue year."""

    credential: str
    since: date
    cohort: str | None = None
    status: EnrolmentStatus = EnrolmentStatus.ACTIVE
    rules_as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """(:Learner)-[:MEMBER_OF {grade, from, until}]->(:Organization)"""

    organization: str
    since: date
    until: date | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """(:Learner)-[:GAVE]->(:Consent): to one organization, or to whoever works for the purpose."""

    purpose: Purpose
    text_version: str
    basis: LegalBasis = LegalBasis.CONSENT
    organization: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Recognition:
    """(:Learner)-[:HAS]->(:Recognition)-[:TOWARDS]->(:Credential), -[:WITHIN]->(:Credential),
        -[:DECIDED_BY]->(:Organization): a decision on one person's learning.

    `towards` is the uri of a credential that it stands for, `rule` the key of a rule of `programme` that it
    counts in; exactly one. With `programme` it counts in that one only. It stands for what it says and for
    nothing that in turn stands for something else: it has a direction, and is not followed further.
    `credits` is the most that it carries (unset: what the credential carries). An EXEMPTION or WAIVER gives
    none: of a rule it fulfils the whole. It holds until `until`.
    """

    kind: RecognitionKind
    towards: str | None = None
    rule: str | None = None
    credits: float | None = None
    decided_by: str | None = None
    decided_on: date | None = None
    ground: str | None = None
    until: date | None = None
    programme: str | None = None
    id: str | None = None


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
    enrolments: tuple[Enrolment, ...] = ()
    memberships: tuple[Membership, ...] = ()
    consents: tuple[Consent, ...] = ()
    keep_until: date | None = None
