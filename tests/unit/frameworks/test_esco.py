"""ESCO: which releases are understood, what each row becomes, what is refused and what is skipped."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from skillsgraph.errors import SourceError
from skillsgraph.frameworks.contract import Options, Skipped, Sourced
from skillsgraph.frameworks.esco.reader import READER
from skillsgraph.model.frameworks import (
    Broader,
    Collection,
    ConceptType,
    Contains,
    Item,
    JobRole,
    JobRoleKind,
    Related,
    RequirementRelation,
    Requires,
    Skill,
    SkillKind,
    Term,
    TermKind,
    Text,
    TextKind,
)
from tests.support.sources import (
    CARE,
    CARING,
    ESCO,
    ESCO_FR,
    ESCO_NAME,
    FRENCH,
    HEALTH,
    HYGIENE,
    LANGUAGES,
    LISTEN,
    MIDWIFE,
    NURSE,
    RESEARCH,
    WELFARE,
    Files,
    as_folder,
    as_zip,
)

NOTHING_SAID = Options()
T = TypeVar("T", bound=Item)


def esco(folder: Path, files: Files = ESCO, name: str = ESCO_NAME) -> Path:
    return as_folder(folder / name, files)


def items(path: Path, options: Options = NOTHING_SAID) -> list[Item]:
    READER.open(path, options)
    return [row.item for row in READER.read(path, options) if isinstance(row, Sourced)]


def of(kind: type[T], found: list[Item]) -> list[T]:
    return [item for item in found if isinstance(item, kind)]


def skipped(path: Path) -> list[Skipped]:
    return [row for row in READER.read(path, NOTHING_SAID) if isinstance(row, Skipped)]


def refusal(path: Path, options: Options = NOTHING_SAID) -> SourceError:
    with pytest.raises(SourceError) as caught:
        READER.open(path, options)
    return caught.value


def without(name: str, files: Files = ESCO) -> Files:
    return {file: content for file, content in files.items() if file != name}


def row_added(file: str, row: str) -> Files:
    return {**ESCO, file: ESCO[file] + row + "\n"}


# What the rows become ---------------------------------------------------------------------------------


@pytest.fixture
def found(tmp_path: Path) -> list[Item]:
    return items(esco(tmp_path))


def test_skills_and_their_groups(found: list[Item]) -> None:
    listen, hygiene, french, caring, welfare = of(Skill, found)
    assert listen == Skill(
        uri=LISTEN,
        name="listen actively",
        kind=SkillKind.SKILL,
        description="What it is.",
        definition="A definition",
        scope_note="A note",
        status="released",
        reuse_level="transversal",
        modified_on="2021-08-30",
    )
    assert (hygiene.uri, hygiene.kind, hygiene.modified_on) == (HYGIENE, SkillKind.KNOWLEDGE, "2020-01-01")
    assert (french.uri, french.kind, french.reuse_level) == (FRENCH, SkillKind.SKILL, None)
    assert caring == Skill(
        uri=CARING,
        name="caring",
        kind=SkillKind.GROUP,
        description="About care.",
        scope_note="A note",
        code="S3",
        status="released",
        modified_on="2021-01-02",
    )
    assert (welfare.uri, welfare.kind, welfare.code) == (WELFARE, SkillKind.GROUP, "09")


def test_occupations_and_their_groups(found: list[Item]) -> None:
    nurse, midwife, health, care = of(JobRole, found)
    assert nurse == JobRole(
        uri=NURSE,
        name="nurse",
        kind=JobRoleKind.OCCUPATION,
        description="Nurses, as a rule,\ncare.",
        definition="A definition",
        scope_note="A note",
        code="2221.2",
        status="released",
        regulation_note="regulated",
        modified_on="2022-01-13",
    )
    assert (midwife.uri, midwife.regulation_note, midwife.modified_on) == (MIDWIFE, None, None)
    assert health == JobRole(
        uri=HEALTH,
        name="Health professionals",
        kind=JobRoleKind.GROUP,
        description="All of them.",
        code="22",
        status="released",
    )
    assert (care.uri, care.kind, care.code) == (CARE, JobRoleKind.GROUP, "2221")


def test_each_label_of_a_concept_comes_once(found: list[Item]) -> None:
    terms = [(term.text, term.kind) for term in of(Term, found) if term.concept == LISTEN]
    assert terms == [
        ("listen actively", TermKind.PREFERRED),
        ("listen with care", TermKind.ALTERNATIVE),
        ("pay attention", TermKind.ALTERNATIVE),
        ("hear", TermKind.HIDDEN),
    ]


def test_every_concept_has_its_preferred_term(found: list[Item]) -> None:
    preferred = {
        (term.concept_type, term.concept): term.text
        for term in of(Term, found)
        if term.kind is TermKind.PREFERRED
    }
    named = {(ConceptType.SKILL, skill.uri): skill.name for skill in of(Skill, found)}
    named |= {(ConceptType.JOB_ROLE, role.uri): role.name for role in of(JobRole, found)}
    assert preferred == named
    assert {term.language for term in of(Term, found)} == {"en"}
    assert of(Text, found) == []


def test_relations(found: list[Item]) -> None:
    assert of(Broader, found) == [
        Broader(ConceptType.SKILL, LISTEN, CARING),
        Broader(ConceptType.SKILL, HYGIENE, WELFARE),
        Broader(ConceptType.JOB_ROLE, CARE, HEALTH),
        Broader(ConceptType.JOB_ROLE, NURSE, CARE),
    ]
    assert of(Related, found) == [Related(LISTEN, HYGIENE, "OPTIONAL")]
    assert of(Requires, found) == [
        Requires(NURSE, LISTEN, RequirementRelation.ESSENTIAL),
        Requires(NURSE, FRENCH, RequirementRelation.OPTIONAL),
    ]


def test_collections(found: list[Item]) -> None:
    assert of(Collection, found) == [
        Collection(LANGUAGES, "language skills"),
        Collection(RESEARCH, "research occupations"),
    ]
    assert of(Contains, found) == [
        Contains(LANGUAGES, ConceptType.SKILL, FRENCH),
        Contains(RESEARCH, ConceptType.JOB_ROLE, NURSE),
    ]


# Releases ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("ESCO dataset - v1.1.1 - classification - en - csv", "1.1.1"),
        ("ESCO dataset - v1.2.0 - classification - en - csv (1)", "1.2.0"),
        ("ESCO_dataset_v1.0.9_classification_en_csv", "1.0.9"),
        ("esco-1.2", "1.2"),
        ("ESCO V1.2.1", "1.2.1"),
        ("2024.05.15 esco v1.2.0", "1.2.0"),
    ],
)
def test_the_version_stands_in_the_name_of_the_zip_or_folder(tmp_path: Path, name: str, version: str) -> None:
    for path in (esco(tmp_path, name=name), as_zip(tmp_path / f"{name}.zip", ESCO)):
        opened = READER.open(path, NOTHING_SAID)
        assert opened.framework.version == version
        assert opened.is_main_language


def test_the_version_may_stand_in_the_name_of_the_folder_inside(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "download.zip", ESCO, top="ESCO dataset - v1.0.3 - classification - en - csv")
    assert READER.open(path, NOTHING_SAID).framework.version == "1.0.3"


@pytest.mark.parametrize("name", ["esco", "esco 2022.09.13", "esco 11.1.1", "esco 1", "esco 1.1.1.1"])
def test_a_version_that_no_name_tells_is_asked_for(tmp_path: Path, name: str) -> None:
    path = esco(tmp_path, name=name)
    assert "--version" in str(refusal(path))
    assert READER.open(path, Options(version="v1.1.1")).framework.version == "1.1.1"


def test_the_users_word_on_the_version_counts_more_than_a_name(tmp_path: Path) -> None:
    assert READER.open(esco(tmp_path), Options(version="1.2.0")).framework.version == "1.2.0"


@pytest.mark.parametrize("version", ["new", "1", "1.1.1 beta", "../1.1.1"])
def test_a_version_that_is_none_is_refused(tmp_path: Path, version: str) -> None:
    error = refusal(esco(tmp_path), Options(version=version))
    assert error.where
    assert error.where.field == "--version"


def renamed(change: Callable[[str], str]) -> Files:
    return {change(name): content for name, content in ESCO.items()}


@pytest.mark.parametrize(
    "change",
    [
        lambda name: name if "_en" in name else name.replace(".csv", "_en.csv"),  # 1.1.2 and later
        lambda name: name.replace("_en", ""),
        str.lower,
        lambda name: name.replace("_en.csv", "_EN.CSV"),
    ],
)
def test_file_names_of_all_releases(tmp_path: Path, change: Callable[[str], str]) -> None:
    assert items(esco(tmp_path, renamed(change))) == items(esco(tmp_path / "usual"))


def test_more_columns_in_another_order(tmp_path: Path) -> None:
    header = "occupationUri,occupationLabel,relationType,skillType,skillUri,skillLabel"
    row = f'{NURSE},"nurse, general",essential,knowledge,{HYGIENE},hygiene'
    files = {**ESCO, "occupationSkillRelations.csv": f"{header}\n{row}\n"}
    assert of(Requires, items(esco(tmp_path, files))) == [
        Requires(NURSE, HYGIENE, RequirementRelation.ESSENTIAL)
    ]


def test_the_early_collection_of_digital_skills(tmp_path: Path) -> None:
    files = {**ESCO, "ictSkillsCollection_en.csv": f"conceptUri,preferredLabel\n{LISTEN},listen\n"}
    assert "digital skills" in [found.name for found in of(Collection, items(esco(tmp_path, files)))]


def test_collections_may_be_absent(tmp_path: Path) -> None:
    files = {name: content for name, content in ESCO.items() if "Collection" not in name}
    assert of(Collection, items(esco(tmp_path, files))) == []


def test_a_release_may_leave_the_last_line_open_everywhere(tmp_path: Path) -> None:
    files = {name: content.rstrip("\n") for name, content in ESCO.items()}
    assert items(esco(tmp_path, files)) == items(esco(tmp_path / "usual"))


def test_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    files = {name: "\ufeff" + content.replace("\n", "\r\n") for name, content in ESCO.items()}
    changed, usual = items(esco(tmp_path, files)), items(esco(tmp_path / "usual"))
    assert of(Term, changed) == of(Term, usual)
    assert of(Requires, changed) == of(Requires, usual)


# Other languages --------------------------------------------------------------------------------------


def test_another_language_adds_words_and_nothing_else(tmp_path: Path) -> None:
    path = esco(tmp_path, ESCO_FR)
    opened = READER.open(path, NOTHING_SAID)
    assert not opened.is_main_language
    assert opened.framework == READER.open(esco(tmp_path / "english"), NOTHING_SAID).framework
    assert items(path) == [
        Term(ConceptType.SKILL, LISTEN, "écouter", "fr", TermKind.PREFERRED),
        Term(ConceptType.SKILL, LISTEN, "prêter l’oreille", "fr", TermKind.ALTERNATIVE),
        Text(ConceptType.SKILL, LISTEN, "Une description.", "fr", TextKind.DESCRIPTION),
        Text(ConceptType.SKILL, LISTEN, "Une définition", "fr", TextKind.DEFINITION),
        Text(ConceptType.SKILL, LISTEN, "Une note", "fr", TextKind.SCOPE_NOTE),
        Term(ConceptType.SKILL, CARING, "soins", "fr", TermKind.PREFERRED),
        Term(ConceptType.JOB_ROLE, NURSE, "infirmier/infirmière", "fr", TermKind.PREFERRED),
        Term(ConceptType.JOB_ROLE, NURSE, "infirmière", "fr", TermKind.ALTERNATIVE),
        Text(ConceptType.JOB_ROLE, NURSE, "Soigne.", "fr", TextKind.DESCRIPTION),
        Term(ConceptType.JOB_ROLE, CARE, "Cadres infirmiers", "fr", TermKind.PREFERRED),
    ]


def test_one_folder_may_hold_several_languages(tmp_path: Path) -> None:
    path = esco(tmp_path, {**ESCO, **ESCO_FR})
    assert items(path) == items(esco(tmp_path / "english"))
    assert items(path, Options(language="FR")) == items(esco(tmp_path / "french", ESCO_FR))
    english, french = (READER.open(path, Options(language=code)).digest for code in ("en", "fr"))
    assert english != french


def test_several_languages_without_english_must_be_chosen_from(tmp_path: Path) -> None:
    german = {name.replace("_fr", "_de"): content for name, content in ESCO_FR.items()}
    path = esco(tmp_path, {**ESCO_FR, **german})
    error = str(refusal(path))
    assert "de, fr" in error
    assert "--language" in error
    assert {term.language for term in of(Term, items(path, Options(language="de")))} == {"de"}


def test_a_language_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    error = str(refusal(esco(tmp_path), Options(language="fr")))
    assert "'fr'" in error
    assert "en" in error


def test_words_of_one_language_are_never_taken_for_those_of_another(tmp_path: Path) -> None:
    files = {**without("ISCOGroups_fr.csv", ESCO_FR), "ISCOGroups.csv": ESCO["ISCOGroups_en.csv"]}
    assert "ISCOGroups_fr.csv" in str(refusal(esco(tmp_path, files)))


# What is refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in ESCO if "Collection" not in name])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    path = as_zip(tmp_path / f"{ESCO_NAME}.zip", without(name))
    error = refusal(path)
    assert name in str(error)
    assert READER.detect(path) is not name.startswith("skills_")


def test_all_missing_files_are_named_at_once(tmp_path: Path) -> None:
    error = str(refusal(esco(tmp_path, without("ISCOGroups_en.csv", without("skillSkillRelations.csv")))))
    assert "ISCOGroups_en.csv" in error
    assert "skillSkillRelations.csv" in error


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    error = refusal(as_folder(tmp_path / "onet", {"Skills.txt": "a\tb\n", "Occupation Data.txt": "a\n"}))
    assert "no ESCO release" in str(error)


def test_a_table_of_skills_alone_is_not_taken_for_esco(tmp_path: Path) -> None:
    path = as_folder(tmp_path / "x", {"skills.csv": "uri,name\n", "occupations.csv": "uri,name\n"})
    assert not READER.detect(path)


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "field"),
    [
        ("skills_en.csv", "conceptUri", "uri", 1, "conceptUri"),
        ("occupationSkillRelations.csv", "relationType", "type", 1, "relationType"),
        ("skills_en.csv", "transversal,", "", 2, None),
        ("skills_en.csv", "hygiene,,,released", "hygiene,,,,released", 7, None),
        ("occupations_en.csv", 'care."', "care.", 2, None),
    ],
)
def test_a_fault_of_shape_is_named_with_its_place(
    tmp_path: Path, file: str, old: str, new: str, line: int, field: str | None
) -> None:
    content = ESCO[file]
    assert old in content
    error = refusal(esco(tmp_path, {**ESCO, file: content.replace(old, new, 1)}))
    assert error.where
    assert (error.where.file, error.where.line, error.where.field) == (file, line, field)


def test_bytes_that_are_not_utf8_are_named_with_their_line(tmp_path: Path) -> None:
    content = ESCO["skills_en.csv"].replace("pay attention", "prêter").encode("latin-1")
    error = refusal(esco(tmp_path, {**ESCO, "skills_en.csv": content}))
    assert error.where
    assert (error.where.file, error.where.line) == ("skills_en.csv", 6)


def test_a_last_row_that_was_cut_is_named_with_the_line_it_starts_on(tmp_path: Path) -> None:
    content = ESCO["occupationSkillRelations.csv"][:-4]
    error = refusal(esco(tmp_path, {**ESCO, "occupationSkillRelations.csv": content}))
    assert error.where
    assert (error.where.file, error.where.line) == ("occupationSkillRelations.csv", 3)


def test_a_file_without_rows_is_refused(tmp_path: Path) -> None:
    header = ESCO["skillGroups_en.csv"].partition("\n")[0] + "\n"
    error = refusal(esco(tmp_path, {**ESCO, "skillGroups_en.csv": header}))
    assert error.where
    assert error.where.file == "skillGroups_en.csv"


def test_a_zip_bomb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    files = {**ESCO, "occupationSkillRelations.csv": b"\n" * (11 * 1024**2)}
    error = refusal(as_zip(tmp_path / f"{ESCO_NAME}.zip", files))
    assert "occupationSkillRelations.csv" in str(error)
    assert "times its packed size" in str(error)


def test_files_that_are_not_read_may_be_anything(tmp_path: Path) -> None:
    files = {
        **ESCO,
        "conceptSchemes_en.csv": b"\xff\xfe",
        "readme.txt": b"\xff",
        "big.bin": bytes(11 * 1024**2),
    }
    assert items(as_zip(tmp_path / f"{ESCO_NAME}.zip", files)) == items(esco(tmp_path))


# What is skipped --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "row", "field"),
    [
        ("skills_en.csv", ",,knowledge,,Latin,,,released,,,,x,", "conceptUri"),
        ("skills_en.csv", ",skill-17,knowledge,,Latin,,,released,,,,x,", "conceptUri"),
        ("skills_en.csv", ",http://x/latin,knowledge,, ,Latin,,released,,,,x,", "preferredLabel"),
        ("skills_en.csv", ",http://x/latin,art,,Latin,,,released,,,,x,", "skillType"),
        ("skillGroups_en.csv", ",http://x/group,,,,,,,,,", "preferredLabel"),
        ("occupations_en.csv", ",,1,clerk,,,,,,,,,,", "conceptUri"),
        ("ISCOGroups_en.csv", ",http://x/isco,,Clerks,,,,", "code"),
        ("languageSkillsCollection_en.csv", ",,French,,,", "conceptUri"),
        ("broaderRelationsSkillPillar.csv", f",{LISTEN},,", "broaderUri"),
        ("broaderRelationsOccPillar.csv", f",,,{CARE}", "conceptUri"),
        ("skillSkillRelations.csv", f"{LISTEN},,necessary,,{HYGIENE}", "relationType"),
        ("skillSkillRelations.csv", f"{LISTEN},,optional,,hygiene", "relatedSkillUri"),
        ("occupationSkillRelations.csv", f"{NURSE},,,{HYGIENE}", "relationType"),
        ("occupationSkillRelations.csv", f"{NURSE},essential,,", "skillUri"),
    ],
)
def test_a_row_that_cannot_be_used_is_skipped_once_with_its_place(
    tmp_path: Path, file: str, row: str, field: str
) -> None:
    files = row_added(file, row)
    path = esco(tmp_path, files)
    (only,) = skipped(path)
    assert (only.file, only.line, only.field) == (file, ESCO[file].count("\n") + 1, field)
    assert only.reason.endswith(".")
    assert items(path) == items(esco(tmp_path / "without the row"))


def test_a_relation_to_nothing_is_not_the_readers_business(tmp_path: Path) -> None:
    gone = "http://data.europa.eu/esco/occupation/gone"
    path = esco(tmp_path, row_added("occupationSkillRelations.csv", f"{gone},essential,,{LISTEN}"))
    assert skipped(path) == []
    assert Requires(gone, LISTEN, RequirementRelation.ESSENTIAL) in items(path)


# The real one -----------------------------------------------------------------------------------------


def test_the_complete_release(test_data: Callable[[str], Path]) -> None:
    path = test_data("esco/ESCO_dataset_v1.1.1_classification_en_csv.zip")
    assert READER.detect(path)
    opened = READER.open(path, NOTHING_SAID)
    assert opened.framework.version == "1.1.1"
    assert len(opened.files) == 15
    counts: Counter[object] = Counter()
    for row in READER.read(path, NOTHING_SAID):
        assert isinstance(row, Sourced), row
        counts[
            type(row.item), getattr(row.item, "kind", None) or getattr(row.item, "concept_type", None)
        ] += 1
        if isinstance(row.item, Requires):
            counts[row.item.relation] += 1
    assert counts == {
        (Skill, SkillKind.SKILL): 10_837,  # 6 of them without a type
        (Skill, SkillKind.KNOWLEDGE): 3_059,
        (Skill, SkillKind.GROUP): 640,
        (JobRole, JobRoleKind.OCCUPATION): 3_007,
        (JobRole, JobRoleKind.GROUP): 619,
        (Collection, None): 7,
        (Term, TermKind.PREFERRED): 18_162,
        (Term, TermKind.ALTERNATIVE): 115_547,
        (Term, TermKind.HIDDEN): 529,
        (Broader, ConceptType.SKILL): 20_656,
        (Broader, ConceptType.JOB_ROLE): 3_617,
        (Related, ConceptType.SKILL): 5_899,
        (Requires, None): 123_855,
        (Contains, ConceptType.SKILL): 2_279,
        (Contains, ConceptType.JOB_ROLE): 122,
        RequirementRelation.ESSENTIAL: 64_946,
        RequirementRelation.OPTIONAL: 58_909,
    }


def test_the_share_of_green_skills_is_kept_where_a_release_tells_it(tmp_path: Path) -> None:
    table = (
        f"conceptType,conceptUri,code,preferredLabel,greenShare\nOccupation,{NURSE},2221.2,nurse,0.25\n"
        f"Occupation,{MIDWIFE},2222.1,midwife,none\n"
    )
    folder = as_folder(tmp_path / ESCO_NAME, {**ESCO, "greenShareOcc_en.csv": table})
    items = [one.item for one in READER.read(folder, Options()) if isinstance(one, Sourced)]
    shares = {item.uri: item.green_share for item in items if isinstance(item, JobRole)}
    assert shares[NURSE] == 0.25
    assert shares[MIDWIFE] is None
