"""Where each value of an operation comes from: the document itself, or one of its variables."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from graphql import (
    BooleanValueNode,
    EnumValueNode,
    FloatValueNode,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    StringValueNode,
    ValueNode,
    VariableNode,
)

Variables = Mapping[str, Any]
Source = Callable[[Variables], Any]
ABSENT: Any = object()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value now, and how the same place of other variables is read; `fixed` where the document has it."""

    value: Any
    source: Source
    fixed: bool = False

    def map(self, change: Callable[[Any], Any]) -> "Leaf":
        """The same place, changed. A change of a value that is no good may raise, now or then."""
        source = self.source
        return Leaf(change(self.value), lambda variables: change(source(variables)), self.fixed)


def constant(value: Any) -> Leaf:
    """A value that stands in the document."""
    return Leaf(value, lambda _: value, True)


def symbol(node: ValueNode, variables: Variables) -> Any:
    """A value of the document as a tree of dicts and lists whose ends are leaves, None or ABSENT."""
    match node:
        case VariableNode():
            name = node.name.value
            if name not in variables:
                return ABSENT
            return _lifted(variables[name], lambda given: given[name])
        case ObjectValueNode():
            found = {one.name.value: symbol(one.value, variables) for one in node.fields}
            return {name: value for name, value in found.items() if value is not ABSENT}
        case ListValueNode():
            return _list([symbol(one, variables) for one in node.values])
        case NullValueNode():
            return None
    return constant(_literal(node))


def _list(items: list[Any]) -> Any:
    if any(isinstance(one, dict) for one in items):
        return items
    leaves = [constant(None) if one is None or one is ABSENT else one for one in items]
    return Leaf([one.value for one in leaves], lambda variables: [one.source(variables) for one in leaves])


def _lifted(value: Any, source: Source) -> Any:
    if value is None:
        return None
    if isinstance(value, dict):
        return {name: _lifted(inner, _at(source, name)) for name, inner in value.items()}
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return [_lifted(inner, _at(source, place)) for place, inner in enumerate(value)]
    return Leaf(plain(value), lambda variables: plain(source(variables)))


def _at(source: Source, place: Any) -> Source:
    return lambda variables: source(variables)[place]


def plain(value: Any) -> Any:
    """A value as the driver takes it."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.value if isinstance(value, Enum) else value


def _literal(node: ValueNode) -> Any:
    match node:
        case IntValueNode():
            return int(node.value)
        case FloatValueNode():
            return float(node.value)
        case BooleanValueNode() | StringValueNode() | EnumValueNode():
            return node.value
    raise TypeError(f"a {node.kind} has no value")


def shape(value: Any) -> Hashable:
    """What of a variable decides about the statement: presence, null, keys, flags and enumerated values."""
    if isinstance(value, dict):
        return tuple((name, shape(inner)) for name, inner in value.items())
    if isinstance(value, list):
        structured = any(isinstance(one, dict) for one in value)
        return tuple(shape(one) for one in value) if structured else "list"
    if value is None or isinstance(value, bool | Enum):
        return value
    return "value"


def many(value: Any) -> list[Any]:
    """A list of trees, also where GraphQL lets one stand for a list of one; an empty list is a leaf."""
    if value is None or isinstance(value, Leaf):
        return []
    return value if isinstance(value, list) else [value]
