"""Organizations and credentials as ELM v3 in JSON-LD: what can be learned, and nobody's award of it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from skillsgraph.frameworks.elm.words import COUNTRIES, LANGUAGES, METHOD_NAMES, MODE_NAMES
from skillsgraph.frameworks.saying import count_unsaid, without_gaps
from skillsgraph.frameworks.writing import Losses, Written, as_json
from skillsgraph.model.credentials import (
    Assessment,
    CatalogueRecord,
    Cost,
    CostKind,
    Credential,
    CredentialKind,
    CreditUnit,
    IdVerification,
    Offering,
    Organization,
    OrganizationKind,
    Supervision,
)

CONTEXT = "http://data.europa.eu/snb/model/context/edc-ap"
_EU = "http://publications.europa.eu/resource/authority"
_ECTS = "http://data.europa.eu/snb/education-credit/6fcec5c5af"
_ESCO = "http://data.europa.eu/esco/skill/"
_ENTER = "To enter: "
_CODES = {two: three for three, two in LANGUAGES.items()}
_PLACES = {two: three for three, two in COUNTRIES.items()}
_WATCHED = {
    Supervision.UNSUPERVISED: "Unsupervised",
    Supervision.SUPERVISED: "Supervised",
    Supervision.SUPERVISED_ONLINE: "Supervised online",
}
_KNOWN = {
    IdVerification.NONE: "without ID verification",
    IdVerification.IDENTITY_DOCUMENT: "with ID verification",
}
_KINDS = {
    CredentialKind.COURSE: None,
    CredentialKind.MICRO_CREDENTIAL: "Micro-credential",
    CredentialKind.CERTIFICATE: None,
}
_SAID = {
    *("uri", "name", "kind", "awarded_by", "description", "credits", "credit_unit", "workload_hours"),
    *(
        "languages",
        "eqf_level",
        "teaches",
        "assessments",
        "offerings",
        "costs",
        "prepares_for",
        "subjects",
        "national_levels",
    ),
    *("duration", "setting", "grading_scheme", "criteria"),
}


def write(items: Sequence[CatalogueRecord]) -> Written:
    """The document, organizations first; rules and levels of skills are among what ELM has no place for."""
    writer = _Writer()
    nodes = [node for one in items for node in writer.nodes(one)]
    document = {"@context": CONTEXT, "@graph": nodes}
    return Written(as_json(document), writer.losses.said())


class _Writer:
    def __init__(self) -> None:
        self.losses = Losses()

    def nodes(self, one: CatalogueRecord) -> Iterable[dict[str, Any]]:
        if isinstance(one, Organization):
            return [self.organization(one)]
        if isinstance(one, Credential):
            return self.credential(one)
        self.losses.count("conditions of entry to job roles")
        return []

    def organization(self, one: Organization) -> dict[str, Any]:
        self.losses.count("kinds of organizations", one.kind is not OrganizationKind.OTHER)
        self.losses.count("countries", one.country is not None and one.country not in _PLACES)
        country = _concept(f"{_EU}/country/{_PLACES[one.country]}") if one.country in _PLACES else None
        return without_gaps(
            {
                "id": one.uri,
                "type": "Organisation",
                "legalName": _text(one.name),
                "description": _text(one.description),
                "location": [{"type": "Location", "address": [{"type": "Address", "countryCode": country}]}]
                if country
                else None,
                "homepage": [{"type": "WebResource", "contentURL": one.homepage}] if one.homepage else None,
                "subOrganizationOf": one.part_of,
                "contactPoint": [
                    {
                        "type": "ContactPoint",
                        "emailAddress": [{"id": f"mailto:{one.email}", "type": "Mailbox"}],
                    }
                ]
                if one.email
                else None,
                "identifier": [_identifier(told) for told in one.identifiers],
            }
        )

    def credential(self, one: Credential) -> Iterator[dict[str, Any]]:
        """The specification, and where its times are its own the achievement that they led to."""
        count_unsaid(self.losses, one, _SAID)
        self._count(one)
        is_course = one.kind is CredentialKind.COURSE
        own, others = self._times(one)
        known = _KINDS.get(one.kind)
        yield without_gaps(
            {
                "id": one.uri,
                "type": "LearningOpportunity" if is_course else "Qualification",
                "dcType": _named(known) if known else None,
                "title": _text(one.name),
                "description": _text(one.description),
                "providedBy": [one.awarded_by] if is_course else None,
                "awardedBy": None
                if is_course
                else {"type": "AwardingProcess", "awardingBody": [one.awarded_by]},
                "entryRequirement": self._entry(one),
                "creditPoint": self._credits(one),
                "volumeOfLearning": f"PT{one.workload_hours:g}H" if one.workload_hours else None,
                "maximumDuration": one.duration,
                "language": self._languages(one.languages),
                "EQFLevel": _concept(f"http://data.europa.eu/snb/eqf/{one.eqf_level}")
                if one.eqf_level
                else None,
                "nqfLevel": [_named(level) for level in one.national_levels],
                "thematicArea": [_named(subject) for subject in one.subjects],
                "learningSetting": _named(one.setting) if one.setting else None,
                "learningOutcome": self._outcomes(one),
                "provenBy": [
                    self._proof(part, one.grading_scheme if not place else None)
                    for place, part in enumerate(one.assessments)
                ],
                "entitlesTo": {
                    "type": "LearningEntitlementSpecification",
                    "limitOccupation": [_concept(role) for role in one.prepares_for],
                }
                if one.prepares_for
                else None,
                "priceDetail": [self._price(cost) for cost in one.costs],
                **own,
            }
        )
        if others:
            yield {
                "id": f"{one.uri}#achievement",
                "type": "LearningAchievement",
                "specifiedBy": one.uri,
                "influencedBy": others,
            }

    def _count(self, one: Credential) -> None:
        self.losses.count("kinds of credentials (written as qualifications)", one.kind not in _KINDS)
        self.losses.count("levels of skills", sum(ref.level is not None for ref in one.teaches))
        told = one.criteria is not None and not one.criteria.startswith(_ENTER)
        self.losses.count("criteria", told)
        self.losses.count("grading schemes", bool(one.grading_scheme and not one.assessments))
        odd = one.workload_hours is not None and one.workload_hours != int(one.workload_hours)
        self.losses.count("parts of hours of workload", odd)

    def _entry(self, one: Credential) -> dict[str, Any] | None:
        if one.criteria is None or not one.criteria.startswith(_ENTER):
            return None
        return {"type": "Note", "noteLiteral": _text(one.criteria.removeprefix(_ENTER))}

    def _credits(self, one: Credential) -> list[dict[str, Any]]:
        if one.credits is None:
            return []
        if one.credit_unit is not CreditUnit.ECTS:
            self.losses.count("credits that are not of the ECTS")
            return []
        return [
            {
                "type": "CreditPoint",
                "framework": _concept(_ECTS, "European Credit Transfer System"),
                "point": f"{one.credits:g}",
            }
        ]

    def _languages(self, codes: Sequence[str]) -> list[dict[str, Any]]:
        self.losses.count("languages that are none of the EU's", sum(code not in _CODES for code in codes))
        return [_concept(f"{_EU}/language/{_CODES[code]}") for code in codes if code in _CODES]

    def _outcomes(self, one: Credential) -> list[dict[str, Any]]:
        uris = [ref.skill for ref in one.teaches]
        if not uris:
            return []
        name = "relatedESCOSkill" if all(uri.startswith(_ESCO) for uri in uris) else "relatedSkill"
        return [{"type": "LearningOutcome", "title": _text(one.name), name: [_concept(uri) for uri in uris]}]

    def _proof(self, one: Assessment, grading: str | None) -> dict[str, Any]:
        count_unsaid(self.losses, one, ("method", "mode", "supervision", "id_verification"))
        self.losses.count("methods of assessment", one.method not in METHOD_NAMES)
        identity = one.id_verification
        self.losses.count("ways to verify identity", identity is not None and identity not in _KNOWN)
        watched = [_WATCHED.get(one.supervision) if one.supervision else None]
        watched += [_KNOWN.get(identity) if identity else None]
        plan = {
            "type": "LearningAssessmentSpecification",
            "dcType": _named(METHOD_NAMES.get(one.method, "completion")),
            "mode": _named(MODE_NAMES[one.mode]) if one.mode else None,
            "gradingScheme": {"type": "GradingScheme", "title": _text(grading)} if grading else None,
        }
        words = " ".join(word for word in watched if word)
        return without_gaps(
            {
                "type": "LearningAssessment",
                "idVerification": _named(words) if words else None,
                "specifiedBy": without_gaps(plan),
            }
        )

    def _price(self, one: Cost) -> dict[str, Any]:
        self.losses.count("kinds of costs", one.kind is not CostKind.TUITION)
        unit = _concept(f"{_EU}/currency/{one.currency}")
        return without_gaps(
            {
                "type": "PriceDetail",
                "prefLabel": _text(one.audience),
                "amount": {"type": "Amount", "value": str(one.amount), "unit": unit},
            }
        )

    # Times ------------------------------------------------------------------------------------------------

    def _times(self, one: Credential) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The times of an opportunity itself, which share all but their days; and activities for the rest."""
        for offering in one.offerings:
            count_unsaid(
                self.losses, offering, ("starts_on", "ends_on", "apply_until", "participation", "languages")
            )
        own: list[Offering] = []
        if one.kind is CredentialKind.COURSE and one.offerings:
            first = one.offerings[0]
            if first.languages == one.languages:
                own = [each for each in one.offerings if _alike(each, first)]
        found: dict[str, Any] = {}
        if own:
            found = {
                "mode": _named(MODE_NAMES[own[0].participation]),
                "applicationDeadline": _day(own[0].apply_until),
                "temporal": [_period(each) for each in own if each.starts_on or each.ends_on],
            }
        return found, [self._activity(each) for each in one.offerings if each not in own]

    def _activity(self, one: Offering) -> dict[str, Any]:
        return without_gaps(
            {
                "type": "LearningActivity",
                "applicationDeadline": _day(one.apply_until),
                "temporal": [_period(one)] if one.starts_on or one.ends_on else None,
                "specifiedBy": without_gaps(
                    {
                        "type": "LearningActivitySpecification",
                        "mode": _named(MODE_NAMES[one.participation]),
                        "language": self._languages(one.languages),
                    }
                ),
            }
        )


def _alike(one: Offering, other: Offering) -> bool:
    return (one.participation, one.apply_until, one.languages) == (
        other.participation,
        other.apply_until,
        other.languages,
    )


def _period(one: Offering) -> dict[str, Any]:
    days = {"startDate": _day(one.starts_on), "endDate": _day(one.ends_on)}
    return without_gaps({"type": "PeriodOfTime", **days})


def _day(value: Any) -> str | None:
    return f"{value.isoformat()}T00:00:00Z" if value else None


def _identifier(told: str) -> dict[str, Any]:
    scheme, colon, notation = told.partition(": ")
    return without_gaps(
        {"type": "Identifier", "schemeName": scheme if colon else None, "notation": notation or scheme}
    )


def _text(value: str | None) -> dict[str, list[str]] | None:
    return {"en": [value]} if value else None


def _named(label: str) -> dict[str, Any]:
    return {"type": "Concept", "prefLabel": _text(label)}


def _concept(uri: str, label: str | None = None) -> dict[str, Any]:
    return without_gaps({"id": uri, "type": "Concept", "prefLabel": _text(label)})
