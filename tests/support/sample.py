"""The sample's own tables as plain rows, for tests that compute what an answer should be."""

import csv
from collections import defaultdict
from functools import cache

from skillsgraph.frameworks.sample.reader import FRAMEWORK, sample_folder
from skillsgraph.model.ids import make_id


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    with (sample_folder() / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def skill_id(uri: str) -> str:
    return make_id("skill", FRAMEWORK.code, FRAMEWORK.version, uri)


def role_id(uri: str) -> str:
    return make_id("role", FRAMEWORK.code, FRAMEWORK.version, uri)


@cache
def required() -> dict[str, dict[str, str]]:
    """Occupation -> skill -> relation."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in table("requires"):
        found[row["occupation"]][row["skill"]] = row["relation"]
    return found


@cache
def names(kind: str) -> dict[str, str]:
    """uri -> name of `skills` or `occupations`."""
    return {row["uri"]: row["name"] for row in table(kind)}


@cache
def groups() -> frozenset[str]:
    return frozenset(
        row["uri"] for kind in ("skills", "occupations") for row in table(kind) if row["kind"] == "GROUP"
    )
