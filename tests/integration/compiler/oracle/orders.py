"""`orderBy` and pages: how rows are sorted, and which of them stand between two places."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cmp_to_key
from typing import Any

from tests.integration.compiler.oracle.conditions import many
from tests.integration.compiler.oracle.world import PARALLEL, PROPERTIES, RELATIONS, Node, Row, World

Keys = tuple[Any, ...]


@dataclass(frozen=True)
class Place:
    """A place in a list of a name and order, which a cursor stands for."""

    list: str
    keys: Keys


class Order:
    """How a list is sorted: what has no value comes last either way, and the id breaks ties."""

    def __init__(self, world: World, label: str, name: str, asked: Any, *, far: bool = False) -> None:
        self.far = far and not many(asked)  # the nearest first
        self.parts: list[tuple[str, Callable[[Node], Any], bool]] = []
        for part in many(asked):
            ((word, given),) = [(word, one) for word, one in part.items() if one is not None]
            self.parts.append(self._part(world, label, word, given))
        if not self.parts and "name" in PROPERTIES[label]:
            self.parts.append(("name", lambda node: node.properties["sortName"], False))
        words = [word for word, _, _ in self.parts]
        if "id" in words:  # nothing after it decides; to ask for it alone is to ask for no order
            self.parts = self.parts[: words.index("id") + 1]
        else:
            self.parts.append(("id", lambda node: node.id, False))
        told = [word + ("-" if down else "") for word, _, down in self.parts]
        self.name = " ".join([name, *(["depth"] if self.far else []), *told])

    def _part(self, world: World, label: str, word: str, given: Any) -> Any:
        if isinstance(given, str):
            return word, lambda node: _key(node, word), given == "DESC"
        leads = RELATIONS[label][word]
        ((inner, way),) = [(key, one) for key, one in given.items() if one is not None]
        if inner == "count":
            return f"{word}.count", lambda node: len(world.follow_seen(node, leads)), way == "DESC"

        def related(node: Node) -> Any:
            rows = world.follow(node, leads)
            return _key(rows[0][0], inner) if rows else None

        return f"{word}.{inner}", related, way == "DESC"

    def keys(self, row: Row) -> Keys:
        """What the row sorts by; where several edges can lead to one thing, the edge is the last key."""
        node, edge = row
        found = tuple(value(node) for _, value, _ in self.parts)
        if self.far and edge:
            return (edge.properties["depth"], *found)
        return (*found, edge.properties["key"]) if edge and edge.kind in PARALLEL else found

    def compare(self, one: Keys, other: Keys) -> int:
        downs = [*([False] if self.far else []), *(down for _, _, down in self.parts), False]
        for down, a, b in zip(downs, one, other, strict=False):
            if (a is None and b is None) or a == b:
                continue
            if a is None or b is None:
                return 1 if a is None else -1
            return (1 if a > b else -1) * (-1 if down else 1)
        return 0

    def sorted(self, rows: list[Row]) -> list[Row]:
        by = cmp_to_key(self.compare)
        return sorted(rows, key=lambda row: by(self.keys(row)))


def _key(node: Node, name: str) -> Any:
    return node.properties["sortName"] if name == "name" else node.value(name)


@dataclass(frozen=True)
class Page:
    """The rows of a page, and whether there is more on either side."""

    rows: list[Row]
    next: bool
    previous: bool


def page(order: Order, rows: list[Row], asked: dict[str, Any], places: dict[str, Place]) -> Page:
    """The page that `first`, `after`, `last` and `before` ask for; 20 when they do not say."""
    after, before = asked.get("after"), asked.get("before")
    between = [
        row
        for row in order.sorted(rows)
        if (after is None or order.compare(order.keys(row), places[after].keys) > 0)
        and (before is None or order.compare(order.keys(row), places[before].keys) < 0)
    ]
    if asked.get("last") is not None:
        size = asked["last"]
        return Page(between[-size:] if size else [], before is not None, len(between) > size)
    size = asked["first"] if asked.get("first") is not None else 20
    return Page(between[:size], len(between) > size, after is not None)
