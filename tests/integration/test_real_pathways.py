"""Pathways as publishers offer them: imported, checked, planned, followed by the file, on both engines."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.catalogue_import import import_offered
from skillsgraph.frameworks.badgr.reader import READER as BADGR
from skillsgraph.frameworks.contract import CatalogueReader, Options
from skillsgraph.frameworks.ctdl.catalogue import READER as CTDL
from skillsgraph.graph.access import Graph
from skillsgraph.settings import Settings
from tests.support.client import Client, client_of

STEP = "https://badgr.com/pathway-elements/"
ASKED = """
query ($uri: String!) {
  pathways(target: {credential: {uri: $uri}}, profile: {}, asOf: "2026-09-01", seconds: 8) {
    plans { proven steps { term credential { uri } } }
  }
  programmeCheck(credential: {uri: $uri}, asOf: "2026-09-01") { code fatal }
}
"""
PROGRESS = """
query ($uri: String!, $held: [HeldCredentialInput!]!) {
  programmeProgress(credential: {uri: $uri}, profile: {credentials: $held}, asOf: "2026-09-01") {
    complete reachable proven missing { uri place }
  }
}
"""


async def _offer(graph: Graph, reader: CatalogueReader, path: Path, settings: Settings) -> Any:
    await import_offered(graph, reader, path, Options())
    return client_of(settings)


async def _progress(client: Client, uri: str, have: set[str]) -> dict[str, Any]:
    held = [{"credential": {"uri": one}} for one in sorted(have)]
    found: dict[str, Any] = (await client.data(PROGRESS, uri=uri, held=held))["programmeProgress"]
    return found


class _File:
    """A Badgr pathway read by hand."""

    def __init__(self, path: Path) -> None:
        self.root = json.loads(path.read_text(encoding="utf-8"))
        self.elements = {self.uri(one): one for one in self._below(self.root)}
        self._by_id = {one["elementId"]: one for one in self.elements.values()}

    def _below(self, element: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield element
        for child in element["children"]:
            yield from self._below(child)

    def uri(self, element: dict[str, Any]) -> str:
        badge = element.get("completionBadge")
        return str(badge["badgeUrl"]) if badge else STEP + str(element["elementId"])

    def done(self, element: dict[str, Any], have: set[str]) -> bool:
        """Whether what is had completes an element, steps without a badge looked into."""
        needs = element["requirements"]
        if any(one["badgeUrl"] in have for one in needs["shortcutBadges"]):
            return True
        others = [self._by_id[one] for one in needs["nonChildElementRequirements"]["elementIds"]]
        children = [one for one in element["children"] if one["requiredForParentCompletion"] is not False]
        parts = [
            ("badgeRequirements", {one["badgeUrl"] for one in needs["badgeRequirements"]["requiredBadges"]}),
            ("childElementRequirements", {self.uri(one) for one in children}),
            ("nonChildElementRequirements", {self.uri(one) for one in others}),
        ]
        return all(self._enough(needs[name]["countRule"], named, have) for name, named in parts)

    def _enough(self, rule: dict[str, Any], named: set[str], have: set[str]) -> bool:
        met = sum(
            uri in have or (uri.startswith(STEP) and self.done(self.elements[uri], have)) for uri in named
        )
        return met >= min(rule.get("requiredCount", len(named)), len(named))


@pytest.mark.parametrize("name", ["EmpoweringTeachingExcellence_Badgr", "French-B-A-Marketable-Skills"])
async def test_a_badgr_pathway_is_followed_by_its_file(
    name: str, empty_graph: Graph, engine_settings: Settings, test_data: Callable[[str], Path]
) -> None:
    path = test_data(f"ctdl/pathways/{name}.json")
    file = _File(path)
    target = file.uri(file.root)
    async with await _offer(empty_graph, BADGR, path, engine_settings) as client:
        found = await client.data(ASKED, uri=target)
        assert not [one for one in found["programmeCheck"] if one["fatal"]]
        (plan,) = found["pathways"]["plans"]
        assert plan["proven"]
        have: set[str] = set()
        for step in plan["steps"]:
            uri = step["credential"]["uri"]
            if uri in file.elements:
                assert file.done(file.elements[uri], have), uri
            have.add(uri)
        assert target in have
        badges = {uri for uri in have if not uri.startswith(STEP)} - {target}
        assert (await _progress(client, target, badges))["complete"]
        # Whatever badge of the plan is missing, the file and the audit say the same.
        needed = 0
        for badge in sorted(badges)[:6]:
            progress = await _progress(client, target, badges - {badge})
            assert progress["complete"] is file.done(file.root, badges - {badge}), badge
            needed += not progress["complete"]
        assert needed
        some = set(sorted(badges)[::2])
        progress = await _progress(client, target, some)
        assert progress["reachable"]
        assert progress["proven"]
        assert file.done(file.root, some | {one["uri"] for one in progress["missing"]})


async def test_a_degree_with_two_concentrations(
    empty_graph: Graph, engine_settings: Settings, test_data: Callable[[str], Path]
) -> None:
    """By the file: a core, and both courses of one of two concentrations."""
    path = test_data("ctdl/handbook/degreeWithConcentration.json")
    graph = json.loads(path.read_text(encoding="utf-8"))["@graph"]
    needs = graph[0]["ceterms:requires"]
    core = needs["ceterms:targetLearningOpportunity"]
    either = [set(one["ceterms:targetLearningOpportunity"]) for one in needs["ceterms:alternativeCondition"]]
    async with await _offer(empty_graph, CTDL, path, engine_settings) as client:
        found = await client.data("{ credentials(where: {kind: {eq: DEGREE}}, first: 2) { nodes { uri } } }")
        (degree,) = [one["uri"] for one in found["credentials"]["nodes"]]
        base = degree.removesuffix(graph[0]["@id"].removeprefix("res:"))
        asked = await client.data(ASKED, uri=degree)
        assert not [one for one in asked["programmeCheck"] if one["fatal"]]
        steps = {step["credential"]["uri"] for step in asked["pathways"]["plans"][0]["steps"]} - {degree}
        assert steps in [{base + one.removeprefix("res:") for one in (core, *each)} for each in either]
        assert (await _progress(client, degree, steps))["complete"]
        for one in steps:
            missing = (await _progress(client, degree, steps - {one}))["missing"]
            assert [each["uri"] for each in missing] == [one]


async def test_a_root_that_a_file_names_wrongly_is_named(
    empty_graph: Graph, engine_settings: Settings, test_data: Callable[[str], Path]
) -> None:
    path = test_data("ctdl/pathways/Illinois-IT.json")
    async with await _offer(empty_graph, CTDL, path, engine_settings) as client:
        found = await client.data("{ credentials(where: {kind: {eq: PATHWAY}}, first: 2) { nodes { uri } } }")
        (uri,) = [one["uri"] for one in found["credentials"]["nodes"]]
        asked = await client.data(ASKED, uri=uri)
        assert asked["pathways"]["plans"] == []
        assert [one["code"] for one in asked["programmeCheck"]][:2] == ["UNREACHABLE", "MEMBER_WITHDRAWN"]
