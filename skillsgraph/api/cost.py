"""What an operation costs: how many objects its answer may hold, told before anything of it runs.

Page sizes multiply along the tree: 20 roles with 10 skills each are 20 × (1 + 10) objects. A page that is not
limited has its default size; a list that takes no limit counts as one object, and as several where each of
its items leads to pages. A condition over paths, such as `ancestors: {none: …}`, counts as a thousand objects
wherever it is asked, since it looks far beyond the page. Every fragment is measured once, so that the work is
linear in the document.
"""

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    value_from_ast_untyped,
)

from skillsgraph.api.compiler.page import DEFAULT
from skillsgraph.api.conditions import conditions as conditions_of
from skillsgraph.api.conditions import named, paths_in, variables_in
from skillsgraph.errors import LimitExceeded
from skillsgraph.settings import Settings

_LISTED = 5  # items that a list is taken to have, where each leads to pages
_SIZES = ("first", "last")
_LISTS = ("ids", "profiles", "learners")  # what is asked of each of these
_PAGED = ("nodes", "edges")
_FILTERED = 1_000


@dataclass(frozen=True, slots=True)
class Weight:
    """Objects, those among them that pages hold, and the field that most of them are for."""

    objects: int = 0
    paged: int = 0
    most: int = 0
    field: str = ""

    def __add__(self, other: "Weight") -> "Weight":
        heavier = max(self, other, key=lambda one: one.most)
        return Weight(self.objects + other.objects, self.paged + other.paged, heavier.most, heavier.field)

    def times(self, count: int) -> "Weight":
        return Weight(self.objects * count, self.paged * count, self.most * count, self.field)

    def below(self, name: str) -> "Weight":
        return replace(self, field=f"{name}.{self.field}" if self.field else name)


@dataclass(frozen=True, slots=True)
class Cost:
    """The objects that an operation may ask for, the caller's limit, and where most of them come from."""

    total: int
    limit: int
    costliest: str

    def check(self) -> None:
        """Raise `LimitExceeded` with the three."""
        if self.total > self.limit:
            raise LimitExceeded(
                f"The operation costs {self.total}; the limit is {self.limit}."
                f" Most of it is {self.costliest}.",
                hint="Ask for fewer at a time with `first`.",
                cost=self.total,
                limit=self.limit,
                field=self.costliest,
            )

    def as_dict(self) -> dict[str, Any]:
        return {"total": self.total, "limit": self.limit, "costliest": self.costliest}


def limit_of(caller: str | None, settings: Settings) -> int:
    """What an operation may cost for the caller of that name."""
    return settings.cost if caller is None else settings.cost_with_key


