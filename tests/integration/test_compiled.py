"""The catalogue's operations as one statement, on both engines, against the sample's own tables."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
import strawberry.schema.schema

from skillsgraph.api import operations, schema
from skillsgraph.api.compiler.cache import Bounded
from skillsgraph.api.context import Caller, Context
from skillsgraph.api.schema import OPERATIONS, run
from skillsgraph.frameworks.catalogue import read_catalogue
from skillsgraph.frameworks.sample.reader import sample_folder
from skillsgraph.graph.access import Graph, Row
from skillsgraph.model.credentials import Credential
from skillsgraph.model.ids import make_id
from skillsgraph.model.text import fold
from skillsgraph.settings import Role, Settings
from skillsgraph.statements import Statement, parse
from tests.support.sample import names, required, role_id, skill_id, table

ASSISTANT = "http://data.europa.eu/esco/occupation/d38c2107-98f2-47b7-8bb4-f69750d51082"


class Counting:
    """The graph, and how often it was asked."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.texts = graph, list[str]()
        self.whole, self.withheld, self.dialect = graph.whole, graph.withheld, graph.dialect

    def without(self, withheld: Mapping[str, str]) -> "Counting":
        assert not withheld
        return self

    async def read(self, statement: Statement, **parameters: Any) -> list[Row]:
        self.texts.append(statement.text)
        return await self.graph.read(statement, **parameters)

    async def read_one(self, statement: Statement, **parameters: Any) -> Row | None:
        self.texts.append(statement.text)
        return await self.graph.read_one(statement, **parameters)


