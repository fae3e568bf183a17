"""A link from its making to its end, over HTTP."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from skillsgraph.graph.access import Graph
from skillsgraph.settings import Role, Settings
from tests.integration.test_people import NURSE, key
from tests.support.client import KEYS, Client, client_of

MAKE = """mutation ($id: ID!, $awards: [ID!]!, $until: Date!) { createShareLink(learner: $id,
  input: {awards: $awards, until: $until, fields: [SKILLS]}) { url link { id uses } } }"""


@pytest.fixture
async def client(sample_graph: Graph, engine_settings: Settings) -> AsyncIterator[Client]:
    keys = (*KEYS, key("nurse", Role.LEARNER, learner=NURSE))
    async with client_of(engine_settings, api_keys=keys) as opened:
        yield opened


async def test_a_link_for_people_and_programs(client: Client) -> None:
    awards = "query ($id: ID!) { learner(id: $id) { awards { nodes { id name } } } }"
    nodes = (await client.data(awards, key="nurse", id=NURSE))["learner"]["awards"]["nodes"]
    until = (datetime.now(UTC) + timedelta(days=7)).date().isoformat()
    ids = [one["id"] for one in nodes]
    made = (await client.data(MAKE, key="nurse", id=NURSE, awards=ids, until=until))["createShareLink"]
    path = "/share/" + made["url"].rpartition("/")[2]

    page = await client.http.get(path, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert "noindex" in page.headers["x-robots-tag"]
    assert "script-src" not in page.headers["content-security-policy"]
    assert all(one["name"] in page.text for one in nodes)
    assert NURSE not in page.text
    data = await client.http.get(path, headers={"accept": "application/json"})
    assert [one["name"] for one in data.json()["awards"]] == [one["name"] for one in nodes]
    assert data.json()["label"] is None
    assert (await client.http.get(path, headers={"accept": "image/png"})).status_code == 406

    links = "query ($id: ID!) { shareLinks(learner: $id) { id uses lastUsedAt } }"
    (link,) = (await client.data(links, key="nurse", id=NURSE))["shareLinks"]
    assert (link["id"], link["uses"]) == (made["link"]["id"], 2)
    end = "mutation ($id: ID!, $link: ID!) { withdrawShareLink(learner: $id, link: $link) { withdrawnAt } }"
    await client.data(end, key="nurse", id=NURSE, link=link["id"])
    for accept, status in (("text/html", 404), ("application/json", 404)):
        gone = await client.http.get(path, headers={"accept": accept})
        assert (gone.status_code, gone.headers["x-robots-tag"][:7]) == (status, "noindex")
    style = await client.http.get("/static/share.css")
    assert style.status_code == 200
