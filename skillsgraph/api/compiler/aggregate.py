"""`aggregate`: figures over the whole list, all in one pass, and the list counted by a property."""

from typing import TYPE_CHECKING, Any

from graphql import FieldNode

from skillsgraph.api.compiler.selection import Fields
from skillsgraph.api.compiler.where import EDGE
from skillsgraph.errors import InputError

if TYPE_CHECKING:
    from skillsgraph.api.compiler.emitter import Emitter, Put, Scope
    from skillsgraph.api.compiler.selection import Document

_FIGURES = {
    "distinct": "count(DISTINCT {})",
    "min": "min({})",
    "max": "max({})",
    "average": "avg({})",
    "sum": "sum({})",
}
_NUMBERS = {"average", "sum"}
_GROUPS = 100


class Figures:
    """All that is counted over one list, which is passed once, however often its figures are selected."""

    def __init__(self, emit: "Emitter", scope: "Scope", put: "Put") -> None:
        self._scope, self._put = scope, put
        self._row = f"<{emit.fresh('figures')}>"  # in the Python, until all figures are known
        self._expressions: list[str] = []

    def add(self, expression: str) -> str:
        """The Python of a figure."""
        if expression not in self._expressions:
            self._expressions.append(expression)
        return f"{self._row}[{self._expressions.index(expression)}]"

    def settled(self, code: str) -> str:
        """The Python of a whole connection, once all of it is written."""
        if not self._expressions:
            return code
        if len(self._expressions) == 1 and self._scope.edge is not None:
            # Neo4j looks a least or greatest value alone up in an index, and where it finds none forgets
            # what it has read of the thing that the list hangs on.
            self._expressions.append("count(*)")
        row = self._put(self._scope.lines(), f"[{', '.join(self._expressions)}]", one=True, figures=True)
        return code.replace(self._row, row)


def are_asked(document: "Document", fields: Fields) -> bool:
    """Whether a connection's fields ask for a figure that must see the whole list."""
    return any(
        one[0].name.value not in ("__typename", "groups")
        for own in fields.values()
        if own[0].name.value == "aggregate"
        for one in document.fields("Aggregate", own).values()
    )


def emit(emit: "Emitter", scope: "Scope", fields: Fields, figures: Figures, put: "Put") -> str:
    """The Python of an `Aggregate`."""
    parts = []
    for key, nodes in fields.items():
        code = emit.at(key, nodes, lambda nodes=nodes: _field(emit, scope, nodes, figures, put))  # type: ignore[misc]
        parts.append(f"{key!r}: {code}")
    return "{" + ", ".join(parts) + "}"


def _field(emit: "Emitter", scope: "Scope", nodes: list[FieldNode], figures: Figures, put: "Put") -> str:
    match nodes[0].name.value:
        case "__typename":
            return "'Aggregate'"
        case "groups":
            return _groups(emit, scope, nodes, put)
        case "count":
            return figures.add("count(*)")
        case name:
            value = _value(emit, scope, nodes, "of", numbers=name in _NUMBERS)
            return figures.add(_FIGURES[name].format(value))


def _groups(emit: "Emitter", scope: "Scope", nodes: list[FieldNode], put: "Put") -> str:
    value = _value(emit, scope, nodes, "by", numbers=False)
    lines = [
        *scope.lines(),
        f"WITH {value} AS value, count(*) AS size ORDER BY size DESC, value LIMIT {_GROUPS}",
    ]
    rows, x = put(lines, "[value, size]", figures=True), emit.fresh("x")
    codes = {"__typename": "'Group'", "value": f"text({x}[0])", "count": f"{x}[1]"}
    below = emit.document.fields("Group", nodes)
    body = ", ".join(f"{key!r}: {codes[own[0].name.value]}" for key, own in below.items())
    return f"[{{{body}}} for {x} in {rows}]"


def _value(emit: "Emitter", scope: "Scope", nodes: list[FieldNode], word: str, *, numbers: bool) -> str:
    leaf: Any = emit.document.arguments(nodes[0])[word]
    name = str(leaf.value)
    own = scope.entity.properties.get(name)
    if own is not None and own.kind != "list" and (not numbers or own.kind in ("int", "float")):
        return own.of(scope.node)
    if scope.edge is not None and name in EDGE and not numbers:
        return f"{scope.edge}.{name}"
    known = sorted(
        key
        for key, one in scope.entity.properties.items()
        if one.kind != "list" and (not numbers or one.kind in ("int", "float"))
    )
    raise InputError(
        f"{word} is {name[:100]!r}, which {scope.entity.name} cannot give.",
        hint=f"There are: {', '.join(known) or 'none'}.",
    )


def as_text(value: Any) -> str | None:
    """The value of a group, as text."""
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)
