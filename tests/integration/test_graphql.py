"""Questions and answers through the whole application, on both engines, over the sample."""

from collections.abc import AsyncIterator

import pytest

from skillsgraph.graph.access import Graph
from skillsgraph.settings import Settings
from tests.support.client import ADMIN_KEY, READER_KEY, Client, client_of

NEEDS = "http://data.europa.eu/esco/skill/634865e0-2ec2-4b7f-bb7f-c196637f0f7b"
ASSISTANT = "http://data.europa.eu/esco/occupation/d38c2107-98f2-47b7-8bb4-f69750d51082"
NURSE = "http://data.europa.eu/esco/occupation/8d3e8aaa-791b-4c75-a465-f3f827028f50"
PROFILE = f'{{skills: [{{skill: {{uri: "{NEEDS}"}}}}]}}'
TARGET = f'{{role: {{uri: "{ASSISTANT}"}}}}'


@pytest.fixture
async def client(sample_graph: Graph, engine_settings: Settings) -> AsyncIterator[Client]:
    async with client_of(engine_settings) as opened:
        yield opened


# Lookups and lists ------------------------------------------------------------------------------------


async def test_a_concept_is_found_by_each_of_its_names(client: Client) -> None:
    by_uri = (await client.data(f'{{ jobRole(uri: "{ASSISTANT}") {{ id name code }} }}'))["jobRole"]
    assert by_uri["name"] == "healthcare assistant"
    by_id = await client.data("query ($id: ID!) { jobRole(id: $id) { name } }", id=by_uri["id"])
    by_code = await client.data(
        'query ($code: String!) { jobRole(code: $code, framework: "esco-sample") { name } }',
        code=by_uri["code"],
    )
    assert by_id["jobRole"]["name"] == by_code["jobRole"]["name"] == "healthcare assistant"


