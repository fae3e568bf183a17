"""What the terms of CTDL mean in the catalogue; of several with one meaning, the first is written."""

from collections.abc import Mapping
from typing import TypeVar

from skillsgraph.model.credentials import (
    AssessmentMethod,
    CostKind,
    CredentialStatus,
    CreditUnit,
    Participation,
)

T = TypeVar("T")

UNITS = {
    "DegreeCredit": CreditUnit.US_CREDIT,
    "ContinuingEducationUnit": CreditUnit.CEU,
    "EuropeanCreditTransferSystem": CreditUnit.ECTS,
    "ECTS": CreditUnit.ECTS,
}
STATUSES = {
    "Active": CredentialStatus.ACTIVE,
    "Developing": CredentialStatus.DRAFT,
    "Probationary": CredentialStatus.DRAFT,
    "Suspended": CredentialStatus.SUSPENDED,
    "Deprecated": CredentialStatus.RETIRED,
    "Ceased": CredentialStatus.RETIRED,
    "Superseded": CredentialStatus.RETIRED,
    "TeachOut": CredentialStatus.RETIRED,
}
METHODS = {
    "Exam": AssessmentMethod.UNSUPERVISED_TEST,
    "Performance": AssessmentMethod.PRACTICAL,
    "Artifact": AssessmentMethod.PORTFOLIO,
    "Portfolio": AssessmentMethod.PORTFOLIO,
}
MODES = {
    "OnlineOnly": Participation.ONLINE,
    "InPerson": Participation.ONSITE,
    "BlendedDelivery": Participation.BLENDED,
}
COSTS = {"Tuition": CostKind.TUITION, "Assessment": CostKind.ASSESSMENT, "Exam": CostKind.ASSESSMENT}


def terms(meanings: Mapping[str, T], prefix: str) -> dict[T, str]:
    """The other way round: the term to be written for each meaning, with its prefix."""
    return {meaning: f"{prefix}:{term}" for term, meaning in reversed([*meanings.items()])}
