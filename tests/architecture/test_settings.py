"""Every setting says what it is, and the containers set what there is."""

import re
import shlex
from collections.abc import Iterator
from typing import Any

import yaml
from pydantic import Field
from starlette.routing import Route

from skillsgraph.app import create_app
from skillsgraph.settings import Settings
from tests.architecture.rules import ROOT

PREFIX = "SKILLSGRAPH_"
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()


def undescribed(settings: type[Settings]) -> list[str]:
    return [name for name, field in settings.model_fields.items() if not field.description]


def unknown(names: Iterator[str]) -> list[str]:
    """Variables that look like settings and are none."""
    return [
        name
        for name in names
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).lower() not in Settings.model_fields
    ]


def instructions(word: str) -> list[str]:
    """The arguments of every such instruction of the Dockerfile."""
    return [line.removeprefix(word).strip() for line in DOCKERFILE if line.startswith(f"{word} ")]


def test_every_setting_is_described() -> None:
    assert undescribed(Settings) == []


def test_a_setting_without_a_description_is_named() -> None:
    class Planted(Settings):
        planted: int = Field(1)

    assert undescribed(Planted) == ["planted"]


def test_the_containers_set_what_there_is() -> None:
    assert unknown(iter(COMPOSE["services"]["api"]["environment"])) == []
    image = [pair.partition("=")[0] for line in instructions("ENV") for pair in shlex.split(line)]
    assert unknown(iter(image)) == []
    assert unknown(iter(["SKILLSGRAPH_DATABASE_URI", "PATH"])) == ["SKILLSGRAPH_DATABASE_URI"]


def test_the_secrets_come_from_the_environment() -> None:
    api, database = (COMPOSE["services"][name]["environment"] for name in ("api", "neo4j"))
    for secret in (api["SKILLSGRAPH_API_KEYS"], api["SKILLSGRAPH_DATABASE_PASSWORD"], database["NEO4J_AUTH"]):
        assert re.search(r"\$\{[A-Z0-9_]+:\?set [^}]+\}$", secret)
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert ".env" in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()


def test_the_containers_keep_data_and_say_how_they_are() -> None:
    database = COMPOSE["services"]["neo4j"]
    assert database["image"] == "neo4j:5.26-community"
    assert [volume.partition(":")[0] for volume in database["volumes"]] == list(COMPOSE["volumes"])
    routes = {route.path for route in create_app(Settings.load()).routes if isinstance(route, Route)}
    asked = [str(COMPOSE["services"]["api"]["healthcheck"]["test"]), *instructions("HEALTHCHECK")]
    paths = [re.findall(r"http://[^/]+(/[\w/]+)", check) for check in asked]
    assert paths == [["/health/ready"], ["/health/live"]]
    assert routes >= {path for found in paths for path in found}


def test_only_this_machine_reaches_the_containers() -> None:
    for service in COMPOSE["services"].values():
        assert all(port.startswith("127.0.0.1:") for port in service["ports"])


def test_the_image_does_not_run_as_root() -> None:
    assert instructions("USER")[-1] not in ("root", "0")


def test_the_image_takes_what_exists() -> None:
    sources = [
        source
        for line in instructions("COPY")
        if not line.startswith("--from")
        for source in line.split()[:-1]
    ]
    assert {"pyproject.toml", "skillsgraph", "cypher", "frameworks"} <= set(sources)
    assert all((ROOT / source).exists() for source in sources)
