"""The variables of an operation as its document declares them; those of plain types without a detour.

Source: the GraphQL specification, 6.1.2 (Coercing Variable Values) and 3.5 (Scalars, input coercion).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graphql import (
    GraphQLError,
    GraphQLSchema,
    NamedTypeNode,
    NonNullTypeNode,
    TypeNode,
    VariableDefinitionNode,
)
from graphql.execution.values import get_variable_values

Coerced = Mapping[str, Any] | list[GraphQLError]
Fits = Callable[[Any], bool]

_INT = range(-(2**31), 2**31)
_PLAIN: dict[str, Fits] = {
    "ID": lambda value: type(value) is str,
    "String": lambda value: type(value) is str,
    "Boolean": lambda value: type(value) is bool,
    "Int": lambda value: type(value) is int and value in _INT,
}
_ABSENT: Any = object()
_MOST_ERRORS = 50


class Declared:
    """The variables that an operation declares."""

    def __init__(self, schema: GraphQLSchema, definitions: Sequence[VariableDefinitionNode]) -> None:
        self._schema, self._definitions = schema, definitions
        fits = {one.variable.name.value: _fits(one.type) for one in definitions}
        self._plain = fits if all(fits.values()) else None

    def coerced(self, given: Mapping[str, Any]) -> Coerced:
        """The values as their types take them, or what is wrong with them."""
        if self._plain is not None:
            # What is given exactly as its type takes it stays as it is; all else is the library's to say.
            found = {name: given.get(name, _ABSENT) for name in self._plain}
            if all(fits(found[name]) for name, fits in self._plain.items()):  # type: ignore[misc]
                return found
        coerced = get_variable_values(self._schema, self._definitions, dict(given), max_errors=_MOST_ERRORS)
        return coerced if isinstance(coerced, list) else coerced.coerced


def _fits(declared: TypeNode) -> Fits | None:
    """Whether a value is already what a type makes of it; None for types that make something else of some."""
    if isinstance(declared, NonNullTypeNode):
        inner = declared.type
        return _PLAIN.get(inner.name.value) if isinstance(inner, NamedTypeNode) else None
    fits = _PLAIN.get(declared.name.value) if isinstance(declared, NamedTypeNode) else None
    return None if fits is None else lambda value: value is None or fits(value)
