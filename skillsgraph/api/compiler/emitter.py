"""The Cypher of selections, and beside it the Python that makes the response of a row.

Rows are lists of values, which are cheaper to send than maps. Each piece of Cypher adds columns to a list,
and gives the Python expression that reads them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from graphql import FieldNode, GraphQLError

from skillsgraph.api.compiler import aggregate, paths, told, where, words
from skillsgraph.api.compiler.ground import Ground
from skillsgraph.api.compiler.page import Page
from skillsgraph.api.compiler.selection import Document, Fields
from skillsgraph.api.compiler.table import TABLE, Entity, Expression, Relation
from skillsgraph.api.compiler.values import Leaf, Source
from skillsgraph.errors import SkillsGraphError
from skillsgraph.graph.access import WITHHELD


class NotCompiled(Exception):
    """A field that Python answers: what selects it takes ordinary execution."""


class Refused(Exception):
    """An argument that is not acceptable, and the field that it stands on."""

    def __init__(self, error: SkillsGraphError, path: list[str], node: FieldNode) -> None:
        super().__init__(str(error))
        self.error, self.path, self.node = error, path, node

    def told(self) -> GraphQLError:
        """The same in the library's form, which keeps the place."""
        return GraphQLError(str(self.error), [self.node], path=[*self.path], original_error=self.error)


@dataclass(frozen=True, slots=True)
class Bound:
    """A parameter: how its value is read, and the field that it belongs to."""

    source: Source
    path: tuple[str, ...]
    node: FieldNode


@dataclass(slots=True)
class Scope:
    """The variables of a pattern, what all of it must fulfil, and the matches that precede it."""

    entity: Entity
    node: str
    edge: str | None
    matches: list[str]
    conditions: list[str] = field(default_factory=list)
    fold: str = ""  # the WITH that makes one row of each thing that was found more than once
    after: list[str] = field(default_factory=list)  # what that row must fulfil
    parallel: bool = False  # whether several edges can lead to one thing
    steps: str | None = None  # how far it is, where paths lead to it

    def lines(self) -> list[str]:
        """MATCH … WHERE … of the list as a whole."""
        *first, last = self.matches
        found = [f"MATCH {one}" for one in first]
        found.append(f"MATCH {last}" + (f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""))
        if self.fold:
            found.append(f"WITH {self.fold}" + (f" WHERE {' AND '.join(self.after)}" if self.after else ""))
        return found


