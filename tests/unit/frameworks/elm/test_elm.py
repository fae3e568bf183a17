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
                "entitlesTo": [
                    {
                        "id": "urn:epass:entitlement:1",
                        "type": "LearningEntitlementSpecification",
                        "limitOccupation": [concept(f"{ESCO}keeper", "beekeeper")],
                    },
                    {"id": "urn:epass:entitlement:2", "type": "LearningEntitlementSpecification"},
                ],
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
    assert skipped == ["The catalogue has no place for 1 of the type LearningEntitlementSpecification."]
    assert isinstance(school, Organization)
    assert isinstance(credential, Credential)
    assert (school.name, credential.awarded_by) == ("A school", school.uri)
    assert (credential.name, credential.kind) == ("Beekeeping", CredentialKind.CERTIFICATE)
    assert (credential.credits, credential.credit_unit) == (2.5, CreditUnit.ECTS)
    assert (credential.eqf_level, credential.workload_hours, credential.languages) == (4, 60, ("en",))
    assert [ref.skill for ref in credential.teaches] == [f"{ESCO}1", f"{ESCO}2"]
    assert credential.prepares_for == (f"{ESCO}keeper",)
    (assessment,) = credential.assessments
    assert assessment.method is AssessmentMethod.UNSUPERVISED_TEST
    assert assessment.mode is Participation.ONLINE
    assert assessment.supervision is Supervision.SUPERVISED_ONLINE
    assert assessment.id_verification is IdVerification.IDENTITY_DOCUMENT
    assert "Ada" not in repr((school, credential))


OPPORTUNITY = {
    "@context": f"{SNB}model",
    "id": "urn:opportunity:1",
    "type": "LearningOpportunity",
    "title": {"en": "Bees"},
}


def test_an_opportunity_that_tells_neither_time_nor_way_has_no_offering(tmp_path: Path) -> None:
    told = OPPORTUNITY | {
        "providedBy": {"id": "urn:school:1", "type": "Organisation", "legalName": {"en": "A school"}},
    }
    for more, offered in (({}, 0), ({"temporal": {"type": "PeriodOfTime", "startDate": "2026-01-01"}}, 1)):
        items, _ = read(written(tmp_path, told | more))
        (credential,) = [one for one in items if isinstance(one, Credential)]
        assert len(credential.offerings) == offered


def test_an_outcome_that_names_no_skill_is_named(tmp_path: Path) -> None:
    told = OPPORTUNITY | {
        "learningOutcome": [{"id": "urn:o:1", "type": "LearningOutcome", "title": {"en": "Cut steel"}}],
    }
    _, skipped = read(written(tmp_path, told))
    assert skipped == ["The catalogue has no place for 1 of the type LearningOutcome without a skill."]


def test_local_addresses_of_two_documents_do_not_meet(tmp_path: Path) -> None:
    first, _ = read(written(tmp_path, DOCUMENT))
    second, _ = read(written(tmp_path, {**DOCUMENT, "id": "urn:credential:2"}))
    assert {one.uri for one in first}.isdisjoint(one.uri for one in second)


def test_what_has_nothing_to_learn_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no qualification"):
        read(written(tmp_path, {"id": "urn:x", "type": "Person", "@context": f"{SNB}model"}))


