"""Figures about many, for those whose work they are, and told so that nobody is told apart."""

from typing import Any

import pytest

from skillsgraph.api.context import Caller, Context
from skillsgraph.api.schema import run
from skillsgraph.graph.access import Graph
from skillsgraph.settings import Role, Settings
from skillsgraph.statements import parse

_ASKED = """{
  credentialImpact(credential: {id: "credential_1"}) { holders opened onlyHere { name } }
  skillSupplyDemand(framework: "x") { nodes { skill { name } holders credentials } }
  frameworkCoverage(framework: "x") { whole { skills share } groups { nodes { group { name } skills } } }
}"""
(_MADE,) = parse(
    "overview",
    """// name: made(holders) write one
// A skill that one credential teaches, and people who have earned it, one of whom no longer holds it.
CREATE (f:Framework {id: 'framework_1', uri: 'x:f', code: 'x', version: '1', active: true})
CREATE (s:Skill {id: 'skill_1', uri: 'x:s', name: 'weld', sortName: 'weld', kind: 'SKILL'})
CREATE (s)-[:IN_FRAMEWORK]->(f)
CREATE (c:Credential {id: 'credential_1', uri: 'x:c', name: 'Welder', kind: 'BADGE', status: 'ACTIVE'})
CREATE (c)-[:TEACHES]->(s)
WITH c
UNWIND range(0, $holders) AS i
CREATE (:Learner {id: 'learner_' + toString(i)})-[:EARNED]->(:Award
  {id: 'award_' + toString(i), status: CASE i WHEN 0 THEN 'REVOKED' ELSE 'VALID' END})-[:OF]->(c)
RETURN count(*) AS made""",
)


async def ask(graph: Graph, settings: Settings, role: Role) -> dict[str, Any]:
    answer = await run(_ASKED, Context(graph, settings, Caller("somebody", role)))
    assert "errors" not in answer, answer["errors"]
    found: dict[str, Any] = answer["data"]
    return found


@pytest.mark.parametrize(("holders", "told"), [(4, None), (8, 5)])
async def test_few_people_are_not_counted(
    empty_graph: Graph, engine_settings: Settings, holders: int, told: int | None
) -> None:
    await empty_graph.write(_MADE, holders=holders)
    for role, expected in ((Role.READER, None), (Role.ANALYST, told), (Role.UNIVERSITY, told)):
        found = await ask(empty_graph, engine_settings, role)
        assert found["credentialImpact"] == {"holders": expected, "opened": 0, "onlyHere": [{"name": "weld"}]}
        (skill,) = found["skillSupplyDemand"]["nodes"]
        assert skill == {"skill": {"name": "weld"}, "holders": expected, "credentials": 1}
        assert found["frameworkCoverage"]["whole"] == {"skills": 1, "share": 1.0}
        assert found["frameworkCoverage"]["groups"]["nodes"] == [{"group": None, "skills": 1}]
