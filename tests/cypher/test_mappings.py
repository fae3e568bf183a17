"""What frameworks say beyond their concepts, asked through the API, on both engines."""

from skillsgraph.answers.index.keeper import index_of
from skillsgraph.changes import ChangeKind, changes
from skillsgraph.frameworks.contract import Options
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest
from skillsgraph.model.frameworks import ConceptType, Item, Match, MatchKind, MatchStatus, Reference
from skillsgraph.settings import Settings
from tests.support.client import ADMIN_KEY, client_of
from tests.support.frameworks import HERE, Listed, small

# The statements that the questions below run, for the rule "every statement has a test".
ASKED = [
    *("skillMatches", "jobRoleMatches", "jobRoleRatings", "skillLevelsOf", "jobRoleLevelsOf"),
    *("skillObservations", "jobRoleObservations", "observedRoles", "frameworkLevels", "frameworkMappings"),
    *("mappingsPage", "decideMapping", "showDecision", "mappingById"),
]
OBSERVED = (
    "{"
    + " ".join(
        f'{name}: roleMatches(profile: {{skills: [{{skill: {{uri: "s:python"}}}}]}}, among: {{{among}}})'
        " { nodes { role { name } } }"
        for name, among in {
            "all": "",
            "here": 'observed: {measure: "vacancies", atLeast: 12, area: "FR", sector: "J62"}',
            "more": 'observed: {measure: "vacancies", atLeast: 12.5}',
            "elsewhere": 'observed: {measure: "vacancies", area: "DE"}',
            "other": 'observed: {measure: "pay"}',
        }.items()
    )
    + "}"
)
EVERYTHING = """
{
  framework(name: "listed") {
    kind redistribution
    scales { name kind levels { name rank scale } }
    mappingCounts { kind status mappings resolved }
  }
  python: skill(uri: "s:python") {
    matches { edges { node { kind status confidence concept { name } } } }
    levels { name scale } observations { value }
  }
  code: skill(uri: "s:code") { matches { nodes { kind concept { name } } } }
  role: jobRole(uri: "r:dev") {
    matches { nodes { kind concept { name } } }
    ratings { nodes { importance level n standardError notRelevant skill { name } } }
    levels { rank }
    observations { measure value unit period area { scheme code name } sector { code name } }
    requires { edges { node { name } importance derivedBy } }
  }
}
"""
PROPOSED = """
query ($first: Int!, $after: String) {
  mappings(framework: "table", status: [PROPOSED], first: $first, after: $after) {
    nodes { id kind subject { uri } object { framework code } } pageInfo { hasNextPage endCursor }
  }
}
"""
DECIDE = "mutation ($id: ID!, $status: MatchStatus!) { decideMapping(id: $id, status: $status) { status } }"
STATUS = '{ skill(uri: "s:code") { matches { nodes { kind status source } } } }'


def proposals() -> list[Item]:
    code = Reference(ConceptType.SKILL, "s:code")
    return [
        Match(code, Reference(ConceptType.SKILL, uri), kind, MatchStatus.PROPOSED, source="A program")
        for uri, kind in (("s:python", MatchKind.BROAD), ("s:elsewhere", MatchKind.CLOSE))
    ]


