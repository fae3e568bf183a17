import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.errors import SourceError
from skillsgraph.frameworks.contract import Offered, Options, Skipped
from skillsgraph.frameworks.ctdl.catalogue import READER, kind_of
from skillsgraph.frameworks.ctdl.catalogue_writer import write
from skillsgraph.model.credentials import (
    AssessmentMethod,
    Cost,
    CostKind,
    Credential,
    CredentialKind,
    CredentialStatus,
    CreditUnit,
    Organization,
    OrganizationKind,
    Participation,
    Rule,
    RuleKind,
    SkillRef,
    StandingRecognition,
)
from skillsgraph.model.rules import faults_of_rule

RES = "https://example.org/resources/"
CONTEXT = ["https://credreg.net/ctdl/schema/context/json", {"res": RES}]


def read(tmp_path: Path, *nodes: Any) -> tuple[dict[str, Any], list[str]]:
    path = tmp_path / "graph.json"
    path.write_text(json.dumps({"@context": CONTEXT, "@graph": list(nodes)}), encoding="utf-8")
    rows = [*READER.read(path, Options())]
    items = {row.item.uri.removeprefix(RES): row.item for row in rows if isinstance(row, Offered)}
    return items, [row.reason for row in rows if isinstance(row, Skipped)]


NO_PLACE = "The catalogue has no place for"


def node(own: str, kind: str, **parts: Any) -> dict[str, Any]:
    return {
        "@id": f"res:{own}",
        "@type": f"ceterms:{kind}",
        **{f"ceterms:{name}": value for name, value in parts.items()},
    }


def condition(**parts: Any) -> dict[str, Any]:
    return {"@type": "ceterms:ComponentCondition", **{f"ceterms:{name}": one for name, one in parts.items()}}


def test_a_credential_with_all_that_is_told(tmp_path: Path) -> None:
    items, skipped = read(
        tmp_path,
        node("school", "CredentialOrganization", name={"en": "A school"}, agentType="agentType:FourYear"),
        node("exam", "AssessmentProfile", isProctored=True, deliveryType="deliveryType:InPerson"),
        node(
            "badge",
            "DigitalBadge",
            name={"en": "Bees"},
            description={"en": "About bees."},
            ownedBy=["res:school"],
            credentialStatusType={
                "@type": "ceterms:CredentialAlignmentObject",
                "ceterms:targetNode": "x:Suspended",
            },
            creditValue=[{"schema:value": 3, "ceterms:creditUnitType": "creditUnit:DegreeCredit"}],
            estimatedCost=[{"ceterms:price": 20.5, "ceterms:currency": "EUR"}, {"ceterms:price": 3}],
            teaches=[{"ceterms:targetNode": "https://example.org/skill/1"}],
            renewalFrequency="P2Y",
            requires={
                "@type": "ceterms:ConditionProfile",
                "ceterms:description": {"en": "Pass the exam."},
                "ceterms:targetAssessment": ["res:exam"],
                "ceterms:targetCompetency": [{"ceterms:targetNode": "https://example.org/skill/2"}],
            },
        ),
    )
    assert skipped == [f"{NO_PLACE} an estimatedCost without a price in a currency, told 1 times."]
    school, badge = items["school"], items["badge"]
    assert isinstance(school, Organization)
    assert (school.name, school.kind) == ("A school", OrganizationKind.UNIVERSITY)
    assert isinstance(badge, Credential)
    assert (badge.name, badge.kind, badge.awarded_by) == ("Bees", CredentialKind.BADGE, f"{RES}school")
    assert badge.status is CredentialStatus.SUSPENDED
    assert (badge.credits, badge.credit_unit) == (3, CreditUnit.US_CREDIT)
    assert badge.costs == (Cost(CostKind.TUITION, Decimal("20.5"), "EUR"),)
    assert badge.teaches == (SkillRef("https://example.org/skill/1"),)
    assert badge.assesses == (SkillRef("https://example.org/skill/2"),)
    assert badge.criteria == "Pass the exam."
    assert badge.validity_period == "P2Y"
    assert [(one.method, one.mode) for one in badge.assessments] == [
        (AssessmentMethod.PROCTORED_EXAM, Participation.ONSITE)
    ]