async def test_pages_give_every_item_once_and_in_order(client: Client) -> None:
    names, after = [], None
    while True:
        page = (
            await client.data(
                "query ($after: String) { jobRoles(first: 7, after: $after)"
                " { totalCount nodes { name } pageInfo { hasNextPage endCursor } } }",
                after=after,
            )
        )["jobRoles"]
        names += [node["name"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert len(names) == len(set(names)) == page["totalCount"] == 48
    assert names == sorted(names, key=str.casefold)


async def test_groups_come_only_when_asked_for(client: Client) -> None:
    found = await client.data(
        "{ plain: skills(first: 0) { totalCount }"
        " groups: skills(first: 3, where: {kind: {in: [GROUP]}}) { totalCount nodes { kind } } }"
    )
    assert {node["kind"] for node in found["groups"]["nodes"]} == {"GROUP"}
    assert found["plain"]["totalCount"] + found["groups"]["totalCount"] == 2041


async def test_relations_lead_both_ways(client: Client) -> None:
    role = (
        await client.data(
            "query ($uri: String!)"
            " { jobRole(uri: $uri) { requires(first: 100) { edges { relation node { id } } } } }",
            uri=ASSISTANT,
        )
    )["jobRole"]
    edges = role["requires"]["edges"]
    assert {edge["relation"] for edge in edges} == {"ESSENTIAL", "OPTIONAL"}
    assert len(edges) == 45
    back = await client.data(
        "query ($id: ID!) { skill(id: $id) { requiredBy(first: 50) { nodes { uri } } framework { code } } }",
        id=edges[0]["node"]["id"],
    )
    assert ASSISTANT in [node["uri"] for node in back["skill"]["requiredBy"]["nodes"]]
    assert back["skill"]["framework"]["code"] == "esco-sample"


async def test_search_and_suggest_find_by_the_beginning_of_a_word(client: Client) -> None:
    found = await client.data(
        '{ search(text: "nurse") { nodes { score label concept { ... on JobRole { name } } } }'
        ' suggest(text: "nur", kinds: [JOB_ROLE], first: 5) { label } }'
    )
    assert found["search"]["nodes"][0]["concept"]["name"].startswith("nurse")
    assert found["suggest"]
    assert all("nur" in one["label"].lower() for one in found["suggest"])


# Answers ----------------------------------------------------------------------------------------------


async def test_a_gap_says_of_each_requirement_why(client: Client) -> None:
    gap = (
        await client.data(
            f"{{ skillGap(profile: {PROFILE}, target: {TARGET}) {{ readiness coverageClaimed policy"
            " role { name } requirements { status reasons claimed skill { uri name } explanation } } }"
        )
    )["skillGap"]
    met = [one for one in gap["requirements"] if one["status"] == "MET"]
    assert [one["skill"]["uri"] for one in met] == [NEEDS]
    assert met[0]["reasons"] == ["HELD", "UNPROVEN"]
    assert met[0]["explanation"].startswith("The profile states “older adults' needs”.")
    assert len(gap["requirements"]) == 45
    assert 0 < gap["readiness"] < 0.1


async def test_a_former_role_counts_by_its_essential_skills(client: Client) -> None:
    profile = f'{{experience: [{{role: {{uri: "{ASSISTANT}"}}, years: 3}}]}}'
    gaps = await client.data(
        "{"
        + "".join(
            f'{policy}: skillGap(profile: {profile}, target: {TARGET}, policy: "{policy}")'
            " { policy readiness meetsAllEssential"
            " requirements { relation status evidence { role { name } } } } "
            for policy in ("guidance", "recruitment")
        )
        + "}"
    )
    guidance, recruitment = gaps["guidance"], gaps["recruitment"]
    assert (guidance["policy"], recruitment["policy"]) == ("guidance-3", "recruitment-3")
    assert (guidance["meetsAllEssential"], recruitment["meetsAllEssential"]) == (True, False)
    assert guidance["readiness"] > recruitment["readiness"] > 0
    for one in guidance["requirements"]:
        if one["relation"] == "ESSENTIAL":
            assert one["status"] == "MET"
            assert one["evidence"]["role"]["name"] == "healthcare assistant"


async def test_a_regulated_profession_is_said_to_be_one(client: Client) -> None:
    aim = "{role: {uri: $uri}}"
    ask = f"query ($uri: String!) {{ skillGap(profile: {PROFILE}, target: {aim}) {{ notes }} }}"
    for uri, told in ((NURSE, "“nurse responsible for general care” is a regulated"), (ASSISTANT, None)):
        notes = (await client.data(ask, uri=uri))["skillGap"]["notes"]
        assert [one.startswith(told) for one in notes if told] == ([True] if told else [])
        assert bool(notes) == bool(told)


async def test_policies_can_be_read_with_their_sources(client: Client) -> None:
    found = (await client.data("{ policies { id version figure numbers { name value source } } }"))[
        "policies"
    ]
    assert [one["id"] for one in found] == ["guidance", "recruitment", "admission"]
    assert all(number["source"] for one in found for number in one["numbers"])
    numbers = {number["name"]: number["value"] for number in found[0]["numbers"]}
    assert numbers["mapping.NARROWER"] == 0.5


async def test_roles_and_credentials_are_ranked_and_explained(client: Client) -> None:
    found = await client.data(
        f"{{ roleMatches(profile: {PROFILE}, first: 3) {{ nodes {{ role {{ name }} score explanation }} }}"
        f" credentialMatches(profile: {PROFILE}, target: {TARGET}, first: 3)"
        " { nodes { score credential { name } explanation } } }"
    )
    for matches in found.values():
        scores = [one["score"] for one in matches["nodes"]]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) == 3
        assert all(one["explanation"] for one in matches["nodes"])
    assert found["roleMatches"]["nodes"][0]["role"]["name"] == "home care aide"


async def test_similar_roles_are_near_both_ways(client: Client) -> None:
    ask = (
        "query ($uri: String!) { similarRoles(role: {uri: $uri}, first: 47)"
        " { nodes { score role { uri name } explanation } } }"
    )
    found = (await client.data(ask, uri=ASSISTANT))["similarRoles"]["nodes"]
    scores = [one["score"] for one in found]
    assert scores == sorted(scores, reverse=True)
    assert ASSISTANT not in [one["role"]["uri"] for one in found]
    assert found[0]["role"]["name"] == "nurse assistant"
    back = (await client.data(ask, uri=found[0]["role"]["uri"]))["similarRoles"]["nodes"]
    assert {one["score"] for one in back if one["role"]["uri"] == ASSISTANT} == {scores[0]}
    assert await client.code(ask, uri="x:none") == "JOB_ROLE_NOT_FOUND"


async def test_a_page_of_a_ranking_goes_on_where_the_last_one_ended(client: Client) -> None:
    ask = (
        "query ($first: Int!, $after: String)"
        f" {{ roleMatches(profile: {PROFILE}, first: $first, after: $after)"
        " { nodes { role { id } } pageInfo { endCursor } } }"
    )
    whole = (await client.data(ask, first=4))["roleMatches"]["nodes"]
    begin = (await client.data(ask, first=2))["roleMatches"]
    rest = (await client.data(ask, first=2, after=begin["pageInfo"]["endCursor"]))["roleMatches"]
    assert begin["nodes"] + rest["nodes"] == whole


# What is refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ nothing }", "GRAPHQL_INVALID"),
        ("{ skills(first: 1) { nodes { name }", "GRAPHQL_INVALID"),
        ('{ skills(first: "one") { nodes { name } } }', "GRAPHQL_INVALID"),
        (
            "query A { frameworks { nodes { id } } } query B { frameworks { nodes { id } } }",
            "GRAPHQL_INVALID",
        ),
        ("{ skills(first: 101) { nodes { name } } }", "LIMIT_EXCEEDED"),
        ("{ skills(first: -1) { nodes { name } } }", "BAD_INPUT"),
        ('{ skills(after: "bm9uc2Vuc2U") { nodes { name } } }', "BAD_CURSOR"),
        ('{ skill(uri: "http://example.org/none") { name } }', "SKILL_NOT_FOUND"),
        ('{ jobRole(uri: "http://example.org/none") { name } }', "JOB_ROLE_NOT_FOUND"),
        ('{ credential(uri: "http://example.org/none") { name } }', "CREDENTIAL_NOT_FOUND"),
        ('{ framework(name: "none") { name } }', "FRAMEWORK_NOT_FOUND"),
        (
            f'{{ skillGap(profile: {PROFILE}, target: {TARGET}, policy: "none") {{ readiness }} }}',
            "POLICY_NOT_FOUND",
        ),
        ("{ skill { name } }", "BAD_INPUT"),
        ('{ skill(code: "1") { name } }', "BAD_INPUT"),
        (f"{{ skillGap(profile: {{}}, target: {TARGET}) {{ readiness }} }}", "EMPTY_PROFILE"),
        (f"{{ skillGap(profile: {PROFILE}, target: {{}}) {{ readiness }} }}", "BAD_INPUT"),
        (f"{{ skillGap(profile: {PROFILE}) {{ readiness }} }}", "GRAPHQL_INVALID"),
        (
            '{ skillGap(profile: {skills: [{skill: {uri: "x:y"}}]},'
            f" target: {TARGET}) {{ readiness }} }}",
            "SKILL_NOT_FOUND",
        ),
        (f"{{ a {'{ b ' * 300} {'}' * 300} }}", "LIMIT_EXCEEDED"),
    ],
)
async def test_a_question_that_cannot_be_answered_has_a_code(client: Client, query: str, code: str) -> None:
    assert await client.code(query) == code


