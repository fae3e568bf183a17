"""Credentials and the organizations that award them: the type that can be earned, not one person's award.

Everything is named by its uri; our id is made of it when it is stored. What belongs to one credential only
(its offerings, costs, assessments and rules) has no uri and is held inside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class OrganizationKind(StrEnum):
    UNIVERSITY = "UNIVERSITY"
    COLLEGE = "COLLEGE"
    SCHOOL = "SCHOOL"
    TRAINING_PROVIDER = "TRAINING_PROVIDER"
    PROFESSIONAL_ASSOCIATION = "PROFESSIONAL_ASSOCIATION"
    TRADE_UNION = "TRADE_UNION"
    CHAMBER = "CHAMBER"
    LIBRARY = "LIBRARY"
    CHARITY = "CHARITY"
    COMPANY = "COMPANY"
    COOPERATIVE = "COOPERATIVE"
    PUBLIC_BODY = "PUBLIC_BODY"
    OTHER = "OTHER"


class CredentialKind(StrEnum):
    """What is earned. A course is earned by completing it; of a pathway nothing is awarded."""

    BADGE = "BADGE"
    COURSE = "COURSE"
    MICRO_CREDENTIAL = "MICRO_CREDENTIAL"
    CERTIFICATE = "CERTIFICATE"
    DIPLOMA = "DIPLOMA"
    DEGREE = "DEGREE"
    LICENCE = "LICENCE"
    PATHWAY = "PATHWAY"


class CredentialStatus(StrEnum):
    DRAFT = "DRAFT"
    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    RETIRED = "RETIRED"


class CreditUnit(StrEnum):
    """Credits of two units are never added up."""

    ECTS = "ECTS"
    CATS = "CATS"
    US_CREDIT = "US_CREDIT"
    CEU = "CEU"


class Supervision(StrEnum):
    """How an assessment is watched over, in the words of Council Recommendation 2022/C 243/02."""

    UNSUPERVISED = "UNSUPERVISED"
    SUPERVISED = "SUPERVISED"
    SUPERVISED_ONLINE = "SUPERVISED_ONLINE"


class IdVerification(StrEnum):
    """Whether the one who is assessed was known to be the one who is awarded."""

    NONE = "NONE"
    ACCOUNT = "ACCOUNT"
    IDENTITY_DOCUMENT = "IDENTITY_DOCUMENT"
    IN_PERSON = "IN_PERSON"


class AssessmentMethod(StrEnum):
    """What the award rests on, from the strongest proof of ability to none."""

    PROCTORED_EXAM = "PROCTORED_EXAM"
    PRACTICAL = "PRACTICAL"
    PORTFOLIO = "PORTFOLIO"
    UNSUPERVISED_TEST = "UNSUPERVISED_TEST"
    COMPLETION = "COMPLETION"
    ATTENDANCE = "ATTENDANCE"
    SELF = "SELF"


class Participation(StrEnum):
    """Where one takes part or is assessed."""

    ONLINE = "ONLINE"
    ONSITE = "ONSITE"
    BLENDED = "BLENDED"
    WORKPLACE = "WORKPLACE"


class CostKind(StrEnum):
    TUITION = "TUITION"
    ASSESSMENT = "ASSESSMENT"
    REGISTRATION = "REGISTRATION"
    MATERIALS = "MATERIALS"
    MEMBERSHIP = "MEMBERSHIP"


class RuleKind(StrEnum):
    ALL = "ALL"
    ANY = "ANY"
    AT_LEAST = "AT_LEAST"
    CREDITS = "CREDITS"
    NOT = "NOT"


@dataclass(frozen=True, slots=True)
class Organization:
    """(:Organization)-[:PART_OF]->(:Organization)

    `identifiers` are those of registers, each as `scheme: notation`; `email` is the organization's own.
    """

    uri: str
    name: str
    kind: OrganizationKind
    description: str | None = None
    country: str | None = None
    homepage: str | None = None
    part_of: str | None = None
    email: str | None = None
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkillRef:
    """(:Credential)-[:TEACHES|ASSESSES {level}]->(:Skill): the skill's uri, and a level of proficiency."""

    skill: str
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """(:Credential|Offering)-[:COSTS]->(:Cost). An amount of 0 says that it is free, for this audience."""

    kind: CostKind
    amount: Decimal
    currency: str
    audience: str | None = None


