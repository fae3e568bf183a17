"""`where`: conditions on a node, on what it is related to, and on the edge that leads to it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from skillsgraph.api.compiler import paths
from skillsgraph.api.compiler.table import TABLE, Entity, Property, Relation
from skillsgraph.api.compiler.values import Leaf, many
from skillsgraph.errors import InputError
from skillsgraph.model.text import fold

if TYPE_CHECKING:
    from skillsgraph.api.compiler.emitter import Emitter

_OPERATORS = {
    "eq": "=",
    "gt": ">",
    "gte": ">=",
    "lt": "<",
    "lte": "<=",
    "contains": "CONTAINS",
    "startsWith": "STARTS WITH",
    "endsWith": "ENDS WITH",
}
EDGE = {"relation": Property("relation", "text", True), "level": Property("level", "text", True)}


def condition(emit: "Emitter", entity: Entity, node: str, edge: str | None, tree: Any) -> str | None:
    """The Cypher of a `where`, or None when it asks for nothing."""
    parts = [
        part for name, given in (tree or {}).items() if (part := _part(emit, entity, node, edge, name, given))
    ]
    return " AND ".join(parts) if parts else None


def _part(emit: "Emitter", entity: Entity, node: str, edge: str | None, name: str, given: Any) -> str | None:
    if given is None:
        return None
    if name in ("AND", "OR"):
        return _joined(name, [condition(emit, entity, node, edge, one) for one in many(given)])
    if name == "NOT":
        found = condition(emit, entity, node, edge, given)
        return _not_true(found) if found else "false"
    if name == "edge":
        if edge is None:
            raise InputError("where.edge is asked of a list that no relation leads to.")
        return _all_of([_compared(emit, edge, EDGE[key], one) for key, one in given.items() if one])
    if name in entity.properties:
        return _compared(emit, node, entity.properties[name], given)
    return _all_of([_related(emit, entity.relations[name], node, word, one) for word, one in given.items()])


def _not_true(asked: str) -> str:
    """What is unknown is not true. The embedded engine reads no `NOT coalesce(…)` over paths."""
    return f"(coalesce({asked}, false) = false)"


def _joined(word: str, parts: list[str | None]) -> str | None:
    """Parts joined by AND or OR; a part that asks for nothing is always true, and an OR of none never."""
    found = [one for one in parts if one]
    if word == "OR" and len(found) < len(parts):
        return None
    if not found:
        return "false" if word == "OR" else None
    return "(" + f" {word} ".join(f"({one})" for one in found) + ")"


def _all_of(parts: list[str | None]) -> str | None:
    found = [one for one in parts if one]
    return " AND ".join(found) if found else None


def _compared(emit: "Emitter", node: str, one: Property, given: dict[str, Any]) -> str | None:
    given = dict(given)
    ignore = given.pop("ignoreCase", None)
    low = ignore is not None and ignore.value
    return _all_of([_operator(emit, node, one, word, leaf, low) for word, leaf in given.items()])


def _operator(
    emit: "Emitter", node: str, one: Property, word: str, leaf: Leaf | None, low: bool
) -> str | None:
    value = one.of(node)
    if word == "isNull":
        if leaf is None:
            return None
        return f"{value} IS {'' if leaf.value else 'NOT '}NULL"
    if leaf is None:
        return f"{value} IS NULL" if word == "eq" else None
    if one.kind in _EXACTLY:
        leaf = leaf.map(_EXACTLY[one.kind])
    if word == "in":
        leaf = leaf.map(lambda found: found if isinstance(found, list) else [found])
        if one.name == "name" and not low:
            return f"({value} IN {emit.bind(leaf)} AND {node}.sortName IN {emit.bind(leaf.map(_folded))})"
        return _lowered(emit, value, "IN", leaf, low)
    if word == "includes":
        return f"{emit.bind(leaf)} IN {value}"
    if word == "eq" and one.name == "name":
        named = f"{node}.sortName = {emit.bind(leaf.map(fold))}"  # it has an index, and `name` has none
        return f"({_lowered(emit, value, '=', leaf, low)} AND {named})"
    return _lowered(emit, value, _OPERATORS[word], leaf, low)


def _lowered(emit: "Emitter", value: str, sign: str, leaf: Leaf, low: bool) -> str:
    if low:
        return f"toLower({value}) {sign} {emit.bind(leaf.map(_lower))}"
    return f"{value} {sign} {emit.bind(leaf)}"


def _each(change: Callable[[str], Any]) -> Callable[[Any], Any]:
    """The same change of a value, or of each in a list."""
    return lambda given: (
        [change(str(one)) for one in given] if isinstance(given, list) else change(str(given))
    )


_lower, _folded = _each(str.lower), _each(fold)
# A whole number in a document may stand for another type, and be larger than an engine's integers.
_EXACTLY = {"float": _each(float), "id": _each(str)}


def _related(emit: "Emitter", relation: Relation, node: str, word: str, given: Any) -> str | None:
    if given is None:
        return None
    other = emit.fresh("n")
    edge = emit.fresh("r") if relation.reach is None else None
    if word == "count":
        if edge is None:
            served = " AND ".join(emit.served(TABLE[relation.other], other)) or "true"
            counted = paths.size(emit, relation, node, other, served)
        else:
            counted = emit.count(relation, node)
        signs = [(sign, leaf) for sign, leaf in given.items() if leaf is not None]
        return _all_of([f"({counted} {_OPERATORS[sign]} {emit.bind(leaf)})" for sign, leaf in signs])
    asked = condition(emit, TABLE[relation.other], other, edge, given) or "true"
    if word == "all":
        asked = _not_true(asked)
    inner = _all_of([*hidden(emit, relation, other, given), asked]) or "true"
    if edge is None:
        match = paths.exists(emit, relation, node, other, inner)
    else:
        match = f"{relation.match(node, other, edge)} WHERE {inner}"
    if word == "single":
        single = f"COUNT {{ MATCH {match} }}"
        # The embedded engine reads `a AND COUNT {…} = 1` as if it were `(a AND COUNT {…}) = 1`.
        return f"({paths.size(emit, relation, node, other, inner) if edge is None else single} = 1)"
    return f"{'' if word == 'some' else 'NOT '}EXISTS {{ MATCH {match} }}"


def hidden(emit: "Emitter", relation: Relation, other: str, asked: Any) -> list[str]:
    """What a relation hides of what it leads to: groups, unless kinds are asked for, and what is withheld."""
    shown = None if asks_for_kind(asked) else relation.shown(other)
    return [*([shown] if shown else ()), *emit.served(TABLE[relation.other], other)]


def over(emit: "Emitter", relation: Relation, other: str, edge: str | None, asked: Any) -> list[str]:
    """The conditions on what a relation leads to."""
    found = condition(emit, TABLE[relation.other], other, edge, asked)
    return [*hidden(emit, relation, other, asked), *([found] if found else ())]


def selective(entity: Entity, tree: Any) -> tuple[list[tuple[Relation, Any]], Any]:
    """The `some` that every result must fulfil, to be matched first, and what remains of the `where`."""
    found: list[tuple[Relation, Any]] = []
    rest: dict[str, Any] = {}
    for name, given in (tree or {}).items():
        if name in entity.relations and given and given.get("some"):
            found.append((entity.relations[name], given["some"]))
            given = {word: one for word, one in given.items() if word != "some"}
        rest[name] = given
    return found, rest


def asks_for_kind(tree: Any) -> bool:
    """Whether a `where` says which kinds are wanted, so that groups may be among them."""
    if isinstance(tree, list):
        return any(asks_for_kind(one) for one in tree)
    if not isinstance(tree, dict):
        return False
    return bool(tree.get("kind")) or any(asks_for_kind(tree.get(word)) for word in ("AND", "OR", "NOT"))