def test_conditions_of_components_become_rules(tmp_path: Path) -> None:
    nested = condition(logicalOperator="logic:Or", targetComponent=["res:c", "res:d"])
    items, _ = read(
        tmp_path,
        node("path", "Pathway", name="A path", hasDestinationComponent=["res:end"]),
        node(
            "end",
            "BasicComponent",
            name="End",
            hasCondition=[
                condition(requiredNumber=2, targetComponent=["res:a", "res:b", "res:c"], name="Two of three"),
                condition(requiredNumber=1, targetComponent=["res:a", "res:proxy"]),
                condition(targetComponent=["res:d"], hasCondition=[nested]),
                condition(requiredNumber=1, targetComponent=[]),
            ],
        ),
        *(node(own, "CourseComponent", name=own) for own in "abcd"),
        node("proxy", "CredentialComponent", proxyFor="res:real"),
    )
    a, b, c, d = (f"{RES}{own}" for own in "abcd")
    assert "proxy" not in items
    assert items["path"].completion == Rule(RuleKind.ALL, (f"{RES}end",))
    assert items["end"].completion == Rule(
        RuleKind.ALL,
        (
            Rule(RuleKind.AT_LEAST, (a, b, c), count=2, text="Two of three"),
            Rule(RuleKind.ANY, (a, f"{RES}real")),
            Rule(RuleKind.ALL, (d, Rule(RuleKind.ANY, (c, d)))),
        ),
    )


def test_alternative_conditions_become_a_choice(tmp_path: Path) -> None:
    def profile(**parts: Any) -> dict[str, Any]:
        return {
            "@type": "ceterms:ConditionProfile",
            **{f"ceterms:{name}": one for name, one in parts.items()},
        }

    items, _ = read(
        tmp_path,
        node(
            "degree",
            "BachelorOfScienceDegree",
            name="B.S.",
            requires=profile(
                targetLearningOpportunity="res:core",
                alternativeCondition=[
                    profile(targetLearningOpportunity=["res:x"]),
                    profile(targetLearningOpportunity=["res:y"]),
                ],
            ),
            entryCondition=profile(targetCredential="res:school"),
        ),
    )
    degree = items["degree"]
    choice = Rule(RuleKind.ANY, (Rule(RuleKind.ALL, (f"{RES}x",)), Rule(RuleKind.ALL, (f"{RES}y",))))
    assert degree.kind is CredentialKind.DEGREE
    assert degree.completion == Rule(RuleKind.ALL, (f"{RES}core", choice))
    assert degree.entry == Rule(RuleKind.ALL, (f"{RES}school",))
    assert isinstance(items["https://example.org/"], Organization)


def test_what_has_no_place_is_named(tmp_path: Path) -> None:
    _, skipped = read(
        tmp_path, node("t", "TransferAgreement", name="A"), node("v", "TransferValueProfile", name="V")
    )
    assert [one.removeprefix("The catalogue has no place for a ") for one in skipped] == [
        "TransferAgreement.",
        "TransferValueProfile that does not say from what to what, told 1 times.",
    ]


def test_a_property_that_is_not_kept_is_named_and_others_are(tmp_path: Path) -> None:
    items, skipped = read(
        tmp_path,
        node("math", "Course", name="Mathematics", precedes=["res:physics"]),
        node(
            "physics",
            "Course",
            name="Physics",
            corequisite={"ceterms:targetLearningOpportunity": ["res:math"]},
            estimatedDuration=[{"ceterms:exactDuration": "P10W"}],
            subject=[{"ceterms:targetNodeName": {"en": "Mechanics"}}],
            occupationType=[
                {"ceterms:targetNode": "https://example.org/job"},
                {"ceterms:targetNodeName": {"en": "Mechanics"}},
            ],
        ),
    )
    physics = items["physics"]
    assert isinstance(physics, Credential)
    assert (physics.duration, physics.subjects) == ("P10W", ("Mechanics",))
    assert physics.entry == Rule(RuleKind.ALL, (f"{RES}math",), concurrent=True)
    assert physics.prepares_for == ("https://example.org/job",)
    assert skipped == [
        "The catalogue has no place for occupationType without an address, told 1 times.",
        "The catalogue has no place for precedes of steps of different rules, told 1 times.",
    ]


def test_steps_come_in_the_order_that_the_document_tells(tmp_path: Path) -> None:
    """`precedes` and `precededBy` say the same, of what a component stands for too."""
    several = condition(requiredNumber=3, targetComponent=["res:a", "res:b", "res:c", "res:d"])
    items, skipped = read(
        tmp_path,
        node("whole", "MultiComponent", name="Whole", hasCondition=[several]),
        node("a", "CourseComponent", name="A", precedes=["res:b", "res:elsewhere"]),
        node("b", "CourseComponent", name="B"),
        node("c", "CourseComponent", name="C", proxyFor=["res:course"], precededBy=["res:b"]),
        node("d", "CourseComponent", name="D"),
    )
    whole = items["whole"]
    assert isinstance(whole, Credential)
    a, b, course, d = (f"{RES}{name}" for name in ("a", "b", "course", "d"))
    rule = Rule(
        RuleKind.AT_LEAST,
        (
            Rule(RuleKind.ALL, (a,), key=a, precedes=(b,)),
            Rule(RuleKind.ALL, (b,), key=b, precedes=(course,)),
            Rule(RuleKind.ALL, (course,), key=course),
            d,
        ),
        count=3,
    )
    assert whole.completion == rule
    assert not list(faults_of_rule(rule))
    assert skipped == ["The catalogue has no place for precedes of steps of different rules, told 1 times."]


