"""The real crosswalk between ESCO and O*NET, met with the occupations of both."""

from collections.abc import Callable, Iterator
from pathlib import Path

from skillsgraph.frameworks.contract import Options, Skipped, Sourced
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import Changes, ingest
from skillsgraph.model.frameworks import JobRole
from skillsgraph.settings import Settings
from tests.support.client import client_of
from tests.support.frameworks import Part
from tests.support.sources import NURSE, SMALL, as_folder

COUNTED = """
{
  framework(name: "%s") { mappingCounts { sourceType mappings resolved } }
  jobRoles(first: 2, where: {name: {eq: "airport chief executive"}}) {
    nodes { matches(first: 9) { nodes { kind status concept { name } } } }
  }
}
"""


class JobsOnly(Part):
    """The job roles of another reader's source: enough for matches between them."""

    def read(self, path: Path, options: Options) -> Iterator[Sourced | Skipped]:
        seen = False
        for found in self._reader.read(path, options):
            if isinstance(found, Sourced) and isinstance(found.item, JobRole):
                seen = True
                yield found
            elif seen and isinstance(found, Sourced) and found.file.startswith(("Skills", "broader")):
                return


GAP = """
{
  skillGap(
    profile: {experience: [{role: {code: "29-1141.00", framework: "onet"}, years: 3}]}
    target: {role: {uri: "%s"}}
  ) { requirements { status reasons explanation evidence { inferredBy mapping mappingSet role { name } } } }
  mappings(framework: "%s") { nodes { id subject { uri } object { uri } } }
}
"""


async def test_what_only_the_crosswalk_leads_to_is_inferred_and_names_its_mapping(
    empty_graph: Graph, engine_settings: Settings, tmp_path: Path
) -> None:
    for code in ("onet", "esco", "crosswalk"):
        name, files = SMALL[code]
        done = await ingest(
            empty_graph, reader_for(code), as_folder(tmp_path / code / name, files), Options()
        )
    async with client_of(engine_settings) as client:
        found = await client.data(GAP % (NURSE, done.framework))
    of_nurse = [
        one["id"]
        for one in found["mappings"]["nodes"]
        if NURSE in (one["subject"]["uri"], one["object"]["uri"])
    ]
    proven = [one for one in found["skillGap"]["requirements"] if one["evidence"]]
    assert proven
    assert len(of_nurse) < len(found["mappings"]["nodes"])
    for one in proven:
        assert "INFERRED" in one["reasons"]
        assert f"(by {done.framework}@{done.version})" in one["explanation"]
        assert one["evidence"]["inferredBy"] == "EXACT"
        assert one["evidence"]["mapping"] in of_nurse
        assert one["evidence"]["mappingSet"] == f"{done.framework}@{done.version}"


async def test_every_match_of_the_crosswalk_finds_both_its_ends(
    empty_graph: Graph, engine_settings: Settings, test_data: Callable[[str], Path]
) -> None:
    esco = next(test_data("esco").glob("*.zip"))
    onet = test_data("onet") / "db_29_2_text.zip"
    table = test_data("crosswalk") / "official_crosswalk_esco_onet.csv"
    await ingest(empty_graph, JobsOnly(reader_for("onet")), onet, Options())
    report = await ingest(empty_graph, reader_for("crosswalk"), table, Options())
    assert report.changes == Changes(created=4_253)
    assert report.skipped == []
    assert ["4,253 mappings wait for" in note for note in report.notes] == [True]
    await ingest(empty_graph, JobsOnly(reader_for("esco")), esco, Options())
    async with client_of(engine_settings) as client:
        found = await client.data(COUNTED % report.framework)
    counts = found["framework"]["mappingCounts"]
    assert all(one["mappings"] == one["resolved"] for one in counts)
    assert {one["sourceType"]: one["resolved"] for one in counts} == {
        "broadMatch": 2_053,
        "closeMatch": 1_432,
        "exactMatch": 498,
        "narrowMatch": 227,
        "exactISCO": 43,
    }
    (role,) = found["jobRoles"]["nodes"]
    assert role["matches"]["nodes"] == [
        {"kind": "BROAD", "status": "ACCEPTED", "concept": {"name": "Chief Executives"}}
    ]
    again = await ingest(empty_graph, reader_for("crosswalk"), table, Options())
    assert again.changes == Changes()
    assert again.notes == []
