"""What pathways read of the catalogue, on both engines, against the sample's own file."""

import yaml

from skillsgraph.frameworks.sample.reader import sample_folder
from skillsgraph.graph.access import Graph
from skillsgraph.model.ids import make_id
from skillsgraph.statements import cypher
from tests.support.sample import groups, skill_id, table

CATALOGUE = yaml.safe_load((sample_folder() / "catalogue.yaml").read_text(encoding="utf-8"))
CREDENTIALS = {one["uri"]: one for one in CATALOGUE["credentials"]}
HYGIENE = "https://example.org/health-board/hygiene"
INFECTION = "http://data.europa.eu/esco/skill/6d13053b-ee35-492c-8976-8178420df398"


def _providing(skill: str) -> set[str]:
    return {
        make_id("credential", uri)
        for uri, one in CREDENTIALS.items()
        if one.get("status", "ACTIVE") == "ACTIVE" and one["kind"] != "PATHWAY"
        if any(ref["skill"] == skill for ref in (*one.get("teaches", ()), *one.get("assesses", ())))
    }


async def test_pathway_teachers_are_those_of_the_file(sample_graph: Graph) -> None:
    rows = await sample_graph.read(cypher("pathwayTeachers"), skills=[skill_id(INFECTION)])
    assert {row["id"] for row in rows} == _providing(INFECTION) != set()
    assert {row["skill"] for row in rows} == {skill_id(INFECTION)}


async def test_pathway_providers_reach_one_hop_further(sample_graph: Graph) -> None:
    rows = await sample_graph.read(cypher("pathwayProviders"), skills=[skill_id(INFECTION)])
    found = [row["id"] for row in rows]
    assert len(found) == len(set(found))
    plain = {
        pair for row in table("broader") if not {*(pair := (row["narrower"], row["broader"]))} & groups()
    }
    pairs = plain | {(row["skill"], row["other"]) for row in table("related")}
    near = {a if b == INFECTION else b for a, b in pairs if INFECTION in (a, b)}
    assert set(found) == _providing(INFECTION).union(*map(_providing, near))


async def test_pathway_credentials_come_with_costs_and_offerings(sample_graph: Graph) -> None:
    rows = await sample_graph.read(cypher("pathwayCredentials"), ids=[make_id("credential", HYGIENE), "none"])
    (row,) = rows
    one = CREDENTIALS[HYGIENE]
    assert row["credential"]["uri"] == HYGIENE
    assert [found["name"] for found in row["awardedBy"]] == ["Health Training Board"]
    assert sorted(cost["amount"] for cost in row["costs"]) == sorted(cost["amount"] for cost in one["costs"])
    starts = sorted(found["offering"]["startsOn"] for found in row["offerings"])
    assert starts == sorted(offering["starts_on"].isoformat() for offering in one["offerings"])
