"""A plan: one statement, where its parameters come from, and how its row becomes the response."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql import FieldNode, OperationDefinitionNode

from skillsgraph.api.compiler import aggregate, page, told
from skillsgraph.api.compiler.emitter import Bound, Emitter, Refused
from skillsgraph.api.compiler.ground import Ground
from skillsgraph.api.compiler.roots import Missing, in_order, root
from skillsgraph.api.compiler.selection import Document, Fields
from skillsgraph.api.compiler.values import Variables
from skillsgraph.api.compiler.words import LANGUAGES
from skillsgraph.errors import LimitExceeded, SkillsGraphError
from skillsgraph.graph.access import WITHHELD
from skillsgraph.statements import Statement

if TYPE_CHECKING:
    from skillsgraph.api.compiler.block import Block

_TOOLS = {"page": page.cut, "cursor": page.cursor_of, "text": aggregate.as_text, "in_order": in_order}
MOST_CHARACTERS = 64 * 1024
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

    def parameters(self, values: list[Any], languages: Sequence[str] = ()) -> dict[str, Any]:
        return parameters(values, languages)


def of_operation(document: Document, operation: OperationDefinitionNode, ground: Ground) -> Plan:
    """The plan of an operation all of whose root fields are the catalogue's. Raises `Refused`."""
    fields: Fields = {}
    document.collect("Query", operation.selection_set, fields, set())
    return of_fields(document, fields, ground)


def of_fields(document: Document, fields: Fields, ground: Ground) -> Plan:
    """The plan of some root fields, side by side."""
    emit = Emitter(document, ground)
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
    names = [*([WITHHELD] if ground.gated else ()), *([LANGUAGES] if document.worded else ())]
    return Plan(_statement(text, len(emit.bound), *names), tuple(emit.bound), _shaper(parts), tuple(lookups))


def of_blocks(blocks: Sequence["Block"], count: int) -> tuple[Statement, dict[str, list[str]]]:
    """The statement of things by their ids, place by place, and the parameters that hold the ids."""
    ids = {f"ids{number}": block.ids for number, block in enumerate(blocks)}
    parts = []
    for number, (block, name) in enumerate(zip(blocks, ids, strict=True)):
        lines = [
            f"UNWIND ${name} AS id",
            f"MATCH ({block.node}:{block.place.kind} {{id: id}})"
            + (f" WHERE {block.served}" if block.served else ""),
            *block.columns.before,
            f"WITH {block.columns.row()} AS row",
            f"RETURN collect(row) AS c{number}",
        ]
        parts.append("CALL () {\n  " + "\n  ".join(lines) + "\n}")
    listed = ", ".join(f"c{number}" for number in range(len(parts)))
    names = [*ids, *([WITHHELD] if blocks[0].emit.gated else ())]
    names += [LANGUAGES] if blocks[0].emit.document.worded else []
    return _statement("\n".join([*parts, f"RETURN [{listed}] AS row"]), count, *names), ids


def parameters(values: Sequence[Any], languages: Sequence[str] = ()) -> dict[str, Any]:
    """The values of a statement's parameters, by their names."""
    found = {_parameter(number): value for number, value in enumerate(values)}
    return {**found, LANGUAGES: list(languages)} if languages else found


def _parameter(number: int) -> str:
    return "p" + str(number)


def _statement(text: str, count: int, *more: str) -> Statement:
    """A statement that reads, and holds nothing that came from outside but by its parameters.

    Raises:
        LimitExceeded: It is so long that an engine would not take it, or be kept busy by reading it.
    """
    if len(text) > MOST_CHARACTERS:
        raise LimitExceeded(
            f"The operation comes to a statement of {len(text)} characters; the limit is {MOST_CHARACTERS}.",
            hint="Ask with fewer conditions and fields.",
            found=len(text),
            limit=MOST_CHARACTERS,
        )
    names = frozenset([*(_parameter(number) for number in range(count)), *more])
    return Statement("compiled", names, "read", "many", "An operation.", text, "compiler", 1)


def _shaper(parts: list[str]) -> Shaper:
    """Compile the Python that the emitter wrote; names in it are GraphQL's, which are identifiers."""
    return shaper_of(f"{{{', '.join(parts)}}}")


def shaper_of(code: str) -> Shaper:
    """A function of what was read, `v`, and of the parameters' values, `b`."""
    made: Shaper = eval(f"lambda v, b: {code}", {**_TOOLS, "made": told.makers()})  # noqa: S307
    return made
