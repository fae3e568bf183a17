"""The real O*NET database: every row of it is accounted for."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from skillsgraph.frameworks.contract import Options, Reader, Skipped, Source, Sourced
from skillsgraph.frameworks.onet.ratings import POLICY
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest
from skillsgraph.ingest.rows import Rows, Table
from skillsgraph.model.frameworks import JobRole, Rates, Requires, Skill
from skillsgraph.settings import Settings
from tests.support.client import ADMIN_KEY, client_of


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


class Measured:
    """O*NET's occupations with what is measured and required of them, and without their many labels."""

    def __init__(self, reader: Reader) -> None:
        self.code, self.title, self._reader = reader.code, reader.title, reader

    def detect(self, path: Path) -> bool:
        return self._reader.detect(path)

    def open(self, path: Path, options: Options) -> Source:
        return self._reader.open(path, options)

    def read(self, path: Path, options: Options) -> Iterator[Sourced | Skipped]:
        for found in self._reader.read(path, options):
            kept = isinstance(found, Sourced) and isinstance(found.item, JobRole | Skill | Rates | Requires)
            if kept and not found.file.startswith(("Technology", "Task")):
                yield found


COUNTED = """
query ($after: String) {
  jobRoles(first: 250, after: $after, framework: "onet") {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { ratings(first: 100) { nodes { notRelevant suppress levelSuppress skill { kind } } } }
  }
}
"""
REQUIRING = '{ jobRoles(first: 0, framework: "onet", where: {requires: {some: {}}}) { totalCount } }'


@pytest.mark.parametrize("engine_settings", ["embedded"], indirect=True)  # the other loads it no otherwise
async def test_the_publishers_counts_are_told_by_the_api(
    empty_graph: Graph, engine_settings: Settings, test_data: Callable[[str], Path]
) -> None:
    path = test_data("onet") / "db_29_2_text.zip"
    await ingest(empty_graph, Measured(reader_for("onet")), path, Options())
    counted, rated, after = Counter[str](), 0, None
    async with client_of(engine_settings) as client:
        while True:
            page = (await client.data(COUNTED, key=ADMIN_KEY, after=after))["jobRoles"]
            for role in page["nodes"]:
                rated += bool(role["ratings"]["nodes"])
                for one in role["ratings"]["nodes"]:
                    counted[one["skill"]["kind"]] += 1
                    counted["not relevant"] += one["notRelevant"] and one["skill"]["kind"] == "SKILL"
                    if one["skill"]["kind"] == "SKILL":
                        counted["suppressed"] += one["suppress"] + one["levelSuppress"]
            after = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break
        requiring = (await client.data(REQUIRING, key=ADMIN_KEY))["jobRoles"]["totalCount"]
    assert (page["totalCount"], rated, requiring) == (1_016, 879, 879)
    # A rating is made of two rows: importance, and level.
    assert (2 * counted["SKILL"], 2 * counted["KNOWLEDGE"]) == (61_530, 58_014)
    assert (counted["not relevant"], counted["suppressed"]) == (3_302, 124)
