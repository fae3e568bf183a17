"""The real DDaT table, on both engines."""

import csv
from collections.abc import Callable
from pathlib import Path

from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import Changes, ingest
from skillsgraph.settings import Settings
from tests.support.client import client_of

VERSION = "2026-03-23"
COUNTS = """
{
  framework(name: "ddat@2026-03-23") { active requirementCount licence }
  skills(first: 0) { totalCount }
  roles: jobRoles(first: 0, where: {kind: {in: [WORK_ROLE]}}) { totalCount }
  levels: jobRoles(first: 0, where: {kind: {in: [ROLE_LEVEL]}}) { totalCount }
  unlevelled: jobRoles(first: 60, where: {kind: {in: [WORK_ROLE]}}) {
    nodes { requires(first: 0) { totalCount } }
  }
  families: jobRoles(first: 0, where: {kind: {in: [GROUP]}}) { totalCount }
  jobRole(uri: "https://ddat-capability-framework.service.gov.uk/role/data-scientist") {
    name kind narrower(first: 9) { nodes { name requires(first: 50) { edges { level node { name } } } } }
  }
}
"""


async def test_the_table_is_in_the_graph_row_by_row(
    empty_graph: Graph, engine_settings: Settings, test_data: Callable[[str], Path]
) -> None:
    folder = test_data("ddat")
    with (folder / "ddat_roles_skills.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    pairs = {(row["Role"], row["Role Level"], row["Skill Name"]): row["Skill Level"] for row in rows}
    report = await ingest(empty_graph, reader_for("ddat"), folder, Options(version=VERSION))
    again = await ingest(empty_graph, reader_for("ddat"), folder, Options(version=VERSION))
    assert again.changes == Changes()
    assert len(report.skipped) == len(rows) - len(pairs) > 0
    assert all("stands in the source before" in one.reason for one in report.skipped)
    async with client_of(engine_settings) as client:
        found = await client.data(COUNTS)
    assert found["framework"]["requirementCount"] == len(pairs)
    assert found["framework"]["active"] is True
    assert found["skills"]["totalCount"] == 189
    assert found["roles"]["totalCount"] == 52
    assert found["families"]["totalCount"] == 8
    # "NOT IN USE": what is asked of a role as such, which has no levels
    assert sum(one["requires"]["totalCount"] for one in found["unlevelled"]["nodes"]) == 28
    levels = {(role, level) for role, level, _ in pairs if level != "NOT IN USE"}
    assert found["levels"]["totalCount"] == len(levels)
    role = found["jobRole"]
    stored = {
        (level["name"], edge["node"]["name"]): edge["level"]
        for level in role["narrower"]["nodes"]
        for edge in level["requires"]["edges"]
    }
    told = {
        (level, skill): proficiency
        for (name, level, skill), proficiency in pairs.items()
        if name.casefold() == role["name"].casefold()
    }
    assert stored == told != {}