class Asker:
    def __init__(self, graph: Graph, settings: Settings) -> None:
        self.graph, self.settings = Counting(graph), settings

    async def __call__(self, query: str, **variables: Any) -> dict[str, Any]:
        caller = Caller("reader", Role.READER)
        context = Context(self.graph, self.settings, caller)  # type: ignore[arg-type]
        return await run(query, context, variables=variables)

    async def data(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data of an answer that took one statement and no ordinary execution."""
        before, fallbacks = len(self.graph.texts), OPERATIONS.counts.fallbacks
        answer = await self(query, **variables)
        assert "errors" not in answer, answer["errors"]
        assert len(self.graph.texts) == before + 1
        assert OPERATIONS.counts.fallbacks == fallbacks
        found: dict[str, Any] = answer["data"]
        return found


@pytest.fixture
async def ask(sample_graph: Graph, engine_settings: Settings) -> Asker:
    return Asker(
        sample_graph, engine_settings.model_copy(update={"deadline_seconds": 60.0, "cost_with_key": 10**7})
    )


def pairs(kind: str) -> list[tuple[str, str]]:
    return [(row["narrower"], row["broader"]) for row in table("broader") if row["type"] == kind]


def expectations() -> dict[str, list[tuple[str, str]]]:
    """Type.relation -> (id, id of what it leads to), as the sample's tables say."""
    skills = [(skill_id(a), skill_id(b)) for a, b in pairs("Skill")]
    roles = [(role_id(a), role_id(b)) for a, b in pairs("JobRole")]
    needs = [(role_id(role), skill_id(skill)) for role, own in required().items() for skill in own]
    near = [(skill_id(row["skill"]), skill_id(row["other"])) for row in table("related")]
    return {
        "Skill.broader": skills,
        "Skill.narrower": [(b, a) for a, b in skills],
        "JobRole.broader": roles,
        "JobRole.narrower": [(b, a) for a, b in roles],
        "JobRole.requires": needs,
        "Skill.requiredBy": [(b, a) for a, b in needs],
        "Skill.related": [*near, *((b, a) for a, b in near)],
    }


async def test_each_relation_leads_where_the_tables_say(ask: Asker) -> None:
    for place, expected in expectations().items():
        kind, relation = place.split(".")
        ids = sorted({start for start, _ in expected})[:20]
        found = await ask.data(
            "query ($ids: [ID!]!) { nodes(ids: $ids) { id"
            f" ... on {kind} {{ {relation}(first: 1000) {{ totalCount nodes {{ id }} }} }} }} }}",
            ids=ids,
        )
        rows = {(one["id"], node["id"]) for one in found["nodes"] for node in one[relation]["nodes"]}
        assert rows == {pair for pair in expected if pair[0] in ids}
        assert all(one[relation]["totalCount"] >= 1 for one in found["nodes"])


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(
    "order", ["", "orderBy: [{code: DESC}],", "orderBy: [{requires: {count: DESC}}, {kind: ASC}],"]
)
async def test_pages_follow_each_other_without_gap(ask: Asker, order: str, backwards: bool) -> None:
    expected = {row["uri"] for row in table("occupations") if row["kind"] != "GROUP"}
    size, place = ("last", "before") if backwards else ("first", "after")
    asked = (
        f"query ($place: String) {{ jobRoles({size}: 11, {order} {place}: $place)"
        " { totalCount nodes { uri name } pageInfo"
        " { hasNextPage hasPreviousPage startCursor endCursor } } }"
    )
    found: list[dict[str, Any]] = []
    cursor = None
    for _ in range(len(expected)):
        page = (await ask.data(asked, place=cursor))["jobRoles"]
        found = [*page["nodes"], *found] if backwards else [*found, *page["nodes"]]
        info = page["pageInfo"]
        cursor = info["startCursor" if backwards else "endCursor"]
        if not info["hasPreviousPage" if backwards else "hasNextPage"]:
            break
    assert page["totalCount"] == len(found) == len(expected)
    assert {one["uri"] for one in found} == expected
    if not order:
        assert [one["uri"] for one in found] == sorted(
            expected, key=lambda uri: (fold(names("occupations")[uri]), role_id(uri))
        )


async def test_filters_are_those_of_the_tables(ask: Asker) -> None:
    needs, kinds = required(), {row["uri"]: row["kind"] for row in table("skills")}
    found = await ask.data(
        "query ($uri: String!) {"
        " some: skills(first: 1000, where: {requiredBy: {some: {uri: {eq: $uri}}}})"
        ' { totalCount nodes { uri } aggregate { count groups(by: "kind") { value count } } }'
        " none: skills(first: 0, where: {requiredBy: {none: {uri: {eq: $uri}}}}) { totalCount }"
        " many: jobRoles(first: 1000, where: {requires: {count: {gte: 40}}}) { nodes { uri } }"
        ' either: jobRoles(first: 1000, where: {OR: [{uri: {eq: $uri}}, {name: {startsWith: "nurse"}}]})'
        " { nodes { uri name } }"
        " named: jobRoles(where: {NOT: {uri: {eq: $uri}}}, first: 0) { totalCount } }",
        uri=ASSISTANT,
    )
    expected = set(needs[ASSISTANT])
    assert {one["uri"] for one in found["some"]["nodes"]} == expected
    assert found["some"]["totalCount"] == found["some"]["aggregate"]["count"] == len(expected)
    counts = {one["value"]: one["count"] for one in found["some"]["aggregate"]["groups"]}
    assert counts == {kind: sum(kinds[uri] == kind for uri in expected) for kind in counts}
    skills = [uri for uri, kind in kinds.items() if kind != "GROUP"]
    assert found["none"]["totalCount"] == len(skills) - len(expected)
    roles = {row["uri"]: row["name"] for row in table("occupations") if row["kind"] != "GROUP"}
    assert {one["uri"] for one in found["many"]["nodes"]} == {
        uri for uri in roles if len(needs.get(uri, ())) >= 40
    }
    assert {one["uri"] for one in found["either"]["nodes"]} == {
        uri for uri, name in roles.items() if uri == ASSISTANT or name.startswith("nurse")
    }
    assert found["named"]["totalCount"] == len(roles) - 1


async def test_edges_can_be_chosen_and_counted(ask: Asker) -> None:
    found = (
        await ask.data(
            "query ($uri: String!) { jobRole(uri: $uri) { requires(first: 100,"
            ' where: {edge: {relation: {eq: "ESSENTIAL"}}}) { totalCount edges { relation } }'
            ' all: requires(first: 0) { aggregate { count distinct(of: "id")'
            ' groups(by: "relation") { value count } } } } }',
            uri=ASSISTANT,
        )
    )["jobRole"]
    counts = {one["value"]: one["count"] for one in found["all"]["aggregate"]["groups"]}
    assert found["requires"]["totalCount"] == len(found["requires"]["edges"]) == counts["ESSENTIAL"]
    assert {one["relation"] for one in found["requires"]["edges"]} == {"ESSENTIAL"}
    assert sum(counts.values()) == found["all"]["aggregate"]["count"] == 45


async def test_fragments_aliases_and_directives(ask: Asker) -> None:
    found = await ask.data(
        "query ($id: ID!, $no: Boolean!) { n: node(id: $id) { ...A ... on JobRole { b: name @skip(if: $no)"
        " requires(first: 1) { nodes { ...A } } requires(first: 1) { nodes { kind } } } } }"
        " fragment A on Node { __typename id @include(if: $no) }",
        id=role_id(ASSISTANT),
        no=True,
    )
    (skill,) = found["n"]["requires"]["nodes"]
    assert found["n"] == {
        "__typename": "JobRole",
        "id": role_id(ASSISTANT),
        "requires": {"nodes": [skill]},
    }
    assert set(skill) == {"__typename", "id", "kind"}


async def test_things_of_the_catalogue(ask: Asker) -> None:
    found = await ask.data(
        "query ($id: ID!) { credential(id: $id) { name awardedBy { uri partOf { name }"
        " credentials(first: 0) { totalCount } } teaches { totalCount nodes { taughtBy { nodes { id } } } } }"
        ' framework(name: "esco-sample") { requirementCount jobRoles(first: 0) { totalCount } }'
        " skills(first: 1) { nodes { framework { code } terms { kind text } } } }",
        id=make_id("credential", "https://example.org/health-board/emergencies"),
    )
    assert found["credential"]["awardedBy"]["uri"] == "https://example.org/health-board"
    assert found["credential"]["teaches"]["totalCount"] == 6
    assert found["framework"]["requirementCount"] == len(table("requires"))
    assert found["framework"]["jobRoles"]["totalCount"] == 48
    assert found["skills"]["nodes"][0]["terms"][0]["kind"] == "PREFERRED"


async def test_what_belongs_to_a_credential_is_told_with_it(ask: Asker) -> None:
    """Its offerings, costs, assessments and rules, as the catalogue's file has them, in one statement."""
    read = {
        one.uri: one
        for one in read_catalogue(sample_folder() / "catalogue.yaml")
        if isinstance(one, Credential)
    }
    found = await ask.data(
        "{ credentials(first: 1000) { nodes { uri"
        " offerings { nodes { startsOn participation costs { totalCount } } }"
        " costs { nodes { kind amount currency audience } } assessments { nodes { method passMark } }"
        " entry { kind sentence options { uri } } completion { kind } renewal { kind }"
        " rules { entry { sentence } renewEveryMonths } parts { nodes { uri } }"
        " partOf { edges { depth node { uri } } } providedBy { totalCount } } } }"
    )
    told = {one["uri"]: one for one in found["credentials"]["nodes"]}
    assert set(told) == set(read)
    for uri, credential in read.items():
        one = told[uri]
        starts = [str(offered.starts_on) if offered.starts_on else None for offered in credential.offerings]
        assert Counter(offered["startsOn"] for offered in one["offerings"]["nodes"]) == Counter(starts)
        costs = [(cost.kind, float(cost.amount), cost.currency, cost.audience) for cost in credential.costs]
        assert Counter(tuple(cost.values()) for cost in one["costs"]["nodes"]) == Counter(costs)
        methods = [(part.method, part.pass_mark) for part in credential.assessments]
        assert Counter(tuple(part.values()) for part in one["assessments"]["nodes"]) == Counter(methods)
        for word in ("entry", "completion", "renewal"):
            rule = getattr(credential, word)
            assert (one[word] and one[word]["kind"]) == (rule and rule.kind)
        assert (one["entry"] and one["entry"]["sentence"]) == (
            one["rules"]["entry"] and one["rules"]["entry"]["sentence"]
        )
        assert one["rules"]["renewEveryMonths"] == credential.renew_every_months
        named = set(credential.completion.uris()) & set(read) if credential.completion else set()
        assert named <= {part["uri"] for part in one["parts"]["nodes"]}
        for part in named:
            above = {edge["node"]["uri"]: edge["depth"] for edge in told[part]["partOf"]["edges"]}
            assert above[uri] == 1
    assert any(edge["depth"] == 2 for one in told.values() for edge in one["partOf"]["edges"])


async def test_conditions_of_entry_to_a_job_role(empty_graph: Graph, engine_settings: Settings) -> None:
    """Of two countries, in one of them without options: the graph is written by hand."""
    (made,) = parse(
        "entry",
        """// name: made() write one
// A job role that two countries regulate, in one of them by either of two skills.
CREATE (role:JobRole {id: 'role_1', uri: 'x:1', name: 'electrician', kind: 'OCCUPATION'})
CREATE (role)-[:ENTRY {jurisdiction: 'DE', legalBasis: 'HwO', from: '2004-01-01'}]->
  (:Rule {id: 'rule_1', kind: 'ALL'})
CREATE (role)-[:ENTRY {jurisdiction: 'AT'}]->(any:Rule {id: 'rule_2', kind: 'ANY'})
CREATE (any)-[:OPTION {position: 0}]->(:Skill {id: 'skill_1', uri: 'x:2', name: 'wire it', kind: 'SKILL'})
CREATE (any)-[:OPTION {position: 1}]->(:Skill {id: 'skill_2', uri: 'x:3', name: 'test it', kind: 'SKILL'})
RETURN role.id AS id""",
    )
    await empty_graph.write(made)
    found = await Asker(empty_graph, engine_settings).data(
        '{ jobRole(id: "role_1") { name entry { jurisdiction legalBasis since until'
        " rule { kind options { name label } } } } }"
    )
    austria, germany = found["jobRole"]["entry"]
    assert (austria["jurisdiction"], germany["legalBasis"], germany["since"]) == ("AT", "HwO", "2004-01-01")
    assert [one["name"] for one in austria["rule"]["options"]] == ["wire it", "test it"]
    assert germany["rule"] == {"kind": "ALL", "options": []}


async def test_a_repeated_operation_is_not_translated_again(ask: Asker) -> None:
    asked = "query ($n: Int!) { skills(first: $n) { nodes { id } } }"
    assert len((await ask.data(asked, n=2))["skills"]["nodes"]) == 2
    hits, misses = OPERATIONS.counts.hits, OPERATIONS.counts.misses
    assert len((await ask.data(asked, n=3))["skills"]["nodes"]) == 3
    assert (OPERATIONS.counts.hits, OPERATIONS.counts.misses) == (hits + 1, misses)


async def test_a_question_is_read_once_unless_it_may_hold_what_is_somebodys_own(
    ask: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema.OPERATIONS, "_known", Bounded())  # it may have been asked of the other engine
    read: list[str] = []
    parsing, validating = schema.parse, operations.validate

    def parsed(text: str, **limits: Any) -> Any:
        read.append("parsed")
        return parsing(text, **limits)

    def validated(*given: Any) -> Any:
        read.append("validated")
        return validating(*given)

    for module in (schema, strawberry.schema.schema):
        monkeypatch.setattr(module, "parse", parsed)
    monkeypatch.setattr(operations, "validate", validated)
    monkeypatch.setattr(strawberry.schema.schema, "validate_document", validated)
    kept = (
        "query ($skills: [HeldSkillInput!]!) { roleMatches(profile: {skills: $skills}) { nodes { score } } }"
    )
    spoken = '{ roleMatches(profile: {skills: [{skill: {uri: "x:none"}}]}) { nodes { score } } }'
    for question, times in ((kept, 1), (spoken, 2)):
        read.clear()
        for _ in range(2):
            answer = await ask(question, skills=[{"skill": {"uri": "x:none"}}])
            assert [one["extensions"]["code"] for one in answer["errors"]] == ["SKILL_NOT_FOUND"]
        assert read == ["parsed", "validated"] * times
    for _ in range(2):
        answer = await ask("{ policies { none } }")
        assert "Cannot query field" in answer["errors"][0]["message"]


async def test_a_plan_is_not_used_for_another_property(ask: Asker) -> None:
    asked = "query ($of: String!) { skills(first: 0) { aggregate { distinct(of: $of) } } }"
    kinds = [row["kind"] for row in table("skills") if row["kind"] != "GROUP"]
    for of, expected in (("kind", len(set(kinds))), ("id", len(kinds))):
        found = (await ask.data(asked, of=of))["skills"]["aggregate"]["distinct"]
        assert (of, found) == (of, expected)


async def test_what_compiled_and_ordinary_execution_say_is_the_same(ask: Asker) -> None:
    part = (
        "skills(first: 2) { pageInfo { endCursor } edges { cursor node { name broader(first: 1)"
        ' { totalCount nodes { name } } } } } skill(uri: "x:none") { name }'
    )
    compiled = await ask(f"{{ {part} }}")
    ordinary = await ask(f"{{ {part} policies {{ id }} }}")
    assert ordinary["data"].pop("policies")
    assert ordinary["data"] == compiled["data"]
    for one in (*compiled["errors"], *ordinary["errors"]):
        one.pop("locations")
    assert ordinary["errors"] == compiled["errors"]


HOSTILE = ["'", '"', "`", "\\", "}) DETACH DELETE n //", "$p0", "\u0000", "*/ MATCH (n) //", "x' OR 1=1"]


@pytest.mark.parametrize("text", HOSTILE)
async def test_no_text_of_a_caller_is_cypher(ask: Asker, text: str) -> None:
    mark = f"{text}zq"
    before = len(ask.graph.texts)
    answer = await ask(
        "query ($t: String!, $l: [String!]) { skills(first: 1, where: {name: {contains: $t, in: $l},"
        " requiredBy: {some: {uri: {eq: $t}}}, edge: null}, framework: $t)"
        " { nodes { terms(language: $l) { text } requires: requiredBy(where: {name: {startsWith: $t}})"
        ' { totalCount } } } skill(uri: $t) { name } node(id: "zq") { id } }',
        t=mark,
        l=[mark],
    )
    assert [one["extensions"]["code"] for one in answer["errors"]] == ["SKILL_NOT_FOUND"]
    assert all("zq" not in text for text in ask.graph.texts[before:])


@pytest.mark.parametrize(
    ("query", "code", "says"),
    [
        ("{ skills(first: 1, last: 1) { nodes { id } } }", "BAD_INPUT", "first and last"),
        ("{ skills(last: -1) { nodes { id } } }", "BAD_INPUT", "last is -1"),
        ("{ skills(first: 1001) { totalCount } }", "LIMIT_EXCEEDED", "first is 1001"),
        ("{ skills { nodes { broader(first: 9999) { totalCount } } } }", "LIMIT_EXCEEDED", "first is 9999"),
        ('{ skills(after: "bm9uc2Vuc2U") { nodes { id } } }', "BAD_CURSOR", "skills"),
        ("{ skills(orderBy: [{name: ASC, code: ASC}]) { nodes { id } } }", "BAD_INPUT", "2 keys"),
        ("{ skills(orderBy: [{name: ASC}, {name: DESC}]) { nodes { id } } }", "BAD_INPUT", "name twice"),
        ('{ skills(where: {edge: {level: {eq: "a"}}}) { totalCount } }', "BAD_INPUT", "where.edge"),
        ('{ skills { aggregate { sum(of: "name") } } }', "BAD_INPUT", "of is 'name'"),
        ('{ skills { aggregate { groups(by: "x") { count } } } }', "BAD_INPUT", "by is 'x'"),
        ("{ skills(where: {name: {like: 1}}) { totalCount } }", "GRAPHQL_INVALID", "like"),
    ],
)
async def test_a_wrong_argument_is_named(ask: Asker, query: str, code: str, says: str) -> None:
    (error,) = (await ask(query))["errors"]
    assert error["extensions"]["code"] == code
    assert says in error["message"]
