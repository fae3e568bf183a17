"""The real O*NET database: every row of it is accounted for."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from skillsgraph.frameworks.contract import Options, Skipped
from skillsgraph.frameworks.onet.ratings import POLICY
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.ingest.rows import Rows, Table
from skillsgraph.model.frameworks import Rates, Requires


def test_every_row_is_a_rating_a_requirement_or_named(test_data: Callable[[str], Path]) -> None:
    path = test_data("onet") / "db_29_2_text.zip"
    reader = reader_for("onet")
    source = reader.open(path, Options())
    assert source.framework.version == "29.2"
    assert source.framework.released_on == "2025-02"
    assert {name: source.files[name] for name in ("Skills.txt", "Knowledge.txt", "Occupation Data.txt")} == {
        "Skills.txt": 61_530,
        "Knowledge.txt": 58_014,
        "Occupation Data.txt": 1_016,
    }
    assert "3,302 rows of level are marked 'Not Relevant' and 124 rows" in source.notes[0]
    rows, tables, marks, read = Rows(source.framework), Counter[str](), Counter[str](), Counter[str]()
    derived, rated = set(), set()
    for found in reader.read(path, Options()):
        if isinstance(found, Skipped):
            assert found.file == "Content Model Reference.txt"
            continue
        made = rows.make(found)
        assert not isinstance(made, Skipped), made
        tables[made.table] += 1
        if isinstance(found.item, Rates):
            read[found.file] += found.rows
            rated.add(found.item.job_role)
            marks.update(
                {
                    f"{found.file} not relevant": found.item.not_relevant,
                    f"{found.file} suppressed": found.item.suppress + found.item.level_suppress,
                }
            )
        elif isinstance(found.item, Requires) and found.item.derived_by == POLICY:
            derived.add((found.item.job_role, found.item.skill))
    assert read == {"Skills.txt": 61_530, "Knowledge.txt": 58_014}
    assert len(rated) == 879
    assert (marks["Skills.txt not relevant"], marks["Skills.txt suppressed"]) == (3_302, 124)
    assert tables[Table.JOB_ROLES] == 1_016
    assert tables[Table.RATINGS] == (61_530 + 58_014) // 2
    assert tables[Table.RELATED_JOB_ROLES] == 18_460
    assert 0 < len(derived) < tables[Table.RATINGS]
