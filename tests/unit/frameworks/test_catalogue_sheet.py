import json
from pathlib import Path

import openpyxl
import pytest
import yaml
from jsonschema import Draft202012Validator

from skillsgraph.errors import SourceError
from skillsgraph.frameworks.catalogue import json_schema, read_catalogue
from skillsgraph.frameworks.catalogue_sheet import COLUMNS, ENDINGS, template
from skillsgraph.frameworks.sample.reader import sample_folder
from skillsgraph.model.credentials import Credential, CredentialKind, CreditUnit, Organization

ROW = "Bees,https://example.org/bees,micro-credential,A guild,https://example.org/guild,charity"
HEADER = "Name,Web address,Kind,Organization,Organization web address,Organization kind"


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_template_reads_as_it_stands(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"mine{ending}"
    path.write_bytes(template(ending))
    organization, credential = read_catalogue(path)
    assert isinstance(organization, Organization)
    assert isinstance(credential, Credential)
    assert (credential.kind, credential.credits, credential.credit_unit) == (
        CredentialKind.MICRO_CREDENTIAL,
        2,
        CreditUnit.ECTS,
    )
    assert [ref.skill for ref in credential.teaches] == ["first aid"]
    assert (credential.eqf_level, credential.workload_hours, credential.languages) == (4, 50, ("en",))


def test_what_is_recognised_stands_in_one_cell(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        f'{HEADER},Recognises\n{ROW},"https://example.org/a; https://example.org/b"\n', encoding="utf-8"
    )
    (badge,) = [one for one in read_catalogue(path) if isinstance(one, Credential)]
    assert [one.credential for one in badge.recognises] == ["https://example.org/a", "https://example.org/b"]


def test_semicolons_as_delimiters_and_columns_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    lines = [";".join(reversed(line.split(","))) for line in (HEADER, ROW)]
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig")
    assert [one.name for one in read_catalogue(path)] == ["A guild", "Bees"]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (f"{HEADER.replace('Kind,', 'Sort,', 1)}\n{ROW}\n", 1, "'Kind' is missing"),
        (f"{HEADER}\n", 1, "no rows"),
        (f"{HEADER}\n{ROW}\n{ROW}\n", 3, "stands twice"),
        (f'{HEADER},EQF level\n{ROW},"9"\n', 2, "levels 1 to 8"),
        (f"{HEADER},Credits\n{ROW},many\n", 2, "number"),
        (f"{HEADER}\n{ROW}\n,https://example.org/x,BADGE,,https://example.org/guild,\n", 3, "required"),
        (f'{HEADER}\n"{ROW}\n', 2, "cannot be read"),
        (f'{HEADER},Hours\n{ROW},"1,500"\n', 2, "number"),
        (f"{HEADER},EQF level\n{ROW},4.7\n", 2, "integer"),
        (f"{HEADER},Skill taught\n{ROW},weld metal\n", 1, "'Skills taught' may be meant"),
        (f"{HEADER}\n{ROW}\n{ROW},too many\n", 3, "7 cells"),
        (f"{HEADER}\n{ROW.replace('micro-credential', 'prize')}\n", 2, "BADGE"),
    ],
)
def test_a_fault_is_named_with_its_row(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=says) as caught:
        [*read_catalogue(path)]
    assert caught.value.where is not None
    assert (caught.value.where.file, caught.value.where.line) == ("mine.csv", line)


def test_a_fault_is_named_with_its_column(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append([*COLUMNS])
    book.active.append(["Bees", "no address", "BADGE", "A guild", "https://example.org/guild"])
    book.save(path)
    with pytest.raises(SourceError, match="web address") as caught:
        [*read_catalogue(path)]
    assert caught.value.where is not None
    assert (caught.value.where.line, caught.value.where.field) == (2, "Web address")


def test_what_is_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    for data in (b"", b"PK\x03\x04", b"a,b\n"):
        path.write_bytes(data)
        with pytest.raises(SourceError, match=r"mine\.xlsx"):
            [*read_catalogue(path)]


def test_the_published_schema_takes_what_the_reader_takes() -> None:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    sample = yaml.safe_load((sample_folder() / "catalogue.yaml").read_text(encoding="utf-8"))
    plain = json.loads(json.dumps(sample, default=str))
    assert [error.message for error in validator.iter_errors(plain)] == []
    plain["credentials"][0]["colour"] = "red"
    assert list(validator.iter_errors(plain))
