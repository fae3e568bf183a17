"""The examples of `docs/answers.md` run, and answer what the page has computed by hand, on both engines."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.graph.access import Graph
from skillsgraph.settings import Settings
from tests.support.client import ADMIN_KEY, Client, client_of

PAGE = (Path(__file__).parents[2] / "docs" / "answers.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```graphql\n(.*?)```\n(?:\n```json\n(.*?)```)?", PAGE, re.DOTALL)
TEAM = "http://data.europa.eu/esco/skill/8c8da904-cdb3-47d9-bfbf-15ade747d9ec"
BARISTA = "http://data.europa.eu/esco/occupation/bf7d8b16-4e2c-48ef-b44e-dc25b2d0ab61"


@pytest.fixture
async def client(sample_graph: Graph, engine_settings: Settings) -> AsyncIterator[Client]:
    async with client_of(engine_settings) as opened:
        yield opened


async def test_every_example_answers_what_the_page_says(client: Client) -> None:
    """Figures on the page are rounded to four digits."""
    assert sum(bool(expected) for _, expected in BLOCKS) >= 4
    asked = {word for question, _ in BLOCKS for word in re.findall(r"^\s+(?:\w+: )?(\w+)\(", question, re.M)}
    assert asked >= {
        *("skillGap", "credentialMatches", "roleMatches", "learnerMatches", "similarRoles"),
        *("extractSkills", "skillGaps", "roleMatchesOfEach"),
    }
    for question, expected in BLOCKS:
        found = await client.data(question, key=ADMIN_KEY)
        assert all(found.values()), question
        if expected:
            assert near(found, json.loads(expected)), (question, found)


def near(found: Any, expected: Any) -> bool:
    """Whether two answers are the same but for the digits that the page leaves out."""
    if isinstance(expected, dict):
        return found.keys() == expected.keys() and all(near(found[key], expected[key]) for key in expected)
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(near, found, expected))
    if isinstance(expected, int | float) and not isinstance(expected, bool):
        return abs(found - expected) <= _ROUNDED
    return bool(found == expected)


_ROUNDED = 0.00006


async def test_many_are_answered_as_each_is_by_itself(client: Client) -> None:
    people = [
        {"skills": [{"skill": {"uri": TEAM}}]},
        {"credentials": [{"credential": {"uri": "https://example.org/open-ladle/barista"}}]},
        {"experience": [{"role": {"uri": BARISTA}, "years": 2}]},
    ]
    gap = "{ readiness notes requirements { status claimed proven path skill { id } explanation } }"
    role = "{ role { id } score explanation }"
    head = "query ($p: [ProfileInput!], $one: ProfileInput, $t: TargetInput!)"
    both = (
        f"{head} {{ skillGaps(profiles: $p, target: $t) {gap} skillGap(profile: $one, target: $t) {gap}"
        f" roleMatchesOfEach(profiles: $p, first: 3) {role}"
        f" roleMatches(profile: $one, first: 3) {{ nodes {role} }} }}"
    )
    target = {"role": {"uri": BARISTA}}
    for place, one in enumerate(people):
        found = await client.data(both, key=ADMIN_KEY, p=people, one=one, t=target)
        assert found["skillGaps"][place] == found["skillGap"]
        assert found["roleMatchesOfEach"][place] == found["roleMatches"]["nodes"]
    learners = await client.data("{ learners(first: 3) { nodes { id } } }", key=ADMIN_KEY)
    ids = [one["id"] for one in learners["learners"]["nodes"]]
    ask = (
        "query ($l: [ID!], $p: [ProfileInput!]) { skillGaps(learners: $l, profiles: $p, target:"
        f' {{role: {{uri: "{BARISTA}"}}}}) {{ readiness }} }}'
    )
    stored = (await client.data(ask, key=ADMIN_KEY, l=[*ids, ids[0]]))["skillGaps"]
    assert len(stored) == 4
    assert stored[0] == stored[3]
    assert await client.code(ask, l=ids) == "UNAUTHENTICATED"
    assert await client.code(ask, key=ADMIN_KEY, l=[*ids, "learner_none"]) == "LEARNER_NOT_FOUND"
    assert await client.code(ask, key=ADMIN_KEY) == "BAD_INPUT"
    assert await client.code(ask, key=ADMIN_KEY, p=[people[0], {}]) == "EMPTY_PROFILE"
    assert await client.code(ask, p=[people[0]] * 101) == "LIMIT_EXCEEDED"