async def test_an_unknown_uri_is_told_back(client: Client) -> None:
    answer = await client.ask('{ skill(uri: "http://example.org/none") { name } }')
    assert answer["errors"][0]["extensions"]["details"] == {"value": "http://example.org/none"}


# Who may write ----------------------------------------------------------------------------------------

UPSERT = """
mutation ($input: CredentialInput!) {
  upsertCredential(input: $input) {
    created credential { name awardedBy { name } teaches { nodes { uri } } preparesFor { nodes { uri } } }
  }
}
"""
BADGE = {
    "uri": "https://example.org/test/badge",
    "name": "A badge of a test",
    "kind": "BADGE",
    "awardedBy": {"uri": "https://example.org/test", "name": "A test", "kind": "COMPANY"},
    "teaches": [{"uri": NEEDS}],
    "preparesFor": [ASSISTANT],
}
COUNT = "{ credentials(first: 0) { totalCount } }"


async def test_only_an_admin_may_write(client: Client, graph: Graph) -> None:
    before = (await client.data(COUNT))["credentials"]["totalCount"]
    assert await client.code(UPSERT, input=BADGE) == "UNAUTHENTICATED"
    assert await client.code(UPSERT, key=READER_KEY, input=BADGE) == "FORBIDDEN"
    assert (await client.data(COUNT))["credentials"]["totalCount"] == before
    first = (await client.data(UPSERT, key=ADMIN_KEY, input=BADGE))["upsertCredential"]
    again = (await client.data(UPSERT, key=ADMIN_KEY, input=BADGE))["upsertCredential"]
    assert (first["created"], again["created"]) == (True, False)
    assert first["credential"] == again["credential"]
    assert first["credential"]["teaches"]["nodes"] == [{"uri": NEEDS}]
    assert first["credential"]["preparesFor"]["nodes"] == [{"uri": ASSISTANT}]
    assert (await client.data(COUNT))["credentials"]["totalCount"] == before + 1
    forget(graph)


