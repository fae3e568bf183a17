"""The sample as it is shipped: whole, consistent, and rich enough to ask something of."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from skillsgraph.errors import SourceError
from skillsgraph.frameworks.catalogue import read_catalogue, read_learners
from skillsgraph.frameworks.contract import Options, Reader, Skipped, Sourced
from skillsgraph.frameworks.sample.reader import FILES, READER, sample_folder
from skillsgraph.model.credentials import (
    Credential,
    CredentialKind,
    CredentialStatus,
    Organization,
    OrganizationKind,
)
from skillsgraph.model.frameworks import (
    Broader,
    Collection,
    Contains,
    Item,
    JobRole,
    JobRoleKind,
    Related,
    Requires,
    Skill,
    SkillKind,
    Term,
    TermKind,
)
from skillsgraph.model.learners import AimKind, AwardStatus, Learner

ESCO = "http://data.europa.eu/esco/"


def items_of(folder: Path) -> list[Item]:
    read = [*READER.read(folder, Options())]
    assert not [one for one in read if isinstance(one, Skipped)]
    return [one.item for one in read if isinstance(one, Sourced)]


@pytest.fixture(scope="module")
def items() -> list[Item]:
    return items_of(sample_folder())


@pytest.fixture(scope="module")
def skills(items: list[Item]) -> dict[str, Skill]:
    return {one.uri: one for one in items if isinstance(one, Skill)}


@pytest.fixture(scope="module")
def roles(items: list[Item]) -> dict[str, JobRole]:
    return {one.uri: one for one in items if isinstance(one, JobRole)}


@pytest.fixture(scope="module")
def catalogue(
    skills: dict[str, Skill], roles: dict[str, JobRole]
) -> tuple[list[Organization], dict[str, Credential]]:
    read = [*read_catalogue(sample_folder() / "catalogue.yaml", skills=skills, job_roles=roles)]
    organizations = [one for one in read if isinstance(one, Organization)]
    return organizations, {one.uri: one for one in read if isinstance(one, Credential)}


@pytest.fixture(scope="module")
def learners(
    skills: dict[str, Skill],
    roles: dict[str, JobRole],
    catalogue: tuple[list[Organization], dict[str, Credential]],
) -> list[Learner]:
    path = sample_folder() / "learners.yaml"
    return [*read_learners(path, skills=skills, job_roles=roles, credentials=catalogue[1])]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(sample_folder() / name, tmp_path)
    return tmp_path


# The ESCO part ----------------------------------------------------------------------------------------


def test_it_is_a_framework_of_its_own_with_the_attribution_that_esco_asks_for() -> None:
    reader: Reader = READER
    source = reader.open(sample_folder(), Options())
    assert (source.framework.code, source.framework.version) == ("esco-sample", "1.1.1")
    wanted = "This service uses the ESCO classification of the European Commission"
    assert wanted in (source.framework.attribution or "")
    assert wanted in (sample_folder() / "ATTRIBUTION.md").read_text(encoding="utf-8")


def test_it_is_found_in_its_folder_and_nowhere_else(tmp_path: Path) -> None:
    assert READER.detect(sample_folder())
    assert not READER.detect(tmp_path)
    assert not READER.detect(tmp_path / "missing")


def test_it_holds_what_it_says(items: list[Item]) -> None:
    source = READER.open(sample_folder(), Options())
    found = Counter(type(one) for one in items)
    assert found[JobRole] == source.files["occupations.csv"] == 135
    assert found[Skill] == source.files["skills.csv"] == 2041
    assert found[Broader] == source.files["broader.csv"] == 2947
    assert found[Requires] == source.files["requires.csv"] == 2484
    assert found[Related] == source.files["related.csv"] == 322
    assert found[Contains] == source.files["collections.csv"] == 483
    assert found[Collection] == 3
    assert found[Term] > 11_000
    assert source.digest == READER.open(sample_folder(), Options()).digest


def test_concepts_come_before_relations_and_the_order_does_not_change(items: list[Item]) -> None:
    is_concept = [isinstance(one, Skill | JobRole | Collection) for one in items]
    assert is_concept == sorted(is_concept, reverse=True)
    assert items == items_of(sample_folder())


def test_every_relation_has_both_ends(
    items: list[Item], skills: dict[str, Skill], roles: dict[str, JobRole]
) -> None:
    concepts = {**skills, **roles}
    for one in items:
        match one:
            case Broader():
                assert type(concepts[one.narrower]) is type(concepts[one.broader])
            case Requires():
                assert roles[one.job_role].kind is JobRoleKind.OCCUPATION
                assert skills[one.skill].kind is not SkillKind.GROUP
            case Related():
                assert {one.skill, one.other} <= skills.keys()
            case Term():
                assert type(concepts[one.concept]).__name__ == one.concept_type.value
            case Contains():
                assert one.concept in skills


def test_every_concept_reaches_a_group_without_a_broader_one(
    items: list[Item], skills: dict[str, Skill], roles: dict[str, JobRole]
) -> None:
    broader: dict[str, list[str]] = {}
    for one in items:
        if isinstance(one, Broader):
            broader.setdefault(one.narrower, []).append(one.broader)
    tops = {uri for uri in (*skills, *roles) if uri not in broader}
    groups = {one.uri for one in skills.values() if one.kind is SkillKind.GROUP}
    groups |= {one.uri for one in roles.values() if one.kind is JobRoleKind.GROUP}
    assert tops
    assert tops <= groups


def test_there_are_occupations_of_seven_sectors(roles: dict[str, JobRole]) -> None:
    occupations = [one for one in roles.values() if one.kind is JobRoleKind.OCCUPATION]
    assert len(occupations) == 48
    named = {one.name for one in occupations}
    assert {"nurse responsible for general care", "home care aide"} <= named
    assert {"software developer", "web developer", "data analyst"} <= named
    assert {"chef", "cook", "barista"} <= named
    assert {"electrician", "solar energy technician", "insulation worker"} <= named
    assert {"warehouse worker", "freight transport dispatcher"} <= named
    assert {"adult literacy teacher", "library assistant", "career guidance advisor"} <= named
    assert {"bookkeeper", "customer service representative"} <= named


def test_each_concept_has_one_preferred_term_and_none_twice(items: list[Item]) -> None:
    terms = [one for one in items if isinstance(one, Term)]
    assert len(terms) == len(set(terms))
    preferred = Counter(one.concept for one in terms if one.kind is TermKind.PREFERRED)
    assert set(preferred.values()) == {1}
    assert len(preferred) == 135 + 2041
    assert all(one.text and one.text == one.text.strip() for one in terms)


def test_a_row_that_cannot_be_used_is_skipped_with_its_place(copy: Path) -> None:
    path = copy / "requires.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2] = f"{ESCO}occupation/x,{ESCO}skill/y,NEEDED"
    lines[4] = f",{ESCO}skill/y,ESSENTIAL"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    skipped = [one for one in READER.read(copy, Options()) if isinstance(one, Skipped)]
    assert [(one.file, one.line, one.field) for one in skipped] == [
        ("requires.csv", 3, "relation"),
        ("requires.csv", 5, "occupation"),
    ]


def test_a_missing_file_column_or_row_is_refused(copy: Path) -> None:
    (copy / "related.csv").write_text("skill,other,relation\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"related\.csv:1: .* no rows"):
        READER.open(copy, Options())
    (copy / "related.csv").write_text("skill,other\na,b\n", encoding="utf-8")
    with pytest.raises(SourceError, match="'relation' is missing"):
        READER.open(copy, Options())
    (copy / "related.csv").unlink()
    with pytest.raises(SourceError, match=r"related\.csv is missing"):
        READER.open(copy, Options())


@pytest.mark.parametrize("options", [Options(version="1.2"), Options(language="fr")])
def test_another_version_or_language_is_refused(options: Options) -> None:
    with pytest.raises(SourceError, match="only"):
        READER.open(sample_folder(), options)


# The catalogue ----------------------------------------------------------------------------------------


def test_issuers_of_every_kind_and_size_award(
    catalogue: tuple[list[Organization], dict[str, Credential]],
) -> None:
    organizations, credentials = catalogue
    assert {one.kind for one in organizations} == set(OrganizationKind)
    assert {one.uri for one in organizations} - {"https://example.org/northport"} <= {
        one.awarded_by for one in credentials.values()
    }


def test_there_are_credentials_of_most_kinds_and_each_can_be_judged(
    catalogue: tuple[list[Organization], dict[str, Credential]],
) -> None:
    credentials = catalogue[1].values()
    assert len(credentials) == 79
    kinds = Counter(one.kind for one in credentials)
    assert min(kinds[kind] for kind in (CredentialKind.BADGE, CredentialKind.MICRO_CREDENTIAL)) >= 20
    assert kinds[CredentialKind.CERTIFICATE] >= 8
    assert kinds[CredentialKind.DIPLOMA] == 4
    for one in credentials:
        assert one.uri.startswith("https://example.org/")
        assert one.description, one.uri
        assert one.criteria, one.uri
        assert one.costs, one.uri
        assert one.workload_hours, one.uri
        assert one.languages, one.uri
        assert one.teaches or one.completion, one.uri
        assert one.assessments or one.completion, one.uri
        assert one.offerings or one.completion or one.status is CredentialStatus.RETIRED, one.uri
        assert not one.assesses or one.assessments, one.uri


def test_offerings_lie_in_the_two_years_that_the_catalogue_is_for(
    catalogue: tuple[list[Organization], dict[str, Credential]],
) -> None:
    starts = [offer.starts_on for one in catalogue[1].values() for offer in one.offerings]
    assert {start.year for start in starts if start} == {2026, 2027}


def test_badges_stack_into_certificates_and_these_into_diplomas(
    catalogue: tuple[list[Organization], dict[str, Credential]],
) -> None:
    credentials = catalogue[1]
    stacks = [one for one in credentials.values() if one.completion]
    assert len(stacks) == 14
    below = {one.uri: set(one.completion.uris()) for one in stacks if one.completion}
    for uris in below.values():
        assert uris <= credentials.keys()
    for one in stacks:
        if one.kind is CredentialKind.DIPLOMA:
            parts = {credentials[uri].kind for uri in below[one.uri]}
            assert CredentialKind.CERTIFICATE in parts, one.uri


def test_the_skills_most_asked_for_can_be_learnt(
    items: list[Item], catalogue: tuple[list[Organization], dict[str, Credential]]
) -> None:
    taught = {ref.skill for one in catalogue[1].values() for ref in one.teaches}
    needed = Counter(one.skill for one in items if isinstance(one, Requires))
    common = [skill for skill, count in needed.items() if count >= 6]
    assert len(taught) > 300
    assert sum(skill in taught for skill in common) / len(common) > 0.75


# The learners -----------------------------------------------------------------------------------------


def test_eight_people_hold_something_and_aim_at_something(learners: list[Learner]) -> None:
    assert len(learners) == 8
    for one in learners:
        assert one.label, one.key
        assert one.story, one.key
        assert one.skills, one.key
        assert one.awards, one.key
        assert one.aims, one.key
    assert {aim.kind for one in learners for aim in one.aims} == set(AimKind)
    assert AwardStatus.REVOKED in {award.status for one in learners for award in one.awards}


def test_whoever_aims_at_a_role_lacks_something_that_the_catalogue_teaches(
    items: list[Item],
    catalogue: tuple[list[Organization], dict[str, Credential]],
    learners: list[Learner],
) -> None:
    credentials = catalogue[1]
    needed: dict[str, set[str]] = {}
    for one in items:
        if isinstance(one, Requires):
            needed.setdefault(one.job_role, set()).add(one.skill)
    for learner in learners:
        earned = {award.credential for award in learner.awards}
        held = {one.skill for one in learner.skills} | {
            ref.skill for uri in earned for ref in credentials[uri].assesses
        }
        on_offer = {
            ref.skill
            for uri, credential in credentials.items()
            if uri not in earned
            for ref in credential.teaches
        }
        for aim in learner.aims:
            if aim.kind is AimKind.JOB_ROLE:
                assert needed[aim.uri] & held, learner.key
                assert len((needed[aim.uri] - held) & on_offer) >= 5, learner.key
