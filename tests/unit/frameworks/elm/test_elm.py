import json
import os
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.errors import SourceError
from skillsgraph.frameworks.contract import Offered, Options, Skipped
from skillsgraph.frameworks.elm.reader import READER
from skillsgraph.model.credentials import (
    AssessmentMethod,
    Credential,
    CredentialKind,
    CreditUnit,
    IdVerification,
    Organization,
    Participation,
    Supervision,
)

REAL = Path(os.environ.get("SKILLSGRAPH_TEST_DATA", "")) / "elm" / "Sample-MC-Annex1-unsigned.jsonld"
SNB = "http://data.europa.eu/snb/"
ESCO = "http://data.europa.eu/esco/skill/"


def concept(uri: str, label: str) -> dict[str, Any]:
    return {"id": uri, "type": "Concept", "prefLabel": {"en": label}}


DOCUMENT: dict[str, Any] = {
    "id": "urn:credential:1",
    "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
    "@context": [f"{SNB}model"],
    "credentialSubject": {
        "id": "urn:epass:person:1",
        "type": "Person",
        "fullName": {"en": "Ada Example"},
        "hasClaim": {
            "id": "urn:epass:achievement:1",
            "type": "LearningAchievement",
            "awardedBy": {
                "type": "AwardingProcess",
                "awardingBody": {
                    "id": "urn:epass:org:1",
                    "type": "Organisation",
                    "legalName": {"en": "A school"},
                },
            },
            "provenBy": {
                "id": "urn:epass:assessment:1",
                "type": "LearningAssessment",
                "title": {"en": "Written exam"},
                "idVerification": concept(f"{SNB}v/1", "Supervised online with ID verification"),
                "specifiedBy": {
                    "type": "LearningAssessmentSpecification",
                    "mode": concept(f"{SNB}m/1", "Online"),
                },
            },
            "specifiedBy": {
                "id": "urn:epass:qualification:1",
                "type": "Qualification",
                "title": {"en": "Beekeeping"},
                "eqfLevel": concept(f"{SNB}eqf/4", "Level 4"),
                "creditPoint": {
                    "type": "CreditPoint",
                    "point": "2.5",
                    "framework": concept(f"{SNB}c/1", "European Credit Transfer System"),
                },
                "volumeOfLearning": "PT60H",
                "language": concept(
                    "http://publications.europa.eu/resource/authority/language/ENG", "English"
                ),
                "learningOutcome": [
                    {"type": "LearningOutcome", "relatedESCOSkill": concept(f"{ESCO}1", "hives")},
                    {"type": "LearningOutcome", "relatedESCOSkill": [concept(f"{ESCO}2", "a")]},
                ],
            },
        },
    },
}


def read(path: Path) -> tuple[list[Any], list[str]]:
    rows = [*READER.read(path, Options())]
    items = [row.item for row in rows if isinstance(row, Offered)]
    return items, [row.reason for row in rows if isinstance(row, Skipped)]


def written(tmp_path: Path, document: Any) -> Path:
    path = tmp_path / "elm.jsonld"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_a_qualification_with_all_that_is_told(tmp_path: Path) -> None:
    (school, credential), skipped = read(written(tmp_path, DOCUMENT))
    assert skipped == []
    assert isinstance(school, Organization)
    assert isinstance(credential, Credential)
    assert (school.name, credential.awarded_by) == ("A school", school.uri)
    assert (credential.name, credential.kind) == ("Beekeeping", CredentialKind.CERTIFICATE)
    assert (credential.credits, credential.credit_unit) == (2.5, CreditUnit.ECTS)
    assert (credential.eqf_level, credential.workload_hours, credential.languages) == (4, 60, ("en",))
    assert [ref.skill for ref in credential.teaches] == [f"{ESCO}1", f"{ESCO}2"]
    (assessment,) = credential.assessments
    assert assessment.method is AssessmentMethod.UNSUPERVISED_TEST
    assert assessment.mode is Participation.ONLINE
    assert assessment.supervision is Supervision.SUPERVISED_ONLINE
    assert assessment.id_verification is IdVerification.IDENTITY_DOCUMENT
    assert "Ada" not in repr((school, credential))


def test_local_addresses_of_two_documents_do_not_meet(tmp_path: Path) -> None:
    first, _ = read(written(tmp_path, DOCUMENT))
    second, _ = read(written(tmp_path, {**DOCUMENT, "id": "urn:credential:2"}))
    assert {one.uri for one in first}.isdisjoint(one.uri for one in second)


def test_what_has_nothing_to_learn_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no qualification"):
        read(written(tmp_path, {"id": "urn:x", "type": "Person", "@context": f"{SNB}model"}))


@pytest.mark.skipif(not REAL.is_file(), reason="needs the real files: SKILLSGRAPH_TEST_DATA")
def test_the_annex_sample() -> None:
    items, skipped = read(REAL)
    (credential,) = [one for one in items if isinstance(one, Credential)]
    assert (credential.credits, credential.credit_unit, credential.eqf_level) == (2, CreditUnit.ECTS, 6)
    assert credential.kind is CredentialKind.MICRO_CREDENTIAL
    assert credential.workload_hours == 60
    assert len(credential.teaches) == 6
    (assessment,) = credential.assessments
    assert assessment.method is AssessmentMethod.PORTFOLIO
    assert (assessment.supervision, assessment.id_verification) == (
        Supervision.UNSUPERVISED,
        IdVerification.NONE,
    )
    assert not [reason for reason in skipped if "Qualification" in reason or "LearningOutcome" in reason]
