"""`aggregate`: figures over the whole list, all in one pass, and the list counted by a property."""

from typing import TYPE_CHECKING, Any

from graphql import FieldNode

from skillsgraph.api.compiler.selection import Fields
from skillsgraph.api.compiler.where import EDGE
from skillsgraph.errors import InputError

if TYPE_CHECKING:
    from skillsgraph.api.compiler.emitter import Emitter, Put, Scope

_FIGURES = {
    "distinct": "count(DISTINCT {})",
    "min": "min({})",
    "max": "max({})",
    "average": "avg({})",
    "sum": "sum({})",
}
_NUMBERS = {"average", "sum"}
_GROUPS = 100


def emit(emit: "Emitter", scope: "Scope", fields: Fields, put: "Put") -> str:
    """The Python of an `Aggregate`."""
    figures: list[str] = []
    codes: dict[str, str] = {}
    for key, nodes in fields.items():
        name = nodes[0].name.value
        if name == "__typename":
            codes[key] = "'Aggregate'"
        elif name == "groups":
            codes[key] = emit.at(key, nodes, lambda nodes=nodes: _groups(emit, scope, nodes, put))  # type: ignore[misc]
        else:
            codes[key] = emit.at(key, nodes, lambda nodes=nodes: _figure(emit, scope, nodes, figures))  # type: ignore[misc]
    if figures:
        row = put(scope.lines(), f"[{', '.join(figures)}]", one=True, figures=True)
        codes = {key: code.replace("{row}", row) for key, code in codes.items()}
    return "{" + ", ".join(f"{key!r}: {code}" for key, code in codes.items()) + "}"


def _figure(emit: "Emitter", scope: "Scope", nodes: list[FieldNode], figures: list[str]) -> str:
    name = nodes[0].name.value
    if name == "count":
        figures.append("count(*)")
    else:
        value = _value(emit, scope, nodes, "of", numbers=name in _NUMBERS)
        figures.append(_FIGURES[name].format(value))
    return f"{{row}}[{len(figures) - 1}]"


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
