"""A real gap, against a computation of its own from the files."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from skillsgraph.graph.access import Graph
from skillsgraph.settings import Settings
from tests.conftest import ESCO
from tests.integration.esco.sources import rows
from tests.support.client import client_of

NURSE = "http://data.europa.eu/esco/occupation/8d3e8aaa-791b-4c75-a465-f3f827028f50"
ASK = """
query ($profile: ProfileInput!, $role: String!) {
  skillGap(profile: $profile, target: {role: {uri: $role}}) {
    readiness coverageClaimed coverageProven meetsAllEssential
    requirements { relation status reasons claimed proven skill { uri } }
  }
}
"""
WORTH = {"NARROWER": 0.5, "BROADER": 0.4, "RELATED": 0.25}
SIBLING = 0.3
SELF_ASSERTED = 0.3


class Expected:
    """What the files say of one occupation and one profile."""

    def __init__(self, archive: Path) -> None:
        needs = rows(archive, "occupationSkillRelations.csv")
        self.required = {
            row["skillUri"]: row["relationType"].upper() for row in needs if row["occupationUri"] == NURSE
        }
        groups = {row["conceptUri"] for row in rows(archive, "skillGroups_en.csv")}
        self.broader = {
            (row["conceptUri"], row["broaderUri"])
            for row in rows(archive, "broaderRelationsSkillPillar.csv")
            if not {row["conceptUri"], row["broaderUri"]} & groups
        }
        self.related = {
            (row["originalSkillUri"], row["relatedSkillUri"])
            for row in rows(archive, "skillSkillRelations.csv")
        }

        self.steps: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for narrower, broader in self.broader:
            self.steps[narrower][broader].add("NARROWER")
            self.steps[broader][narrower].add("BROADER")
        for one, other in self.related:
            self.steps[one][other].add("RELATED")
            self.steps[other][one].add("RELATED")

    def worth(self, held: str, wanted: str) -> float:
        """What a held skill is worth for a wanted one, in no step, in one, or in two."""
        if held == wanted:
            return 1.0
        found = [WORTH[one] for one in self.steps[held].get(wanted, ())]
        for middle, firsts in list(self.steps[held].items()):
            for second in self.steps[middle].get(wanted, ()):
                found += [self.two(first, second, middle) for first in firsts]
        return max(found, default=0.0)

    def two(self, first: str, second: str, middle: str) -> float:
        """Two steps multiply; siblings share what a sibling is worth."""
        if (first, second) == ("NARROWER", "BROADER"):
            children = sum("BROADER" in kinds for kinds in self.steps[middle].values())
            return SIBLING / max(children - 1, 1)
        return WORTH[first] * WORTH[second]

    def claimed(self, profile: list[str], wanted: str) -> float:
        return max(self.worth(held, wanted) for held in profile)


def profile_of(expected: Expected) -> list[str]:
    """Ten skills: five required, and five that are only near to what is required."""
    required = sorted(expected.required)
    near = sorted(
        {a for a, b in expected.broader | expected.related if b in expected.required}
        | {b for a, b in expected.broader | expected.related if a in expected.required}
    )
    return required[::14][:5] + [uri for uri in near if uri not in expected.required][:5]


async def test_every_requirement_is_as_the_files_say(
    esco_graph: Graph, engine_settings: Settings, test_data: Callable[[str], Path]
) -> None:
    expected = Expected(test_data(ESCO))
    profile = profile_of(expected)
    assert len(profile) == 10
    async with client_of(engine_settings) as client:
        sent = {"skills": [{"skill": {"uri": uri}} for uri in profile]}
        gap = (await client.data(ASK, profile=sent, role=NURSE))["skillGap"]
    found = {one["skill"]["uri"]: one for one in gap["requirements"]}
    assert {uri: one["relation"] for uri, one in found.items()} == expected.required
    claimed = {uri: expected.claimed(profile, uri) for uri in expected.required}
    assert {uri: one["claimed"] for uri, one in found.items()} == pytest.approx(claimed)
    assert sorted(set(claimed.values()))[0] == 0.0
    assert len(set(claimed.values())) >= 3
    for uri, one in found.items():
        status = "MET" if claimed[uri] == 1 else "PARTIAL" if claimed[uri] else "MISSING"
        assert one["status"] == status
        assert one["proven"] == pytest.approx(claimed[uri] * SELF_ASSERTED)
        if status == "MISSING":
            assert one["reasons"] == ["NO_EVIDENCE"]
        else:
            assert one["reasons"][-1] == "UNPROVEN"
            assert one["reasons"][0] in ("HELD", "BY_HIERARCHY", "BY_RELATION")
            assert (one["reasons"][0] == "HELD") == (uri in profile)
    parts = {
        kind: [claimed[uri] for uri, relation in expected.required.items() if relation == kind]
        for kind in ("ESSENTIAL", "OPTIONAL")
    }
    essential, optional = (sum(own) / len(own) for own in parts.values())
    assert abs(gap["coverageClaimed"] - essential) < 1e-9
    assert abs(gap["coverageProven"] - essential * SELF_ASSERTED) < 1e-9
    assert abs(gap["readiness"] - (essential + 0.3 * optional) / 1.3) < 1e-9
    assert gap["meetsAllEssential"] is False