def test_what_is_said_of_two_components_of_one_course_is_said_of_the_course(tmp_path: Path) -> None:
    several = condition(requiredNumber=3, targetComponent=["res:one", "res:b", "res:c"])
    items, skipped = read(
        tmp_path,
        node("whole", "MultiComponent", name="Whole", hasCondition=[several]),
        node("one", "CourseComponent", name="One", proxyFor=["res:course"], precedes=["res:b"]),
        node("other", "CourseComponent", name="Other", proxyFor=["res:course"], precedes=["res:c"]),
        node("b", "CourseComponent", name="B"),
        node("c", "CourseComponent", name="C"),
    )
    whole = items["whole"]
    assert isinstance(whole, Credential)
    assert whole.completion is not None
    course, b, c = (f"{RES}{name}" for name in ("course", "b", "c"))
    assert whole.completion.options[0] == Rule(RuleKind.ALL, (course,), key=course, precedes=(b, c))
    assert skipped == []


def value(number: float, unit: str) -> dict[str, Any]:
    return {"@type": "ceterms:ValueProfile", "schema:value": number, "ceterms:creditUnitType": unit}


def test_transfer_values_are_kept_with_what_they_go_to(tmp_path: Path) -> None:
    """As profiles with terms, and as links that two resources have to each other."""
    items, skipped = read(
        tmp_path,
        node("school", "CredentialOrganization", name="A school"),
        node(
            "course",
            "Course",
            name="C",
            ownedBy="res:school",
            creditValue=value(6, "creditUnit:DegreeCredit"),
        ),
        node("plain", "Course", name="P", ownedBy="res:school", receivesTransferValueFrom=["res:badge"]),
        node("badge", "Badge", name="B", ownedBy="res:school", providesTransferValueFor=["res:course"]),
        node("exam", "AssessmentProfile", name={"en": "An exam"}, ownedBy="res:school"),
        node("other exam", "AssessmentProfile", name={"en": "Of nothing"}),
        node(
            "agreement",
            "TransferValueProfile",
            ownedBy="res:school",
            transferValue=value(3, "creditUnit:DegreeCredit"),
            startDate="2026-01-01",
            endDate="2027-12-31",
            transferValueFrom=["res:exam", "https://example.com/elsewhere"],
            transferValueFor="res:course",
        ),
        node(
            "hours",
            "TransferValueProfile",
            transferValue=value(30, "creditUnit:ContinuingEducationUnit"),
            transferValueFrom="res:exam",
            transferValueFor=["res:plain", "res:nobody"],
            requires=condition(name="Grade C or better"),
        ),
    )
    terms = (3.0, date(2026, 1, 1), date(2028, 1, 1), f"{RES}agreement")
    course, plain, exam = items["course"], items["plain"], items["exam"]
    assert isinstance(course, Credential)
    assert course.recognises == (
        StandingRecognition(f"{RES}exam", *terms),
        StandingRecognition("https://example.com/elsewhere", *terms),
        StandingRecognition(f"{RES}badge"),
    )
    assert isinstance(plain, Credential)
    assert plain.recognises == (StandingRecognition(f"{RES}badge"),)
    assert isinstance(exam, Credential)
    assert (exam.name, exam.kind) == ("An exam", CredentialKind.COURSE)
    assert "other exam" not in items
    told = ", told 1 times."
    assert [one.removeprefix("The catalogue has no place for ") for one in skipped] == [
        f"requires of a TransferValueProfile{told}",
        f"transfer to what is not described here{told}",
        f"transfer values in another unit than what they go to has{told}",
    ]
    organization = items["school"]
    written = write([organization, *(one for one in items.values() if one is not organization)])
    assert not any("recognise" in one for one in written.lost)
    (tmp_path / "again.json").write_bytes(written.data)
    again = [one.item for one in READER.read(tmp_path / "again.json", Options()) if isinstance(one, Offered)]
    found = {one.uri: set(one.recognises) for one in again if isinstance(one, Credential)}
    assert found[course.uri] == set(course.recognises)
    assert found[plain.uri] == set(plain.recognises)


