"""Conditions of entry to job roles are written whole for a place, on both engines."""

from datetime import date

import pytest

from skillsgraph.catalogue import upsert_catalogue
from skillsgraph.entry_conditions import practised_roles, read_entry_conditions, replace_entry_conditions
from skillsgraph.errors import JobRoleNotFound, NotFound
from skillsgraph.frameworks.contract import Options
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import ingest
from skillsgraph.model.credentials import (
    Credential,
    CredentialKind,
    EntryCondition,
    Organization,
    OrganizationKind,
    Rule,
    RuleKind,
)
from skillsgraph.model.frameworks import JobRole, JobRoleKind
from skillsgraph.settings import Settings
from skillsgraph.statements import parse
from tests.support.client import ADMIN_KEY, READER_KEY, client_of
from tests.support.frameworks import HERE, Listed, small

STATEMENTS = ["removeEntryConditions", "addEntryCondition", "entryConditions", "rolesWithEntryConditions"]
BOARD = Organization("https://example.org/board", "Board", OrganizationKind.PUBLIC_BODY)
LICENCE = Credential("https://example.org/licence", "Licence", CredentialKind.LICENCE, BOARD.uri)
(RULES,) = parse(
    "test",
    """// name: countRules() read one
// How many rules there are.
MATCH (n:Rule)
RETURN count(n) AS rules""",
)
SET = """mutation ($role: String!, $place: String!, $conditions: [EntryConditionInput!]!) {
  setEntryConditions(jobRole: $role, jurisdiction: $place, conditions: $conditions) {
    uri entry { jurisdiction legalBasis since until rule { sentence } } } }"""


def condition(place: str, rule: Rule, **others: object) -> EntryCondition:
    return EntryCondition("r:dev", place, rule, **others)  # type: ignore[arg-type]


HELD = Rule(RuleKind.ALL, (LICENCE.uri,))
EITHER = Rule(RuleKind.ANY, (LICENCE.uri, Rule(RuleKind.ALL, ("s:python", "s:code"))))


@pytest.fixture
async def filled(empty_graph: Graph) -> Graph:
    more = [JobRole(f"r:{name}", name, JobRoleKind.OCCUPATION) for name in ("cook", "idle")]
    await ingest(empty_graph, Listed([*small(), *more]), HERE, Options())
    await upsert_catalogue(empty_graph, [BOARD, LICENCE])
    return empty_graph


async def test_the_conditions_of_a_place_are_replaced_and_taken_away(filled: Graph) -> None:
    france = condition("FR", HELD)
    first = [condition("DE", HELD, legal_basis="An act", since=date(2020, 1, 1)), condition("DE", EITHER)]
    for _ in range(2):  # twice is once
        await replace_entry_conditions(filled, "r:dev", "DE", first)
        await replace_entry_conditions(filled, "r:dev", "FR", [france])
    found = await read_entry_conditions(filled)
    assert sorted(map(repr, found)) == sorted(map(repr, [*first, france]))
    assert (await filled.read(RULES))[0]["rules"] == 4
    await replace_entry_conditions(filled, "r:dev", "DE", [])
    assert await read_entry_conditions(filled) == [france]
    assert (await filled.read(RULES))[0]["rules"] == 1
    with pytest.raises(NotFound):
        await replace_entry_conditions(filled, "r:dev", "FR", [condition("FR", Rule(RuleKind.ALL, ("x",)))])
    with pytest.raises(JobRoleNotFound):
        await replace_entry_conditions(filled, "r:none", "FR", [])
    assert await practised_roles(filled, ["r:dev", "r:none"]) == {"r:dev"}
    # An import that no longer has the job role leaves it there: somebody has said something of it.
    one = EntryCondition("r:cook", "FR", HELD)
    await replace_entry_conditions(filled, "r:cook", "FR", [one])
    await ingest(filled, Listed(small()), HERE, Options())
    assert await practised_roles(filled, ["r:cook", "r:idle"]) == {"r:cook"}
    assert await read_entry_conditions(filled) == [one, france]


async def test_an_administrator_sets_them(filled: Graph, engine_settings: Settings) -> None:
    rule = {"kind": "ALL", "options": [{"uri": LICENCE.uri}]}
    asked = {"role": "r:dev", "place": "DE", "conditions": [{"rule": rule, "since": "2026-01-01"}]}
    async with client_of(engine_settings) as client:
        assert await client.code(SET, **asked) == "UNAUTHENTICATED"
        assert await client.code(SET, key=READER_KEY, **asked) == "FORBIDDEN"
        told = (await client.data(SET, key=ADMIN_KEY, **asked))["setEntryConditions"]
        (entry,) = told["entry"]
        assert (entry["jurisdiction"], entry["since"], entry["until"]) == ("DE", "2026-01-01", None)
        assert "Licence" in entry["rule"]["sentence"]
        own = {**rule, "ownOnly": True}
        assert (
            await client.code(SET, key=ADMIN_KEY, **{**asked, "conditions": [{"rule": own}]}) == "BAD_INPUT"
        )
        assert await client.code(SET, key=ADMIN_KEY, **{**asked, "place": "Bavaria"}) == "BAD_INPUT"
        assert await client.code(SET, key=ADMIN_KEY, **{**asked, "role": "r:none"}) == "JOB_ROLE_NOT_FOUND"
        assert await client.code(SET, key=ADMIN_KEY, **{**asked, "role": "r:group"}) == "JOB_ROLE_NOT_FOUND"
