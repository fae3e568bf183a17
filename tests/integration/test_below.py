"""What is selected below an answer costs one statement, wherever it stands, on both engines."""

import asyncio
from typing import Any

import pytest

from skillsgraph.graph.access import Graph, Row
from skillsgraph.settings import Settings
from skillsgraph.statements import Statement
from tests.integration.test_compiled import ASSISTANT, Asker, Counting
from tests.support.sample import names

LISTENING = "http://data.europa.eu/esco/skill/634865e0-2ec2-4b7f-bb7f-c196637f0f7b"
VISITS = "https://example.org/welcome-table/home-visits"


@pytest.fixture
async def ask(sample_graph: Graph, engine_settings: Settings) -> Asker:
    return Asker(
        sample_graph, engine_settings.model_copy(update={"deadline_seconds": 60.0, "cost_with_key": 10**7})
    )


def gap(below: str) -> str:
    return (
        f'{{ skillGap(profile: {{skills: [{{skill: {{uri: "{LISTENING}"}}}}],'
        f' credentials: [{{credential: {{uri: "{VISITS}"}}}}]}}, target: {{role: {{uri: "{ASSISTANT}"}}}}) {{'
        f" readiness requirements {{ status {below} }} {'role { ...R }' if below else ''} }} }}"
    )


ROLE = " fragment R on JobRole { uri name narrower(first: 1) { totalCount } }"
SKILL = "skill { uri name broader(first: 2) { nodes { name } } requiredBy(first: 0) { totalCount } }"
PROOF = (
    "evidence { skill { id name } credential { name awardedBy { name } teaches(first: 1) { nodes { id } } } }"
)


async def asked(ask: Asker, query: str) -> tuple[dict[str, Any], int]:
    before = len(ask.graph.texts)
    answer = await ask(query)
    assert "errors" not in answer, answer["errors"]
    return answer["data"], len(ask.graph.texts) - before


async def test_all_that_stands_below_an_answer_is_one_statement_more(ask: Asker) -> None:
    _, alone = await asked(ask, gap(""))
    data, count = await asked(ask, gap(f"{SKILL} {PROOF}") + ROLE)
    assert count == alone + 1
    found = data["skillGap"]
    assert found["role"]["uri"] == ASSISTANT
    assert len(found["requirements"]) > 10
    known = names("skills")
    for one in found["requirements"]:
        assert known[one["skill"]["uri"]] == one["skill"]["name"]
        assert one["skill"]["requiredBy"]["totalCount"] >= 1
    proven = [one["evidence"]["credential"] for one in found["requirements"] if one["evidence"]]
    assert any(one and one["awardedBy"]["name"] for one in proven)


async def test_nothing_goes_on_for_a_client_that_has_gone(ask: Asker) -> None:
    graph = ask.graph = _Halting(ask.graph.graph)
    asking = asyncio.create_task(ask(gap(SKILL) + ROLE))
    await asyncio.wait_for(graph.halted.wait(), 60)
    asking.cancel()
    await asyncio.wait([asking])
    await asyncio.wait_for(graph.ended.wait(), 60)


class _Halting(Counting):
    """Stands still at what is asked below an answer, until that is ended."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph)
        self.halted, self.ended = asyncio.Event(), asyncio.Event()

    async def read(self, statement: Statement, **parameters: Any) -> list[Row]:
        if statement.name != "compiled":
            return await super().read(statement, **parameters)
        self.halted.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.ended.set()
        return []


async def test_it_is_what_the_thing_itself_says(ask: Asker) -> None:
    data, _ = await asked(ask, gap(SKILL) + ROLE)
    for one in data["skillGap"]["requirements"][:3]:
        alone = await ask.data(
            f"{{ {SKILL.replace('skill', 'skill(uri: $uri)', 1)} }}".replace(
                "$uri", f'"{one["skill"]["uri"]}"'
            )
        )
        assert alone["skill"] == one["skill"]


async def test_a_fault_in_one_place_is_told_there_alone(ask: Asker) -> None:
    answer = await ask(
        gap("skill { name broader(first: 9999) { totalCount } } evidence { skill { name } }") + ROLE
    )
    assert {one["extensions"]["code"] for one in answer["errors"]} == {"LIMIT_EXCEEDED"}
    assert all("first is 9999" in one["message"] for one in answer["errors"])


async def test_what_is_not_compiled_is_one_statement_a_place(ask: Asker) -> None:
    data, count = await asked(
        ask, gap("skill { name levels { name } broader(first: 1) { nodes { name } } }") + ROLE
    )
    _, alone = await asked(ask, gap(""))
    assert data["skillGap"]["requirements"][0]["skill"]["levels"] == []
    assert count == alone + 3