async def test_everything_that_was_imported_is_told(empty_graph: Graph, engine_settings: Settings) -> None:
    items: list[Item] = [
        *small(),
        Match(
            Reference(ConceptType.JOB_ROLE, "r:nurse"),
            Reference(ConceptType.JOB_ROLE, "r:dev"),
            MatchKind.BROAD,
        ),
    ]
    await ingest(empty_graph, Listed(items), HERE, Options())
    async with client_of(engine_settings) as client:
        found = await client.data(EVERYTHING)
        asked = await client.data(OBSERVED)
        ranked = {name: [one["role"]["name"] for one in page["nodes"]] for name, page in asked.items()}
    assert found["framework"] == {
        "kind": "CONCEPTS",
        "redistribution": None,
        "scales": [
            {
                "name": "Zones",
                "kind": "QUALIFICATION",
                "levels": [{"name": "Zone one", "rank": 1, "scale": "Zones"}],
            }
        ],
        "mappingCounts": [
            {"kind": kind, "status": "ACCEPTED", "mappings": 1, "resolved": 1} for kind in ("BROAD", "CLOSE")
        ],
    }
    (edge,) = found["python"]["matches"]["edges"]
    assert edge["node"] == {
        "kind": "CLOSE",
        "status": "ACCEPTED",
        "confidence": None,
        "concept": {"name": "write code"},
    }
    assert found["python"]["levels"] == [{"name": "Zone one", "scale": "Zones"}]
    assert found["python"]["observations"] == []
    assert found["code"]["matches"]["nodes"] == [{"kind": "CLOSE", "concept": {"name": "Python"}}]
    role = found["role"]
    # The nurse has the developer as broader match: seen from the developer, the nurse is narrower.
    assert role["matches"]["nodes"] == [{"kind": "NARROW", "concept": {"name": "nurse"}}]
    assert role["ratings"]["nodes"] == [
        {
            "importance": 4.5,
            "level": 3.25,
            "n": 8,
            "standardError": 0.1,
            "notRelevant": True,
            "skill": {"name": "Python"},
        }
    ]
    assert role["levels"] == [{"rank": 1}]
    assert role["observations"] == [
        {
            "measure": "vacancies",
            "value": 12.0,
            "unit": "count",
            "period": "2024-10",
            "area": {"scheme": "ISO3166_1", "code": "FR", "name": "France"},
            "sector": {"code": "J62", "name": None},
        }
    ]
    assert {edge["importance"] for edge in role["requires"]["edges"]} == {None}
    assert ranked == {"all": ["developer"], "here": ["developer"], "more": [], "elsewhere": [], "other": []}


async def test_a_decision_stands_when_its_source_comes_again(
    empty_graph: Graph, engine_settings: Settings
) -> None:
    await ingest(empty_graph, Listed(small()[:-2]), HERE, Options())
    await ingest(empty_graph, Listed(proposals(), code="table"), HERE, Options())
    async with client_of(engine_settings) as client:
        first = (await client.data(PROPOSED, first=1))["mappings"]
        assert first["pageInfo"]["hasNextPage"] is True
        second = (await client.data(PROPOSED, first=1, after=first["pageInfo"]["endCursor"]))["mappings"]
        assert second["pageInfo"]["hasNextPage"] is False
        nodes = [*first["nodes"], *second["nodes"]]
        assert {node["kind"] for node in nodes} == {"BROAD", "CLOSE"}
        (wanted,) = [node["id"] for node in nodes if node["kind"] == "BROAD"]
        assert await client.code(DECIDE, id=wanted, status="ACCEPTED") == "UNAUTHENTICATED"
        before = await index_of(empty_graph)
        decided = await client.data(DECIDE, key=ADMIN_KEY, id=wanted, status="ACCEPTED")
        assert decided == {"decideMapping": {"status": "ACCEPTED"}}
        after = await index_of(empty_graph)
        assert (after.stale, before.version == after.version) == (False, False)
        added = {one: after.thing.links[one].nnz - before.thing.links[one].nnz for one in after.thing.links}
        assert {one: count for one, count in added.items() if count} == {"NARROWER": 1, "BROADER": 1}
        assert (await changes(empty_graph, 0, "", 100))[-1].kind is ChangeKind.MAPPING_DECIDED
        unknown = await client.code(DECIDE, key=ADMIN_KEY, id="mapping_0", status="ACCEPTED")
        assert unknown == "MAPPING_NOT_FOUND"
    await ingest(empty_graph, Listed([*proposals()], code="table"), HERE, Options())
    async with client_of(engine_settings) as client:
        found = await client.data(STATUS)
    assert found["skill"]["matches"]["nodes"] == [
        {"kind": "BROAD", "status": "ACCEPTED", "source": "A program"}
    ]
