"""The questions that can be asked of the graph, and the shape of their answers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from skillsgraph.answers.entry.model import EntryIn, Standing
from skillsgraph.model.learners import AwardStatus, Recognition, Verification

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Ref:
    """How a caller names a thing: exactly one of `id`, `uri` or `code` with `framework`."""

    id: str | None = None
    uri: str | None = None
    code: str | None = None
    framework: str | None = None

    def __str__(self) -> str:
        return self.id or self.uri or f"{self.code} of {self.framework}"


@dataclass(frozen=True, slots=True)
class HeldSkill:
    """A skill that a person says to have."""

    skill: Ref
    level: str | None = None


@dataclass(frozen=True, slots=True)
class HeldCredential:
    """A credential that a person says to have earned; of a stored award also its id, status and proof.

    `why` is the issuer's reason for a status that is not VALID.
    """

    credential: Ref
    issued_on: date | None = None
    valid_until: date | None = None
    award: str | None = None
    status: AwardStatus = AwardStatus.VALID
    verification: Verification = Verification.ISSUED
    why: str | None = None
    result: float | None = None


@dataclass(frozen=True, slots=True)
class HeldBadge:
    """A stored badge of no credential in the catalogue: it speaks for the skills that it attests."""

    award: str
    name: str
    attests: tuple[tuple[Ref, str | None], ...]
    valid_until: date | None = None
    status: AwardStatus = AwardStatus.VALID
    verification: Verification = Verification.ISSUED
    why: str | None = None


@dataclass(frozen=True, slots=True)
class HeldExperience:
    """A job role that a person has worked as, paid, as a volunteer or caring at home; the years are shown."""

    role: Ref
    years: float | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person brings, sent along with the question and stored nowhere, or of a stored learner.

    `recognitions` are decisions on it; `enrolments`: (credential id, the day whose rules hold).
    """

    skills: tuple[HeldSkill, ...] = ()
    credentials: tuple[HeldCredential, ...] = ()
    experience: tuple[HeldExperience, ...] = ()
    badges: tuple[HeldBadge, ...] = ()
    recognitions: tuple[Recognition, ...] = ()
    enrolments: tuple[tuple[str, date], ...] = ()

    def rules_of(self, credential: str) -> date | None:
        """The day whose rules of a credential, by its id, the person studies under; None: not enrolled."""
        return next((day for one, day in self.enrolments if one == credential), None)


@dataclass(frozen=True, slots=True)
class WantedSkill:
    """A skill of a target that is no job role."""

    skill: Ref
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What a person aims at: exactly one of a job role, a credential and a list of skills."""

    role: Ref | None = None
    skills: tuple[WantedSkill, ...] = ()
    credential: Ref | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A thing of the graph as answers mention it; `instead_of` is a withdrawn one that it replaces."""

    id: str
    uri: str
    name: str
    instead_of: str | None = None


class Status(StrEnum):
    MET = "MET"
    PARTIAL = "PARTIAL"
    MISSING = "MISSING"


class Relation(StrEnum):
    """How the skill of an evidence bears on the skill required. EXACT and CLOSE are mappings."""

    SAME = "SAME"
    EXACT = "EXACT"
    CLOSE = "CLOSE"
    NARROWER = "NARROWER"
    BROADER = "BROADER"
    SIBLING = "SIBLING"
    RELATED = "RELATED"


class Reason(StrEnum):
    """Why a requirement has the status that it has; one may have several."""

    HELD = "HELD"
    BY_MAPPING = "BY_MAPPING"
    BY_HIERARCHY = "BY_HIERARCHY"
    BY_RELATION = "BY_RELATION"
    INFERRED = "INFERRED"
    UNPROVEN = "UNPROVEN"
    ATTENDANCE_ONLY = "ATTENDANCE_ONLY"
    EXPIRED = "EXPIRED"
    REVOKED = "REVOKED"
    SUSPENDED = "SUSPENDED"
    LEVEL_SHORT = "LEVEL_SHORT"
    LEVEL_NOT_COMPARABLE = "LEVEL_NOT_COMPARABLE"
    NO_EVIDENCE = "NO_EVIDENCE"


