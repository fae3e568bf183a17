"""Each row of figures is checked by itself."""

from pathlib import Path

import pytest

from skillsgraph.frameworks.contract import Options, Skipped, Sourced
from skillsgraph.frameworks.observations.reader import COLUMNS, READER
from skillsgraph.model.frameworks import Area, ConceptType, Observation, Reference

GOOD = {
    "subject": "onet:29-1141.00",
    "area": "ISO3166_1:FR",
    "period": "2024-05",
    "measure": "pay",
    "value": "31.5",
    "unit": "EUR/hour",
    "source": "A survey",
}


def read(path: Path, **changed: str) -> Sourced | Skipped:
    row = dict.fromkeys(COLUMNS, "") | GOOD | changed
    path.write_text(f"{','.join(row)}\n{','.join(row.values())}\n")
    (found,) = READER.read(path, Options())
    return found


def test_a_row_is_a_figure_on_something_somewhere(tmp_path: Path) -> None:
    found = read(tmp_path / "pay.csv", n="12")
    assert isinstance(found, Sourced)
    assert found.item == Observation(
        Reference(ConceptType.JOB_ROLE, framework="onet", code="29-1141.00"),
        *("pay", 31.5, "EUR/hour", "2024-05", "A survey"),
        n=12,
        area=Area("ISO3166_1", "FR"),
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("subject", "29-1141.00"), ("area", "France"), ("period", "May 2024"), ("period", "2024-13")),
        *(
            ("measure", "Pay!"),
            ("value", "many"),
            ("value", "inf"),
            ("unit", ""),
            ("n", "few"),
            ("type", "Job"),
        ),
    ],
)
def test_what_is_wrong_is_named_by_its_field(tmp_path: Path, field: str, value: str) -> None:
    found = read(tmp_path / "pay.csv", **{field: value})
    assert isinstance(found, Skipped)
    assert (found.line, found.field) == (2, field)
