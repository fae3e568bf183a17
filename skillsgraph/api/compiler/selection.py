"""Selections: what is asked of a type, with fragments, `@skip` and `@include` worked in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionSetNode,
    VariableNode,
    Visitor,
    visit,
)

from skillsgraph.api.compiler.values import ABSENT, Variables, symbol
from skillsgraph.errors import InputError

Fields = dict[str, list[FieldNode]]
_NAMING = {"of", "by"}


def naming(document: DocumentNode) -> frozenset[str]:
    """The variables that name a property, as of `of` and `by`: their values decide about the statement."""
    found: set[str] = set()

    class Arguments(Visitor):
        def enter_argument(self, node: ArgumentNode, *_: Any) -> None:
            if node.name.value in _NAMING and isinstance(node.value, VariableNode):
                found.add(node.value.name.value)

    visit(document, Arguments())
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Document:
    """What selections are read with: the schema, the fragments, and the variables as they are now.

    `worded`: the client prefers some languages, which names are told in where a field does not say.
    """

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Variables
    worded: bool = False

    def fields(self, kind: str, nodes: Sequence[FieldNode]) -> Fields:
        """The fields below some nodes of one response key, for a concrete type, by response key."""
        found: Fields = {}
        for node in nodes:
            if node.selection_set is not None:
                self.collect(kind, node.selection_set, found, set())
        return found

    def collect(self, kind: str, selection: SelectionSetNode, found: Fields, seen: set[str]) -> None:
        for node in selection.selections:
            if not self._wanted(node):
                continue
            if isinstance(node, FieldNode):
                found.setdefault((node.alias or node.name).value, []).append(node)
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                if condition is None or self._fits(kind, condition.name.value):
                    self.collect(kind, node.selection_set, found, seen)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
                seen.add(node.name.value)
                fragment = self.fragments[node.name.value]
                if self._fits(kind, fragment.type_condition.name.value):
                    self.collect(kind, fragment.selection_set, found, seen)

    def arguments(self, node: FieldNode) -> dict[str, Any]:
        """The arguments as trees of leaves; what is absent or null is left out."""
        found = {one.name.value: symbol(one.value, self.variables) for one in node.arguments or ()}
        return {name: value for name, value in found.items() if value is not None and value is not ABSENT}

    def _wanted(self, node: Any) -> bool:
        for directive in node.directives or ():
            if directive.name.value in ("skip", "include"):
                leaf = symbol(directive.arguments[0].value, self.variables)
                if leaf is None or leaf is ABSENT:
                    raise InputError(f"@{directive.name.value} has an `if` that is null.")
                if leaf.value == (directive.name.value == "skip"):
                    return False
        return True

    def _fits(self, kind: str, condition: str) -> bool:
        if kind == condition:
            return True
        wanted, own = self.schema.get_type(condition), self.schema.get_type(kind)
        return isinstance(wanted, GraphQLInterfaceType) and wanted in getattr(own, "interfaces", ())