async def test_a_refused_write_leaves_nothing(client: Client) -> None:
    before = (await client.data(COUNT))["credentials"]["totalCount"]
    wrong = BADGE | {"uri": "https://example.org/test/other", "teaches": [{"uri": "x:none"}]}
    assert await client.code(UPSERT, key=ADMIN_KEY, input=wrong) == "SKILL_NOT_FOUND"
    assert (await client.data(COUNT))["credentials"]["totalCount"] == before


async def test_a_server_may_ask_everybody_for_a_key(sample_graph: Graph, engine_settings: Settings) -> None:
    async with client_of(engine_settings, anonymous_reads=False) as client:
        assert await client.code(COUNT) == "UNAUTHENTICATED"
        assert (await client.data(COUNT, key=READER_KEY))["credentials"]["totalCount"] > 70


def forget(graph: Graph) -> None:
    """The graph no longer holds the sample alone."""
    from tests import conftest

    conftest._HOLDS.pop(graph, None)


RULES = """
query ($id: ID) {
  credential(id: $id) {
    rules { completion { sentence kind options { name } rules { place kind count min unit minLevel } } }
  }
}
"""


async def test_rules_are_written_by_a_mutation_and_told_back(client: Client, graph: Graph) -> None:
    skills = [{"uri": one["uri"]} for one in BADGE["teaches"]]
    completion = {
        "kind": "ALL",
        "options": [
            {"rule": {"kind": "ANY", "options": skills}},
            {"rule": {"kind": "CREDITS", "min": 20, "unit": "ECTS", "minLevel": 6}},
        ],
    }
    award = BADGE | {"uri": f"{BADGE['uri']}/award", "name": "An award", "completion": completion}
    asked = "mutation ($input: CredentialInput!) { upsertCredential(input: $input) { credential { id } } }"
    done = await client.data(asked, key=ADMIN_KEY, input=award)
    found = await client.data(RULES, id=done["upsertCredential"]["credential"]["id"])
    told = found["credential"]["rules"]["completion"]
    assert told["sentence"].endswith("at least 20 ECTS at level 6 or above")
    assert told["rules"][1] == {
        "place": "completion.options[1]",
        "kind": "CREDITS",
        "count": None,
        "min": 20,
        "unit": "ECTS",
        "minLevel": 6,
    }
    wrong = award | {"completion": {"kind": "AT_LEAST", "options": skills}}
    error = (await client.ask(asked, key=ADMIN_KEY, input=wrong))["errors"][0]
    assert error["extensions"]["code"] == "BAD_INPUT"
    assert "completion.count" in error["message"]
    forget(graph)
