"""The real files of every format in one graph, counted through GraphQL on both engines."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from skillsgraph.catalogue_import import import_offered
from skillsgraph.frameworks.badgr.reader import READER as BADGR
from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest
from skillsgraph.model.frameworks import SkillKind
from skillsgraph.settings import Settings
from tests.support.client import ADMIN_KEY, Client, client_of

SOURCES = (
    ("nice", "nice/cprt_SP_800_181_2_1_0.json"),
    ("case", "case/opensalt/Ordering.json"),
    ("ctdl", "ctdl/frameworks/ONET Abilities Competency Framework 9-27-19.json"),
)
# Packages of one or two items: each with its items, and the steps from one up to another.
PACKAGES = ("AdoptedTestFramework", "MarkdownFramework", "SequenceNumberFramework", "Utf8TestFramework")
ROOT = "https://badgr.com/pathway-elements/5c0ee7d2be9f4f12c5b8581d"
NICE = """
{
  framework(name: "nice") { requirementCount }
  skills(first: 0, framework: "nice") { aggregate { count groups(by: "kind") { value count } } }
  areas: skills(first: 0, framework: "nice", where: {kind: {in: [GROUP]}}) { totalCount }
  roles: jobRoles(first: 0, framework: "nice") { totalCount }
  categories: jobRoles(first: 9, framework: "nice", where: {kind: {in: [GROUP]}}) {
    nodes { narrower(first: 0) { totalCount } }
  }
}
"""
ITEMS = """
query ($framework: String!, $kinds: [SkillKind!]) {
  skills(first: 500, framework: $framework, where: {kind: {in: $kinds}}) {
    totalCount nodes { broader(first: 0) { totalCount } }
  }
}
"""
PATHWAY = """
{
  credentials(first: 500) {
    totalCount
    nodes { uri rules { completion { options { uri } rules { options { uri } } } } }
  }
  programmeCheck(credential: {uri: "%s"}) { code fatal }
}
"""


async def test_what_the_publishers_count_is_counted_here(
    empty_graph: Graph, engine_settings: Settings, test_data: Callable[[str], Path]
) -> None:
    names = {}
    for reader, file in SOURCES:
        report = await ingest(empty_graph, reader_for(reader), test_data(file), Options())
        assert report.skipped == []
        names[reader] = report.framework
    packages = {}
    for name in PACKAGES:
        path = test_data(f"case/opensalt/{name}.json")
        done = await ingest(empty_graph, reader_for("case"), path, Options())
        packages[f"{done.framework}@{done.version}"] = _told(json.loads(path.read_bytes()))
    pathway = test_data("ctdl") / "pathways" / "EmpoweringTeachingExcellence_Badgr.json"
    await import_offered(empty_graph, BADGR, pathway, Options())
    async with client_of(engine_settings) as client:
        await _nice(client)
        assert await _items(client, names["case"]) == (28, 27)  # and one stands at the document itself
        assert await _items(client, names["ctdl"]) == (71, 67)
        for name, told in packages.items():
            assert await _items(client, name) == told, name
        await _pathway(client)


def _told(package: dict[str, Any]) -> tuple[int, int]:
    """How many items a CASE package has, and how many associations lead from one up to another."""
    items = {one["identifier"] for one in package["CFItems"]}
    steps = [
        one
        for one in package["CFAssociations"]
        if one["associationType"] == "isChildOf" and one["destinationNodeURI"]["identifier"] in items
    ]
    return len(items), len(steps)


async def _nice(client: Client) -> None:
    found = await client.data(NICE, key=ADMIN_KEY)
    kinds = {one["value"]: one["count"] for one in found["skills"]["aggregate"]["groups"]}
    assert kinds == {"TASK": 946, "KNOWLEDGE": 662, "SKILL": 540}
    assert (found["roles"]["totalCount"], found["areas"]["totalCount"]) == (41, 11)
    placed = sum(one["narrower"]["totalCount"] for one in found["categories"]["nodes"])
    positions, federal_codes = 45, 40
    assert found["framework"]["requirementCount"] + placed + positions + federal_codes == 5_460


async def _items(client: Client, framework: str) -> tuple[int, int]:
    """How many items a framework has, groups among them, and how many steps up there are."""
    kinds = [kind.value for kind in SkillKind]
    found = (await client.data(ITEMS, key=ADMIN_KEY, framework=framework, kinds=kinds))["skills"]
    return found["totalCount"], sum(one["broader"]["totalCount"] for one in found["nodes"])


async def _pathway(client: Client) -> None:
    """A rule that nests others is a condition of each of them; the root's award is none."""
    found = await client.data(PATHWAY % ROOT, key=ADMIN_KEY)
    assert found["credentials"]["totalCount"] == 104
    conditions = []
    for one in found["credentials"]["nodes"]:
        rule = one["rules"]["completion"]
        if rule is not None and one["uri"] != ROOT:
            conditions += [inner for inner in (rule, *rule["rules"]) if inner["options"]]
    assert len(conditions) == 23
    assert sum(len(rule["options"]) for rule in conditions) == 232
    assert [one for one in found["programmeCheck"] if one["fatal"]] == []