class Measure:
    """Weighs one operation of a document; `sizes` names the variables that decide, once it has weighed."""

    def __init__(self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self._schema, self._fragments = schema, fragments
        self.sizes: set[str] = set()
        self.filters: dict[str, str] = {}
        self._declared: dict[str, str] = {}
        self._known: dict[str, tuple[Weight, Weight]] = {}
        self._variables: dict[str, Any] = {}
        self._largest = 0

    def of(self, operation: OperationDefinitionNode, variables: Mapping[str, Any], largest: int) -> Weight:
        """The weight for these variables, where no page holds more than `largest`."""
        self._known.clear()
        self._largest = largest
        self._variables = {
            one.variable.name.value: value_from_ast_untyped(one.default_value)
            for one in operation.variable_definitions or ()
            if one.default_value is not None
        } | dict(variables)
        self._declared = {
            one.variable.name.value: named(one.type) for one in operation.variable_definitions or ()
        }
        root = self._schema.get_root_type(operation.operation)
        whole, item = self._of(root, operation.selection_set)
        return whole + item

    def decides(self, variables: Mapping[str, Any]) -> Hashable:
        """What of the variables the weight rests on, as far as it has been weighed."""
        if not self.sizes and not self.filters:
            return ()
        sizes = ((name, name in variables, size_in(variables.get(name))) for name in sorted(self.sizes))
        conditions = (
            (name, name in variables, conditions_of(kind, variables.get(name)))
            for name, kind in sorted(self.filters.items())
        )
        return (*sizes, *conditions)

    def _of(self, kind: Any, selection: SelectionSetNode | None) -> tuple[Weight, Weight]:
        """What is below a type: in all, and for each item of the page that the type is."""
        whole, item = Weight(), Weight()
        for node in selection.selections if selection else ():
            if isinstance(node, FieldNode):
                paged = node.name.value in _PAGED and _is_page(kind)
                found = self._field(kind, node)
                whole, item = (whole, item + found) if paged else (whole + found, item)
                continue
            if isinstance(node, FragmentSpreadNode):
                more = self._fragment(node.name.value)
            else:
                condition = getattr(node, "type_condition", None)
                inner = self._schema.get_type(condition.name.value) if condition else kind
                more = self._of(inner, getattr(node, "selection_set", None))
            whole, item = whole + more[0], item + more[1]
        return whole, item

    def _fragment(self, name: str) -> tuple[Weight, Weight]:
        if name not in self._known:
            self._known[name] = (Weight(), Weight())  # one in itself is an error that validation will name
            if fragment := self._fragments.get(name):
                kind = self._schema.get_type(fragment.type_condition.name.value)
                self._known[name] = self._of(kind, fragment.selection_set)
        return self._known[name]

    def _field(self, kind: Any, node: FieldNode) -> Weight:
        name = node.name.value
        if name.startswith("__") or node.selection_set is None:
            return Weight()
        declared = getattr(kind, "fields", {}).get(name)
        target = get_named_type(declared.type) if declared is not None else None
        whole, item = self._of(target, node.selection_set)
        whole += self._filtered(node, target)
        size = self._size(node, declared)
        if _is_page(target):
            page = item.times(DEFAULT if size is None else size)
            return (Weight(1) + replace(page, paged=page.objects) + whole).below(name)
        found = whole + item
        if size is not None:
            return (Weight(1, 1, 1) + found).times(size).below(name)
        if declared is not None and "[" in str(declared.type) and name not in _PAGED:
            found = replace(
                found, objects=found.objects + found.paged * (_LISTED - 1), paged=found.paged * _LISTED
            )
        own = 0 if name == "edges" else 1
        return (Weight(own, 0, own) + found).below(name)

    def _filtered(self, node: FieldNode, target: Any) -> Weight:
        """What the conditions over paths in the field's `where` weigh."""
        kind, found = str(getattr(target, "name", "")).removesuffix("Connection"), 0
        for one in node.arguments or ():
            if one.name.value == "where":
                for name in variables_in(one.value):
                    self.filters[name] = self._declared.get(name, "")
                asked = value_from_ast_untyped(one.value, self._variables)
                found += paths_in(kind, asked)
        return Weight(found * _FILTERED, 0, found * _FILTERED, "where") if found else Weight()

    def _size(self, node: FieldNode, declared: Any) -> int | None:
        """How many the field's arguments ask for, pages times lists; None when it takes no such argument."""
        given = getattr(declared, "args", {})
        listed = [size for name in _LISTS if (size := self._argument(node, name)) is not None]
        paged = next((size for name in _SIZES if (size := self._argument(node, name)) is not None), None)
        if paged is None and any(name in given for name in _SIZES):
            defaults = [given[name].default_value for name in _SIZES if name in given]
            paged = next((one for one in defaults if isinstance(one, int)), DEFAULT)
        found = [*listed, *([] if paged is None else [paged])]
        if not found:
            return DEFAULT if any(name in given for name in _LISTS) else None
        return math.prod(found)

    def _argument(self, node: FieldNode, name: str) -> int | None:
        """How many one argument asks for, if it is given and says so."""
        for one in node.arguments or ():
            if one.name.value == name and (asked := self._asked(one.value)) is not None:
                return max(0, min(asked, self._largest))
        return None

    def _asked(self, value: Any) -> int | None:
        if isinstance(value, VariableNode):
            self.sizes.add(value.name.value)
            return size_in(self._variables.get(value.name.value))
        if isinstance(value, ListValueNode):
            return len(value.values)
        return int(value.value) if isinstance(value, IntValueNode) else None


def size_in(value: Any) -> int | None:
    """How many things the value of a variable asks for, if it does."""
    if isinstance(value, list):
        return len(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)  # GraphQL takes 1000.0 for an Int
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _is_page(kind: Any) -> bool:
    return str(getattr(kind, "name", "")).endswith("Connection")
