"""The numbers of migrations: in order, each once, with gaps if need be."""

from pathlib import Path

import pytest

from skillsgraph.errors import StatementInvalid
from skillsgraph.graph.migrate import load_migrations

STEP = "// name: step() schema none\n// A step.\nRETURN 1\n"


def test_numbers_may_leave_gaps(tmp_path: Path) -> None:
    for name in ("V0001__first", "V0009__ninth"):
        (tmp_path / f"{name}.cypher").write_text(STEP)
    assert [one.version for one in load_migrations(tmp_path)] == [1, 9]


def test_a_number_that_is_taken_is_refused(tmp_path: Path) -> None:
    for name in ("V0001__first", "V0001__other"):
        (tmp_path / f"{name}.cypher").write_text(STEP)
    with pytest.raises(StatementInvalid, match="'other' has the number 1, which 'first' has"):
        load_migrations(tmp_path)
