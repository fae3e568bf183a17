"""Conditions that lead over paths: what of a `where` makes the engine look far beyond a page."""

from collections.abc import Hashable, Iterator
from typing import Any

from graphql import ListValueNode, NamedTypeNode, ObjectValueNode, VariableNode

from skillsgraph.api.compiler.table import TABLE
from skillsgraph.errors import LimitExceeded

_DEEPEST = 50


def paths_in(kind: str, asked: Any, depth: int = 0) -> int:
    """How many conditions of a `where` on things of a type lead over paths.

    Raises:
        LimitExceeded: It is nested more than 50 levels deep.
    """
    if depth > _DEEPEST:
        raise LimitExceeded(f"A where is nested more than {_DEEPEST} levels deep.", limit=_DEEPEST)
    if isinstance(asked, list):
        return sum(paths_in(kind, one, depth + 1) for one in asked)
    if not isinstance(asked, dict) or kind not in TABLE:
        return 0
    found = 0
    for name, given in asked.items():
        relation = TABLE[kind].relations.get(name)
        if relation is None:
            found += paths_in(kind, given, depth + 1) if name in ("AND", "OR", "NOT") else 0
        elif isinstance(given, dict):
            words = [one for one in given.values() if one is not None]
            found += len(words) if relation.reach is not None else 0
            found += sum(paths_in(relation.other, one, depth + 1) for one in words)
    return found


def conditions(declared: str, value: Any) -> Hashable:
    """The same of a variable of a declared type; of a relation's, its words and the paths below them."""
    kind = declared.removesuffix("Where").removesuffix("Relation")
    if declared.endswith("RelationWhere") and isinstance(value, dict):
        words = [one for one in value.values() if one is not None]
        return len(words), sum(paths_in(kind, one) for one in words)
    return paths_in(kind, value)


def variables_in(value: Any) -> Iterator[str]:
    """The variables that a value of the document is made of."""
    match value:
        case VariableNode():
            yield value.name.value
        case ListValueNode():
            for one in value.values:
                yield from variables_in(one)
        case ObjectValueNode():
            for field in value.fields:
                yield from variables_in(field.value)


def named(kind: Any) -> str:
    """The type that is named in a declaration, such as `[SkillWhere!]`."""
    while not isinstance(kind, NamedTypeNode):
        kind = kind.type
    return str(kind.name.value)