@dataclass(frozen=True, slots=True)
class Offering:
    """(:Credential)-[:HAS_OFFERING]->(:Offering): one time that it can be taken. No start: at any time."""

    starts_on: date | None = None
    ends_on: date | None = None
    apply_until: date | None = None
    seats: int | None = None
    participation: Participation = Participation.ONSITE
    part_time: bool = False
    languages: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    place: str | None = None
    apply_url: str | None = None
    costs: tuple[Cost, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """(:Credential)-[:ASSESSED_BY]->(:Assessment). The pass mark is a share, from 0 to 1."""

    method: AssessmentMethod
    mode: Participation | None = None
    supervision: Supervision | None = None
    id_verification: IdVerification | None = None
    pass_mark: float | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """(:Rule)-[:OPTION {position}]->(:Credential|Skill|JobRole|Rule): which of its options must be fulfilled.
        -[:THEME]->(:Skill|Collection), -[:PRECEDES]->(:Rule)

    ALL and ANY need no number; AT_LEAST needs `count` options; NOT asks that none of them is held; CREDITS
    sums the credits, all of one `unit`, of what counts below it: at least `min`, at most `max`, at least
    the `share` (0 to 1). An option is the uri of a credential, skill or job role, or a nested rule. CREDITS
    without options looks at all that counts in the rule around it: "at least 20 credits at level 6" of what
    was chosen there. Within one award a credential counts once, in one rule.

    What may count in a rule: `min_level` and `max_level` (of the EQF), `theme` (the uri of a skill that it
    teaches), `own_only` (awarded by the organization of the award), `min_result` (a grade as a number),
    `within_months` (not longer ago). In CREDITS without options these say what is summed; with `share`, of
    all.

    How much may count: `cap` of recognised prior learning and `overlap_max` of what counts in another award
    held too, in credits of `unit`, or in credentials where no unit is given. Of all options of rules with
    the same `exclusive_group` one counts. `concurrent`: what an entry rule asks for may be taken at the
    same time. `precedes` names the `key`s of rules that are to come later, an order that nothing depends
    on. An earlier year's rule has `since` and `until`, the first day on which it held and the first on
    which it did not.
    """

    kind: RuleKind
    options: tuple["str | Rule", ...] = ()
    count: int | None = None
    min: float | None = None
    unit: CreditUnit | None = None
    text: str | None = None
    key: str | None = None
    max: float | None = None
    share: float | None = None
    min_level: int | None = None
    max_level: int | None = None
    theme: str | None = None
    own_only: bool = False
    min_result: float | None = None
    within_months: int | None = None
    cap: float | None = None
    overlap_max: float | None = None
    exclusive_group: str | None = None
    concurrent: bool = False
    precedes: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def walk(self, place: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], "Rule"]]:
        """This rule and all below it, each with the positions that lead to it, a rule before its options."""
        yield place, self
        for position, option in enumerate(self.options):
            if isinstance(option, Rule):
                yield from option.walk((*place, position))

    def uris(self) -> Iterator[str]:
        """Every uri that the rule names, at any depth, in the order written."""
        for option in self.options:
            if isinstance(option, Rule):
                yield from option.uris()
            else:
                yield option


