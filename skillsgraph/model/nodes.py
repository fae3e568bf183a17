"""Model objects out of the properties that the graph has of them."""

import types
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from skillsgraph.model.text import camel

T = TypeVar("T")


def of_node(kind: type[T], node: Mapping[str, Any], **others: Any) -> T:
    """A model object of a node's properties; those that the model does not know are ours.

    `others` are what the properties do not say, or say otherwise.
    """
    values: dict[str, Any] = dict(others)
    known: Any = kind
    for name, wanted in _types(known).items():
        value = node.get(camel(name))
        if value is not None and name not in others:
            values[name] = _as(wanted, value)
    return kind(**values)


@cache
def _types(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {part.name: _plain(hints[part.name]) for part in fields(kind)}


def _plain(hint: Any) -> Any:
    """The type of a field that may be None."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(one for one in get_args(hint) if one is not type(None))
    return hint


def _as(wanted: Any, value: Any) -> Any:
    if get_origin(wanted) is tuple:
        return tuple(value)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted(value)
    if wanted is Decimal:
        return Decimal(f"{value:.12g}")
    return date.fromisoformat(value) if wanted is date else value
