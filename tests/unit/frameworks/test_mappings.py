"""Mapping tables of other makers: national ones, and what SSSOM allows in its lines."""

from pathlib import Path

import pytest

from skillsgraph.frameworks.contract import Options, Skipped, Sourced
from skillsgraph.frameworks.crosswalk.reader import READER as CROSSWALK
from skillsgraph.frameworks.sssom.reader import READER as SSSOM
from skillsgraph.model.frameworks import ConceptType, Match, MatchKind, MatchStatus

NATIONAL = """Mapping project name;Of a nation;;
Mapping project version;2;;
Classification 1 Name;Berufe;;
Classification 1 Concept type;Skill;;
Classification 2 Name;ESCO;;
Classification 2 Concept type;Skill/Competence;;
;;;
Classification 1 ID;Classification 1 PrefLabel;Classification 2 URI;Mapping relation
42;Hören;http://data.europa.eu/esco/skill/listen;skos:narrowMatch
43;Sehen;http://data.europa.eu/esco/skill/see;looks alike
;Fühlen;http://data.europa.eu/esco/skill/feel;skos:exactMatch
"""
SET = """# curie_map:
#   ex: https://example.org/s/
# mapping_set_id: https://example.org/sets/two
# mapping_set_version: "3"
subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\tconfidence\treviewer_id
ex:a\tskos:exactMatch\t\tex:b\tsemapv:LexicalMatching\t0.9\t
ex:a\tskos:exactMatch\t\tex:c\tsemapv:LexicalMatching\t\torcid:1
ex:a\tskos:exactMatch\tNot\tex:d\tsemapv:ManualMappingCuration\t\t
ex:a\trdfs:seeAlso\t\tex:d\tsemapv:ManualMappingCuration\t\t
no:a\tskos:exactMatch\t\tex:d\tsemapv:ManualMappingCuration\t\t
ex:a\tskos:exactMatch\t\tex:d\tsemapv:ManualMappingCuration\t1.5\t
"""


def read(reader: object, path: Path, text: str) -> tuple[list[Match], list[Skipped]]:
    path.write_text(text, encoding="utf-8-sig")
    found = list(reader.read(path, Options()))  # type: ignore[attr-defined]
    items = [one.item for one in found if isinstance(one, Sourced)]
    return items, [one for one in found if isinstance(one, Skipped)]


def test_a_national_table_is_read_from_its_own_classification(tmp_path: Path) -> None:
    matches, skipped = read(CROSSWALK, tmp_path / "national.csv", NATIONAL)
    (match,) = matches
    assert (match.subject.framework, match.subject.code) == ("berufe", "42")
    assert match.object.uri == "http://data.europa.eu/esco/skill/listen"
    assert match.object.concept_type is ConceptType.SKILL
    assert match.kind is MatchKind.NARROW
    assert [(one.line, one.field) for one in skipped] == [
        (10, "Mapping relation"),
        (11, "Classification 1 ID"),
    ]
    framework = CROSSWALK.open(tmp_path / "national.csv", Options()).framework
    assert (framework.code, framework.version) == ("of-a-nation", "2")


def test_what_a_set_says_holds_for_its_rows_and_no_match_is_none(tmp_path: Path) -> None:
    above = SET.partition("subject_id")[0] + "# mapping_date: 2024-01-02\n# mapping_tool: LogMap\n"
    head = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tmapping_date\n"
    rows = (
        "ex:a\tskos:exactMatch\tex:b\tsemapv:LexicalMatching\t\n"
        "ex:a\tskos:exactMatch\tex:c\tsemapv:LexicalMatching\t2025-03-04\n"
        "ex:a\tskos:exactMatch\tsssom:NoTermFound\tsemapv:ManualMappingCuration\t"
    )
    path = tmp_path / "set.tsv"
    matches, skipped = read(SSSOM, path, above + head + rows)
    assert [(one.date, one.author) for one in matches] == [("2024-01-02", "LogMap"), ("2025-03-04", "LogMap")]
    assert [(one.field, "nothing was found" in one.reason) for one in skipped] == [("object_id", True)]
    assert sum(SSSOM.open(path, Options()).files.values()) == 3, "a last line need not end"


def test_a_side_with_uri_and_code_is_named_by_its_uri(tmp_path: Path) -> None:
    text = (
        "Classification 1 URI,Classification 1 Code,Classification 2 Code,Mapping relation\n"
        "http://data.europa.eu/esco/occupation/a,2512.4,15-1252.00,skos:exactMatch\n"
    )
    (match,) = read(CROSSWALK, tmp_path / "both.csv", text)[0]
    assert (match.subject.uri, match.object.code) == ("http://data.europa.eu/esco/occupation/a", "15-1252.00")


def test_what_a_program_found_is_proposed_until_somebody_has_looked(tmp_path: Path) -> None:
    matches, skipped = read(SSSOM, tmp_path / "set.tsv", SET)
    assert [(one.object.uri, one.status) for one in matches] == [
        ("https://example.org/s/b", MatchStatus.PROPOSED),
        ("https://example.org/s/c", MatchStatus.ACCEPTED),
    ]
    assert [(one.line, one.field) for one in skipped] == [
        *((8, "predicate_modifier"), (9, "predicate_id"), (10, "subject_id"), (11, "confidence")),
    ]
    framework = SSSOM.open(tmp_path / "set.tsv", Options()).framework
    assert (framework.code, framework.version) == ("two", "3")


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Mapping project name,x\n" * 100])
def test_what_is_no_mapping_table_is_no_crosswalk(tmp_path: Path, text: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text)
    assert not CROSSWALK.detect(path)
