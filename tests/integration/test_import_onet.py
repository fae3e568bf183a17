"""The real O*NET database: every row of it is accounted for."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.frameworks.contract import Options, Skipped, Sourced
from skillsgraph.frameworks.onet.ratings import POLICY
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest
from skillsgraph.ingest.rows import Rows
from skillsgraph.ingest.tables import Table
from skillsgraph.model.frameworks import JobRole, Rates, Requires, Skill, SkillKind
from skillsgraph.settings import Settings
from tests.support.client import ADMIN_KEY, client_of
from tests.support.frameworks import Part

COUNTS = """
{
  jobRoles(first: 0, framework: "onet") { totalCount }
  requiring: jobRoles(first: 0, framework: "onet", where: {requires: {some: {}}}) { totalCount }
}
"""
RATINGS = """
query ($after: String) {
  jobRoles(first: 100, after: $after, framework: "onet", orderBy: [{id: ASC}]) {
    pageInfo { endCursor hasNextPage }
    nodes { ratings(first: 80) { nodes { importance level suppress levelSuppress notRelevant } } }
  }
}
"""


class Rated(Part):
    """Of another reader's source what is rated, and what follows from the ratings."""

    def read(self, path: Path, options: Options) -> Iterator[Sourced | Skipped]:
        for found in self._reader.read(path, options):
            item = found.item if isinstance(found, Sourced) else None
            derived = isinstance(item, Requires) and item.derived_by == POLICY
            rated = isinstance(item, Skill) and item.kind in (SkillKind.SKILL, SkillKind.KNOWLEDGE)
            if derived or rated or isinstance(item, JobRole | Rates):
                yield found


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


@pytest.mark.parametrize("engine_settings", ["embedded"], indirect=True)
async def test_what_is_rated_is_counted_through_the_api(
    empty_graph: Graph, engine_settings: Settings, test_data: Callable[[str], Path]
) -> None:
    path = test_data("onet") / "db_29_2_text.zip"
    report = await ingest(empty_graph, Rated(reader_for("onet")), path, Options())
    assert report.skipped == []
    assert "3,302 rows of level are marked 'Not Relevant' and 124 rows" in report.notes[0]
    ratings, rated, occupations = list[dict[str, Any]](), 0, 0
    async with client_of(engine_settings, deadline_seconds=60) as client:
        counts = await client.data(COUNTS, key=ADMIN_KEY)
        after, more = None, True
        while more:
            page = (await client.data(RATINGS, key=ADMIN_KEY, after=after))["jobRoles"]
            after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
            for node in page["nodes"]:
                occupations += 1
                rated += bool(node["ratings"]["nodes"])
                ratings += node["ratings"]["nodes"]
    assert (counts["jobRoles"]["totalCount"], counts["requiring"]["totalCount"]) == (1_016, 878)
    assert (occupations, rated) == (1_016, 879)
    assert sum(one[name] is not None for one in ratings for name in ("importance", "level")) == (
        61_530 + 58_014
    )
    told = [[int(n.replace(",", "")) for n in re.findall(r"([\d,]+) rows", note)] for note in report.notes]
    assert sum(bool(one["notRelevant"]) for one in ratings) == sum(numbers[0] for numbers in told)
    assert sum(bool(one[name]) for one in ratings for name in ("suppress", "levelSuppress")) == sum(
        numbers[1] for numbers in told
    )