@dataclass(frozen=True, slots=True)
class StandingRecognition:
    """(:Credential)-[:RECOGNISED_AS {credits, since, until, source}]->(:Credential)

    Whoever holds `credential` (its uri) is credited with the one that this belongs to: a decision on all
    awards of a credential, where `Recognition` is one on a person's. It is not followed further. `credits` is
    the most that it carries, in the unit of what it stands for (unset: all that this carries). `since` is the
    first day on which it holds, `until` the first on which it no longer does. `source` is the address of the
    agreement (CTDL: TransferValueProfile).
    """

    credential: str
    credits: float | None = None
    since: date | None = None
    until: date | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Credential:
    """(:Credential)-[:AWARDED_BY]->(:Organization)
        -[:TEACHES|ASSESSES {level}]->(:Skill)
        -[:ASSESSED_BY]->(:Assessment), -[:HAS_OFFERING]->(:Offering), -[:COSTS]->(:Cost)
        -[:ENTRY|COMPLETION|RENEWAL {everyMonths}]->(:Rule), -[:AT_LEVEL]->(:Level)
        -[:PREPARES_FOR]->(:JobRole), <-[:RECOGNISED_AS]-(:Credential)

    A programme is a credential whose completion rule refers to other credentials. `earlier_completions` are
    the rules of earlier years, each with its dates, for those who enrolled then. `members_only`: awarded to
    members of the organization alone; `by_application`: awarded to those whose application was approved.
    `recognises` are the credentials whose holders are credited with this one.

    `prepares_for` are the uris of job roles that it leads to. `duration` is the longest that it takes, in ISO
    8601. `subjects`, `national_levels` and `setting` (formal or not) are in the source's words, as is
    `grading_scheme`.
    """

    uri: str
    name: str
    kind: CredentialKind
    awarded_by: str
    description: str | None = None
    criteria: str | None = None
    version: str | None = None
    status: CredentialStatus = CredentialStatus.ACTIVE
    credits: float | None = None
    credit_unit: CreditUnit | None = None
    workload_hours: float | None = None
    languages: tuple[str, ...] = ()
    validity_period: str | None = None
    supervision: Supervision | None = None
    id_verification: IdVerification | None = None
    eqf_level: int | None = None
    teaches: tuple[SkillRef, ...] = ()
    assesses: tuple[SkillRef, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    offerings: tuple[Offering, ...] = ()
    costs: tuple[Cost, ...] = ()
    completion: Rule | None = None
    entry: Rule | None = None
    renewal: Rule | None = None
    renew_every_months: int | None = None
    earlier_completions: tuple[Rule, ...] = ()
    members_only: bool = False
    by_application: bool = False
    subjects: tuple[str, ...] = ()
    national_levels: tuple[str, ...] = ()
    duration: str | None = None
    setting: str | None = None
    grading_scheme: str | None = None
    prepares_for: tuple[str, ...] = ()
    recognises: tuple[StandingRecognition, ...] = ()

    def rules(self) -> Iterator[tuple[str, Rule]]:
        """Every outermost rule with its field: `completion`, `earlier_completions[0]`, `entry`, `renewal`."""
        if self.completion is not None:
            yield "completion", self.completion
        for position, rule in enumerate(self.earlier_completions):
            yield f"earlier_completions[{position}]", rule
        if self.entry is not None:
            yield "entry", self.entry
        if self.renewal is not None:
            yield "renewal", self.renewal


@dataclass(frozen=True, slots=True)
class EntryCondition:
    """(:JobRole)-[:ENTRY {jurisdiction, legalBasis, from, until}]->(:Rule)

    What the law or an employer asks of those who are to work in a job role (its uri), such as a licence, and
    where: a country or a part of one by its code in ISO 3166, such as DE or DE-BY. `since` is the first day
    on which it holds, `until` the first on which it no longer does.
    """

    job_role: str
    jurisdiction: str
    rule: Rule
    legal_basis: str | None = None
    since: date | None = None
    until: date | None = None


CatalogueItem = Organization | Credential
CatalogueRecord = CatalogueItem | EntryCondition
"""What a catalogue file lists: what has a uri, and what is said of a job role."""