class Columns(list[str]):
    """The values of a row, and the clauses that must stand before them: an aggregate needs one of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.before: list[str] = []

    def row(self) -> str:
        return f"[{', '.join(self)}]"


class Put(Protocol):
    """Adds values to a row by the lines of a query; gives the Python that reads them.

    `one`: what the query gives is one row. `figures`: it aggregates.
    """

    def __call__(self, lines: list[str], value: str, *, one: bool = False, figures: bool = False) -> str: ...


class Emitter:
    """Writes the statement of one operation."""

    def __init__(self, document: Document, ground: Ground) -> None:
        self.document, self.most, self.gated = document, ground.most, ground.gated
        self.shortest_path = ground.shortest_path
        self.bound: list[Bound] = []
        self._names: dict[str, int] = {}
        self._path: list[str] = []
        self._nodes: list[FieldNode] = []

    def columns(self) -> Columns:
        """A row that is empty as yet."""
        return Columns()

    def fresh(self, prefix: str) -> str:
        """A variable that nothing else has."""
        number = self._names[prefix] = self._names.get(prefix, -1) + 1
        return f"{prefix}{number}"

    def bind(self, leaf: Leaf) -> str:
        """A parameter for a value."""
        self.bound.append(Bound(leaf.source, tuple(self._path), self._nodes[-1]))
        return f"$p{len(self.bound) - 1}"

    def served(self, entity: Entity, node: str) -> list[str]:
        """The condition that a thing's licence sets, where it stands in a framework."""
        return [f"NOT {one}" for one in self.withheld(entity, node)]

    def withheld(self, entity: Entity, node: str) -> list[str]:
        """The condition that only what is withheld fulfils, if anything is."""
        if not self.gated or "framework" not in entity.relations:
            return []
        return [f"EXISTS {{ MATCH ({node})-[:IN_FRAMEWORK]->(g:Framework) WHERE g.id IN ${WITHHELD} }}"]

    def count(self, relation: Relation, node: str) -> str:
        """How many things a relation leads to, of those that are served."""
        served = self.served(TABLE[relation.other], "o")
        if not served:
            return relation.count(node)
        shown = [one for one in (relation.shown("o"),) if one]
        return f"COUNT {{ MATCH {relation.match(node, 'o')} WHERE {' AND '.join([*shown, *served])} }}"

    def at(self, key: str, nodes: list[FieldNode], work: Callable[[], str]) -> str:
        """Do some work for a field, so that what is refused is told with its place."""
        self._path.append(key)
        self._nodes.append(nodes[0])
        try:
            return work()
        except SkillsGraphError as error:
            raise Refused(error, list(self._path), nodes[0]) from error
        finally:
            self._path.pop()
            self._nodes.pop()

    # An object --------------------------------------------------------------------------------------------

    def entity(self, entity: Entity, node: str, fields: Fields, columns: Columns, base: str) -> str:
        """The Python of an object whose columns stand in the list `base`."""
        parts = []
        for key, nodes in fields.items():
            code = self.at(key, nodes, lambda nodes=nodes: self._field(entity, node, nodes, columns, base))  # type: ignore[misc]
            parts.append(f"{key!r}: {code}")
        return "{" + ", ".join(parts) + "}"

    def _field(self, entity: Entity, node: str, nodes: list[FieldNode], columns: Columns, base: str) -> str:
        name = nodes[0].name.value
        if name == "__typename":
            return repr(entity.name)
        if one := entity.properties.get(name):
            return add(columns, words.value(self, one, node, nodes[0]), base)
        if expression := entity.expressions.get(name):
            return add(columns, self._worked_out(entity, expression, node), base)
        if name in entity.told:
            return told.emit(self, entity, node, nodes, columns, base)
        if name in entity.lists:
            return self._listed(entity, node, nodes, columns, base)
        if name not in entity.relations:
            raise NotCompiled(name)
        relation = entity.relations[name]
        if relation.many:
            return self.connection(relation, node, f"{entity.name}.{name}", nodes, columns, base)
        return self._one(relation, node, nodes, columns, base)

    def _worked_out(self, entity: Entity, expression: Expression, node: str) -> str:
        """Of a framework that is withheld nothing is counted."""
        value = expression.cypher.replace("this", node)
        if not self.gated or entity.name != "Framework":
            return value
        return f"CASE WHEN {node}.id IN ${WITHHELD} THEN 0 ELSE {value} END"

    def _one(self, relation: Relation, node: str, nodes: list[FieldNode], columns: Columns, base: str) -> str:
        other, edge = self.fresh("n"), self.fresh("r")
        target = TABLE[relation.other]
        inner = Columns()
        place = add(columns, "", base)
        slot = len(columns) - 1
        code = self.entity(target, other, self.document.fields(target.name, nodes), inner, f"{place}[0]")
        match = relation.match(node, other, edge)
        before = " ".join([f"MATCH {match} WITH {other} LIMIT 1", *inner.before])
        columns[slot] = f"COLLECT {{ {before} RETURN {inner.row()} }}"
        if inner.before:
            columns[slot] = self.fresh("a")
            columns.before.append(
                f"CALL ({node}) {{ {before} RETURN collect({inner.row()}) AS {columns[slot]} }}"
            )
        return f"({code} if {place} else None)"

    def _listed(self, entity: Entity, node: str, nodes: list[FieldNode], columns: Columns, base: str) -> str:
        name = nodes[0].name.value
        one, other = entity.lists[name], self.fresh("n")
        arguments = self.document.arguments(nodes[0])
        match = one.pattern.replace("(this)", f"({node})").replace("(other:", f"({other}:")
        wanted = " AND ".join(
            f"{other}.{key} IN {self.bind(leaf.map(_as_list))}" for key, leaf in arguments.items()
        )
        inner = Columns()
        x = self.fresh("x")
        parts = []
        for key, fields in self.document.fields(TERM, nodes).items():
            own = fields[0].name.value
            code = repr(TERM) if own == "__typename" else add(inner, f"{other}.{own}", x)
            parts.append(f"{key!r}: {code}")
        text = (
            f"COLLECT {{ MATCH {match}{f' WHERE {wanted}' if wanted else ''}"
            f" WITH {other} ORDER BY {one.order.replace('other', other)} RETURN [{', '.join(inner)}] }}"
        )
        return f"[{{{', '.join(parts)}}} for {x} in {add(columns, text, base)}]"

    # A connection -----------------------------------------------------------------------------------------

    def connection(
        self, relation: Relation, this: str, name: str, nodes: list[FieldNode], columns: Columns, base: str
    ) -> str:
        """The Python of a connection that a relation of a node leads to."""
        target = TABLE[relation.other]
        arguments = self.document.arguments(nodes[0])
        other = self.fresh("n")
        if relation.reach is None:
            edge = self.fresh("r")
            match = relation.match(this, other, edge)
            scope = Scope(target, other, edge, [match], parallel=relation.parallel)
        else:
            scope = paths.scope(self, relation, this, other, arguments.get("depth"))
        scope.conditions += where.over(self, relation, other, scope.edge, arguments.get("where"))

        def put(lines: list[str], value: str, *, one: bool = False, figures: bool = False) -> str:
            text = " ".join(lines)
            if one and value == "count(*)" and not scope.fold:
                return add(columns, f"COUNT {{ {text} }}", base)
            if figures or scope.fold:  # Neo4j takes no figure within an expression
                name = self.fresh("a")
                given = value if one else f"collect({value})"
                columns.before.append(f"CALL ({this}) {{ {text} RETURN {given} AS {name} }}")
                return add(columns, name, base)
            return add(columns, f"COLLECT {{ {text} RETURN {value} }}", base)

        return self.pages(scope, name, arguments, nodes, put)

    def pages(
        self,
        scope: Scope,
        name: str,
        arguments: dict[str, Any],
        nodes: list[FieldNode],
        put: Put,
    ) -> str:
        """The Python of a connection; `put` adds a list of values, by its lines and what each returns."""
        kind = f"{scope.entity.name}Connection"
        fields = self.document.fields(kind, nodes)
        page = Page(self, scope, name, arguments)
        rows = page.rows(fields, put)
        figures = aggregate.Figures(self, scope, put)
        together = aggregate.are_asked(self.document, fields)

        def of_connection(own: list[FieldNode]) -> str:
            match own[0].name.value:
                case "__typename":
                    return repr(kind)
                case "nodes" | "edges":
                    return page.codes[id(own[0])]
                case "pageInfo":
                    return page.info(self.document.fields("PageInfo", own))
                case "totalCount" if together:
                    return figures.add("count(*)")
                case "totalCount":  # alone, an engine may know it without a look at the list
                    return put(scope.lines(), "count(*)", one=True, figures=True)
            return aggregate.emit(self, scope, self.document.fields("Aggregate", own), figures, put)

        parts = []
        for key, own in fields.items():
            parts.append(f"{key!r}: {self.at(key, own, lambda own=own: of_connection(own))}")  # type: ignore[misc]
        body = figures.settled("{" + ", ".join(parts) + "}")
        return f"(lambda {page.variable}: {body})({rows})" if page.variable in body else body


TERM = "Term"


def add(columns: Columns, cypher: str, base: str) -> str:
    """Add a column, and give the Python that reads it."""
    columns.append(cypher)
    return f"{base}[{len(columns) - 1}]"


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
