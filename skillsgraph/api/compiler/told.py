"""Fields that Python makes of what a column holds, such as the tree of a rule.

The statement reads the rows, a function makes the object, and what is selected of it is written as Python.
"""

from typing import TYPE_CHECKING, Any

from graphql import FieldNode, GraphQLEnumType, GraphQLList, GraphQLNonNull, GraphQLObjectType

from skillsgraph.api.compiler.table import TABLE, Entity
from skillsgraph.graph.access import WITHHELD

if TYPE_CHECKING:
    from skillsgraph.api.compiler.emitter import Emitter


def emit(
    emit: "Emitter", entity: Entity, node: str, nodes: list[FieldNode], columns: list[str], base: str
) -> str:
    """The Python of such a field of a node, whose rows are a column of the list `base`."""
    name = nodes[0].name.value
    read = f"{base}[{len(columns)}]"
    text = entity.told[name].cypher.replace("(this)", f"({node})")
    columns.append(text if emit.gated else text.replace(f"${WITHHELD}", "[]"))
    kind: Any = emit.document.schema.get_type(entity.name)
    return _code(emit, kind.fields[name].type, nodes, f"made[{entity.name!r}, {name!r}]({read})")


def _code(emit: "Emitter", kind: Any, nodes: list[FieldNode], value: str) -> str:
    if isinstance(kind, GraphQLNonNull):
        return _code(emit, kind.of_type, nodes, value)
    x = emit.fresh("x")
    if isinstance(kind, GraphQLList):
        return f"[{_code(emit, kind.of_type, nodes, x)} for {x} in {value}]"
    if isinstance(kind, GraphQLEnumType):
        return f"(lambda {x}: {x} and {x}.value)({value})"
    if not isinstance(kind, GraphQLObjectType):
        return value
    parts = []
    for key, own in emit.document.fields(kind.name, nodes).items():
        name = own[0].name.value
        code = repr(kind.name)
        if name != "__typename":
            code = _code(emit, kind.fields[name].type, own, f"{x}.{_python(kind.fields[name])}")
        parts.append(f"{key!r}: {code}")
    return f"(lambda {x}: {x} and {{{', '.join(parts)}}})({value})"


def _python(field: Any) -> str:
    return str(field.extensions["strawberry-definition"].python_name)


def makers() -> dict[tuple[str, str], Any]:
    """What makes the objects, by type and field."""
    return {(entity.name, name): one.make for entity in TABLE.values() for name, one in entity.told.items()}
