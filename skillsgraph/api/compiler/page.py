"""A page of a list: its rows, its cursors and its `pageInfo`."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graphql import FieldNode

from skillsgraph.api import cursor
from skillsgraph.api.compiler import order, ranges
from skillsgraph.api.compiler.selection import Fields
from skillsgraph.api.compiler.values import Leaf, constant
from skillsgraph.api.limits import within
from skillsgraph.errors import InputError

if TYPE_CHECKING:
    from skillsgraph.api.compiler.emitter import Emitter, Put, Scope

DEFAULT = 20
_WIDE = {"frameworks": 100}


class Page:
    """One page, from the arguments of its connection. Raises `InputError` for arguments that conflict."""

    def __init__(self, emit: "Emitter", scope: "Scope", name: str, arguments: dict[str, Any]) -> None:
        self.emit, self.scope = emit, scope
        self.variable = emit.fresh("c")
        self.codes: dict[int, str] = {}
        edge = scope.edge if scope.parallel else None
        self.keys = order.keys(emit, scope.entity, scope.node, arguments.get("orderBy"), edge)
        if scope.steps is not None and not arguments.get("orderBy"):
            self.keys = [order.Key("depth", scope.steps, kind="int"), *self.keys]  # the nearest first
        self.name = "|".join([name, *(f"{one.name}{'-' if one.descending else ''}" for one in self.keys)])
        self.after, self.before = arguments.get("after"), arguments.get("before")
        first, last = arguments.get("first"), arguments.get("last")
        if first is not None and last is not None:
            raise InputError("first and last are both given.", hint="Ask for one of them.")
        self.backwards = last is not None
        word = "last" if self.backwards else "first"
        size: Any = last if self.backwards else first or constant(_WIDE.get(name, DEFAULT))
        most = emit.most
        self.size = size.map(lambda found: within(word, found, most))
        self.more = False
        self._limit = ""
        self._columns = emit.columns()

    def rows(self, fields: Fields, put: "Put") -> str:
        """The Python of the page's rows, in the order of the list; what is shown of each is in `codes`."""
        shown = {
            key: own for key, own in fields.items() if own[0].name.value in ("nodes", "edges", "pageInfo")
        }
        if not shown:
            self.emit.bind(self.size)  # refused all the same if it is out of bounds
            for place, end in self._places():
                self.emit.bind(order.values_at(self.name, self.keys, place, end))
            return "()"
        self.more = self._asks_for_more(fields)
        size = self.size
        limit = self.emit.bind(size.map(lambda found: found + 1) if self.more else size)
        self._limit = f"b[{limit[2:]}]"
        x = self.emit.fresh("x")
        self.cursor = ""
        if self._asks_for_cursor(fields):
            self._columns += [key.expression for key in self.keys]
            self.cursor = f"{{x}}[:{len(self.keys)}]"
        for key, own in shown.items():
            if own[0].name.value != "pageInfo":
                code = self.emit.at(key, own, lambda own=own: self._row(own, x))  # type: ignore[misc]
                self.codes[id(own[0])] = f"[{code} for {x} in {self.variable}]"
        # Neo4j takes an aggregate of a CALL within COLLECT {…} for one of the row that the COLLECT stands in.
        lines, before = self._sorted(limit), self._columns.before
        found = put([*lines, *before], self._columns.row(), figures=bool(before))
        self.all = found
        if told := [place for place, one in enumerate(self._columns) if one in self._never_null()]:
            found = f"[{x} for {x} in {found} if {x}[{told[-1]}] is not None]"
        if self.more or self.backwards:
            return f"page({found}, {self._limit}{' - 1' if self.more else ''}, {self.backwards})"
        return found

    def _never_null(self) -> list[str]:
        """The columns that everything has.

        What lacks one is gone: another transaction deleted it after Neo4j had found it, and Neo4j reads null
        of what is deleted.
        """
        return [f"{self.scope.node}.{one}" for one in ("id", "name")]

    def _sorted(self, limit: str) -> list[str]:
        """The lines that give what the page shows, in its order."""
        emit, scope, keys, places = self.emit, self.scope, self.keys, self._places()
        if ranges.apply(scope, keys):
            return ranges.lines(emit, scope, self.name, keys, places, self.backwards, limit)
        beyond = [order.beyond(emit, self.name, keys, one, end) for one, end in places]
        carried = ", ".join(filter(None, (scope.node, scope.edge, scope.steps)))
        return [
            *self._matched(beyond),
            f"WITH {carried} ORDER BY {order.by(keys, self.backwards)} LIMIT {limit}",
        ]

    def _places(self) -> list[tuple[Leaf, bool]]:
        """The cursors, and whether the page ends there."""
        return [(one, end) for one, end in ((self.after, False), (self.before, True)) if one is not None]

    def _matched(self, conditions: list[str]) -> list[str]:
        scope = self.scope
        if scope.fold:
            return replace(scope, after=[*scope.after, *conditions]).lines()
        if not conditions and scope.edge is None and self.keys[0].name == "name":
            conditions = [f"{self.keys[0].expression} IS NOT NULL"]
        return replace(scope, conditions=[*scope.conditions, *conditions]).lines()

    def _row(self, nodes: list[FieldNode], x: str) -> str:
        scope, emit = self.scope, self.emit
        fields = emit.document.fields
        if nodes[0].name.value == "nodes":
            below = fields(scope.entity.name, nodes)
            return emit.entity(scope.entity, scope.node, below, self._columns, x)
        parts = []
        for key, own in fields(f"{scope.entity.name}Edge", nodes).items():
            code = emit.at(key, own, lambda own=own: self._of_edge(own, x))  # type: ignore[misc]
            parts.append(f"{key!r}: {code}")
        return "{" + ", ".join(parts) + "}"

    def _of_edge(self, nodes: list[FieldNode], x: str) -> str:
        scope, emit = self.scope, self.emit
        name = nodes[0].name.value
        if name == "__typename":
            return repr(f"{scope.entity.name}Edge")
        if name == "cursor":
            return self._cursor(x)
        if name == "node":
            below = emit.document.fields(scope.entity.name, nodes)
            return emit.entity(scope.entity, scope.node, below, self._columns, x)
        if name == "depth" and scope.steps is not None:
            self._columns.append(scope.steps)
            return f"{x}[{len(self._columns) - 1}]"
        if scope.edge is None or name == "depth":
            return "None"
        self._columns.append(f"{scope.edge}.{name}")
        return f"{x}[{len(self._columns) - 1}]"

    def _cursor(self, x: str) -> str:
        return f"cursor({self.name!r}, {self.cursor.format(x=x)})"

    def info(self, fields: Fields) -> str:
        """The Python of `pageInfo`; whether there is more is seen without a count."""
        c = self.variable
        over = f"(len({self.all}) > {self._limit} - 1)" if self.more else "False"
        codes = {
            "__typename": "'PageInfo'",
            "hasNextPage": str(self.before is not None) if self.backwards else over,
            "hasPreviousPage": over if self.backwards else str(self.after is not None),
            "startCursor": f"({self._cursor(f'{c}[0]')} if {c} else None)",
            "endCursor": f"({self._cursor(f'{c}[-1]')} if {c} else None)",
        }
        return "{" + ", ".join(f"{key!r}: {codes[own[0].name.value]}" for key, own in fields.items()) + "}"

    def _asks_for_more(self, fields: Fields) -> bool:
        wanted = "hasPreviousPage" if self.backwards else "hasNextPage"
        return wanted in self._below(fields, "pageInfo", "PageInfo")

    def _asks_for_cursor(self, fields: Fields) -> bool:
        info = self._below(fields, "pageInfo", "PageInfo")
        edges = self._below(fields, "edges", f"{self.scope.entity.name}Edge")
        return bool({"startCursor", "endCursor"} & info or "cursor" in edges)

    def _below(self, fields: Fields, name: str, kind: str) -> set[str]:
        return {
            one[0].name.value
            for own in fields.values()
            if own[0].name.value == name
            for one in self.emit.document.fields(kind, own).values()
        }


def cut(rows: list[Any], size: int, backwards: bool) -> list[Any]:
    """A page of what was read, which may be one more, in the order of the list."""
    rows = rows[:size]
    return rows[::-1] if backwards else rows


def cursor_of(name: str, place: list[Any]) -> str:
    """The cursor of a row."""
    return cursor.encode(name, *place)