XML = """<?xml version="1.0"?>
<Courses xmlns="http://data.europa.eu/snb/model/ap/loq-constraints/"
    xmlns:cp="http://data.europa.eu/snb/education-credit/25831c2">
  <learningOpportunityReferences>
    <learningOpportunity id="https://example.org/course">
      <title language="en">Bees</title><title language="nl">Bijen</title>
      <temporal><startDate>2025-02-03T08:00:00Z</startDate><endDate>2025-03-04</endDate></temporal>
      <applicationDeadline>2025-01-15</applicationDeadline>
      <mode uri="http://data.europa.eu/snb/learning-assessment/920fbb3cbe"/>
      <priceDetail><prefLabel language="en">Members</prefLabel>
        <amount><value>12.50</value><unit uri="http://example.org/currency/EUR"/></amount></priceDetail>
      <providedBy idref="https://example.org/guild"/>
      <learningAchievementSpecification idref="https://example.org/achieved"/>
      <hasPart idref="https://example.org/course"/>
    </learningOpportunity>
  </learningOpportunityReferences>
  <learningAchievementSpecificationReferences>
    <learningAchievementSpecification id="https://example.org/achieved">
      <title language="en">Beekeeper</title><ISCEDFCode uri="http://data.europa.eu/snb/isced-f/0811"/>
      <creditPoint><framework uri="http://data.europa.eu/snb/education-credit/6fcec5c5af"/>
        <point>3</point></creditPoint>
      <learningOutcome idref="https://example.org/outcome"/>
      <awardingOpportunity><providedBy idref="https://example.org/guild"/></awardingOpportunity>
    </learningAchievementSpecification>
  </learningAchievementSpecificationReferences>
  <learningOutcomeReferences>
    <learningOutcome id="https://example.org/outcome">
      <relatedESCOSkill uri="http://data.europa.eu/esco/skill/1"/>
    </learningOutcome>
  </learningOutcomeReferences>
  <agentReferences>
    <organisation id="https://example.org/guild">
      <legalName language="en">A guild</legalName><groupMemberOf idref="https://example.org/guild"/>
      <vatIdentifier><notation>77</notation></vatIdentifier>
    </organisation>
  </agentReferences>
</Courses>
"""


def test_xml_says_the_same_things(tmp_path: Path) -> None:
    path = tmp_path / "courses.xml"
    path.write_text(XML, encoding="utf-8")
    assert READER.detect(path)
    (guild, course, achieved), skipped = read(path)
    assert skipped == []
    assert (guild.name, guild.identifiers) == ("A guild", ("vat: 77",))
    assert (course.name, course.awarded_by) == ("Bees", guild.uri)
    assert [ref.skill for ref in course.teaches] == [f"{ESCO}1"]
    (offering,) = course.offerings
    assert (str(offering.starts_on), str(offering.ends_on)) == ("2025-02-03", "2025-03-04")
    assert (str(offering.apply_until), offering.participation) == ("2025-01-15", Participation.ONLINE)
    assert [(str(one.amount), one.currency, one.audience) for one in course.costs] == [
        ("12.50", "EUR", "Members")
    ]
    assert (achieved.credits, achieved.subjects) == (3, (f"{SNB}isced-f/0811",))


@pytest.mark.parametrize(
    "fault",
    [
        XML.replace("<Courses", '<!DOCTYPE c [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><Courses', 1),
        XML.replace("</Courses>", "<a>" * 100 + "</a>" * 100 + "</Courses>"),
        XML.removesuffix("</Courses>\n"),
        XML.replace("Bees", "\x01"),
    ],
)
def test_hostile_or_broken_xml_is_refused_with_its_line(tmp_path: Path, fault: str) -> None:
    path = tmp_path / "courses.xml"
    path.write_text(fault, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read(path)
    assert caught.value.where is not None
    assert caught.value.where.line is not None


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
    assert skipped == []
    (offering,) = credential.offerings
    assert (str(offering.starts_on), str(offering.ends_on)) == ("2023-05-05", "2023-06-06")
    assert (offering.participation, offering.languages) == (Participation.BLENDED, ("en",))
    assert (credential.duration, len(credential.subjects), len(credential.national_levels)) == ("P1M", 2, 1)
    assert credential.grading_scheme is not None
    assert credential.grading_scheme.startswith("Standard grading: ")
    alliance, support, university = (one for one in items if isinstance(one, Organization))
    assert (alliance.email, university.part_of) == ("info@resa.edu", alliance.uri)
    assert (support.country, len(university.identifiers)) == ("BE", 3)
    assert "andromeda" not in repr(items).casefold()


@pytest.mark.skipif(not REAL.is_file(), reason="needs the real files: SKILLSGRAPH_TEST_DATA")
def test_the_catalogue_in_xml() -> None:
    items, skipped = read(REAL.with_name("loq_withLearningAchievementSpecification.xml"))
    credentials = [one for one in items if isinstance(one, Credential)]
    assert [one.kind for one in credentials] == [CredentialKind.COURSE] * 2 + [CredentialKind.CERTIFICATE] * 2
    assert all(len(one.teaches) == 8 for one in credentials)
    assert sum(len(one.costs) for one in credentials) == 3
    assert {len(one.prepares_for) for one in credentials if one.kind is CredentialKind.CERTIFICATE} == {8}
    assert {reason.rpartition(" ")[2] for reason in skipped} == {"Agent."}
