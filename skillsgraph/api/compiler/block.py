"""A block of a statement: things of one type by their ids, with what one place of a response asks of them."""

from dataclasses import dataclass, field
from typing import Any

from graphql import FieldNode

from skillsgraph.api.compiler import plan as plans
from skillsgraph.api.compiler.emitter import Columns, Emitter, NotCompiled, Refused
from skillsgraph.api.compiler.shaped import Shaped, objects_of, whole_of
from skillsgraph.api.compiler.table import TABLE
from skillsgraph.errors import SkillsGraphError


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a response where things are asked for. `own`: its nodes are one field of the thing."""

    kind: str
    path: tuple[str, ...]
    own: bool
    nodes: tuple[FieldNode, ...] = field(compare=False)


class Block:
    """What one place asks; `error` says why there is nothing to run."""

    def __init__(self, emit: Emitter, place: Place, ids: list[str]) -> None:
        self.emit, self.place, self.ids = emit, place, ids
        self.error: SkillsGraphError | None = None
        self.values: list[Any] = []
        self.whole = False
        first = len(emit.bound)
        try:
            try:
                self._write(list(place.nodes))
            except NotCompiled:
                del emit.bound[first:]
                self.whole = True
                self._write(self._all_of_it())
            self.values = [one.source(emit.document.variables) for one in emit.bound[first:]]
        except (Refused, SkillsGraphError) as refused:
            del emit.bound[first:]
            self.error = refused.error if isinstance(refused, Refused) else refused

    def _write(self, nodes: list[FieldNode]) -> None:
        kind, key = self.place.kind, self.place.path[-1]
        fields = {key: nodes} if self.place.own else self.emit.document.fields(kind, nodes)
        self.node, self.columns = self.emit.fresh("n"), Columns()
        self.columns.append(f"{self.node}.id")
        self.served = " AND ".join(self.emit.served(TABLE[kind], self.node))
        code = self.emit.entity(TABLE[kind], self.node, fields, self.columns, "x")
        self.code = f"{code}[{key!r}]" if self.place.own else code

    def _all_of_it(self) -> list[FieldNode]:
        nodes, kind = list(self.place.nodes), self.place.kind
        if not self.place.own:
            return whole_of(nodes, [kind], many=False)
        relation = TABLE[kind].relations[nodes[0].name.value]
        return whole_of(nodes, [relation.other], relation.many)

    def shaped(self, rows: list[Any], values: list[Any]) -> dict[str, Any]:
        """The values of its rows, by id."""
        found: dict[str, Any] = plans.shaper_of(f"{{x[0]: {self.code} for x in v}}")(rows, values)
        return found

    def value(self, found: Any) -> Any:
        """What ordinary execution is given; a field that has nothing is final too."""
        if found is None:
            return Shaped(None) if self.place.own else None
        return objects_of(found) if self.whole else Shaped(found)
