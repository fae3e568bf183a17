"""NICE, from its JSON and from its workbook, and what is wrong with a workbook."""

import io
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from skillsgraph.errors import SourceError, SourceTooLarge
from skillsgraph.frameworks.contract import Options, Skipped, Sourced
from skillsgraph.frameworks.nice.reader import READER
from skillsgraph.model.frameworks import Broader, Item, JobRole, Requires, Skill, Term, TermKind

SHEETS = {
    "v2.1.0 Work Roles + Categories": [
        ["Work Role", "Work Role Description", "Work Role ID", "OPM Code (Fed Use)"],
        ["PROTECTION (PD) – Protects.", None, None, None],
        ["Defence ", "Responsible.", "PD-WRL-001", "511"],
        ["Analysis", "Responsible too.", "PD-WRL-002", "TBD"],
    ],
    "v2.1.0 TKS Statements": [
        ["TKS ID", "TKS Description", "New"],
        ["K0001", "Knowledge of attacks", False],
        ["T0001", "Defend", False],
        ["K0002", None, False],
    ],
    "Competency Area Catalog": [
        ["Competency Area Name", "Competency Area Description", "Competency Area ID"],
        ["Access", "To control it.", "NF-COM-001"],
    ],
    "PD-WRL-001": [["PROTECTION (PD)"], [], ["v2.1.0 TKS ID"], ["K0001"], ["T0001"], ["K0999"]],
    "NF-COM-001": [["Competency Area"], [], ["v2.1.0 TKS ID"], ["K0001"]],
}


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in SHEETS.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def read(path: Path) -> tuple[list[Item], list[Skipped]]:
    found = list(READER.read(path, Options()))
    items = [one.item for one in found if isinstance(one, Sourced)]
    return items, [one for one in found if isinstance(one, Skipped)]


def test_a_workbook_says_the_same_as_the_json_and_what_belongs_to_an_area(tmp_path: Path) -> None:
    path = workbook(tmp_path / "components.xlsx")
    assert READER.detect(path)
    assert READER.open(path, Options()).framework.version == "2.1.0"
    items, skipped = read(path)
    assert [item.name for item in items if isinstance(item, JobRole)] == ["PROTECTION", "Defence", "Analysis"]
    assert len([item for item in items if isinstance(item, Requires)]) == 2
    assert len([item for item in items if isinstance(item, Broader)]) == 3
    assert [item.text for item in items if isinstance(item, Term) and item.kind is TermKind.HIDDEN] == ["511"]
    assert [(one.line, one.reason) for one in skipped] == [
        (4, "The element has no text."),
        (6, "There is no such statement: K0999"),
    ]


def test_a_damaged_workbook_and_a_bomb_are_refused_by_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "components.xlsx")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert not READER.detect(path)
    with pytest.raises(SourceError, match="no sound workbook"):
        READER.open(path, Options())
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 20_000_000)
    path.write_bytes(content.getvalue())
    with pytest.raises(SourceTooLarge, match="times its size"):
        READER.open(path, Options())


@pytest.mark.parametrize("file", ["cprt_SP_800_181_2_1_0.json", "NICE_Framework_Components_v2.1.0.xlsx"])
def test_the_real_components_are_all_there(test_data: Callable[[str], Path], file: str) -> None:
    path = test_data("nice") / file
    source = READER.open(path, Options())
    assert source.framework.version == "2.1.0"
    items, skipped = read(path)
    assert skipped == []
    kinds = Counter(item.kind for item in items if isinstance(item, Skill | JobRole))
    assert kinds == {"TASK": 946, "KNOWLEDGE": 662, "SKILL": 540, "WORK_ROLE": 41, "GROUP": 5 + 11}
    required = Counter(item.relation for item in items if isinstance(item, Requires))
    assert required == {"ESSENTIAL": 2_857 + 1_048, "OPTIONAL": 1_429}
    hidden = [item for item in items if isinstance(item, Term) and item.kind is TermKind.HIDDEN]
    if file.endswith(".json"):
        assert source.notes == (
            "2,290 elements and 5,460 relationships; of these 45 and 45 are positions in a list ('sort') and "
            "are not kept.",
        )
        assert len(hidden) == 40
        assert len([item for item in items if isinstance(item, Broader)]) == 41
