"""`where`: whether a thing and the edge that leads to it fulfil a condition, as what is unknown does not."""

from collections.abc import Callable
from typing import Any

from tests.integration.compiler.oracle.world import RELATIONS, Node, Row, World

_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda a, b: a == b,
    "gt": lambda a, b: a > b,
    "gte": lambda a, b: a >= b,
    "lt": lambda a, b: a < b,
    "lte": lambda a, b: a <= b,
    "contains": lambda a, b: b in a,
    "startsWith": lambda a, b: a.startswith(b),
    "endsWith": lambda a, b: a.endswith(b),
    "in": lambda a, b: a in b,
    "includes": lambda a, b: b in a,
}


def many(given: Any) -> list[Any]:
    """GraphQL lets one thing stand for a list of one."""
    if given is None:
        return []
    return given if isinstance(given, list) else [given]


def asks_for_kind(tree: Any) -> bool:
    """Whether a condition says which kinds are wanted."""
    if isinstance(tree, list):
        return any(asks_for_kind(one) for one in tree)
    if not tree:
        return False
    return bool(tree.get("kind")) or any(asks_for_kind(tree.get(word)) for word in ("AND", "OR", "NOT"))


def fulfils(world: World, row: Row, tree: Any) -> bool:
    """All parts of a condition; one that is null is not asked."""
    return all(_part(world, row, name, given) for name, given in (tree or {}).items() if given is not None)


def _part(world: World, row: Row, name: str, given: Any) -> bool:
    node, edge = row
    if name == "AND":
        return all(fulfils(world, row, one) for one in many(given))
    if name == "OR":
        return any(fulfils(world, row, one) for one in many(given))
    if name == "NOT":
        return not fulfils(world, row, given)
    if name == "edge":
        told = edge.properties if edge else {}
        return all(_compare(told.get(word), asked) for word, asked in given.items() if asked is not None)
    if name in RELATIONS[node.label]:
        return all(_related(world, node, name, word, one) for word, one in given.items() if one is not None)
    return _compare(node.value(name), given)


def _compare(value: Any, given: dict[str, Any]) -> bool:
    ignore = bool(given.get("ignoreCase"))
    return all(_sign(value, word, one, ignore) for word, one in given.items() if word != "ignoreCase")


def _sign(value: Any, word: str, asked: Any, ignore: bool) -> bool:
    if word == "isNull":
        return asked is None or (value is None) == asked
    if asked is None:
        return word != "eq" or value is None
    if value is None:
        return False
    if word == "in":
        asked = many(asked)
    if ignore:
        value, asked = _lower(value), _lower(asked)
    return _SIGNS[word](value, asked)


def _lower(value: Any) -> Any:
    return [one.lower() for one in value] if isinstance(value, list) else value.lower()


def _related(world: World, node: Node, name: str, word: str, asked: Any) -> bool:
    leads = RELATIONS[node.label][name]
    if word == "count":
        size = len(world.follow_seen(node, leads))
        return all(one is None or _SIGNS[sign](size, one) for sign, one in asked.items())
    rows = world.follow_seen(node, leads, all_kinds=asks_for_kind(asked))
    good = [fulfils(world, row, asked) for row in rows]
    return {"some": any(good), "none": not any(good), "all": all(good), "single": sum(good) == 1}[word]
