"""What a European Digital Credential says (European Learning Model 3): claims and learning outcomes.

Its electronic seal is not checked here, so that all of this is its holder's word.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from skillsgraph.credentials.values import objects_of

TYPE = "EuropeanDigitalCredential"
MOST_CLAIMS = 200


def is_european(credential: Mapping[str, Any]) -> bool:
    kinds = credential.get("type")
    return TYPE in (kinds if isinstance(kinds, list) else [kinds])


def claims_of(credential: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Each achievement that is claimed, and those that it consists of (`hasPart`), the whole first."""
    waiting = [
        claim
        for subject in objects_of(credential.get("credentialSubject"))
        for claim in objects_of(subject.get("hasClaim"))
    ]
    for _ in range(MOST_CLAIMS):
        if not waiting:
            return
        claim = waiting.pop(0)
        yield claim
        waiting += objects_of(claim.get("hasPart"))


def skills_of(claim: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The concepts that the learning outcomes of a claim refer to: skills of ESCO, and of other schemes."""
    for specification in objects_of(claim.get("specifiedBy")):
        for outcome in objects_of(specification.get("learningOutcome")):
            for relation in ("relatedESCOSkill", "relatedSkill"):
                yield from objects_of(outcome.get(relation))


def grade_of(claim: Mapping[str, Any]) -> str | None:
    """The grade of the assessment that proves a claim."""
    for assessment in objects_of(claim.get("provenBy")):
        for grade in objects_of(assessment.get("grade")):
            if (found := text_of(grade.get("noteLiteral"))) is not None:
                return found
    return None


def title_of(credential: Mapping[str, Any]) -> str | None:
    """What it is for: the title of its first claim."""
    return next((found for claim in claims_of(credential) if (found := text_of(claim.get("title")))), None)


def issuer_name_of(credential: Mapping[str, Any]) -> str | None:
    """The legal name of who issues it."""
    issuers = objects_of(credential.get("issuer"))
    return next((found for one in issuers if (found := text_of(one.get("legalName")))), None)


def text_of(value: Any) -> str | None:
    """A text in one of its languages, English before others: {"en": "…"} or {"en": ["…"]}."""
    if isinstance(value, Mapping):
        value = value.get("en", next(iter(value.values()), None))
    if isinstance(value, list):
        value = value[0] if value else None
    return value.strip()[:2000] or None if isinstance(value, str) else None