def transfer(identifier: str, from_: Any = "https://example.com/exam", **more: Any) -> dict[str, Any]:
    ends = {"transferValueFrom": from_, "transferValueFor": "res:course"}
    return node(identifier, "TransferValueProfile", **(ends | more))


def test_what_is_told_beyond_what_is_kept_is_named(tmp_path: Path) -> None:
    items, skipped = read(
        tmp_path,
        node(
            "course",
            "Course",
            name="C",
            teaches=[{"ceterms:targetNodeName": {"en": "To weld"}}, "res:skill"],
            creditValue=value(40, "creditUnit:ContactHour"),
            estimatedDuration=[{"ceterms:minimumDuration": "P5D"}],
            versionIdentifier=[{"@type": "ceterms:IdentifierValue", "ceterms:identifierValueCode": "2.1"}],
            requires=[
                {"@type": "ceterms:ConditionProfile", "ceterms:description": "Pass."},
                {
                    "@type": "ceterms:ConditionProfile",
                    "ceterms:description": "Be there.",
                    "ceterms:minimumAge": 18,
                    "ceterms:targetCompetency": [{"ceterms:targetNodeName": "To cut"}],
                },
            ],
        ),
    )
    course = items["course"]
    assert isinstance(course, Credential)
    assert (course.version, course.criteria) == ("2.1", "Pass.\nBe there.")
    assert [one.skill for one in course.teaches] == [f"{RES}skill"]
    assert [one.removeprefix(NO_PLACE).strip() for one in skipped] == [
        "a creditValue without a number above 0 in a known unit, told 1 times.",
        "an estimatedDuration that is no longest or exact one, told 1 times.",
        "minimumAge of a condition, told 1 times.",
        "targetCompetency without an address, told 1 times.",
        "teaches without an address, told 1 times.",
    ]


