"""The shortest chain between two concepts, over the relations of SKOS."""

from typing import TYPE_CHECKING, Any

from graphql import FieldNode

from skillsgraph.api.compiler.table import TABLE, Entity

if TYPE_CHECKING:
    from skillsgraph.api.compiler.emitter import Emitter, Put

KINDS = ("Skill", "JobRole")
_STEPS = "BROADER|RELATED|MATCHES*..12"
_FIXED = {"__typename": "'Chain'", "length": "(len({rows}) - 1)"}
_RELATION = (
    "CASE type({r})"
    " WHEN 'BROADER' THEN CASE WHEN startNode({r}) = {before} THEN 'BROADER' ELSE 'NARROWER' END"
    " WHEN 'MATCHES' THEN 'MATCH' ELSE 'RELATED' END"
)


def emit(emit: "Emitter", arguments: dict[str, Any], nodes: list[FieldNode], put: "Put") -> str:
    """The Python of a `Chain`: looked for among skills, and among job roles."""
    ends = [emit.bind(arguments[word].map(str)) for word in ("from", "to")]
    found = [_chain(emit, TABLE[kind], ends, nodes, put) for kind in KINDS]
    return "(" + "".join(f"{code} if {rows} else " for code, rows in found) + "None)"


def _chain(
    emit: "Emitter", entity: Entity, ends: list[str], nodes: list[FieldNode], put: "Put"
) -> tuple[str, str]:
    a, b, i = (emit.fresh(one) for one in "abi")
    node, relation, x = emit.fresh("n"), emit.fresh("r"), emit.fresh("x")
    columns = emit.columns()
    columns.append(relation)
    steps = []
    for key, own in emit.document.fields("Chain", nodes).items():
        code = _FIXED.get(own[0].name.value)
        if code is None:
            step = emit.at(key, own, lambda own=own: _step(emit, entity, node, own, columns, x))  # type: ignore[misc]
            code = f"[{step} for {x} in {{rows}}]"
        steps.append((key, code))
    before = _RELATION.format(r=f"relationships(path)[{i} - 1]", before=f"nodes(path)[{i} - 1]")
    lines = [
        f"MATCH ({a}:{entity.name} {{id: {ends[0]}}}), ({b}:{entity.name} {{id: {ends[1]}}})",
        f"WITH {a}, {b} WHERE {a} <> {b}",
        emit.shortest_path(a, _STEPS, b, _wanted(emit, entity)),
        f"UNWIND range(0, length(path)) AS {i}",
        f"WITH {i}, nodes(path)[{i}] AS {node}, CASE {i} WHEN 0 THEN null ELSE {before} END AS {relation}",
        f"ORDER BY {i}",
        *columns.before,
    ]
    rows = put(lines, columns.row())
    body = ", ".join(f"{key!r}: {code.replace('{rows}', rows)}" for key, code in steps)
    return f"{{{body}}}", rows


def _wanted(emit: "Emitter", entity: Entity) -> str:
    """No chain leads over a match that is only proposed, or by what is withheld."""
    ends = "[startNode(hop), endNode(hop)]"
    around = [f"none(one IN {ends} WHERE {one})" for one in emit.withheld(entity, "one")]
    return " AND ".join(["coalesce(hop.status, 'ACCEPTED') = 'ACCEPTED'", *around])


def _step(emit: "Emitter", entity: Entity, node: str, nodes: list[FieldNode], columns: Any, x: str) -> str:
    parts = []
    for key, own in emit.document.fields("ChainStep", nodes).items():
        match own[0].name.value:
            case "__typename":
                code = "'ChainStep'"
            case "relation":
                code = f"{x}[0]"
            case _:
                below = emit.document.fields(entity.name, own)
                code = emit.at(key, own, lambda below=below: emit.entity(entity, node, below, columns, x))  # type: ignore[misc]
        parts.append(f"{key!r}: {code}")
    return "{" + ", ".join(parts) + "}"
