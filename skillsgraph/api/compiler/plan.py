"""A plan: one statement, where its parameters come from, and how its row becomes the response."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graphql import FieldNode, OperationDefinitionNode

from skillsgraph.api.compiler import aggregate, page
from skillsgraph.api.compiler.emitter import Bound, Columns, Emitter, Refused
from skillsgraph.api.compiler.roots import Missing, in_order, root
from skillsgraph.api.compiler.selection import Document, Fields
from skillsgraph.api.compiler.table import TABLE
from skillsgraph.api.compiler.values import Variables
from skillsgraph.errors import SkillsGraphError
from skillsgraph.statements import Statement

_TOOLS = {"page": page.cut, "cursor": page.cursor_of, "text": aggregate.as_text, "in_order": in_order}
Shaper = Callable[[list[Any], list[Any]], Any]


@dataclass(frozen=True, slots=True)
class Lookup:
    """A root field that names one thing: its place in the row, and what to say if it is not there."""

    place: int
    key: str
    node: FieldNode
    missing: Missing


@dataclass(frozen=True, slots=True)
class Plan:
    """What an operation of one shape comes to."""

    statement: Statement
    bound: tuple[Bound, ...]
    shaper: Shaper
    lookups: tuple[Lookup, ...]

    def values(self, variables: Variables) -> list[Any]:
        """The values of the parameters. Raises `Refused` for one that is not acceptable."""
        found = []
        for one in self.bound:
            try:
                found.append(one.source(variables))
            except SkillsGraphError as error:
                raise Refused(error, list(one.path), one.node) from error
        return found

    def parameters(self, values: list[Any]) -> dict[str, Any]:
        return {_parameter(number): value for number, value in enumerate(values)}


def of_operation(document: Document, operation: OperationDefinitionNode, most: int) -> Plan:
    """The plan of an operation all of whose root fields are the catalogue's. Raises `Refused`."""
    fields: Fields = {}
    document.collect("Query", operation.selection_set, fields, set())
    return of_fields(document, fields, most)


def of_fields(document: Document, fields: Fields, most: int) -> Plan:
    """The plan of some root fields, side by side."""
    emit = Emitter(document, most)
    blocks: list[str] = []
    lookups: list[Lookup] = []
    parts = []

    def put(lines: list[str], value: str, *, one: bool = False, figures: bool = False) -> str:
        number = len(blocks)
        last = (
            [f"RETURN {value} AS c{number}"]
            if one
            else [f"WITH {value} AS row", f"RETURN collect(row) AS c{number}"]
        )
        blocks.append("CALL () {\n  " + "\n  ".join([*lines, *last]) + "\n}")
        return f"v[{number}]"

    for key, nodes in fields.items():
        found: list[Missing | None] = []

        def work(nodes: list[FieldNode] = nodes, found: list[Missing | None] = found) -> str:
            code, missing = root(emit, nodes, put, str(len(blocks)))
            found.append(missing)
            return code

        place = len(blocks)
        parts.append(f"{key!r}: {emit.at(key, nodes, work)}")
        if found[0] is not None:
            lookups.append(Lookup(place, key, nodes[0], found[0]))
    listed = ", ".join(f"c{number}" for number in range(len(blocks)))
    text = "\n".join([*blocks, f"RETURN [{listed}] AS row"])
    return Plan(_statement(text, len(emit.bound)), tuple(emit.bound), _shaper(parts), tuple(lookups))


def of_field(document: Document, kind: str, nodes: list[FieldNode], most: int) -> Plan:
    """The plan of one field of many things, by their `ids`."""
    emit = Emitter(document, most)
    columns = Columns()
    key = (nodes[0].alias or nodes[0].name).value
    code = emit.at(key, nodes, lambda: emit.entity(TABLE[kind], "n", {key: nodes}, columns, "v"))
    lines = ["UNWIND $ids AS id", f"MATCH (n:{kind} {{id: id}})", *columns.before]
    text = "\n".join([*lines, f"RETURN id, {columns.row()} AS row"])
    shaper = _shaper([f"{key!r}: {code}[{key!r}]"])
    return Plan(_statement(text, len(emit.bound), "ids"), tuple(emit.bound), shaper, ())


def _parameter(number: int) -> str:
    return "p" + str(number)


def _statement(text: str, count: int, *more: str) -> Statement:
    """A statement that reads, and holds nothing that came from outside but by its parameters."""
    names = frozenset([*(_parameter(number) for number in range(count)), *more])
    return Statement("compiled", names, "read", "many", "An operation.", text, "compiler", 1)


def _shaper(parts: list[str]) -> Shaper:
    """Compile the Python that the emitter wrote; names in it are GraphQL's, which are identifiers."""
    source = f"lambda v, b: {{{', '.join(parts)}}}"
    made: Shaper = eval(source, dict(_TOOLS))  # noqa: S307
    return made