def test_what_an_organization_is_is_told_by_the_concept_and_not_by_its_name(tmp_path: Path) -> None:
    told = {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": "orgType:TwoYear"}
    named = told | {"ceterms:targetNodeName": {"en": "Two-Year College"}}
    school = node("school", "CredentialOrganization", name="S", agentType=[named])
    course = node("course", "Course", name="C", ownedBy="res:school")
    kinds = [one.kind for one in read(tmp_path, school, course)[0].values() if isinstance(one, Organization)]
    assert kinds == [OrganizationKind.COLLEGE]


COURSE = node("course", "Course", name="C", creditValue=value(6, "creditUnit:DegreeCredit"))


@pytest.mark.parametrize(
    ("profile", "lost"),
    [
        ({"lifeCycleStatusType": "lifeCycle:Ceased"}, "a TransferValueProfile that is Ceased"),
        (
            {"startDate": "2026-02-01", "endDate": "2026-01-31"},
            "a TransferValueProfile that ends before it starts",
        ),
        ({"from_": "_:course"}, "transfer between what has no address"),
    ],
)
def test_a_transfer_that_is_not_in_force_or_has_no_address_gives_nothing(
    tmp_path: Path, profile: dict[str, Any], lost: str
) -> None:
    items, skipped = read(tmp_path, COURSE, transfer("value", **profile))
    course = items["course"]
    assert isinstance(course, Credential)
    assert course.recognises == ()
    assert skipped == [f"The catalogue has no place for {lost}, told 1 times."]


@pytest.mark.parametrize(
    "number", [value(3, "creditUnit:DegreeeCredit"), value(-3, "creditUnit:DegreeCredit")]
)
def test_a_transfer_value_that_means_nothing_is_named(tmp_path: Path, number: dict[str, Any]) -> None:
    """The handbook's own examples write a unit that there is not."""
    number = number | {"ceterms:creditLevelType": "audLevel:LowerDivisionLevel"}
    profile = transfer("value", transferValue=number, lifeCycleStatusType="lifeCycle:Active")
    items, skipped = read(tmp_path, COURSE, profile)
    course = items["course"]
    assert isinstance(course, Credential)
    assert course.recognises == ()
    assert [one.removeprefix("The catalogue has no place for ") for one in skipped] == [
        "a transferValue without a number above 0 in a known unit, told 1 times.",
        "creditLevelType of a transferValue, told 1 times.",
    ]


def test_what_has_a_label_and_no_address_is_told_apart_from_that_of_other_documents(tmp_path: Path) -> None:
    def document(*names: str) -> list[dict[str, Any]]:
        school = {"@id": "_:b1", "@type": "ceterms:CredentialOrganization", "ceterms:name": names[0]}
        courses = [
            {"@id": f"_:b{place}", "@type": "ceterms:Course", "ceterms:name": name, "ceterms:ownedBy": "_:b1"}
            for place, name in enumerate(names[1:], 2)
        ]
        whole = node(
            "whole",
            "Diploma",
            name="W",
            ownedBy="_:b1",
            requires={
                "@type": "ceterms:ConditionProfile",
                "ceterms:targetLearningOpportunity": [one["@id"] for one in courses],
            },
        )
        return [school, *courses, whole]

    one, again, other = (
        read(tmp_path, *document(*names))[0].values()
        for names in (
            ("School", "Elective", "Elective", "Thesis"),
            ("School", "Elective", "Elective", "Thesis"),
            ("Academy", "Elective"),
        )
    )
    uris = [[thing.uri for thing in things] for things in (one, again, other)]
    assert uris[0] == uris[1]
    assert len({*uris[0], *uris[2]}) == 6  # five here; there another school, and the same elective
    assert all(uri.startswith(("urn:x-skillsgraph:blank:", RES)) for uri in uris[0])
    school, *courses, whole = one
    assert {course.awarded_by for course in (*courses, whole)} == {school.uri}
    assert whole.completion == Rule(RuleKind.ALL, tuple(course.uri for course in courses))


def test_of_two_transfers_between_the_same_the_one_that_ends_last_is_kept(tmp_path: Path) -> None:
    items, skipped = read(
        tmp_path,
        COURSE,
        transfer("old", endDate="2025-12-31"),
        transfer("new", startDate="2026-01-01", endDate="2027-12-31"),
        transfer("older", endDate="2024-12-31"),
    )
    course = items["course"]
    assert isinstance(course, Credential)
    assert [one.source for one in course.recognises] == [f"{RES}new"]
    told = "The catalogue has no place for another transfer between the same two, told 2 times."
    assert skipped == [told]


@pytest.mark.parametrize("fits", ["creditUnit:DegreeCredit", None])
def test_a_transfer_in_a_unit_that_does_not_fit_hides_none_that_does(
    tmp_path: Path, fits: str | None
) -> None:
    known = read(
        tmp_path,
        COURSE | {"ceterms:receivesTransferValueFrom": "https://example.com/exam"},
        *([transfer("fits", endDate="2026-12-31", transferValue=value(3, fits))] if fits else []),
        transfer("misfits", transferValue=value(3, "creditUnit:ContinuingEducationUnit")),
    )
    course = known[0]["course"]
    assert isinstance(course, Credential)
    # The link beside it does not say that all of it counts: how much does is what the profile says.
    assert [one.source for one in course.recognises] == ([f"{RES}fits"] if fits else [])
    misfit = "transfer values in another unit than what they go to has"
    assert known[1] == [f"The catalogue has no place for {misfit}, told 1 times."]


def test_the_order_of_steps_is_written_and_read_again(tmp_path: Path) -> None:
    a, b = (
        Credential(f"{RES}{name}", name.upper(), CredentialKind.COURSE, "https://example.org/")
        for name in "ab"
    )
    rule = Rule(
        RuleKind.AT_LEAST,
        (
            Rule(RuleKind.ALL, (a.uri,), key=a.uri, precedes=(b.uri,)),
            Rule(RuleKind.ALL, (b.uri,), key=b.uri),
            "c:c",
        ),
        count=2,
    )
    whole = Credential(f"{RES}whole", "Whole", CredentialKind.COURSE, a.awarded_by, completion=rule)
    written = write([a, b, whole])
    assert written.lost == ()
    (tmp_path / "again.json").write_bytes(written.data)
    again = [one.item for one in READER.read(tmp_path / "again.json", Options()) if isinstance(one, Offered)]
    assert whole.completion in [one.completion for one in again if isinstance(one, Credential)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("OpenBadge", CredentialKind.BADGE),
        ("CertificateOfCompletion", CredentialKind.CERTIFICATE),
        ("Certification", CredentialKind.CERTIFICATE),
        ("SecondarySchoolDiploma", CredentialKind.DIPLOMA),
        ("DoctoralDegree", CredentialKind.DEGREE),
        ("ResearchDoctorate", CredentialKind.DEGREE),
        ("LearningProgram", CredentialKind.COURSE),
        ("CredentialOrganization", None),
    ],
)
def test_classes_are_kinds(name: str, kind: CredentialKind | None) -> None:
    assert kind_of((name,)) is kind


def test_several_documents_in_one_file_are_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "two.json"
    path.write_text('{"@graph": [],\n "ceterms:a": 1}\n\n{"@graph": []}', encoding="utf-8")
    with pytest.raises(SourceError, match=r"two\.json:4"):
        [*READER.read(path, Options())]