@dataclass(frozen=True, slots=True)
class Link:
    """How a skill held bears on one required: one relation, or two over a skill between.

    `others` counts the other skills below the common parent of a SIBLING.
    """

    path: tuple[Relation, ...]
    others: int = 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a skill: a credential, work as a role that needs it, or else the person's own word.

    `assurance` is the method of the credential's strongest assessment, None when it only teaches the skill.
    Of a stored award there is its id, and the issuer's status with the reason for it.
    `inferred_by` says that the role is only mapped to the one worked as, and how; `mapping` by which mapping,
    of which set.
    """

    skill: Named
    level: str | None = None
    credential: Named | None = None
    assurance: str | None = None
    expired_on: date | None = None
    role: Named | None = None
    years: float | None = None
    inferred_by: Relation | None = None
    mapping: str | None = None
    mapping_set: str | None = None
    award: str | None = None
    status: AwardStatus = AwardStatus.VALID
    why: str | None = None
    verification: Verification = Verification.ISSUED


@dataclass(frozen=True, slots=True)
class Wanted:
    """A skill that a target requires; `relation` is ESSENTIAL or OPTIONAL, `weight` its share in means."""

    skill: Named
    relation: str
    level: str | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Factor:
    """One of the numbers whose product a credit is, and what it stands for."""

    name: str
    value: float
    why: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement and how far it is fulfilled. `claimed` and `proven` are credits from 0 to 1."""

    wanted: Wanted
    status: Status
    claimed: float
    proven: float
    reasons: tuple[Reason, ...]
    evidence: Evidence | None
    via: Relation | None
    explanation: str
    path: tuple[Relation, ...] = ()
    factors: tuple[Factor, ...] = ()
    levels_short: int = 0


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """What readiness would be if one expired credential were renewed."""

    credential: Named
    readiness: float
    explanation: str


@dataclass(frozen=True, slots=True)
class SkillGap:
    """Requirement by requirement, then in figures from 0 to 1; None where nothing of the kind is required.

    `notes` say what in the question was read otherwise than written, such as a skill that was withdrawn.
    """

    role: Named | None
    policy: str
    requirements: tuple[Requirement, ...]
    coverage_claimed: float | None
    coverage_proven: float | None
    readiness: float | None
    meets_all_essential: bool
    nothing_required: bool
    explanation: str
    counterfactuals: tuple[Counterfactual, ...] = ()
    notes: tuple[str, ...] = ()
    target: Named | None = None


@dataclass(frozen=True, slots=True)
class RoleMatch:
    """A job role and how well a profile fits it, each figure from 0 to 1.

    `coverage` is the share of what the role requires that the profile gives, `use` the share of the profile
    that the role needs; rare skills weigh more in both. `score` is their harmonic mean. `entry` is how the
    person stands to what is asked of those who work in it, where that was asked for.
    """

    role: Named
    score: float
    coverage: float
    use: float
    held: tuple[str, ...]
    missing: tuple[str, ...]
    explanation: str
    entry: Standing | None = None


@dataclass(frozen=True, slots=True)
class Observed:
    """Job roles of which a measure, such as vacancies, was at least so much in the last period that is known.

    `area` and `sector` are codes; without them any place and any sector will do.
    """

    measure: str
    least: float = 0.0
    area: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Among:
    """Which job roles are ranked: those of a framework, those whose code begins so (an ISCO group), those of
    which something was observed, and those to whose conditions of entry the person stands so."""

    framework: str | None = None
    code_prefix: str = ""
    observed: Observed | None = None
    entry: EntryIn | None = None


ANY_ROLE = Among()


@dataclass(frozen=True, slots=True)
class SimilarRole:
    """A job role near another, each figure from 0 to 1; `shared` are the skills that make it so."""

    role: Named
    score: float
    by_skills: float
    by_groups: float
    by_words: float
    by_place: float
    shared: tuple[str, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Price:
    """What is asked of everybody, in one currency."""

    amount: float
    currency: str


@dataclass(frozen=True, slots=True)
class Offering:
    """When a credential can next be taken; without a start at any time."""

    starts_on: date | None
    apply_until: date | None


@dataclass(frozen=True, slots=True)
class CredentialMatch:
    """A credential that would help, and by how much readiness would rise, as claimed and as proven."""

    credential: Named
    awarded_by: str | None
    gain: float
    gain_proven: float
    skills: tuple[str, ...]
    price: Price | None
    workload_hours: float | None
    explanation: str
    next_offering: Offering | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some of a ranked list, from a place in it; `has_more` tells whether it goes on.

    `graph_version` names the state of the graph that the ranking was made from, and `stale` says that the
    graph has changed since.
    """

    items: tuple[Item, ...]
    start: int
    has_more: bool
    graph_version: str | None = None
    stale: bool = False
