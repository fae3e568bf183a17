"""Verification through the whole application."""

import base64
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.graph.access import Graph
from skillsgraph.settings import Settings
from tests.support.client import Client, client_of

QUESTION = """query ($credential: String, $image: String, $recipients: [String!]) {
  verifyCredential(
    credential: $credential, image: $image, recipients: $recipients, asOf: "2026-11-23T00:00:00Z"
  ) { outcome credentialId issuer checks { code result message } members { outcome } }
}"""


@pytest.fixture
async def client(sample_graph: Graph, engine_settings: Settings, test_data: Any) -> AsyncIterator[Client]:
    folder = test_data("openbadges/contexts")
    async with client_of(engine_settings.model_copy(update={"contexts_dir": folder})) as opened:
        yield opened


def _attack(test_data: Any, name: str) -> Path:
    path: Path = test_data(f"openbadges/vectors/attacks/{name}")
    return path


async def test_a_badge_is_verified_from_its_json_and_from_its_image(client: Client, test_data: Any) -> None:
    text = _attack(test_data, "valid-eddsa-rdfc-2022.json").read_text()
    found = (await client.data(QUESTION, credential=text))["verifyCredential"]
    assert (found["outcome"], found["issuer"]) == ("VERIFIED", json.loads(text)["issuer"]["id"])
    image = base64.b64encode(_attack(test_data, "baked-json.png").read_bytes()).decode()
    assert (await client.data(QUESTION, image=image))["verifyCredential"]["outcome"] == "VERIFIED"


async def test_a_false_badge_is_told_with_its_reason(client: Client, test_data: Any) -> None:
    text = _attack(test_data, "tampered-alignment-url.json").read_text()
    found = (await client.data(QUESTION, credential=text))["verifyCredential"]
    assert found["outcome"] == "INVALID"
    assert {"proof_invalid"} == {one["code"] for one in found["checks"] if one["result"] == "FAILED"}


async def test_a_badge_of_somebody_else_is_not_verified(client: Client, test_data: Any) -> None:
    text = _attack(test_data, "recipient-hashed-email.json").read_text()
    for name, outcome in (("a@example.com", "VERIFIED"), ("b@example.com", "INVALID")):
        found = await client.data(QUESTION, credential=text, recipients=[name])
        assert found["verifyCredential"]["outcome"] == outcome
