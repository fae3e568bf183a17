"""All of a graph in a few lines: how much of each label and type there is, and a digest of what it holds."""

from collections.abc import Iterable
from typing import Any

from skillsgraph.graph.access import Graph
from skillsgraph.model.ids import digest
from skillsgraph.statements import parse

# What an import writes beside the data: who did it and when.
STAMPS = {"run"}
LABELS = (
    *("Framework", "Skill", "JobRole", "Collection", "Term", "Text", "Scale", "Level"),
    *("Reference", "Mapping", "Observation", "Area", "Sector"),
)
TYPES = (
    *("IN_FRAMEWORK", "HAS_TERM", "HAS_TEXT", "BROADER", "RELATED", "REQUIRES", "CONTAINS"),
    *("RATES", "REPLACED_BY", "HAS_LEVEL", "AT_LEVEL", "SUBJECT", "OBJECT", "DENOTES", "MATCHES"),
    *("REFERS_TO", "ABOUT", "IN", "SECTOR"),
)


async def whole(
    graph: Graph, labels: Iterable[str] = LABELS, types: Iterable[str] = TYPES
) -> dict[str, tuple[int, str]]:
    """For each label and relation type: how many, and a digest that does not depend on their order."""
    found = {}
    for label in labels:
        text = f"// name: nodes() read many\n// All.\nMATCH (n:{label}) RETURN properties(n) AS properties"
        found[label] = _sum(
            (row["properties"],) for row in await graph.read(parse("test", text)[0], deadline=600)
        )
    for kind in types:
        text = (
            f"// name: relations() read many\n// All.\nMATCH (a)-[r:{kind}]->(b)\n"
            "RETURN a.id AS start, b.id AS end, properties(r) AS properties"
        )
        rows = await graph.read(parse("test", text)[0], deadline=600)
        found[kind] = _sum((row["properties"], row["start"], row["end"]) for row in rows)
    return found


async def counted(graph: Graph) -> dict[str, int]:
    """How many of each label and relation type there are."""
    found = {}
    for pattern, names in (("(x:{})", LABELS), ("()-[x:{}]->()", TYPES)):
        for name in names:
            text = (
                f"// name: number() read one\n// How many.\nMATCH {pattern.format(name)} RETURN count(x) AS n"
            )
            row = await graph.read_one(parse("test", text)[0], deadline=600)
            assert row is not None
            found[name] = row["n"]
    return found


def _sum(things: Iterable[tuple[Any, ...]]) -> tuple[int, str]:
    count = total = 0
    for properties, *ends in things:
        held = sorted((name, value) for name, value in properties.items() if name not in STAMPS)
        total += int(digest(repr(held), *ends, size=16), 16)
        count += 1
    return count, f"{total % 2**128:032x}"
