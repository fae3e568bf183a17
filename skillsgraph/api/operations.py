"""Operations on the catalogue: from text and variables to a plan that is kept, and by it to the answer."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    validate,
)
from graphql.execution.values import get_variable_values

from skillsgraph.api.compiler import plan as plans
from skillsgraph.api.compiler.cache import MOST_PLANS, Bounded, Counts
from skillsgraph.api.compiler.emitter import Refused
from skillsgraph.api.compiler.plan import Plan
from skillsgraph.api.compiler.roots import ROOTS
from skillsgraph.api.compiler.selection import Document, Fields
from skillsgraph.api.compiler.shaped import run
from skillsgraph.api.compiler.values import shape
from skillsgraph.api.context import Context
from skillsgraph.api.failures import named
from skillsgraph.api.limits import most_of
from skillsgraph.settings import Settings


@dataclass(slots=True)
class Asked:
    """A document that was read, guarded and validated, and the plans of its operation so far."""

    document: DocumentNode
    operation: OperationDefinitionNode | None
    compiled: bool
    fragments: Mapping[str, FragmentDefinitionNode]
    plans: Bounded[Plan] = field(default_factory=lambda: Bounded(MOST_PLANS))


class Operations:
    """The operations that this process has seen; the counts are for its metrics."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self.counts = Counts()
        self._known: Bounded[Asked] = Bounded()

    def asked(self, text: str, name: str | None, settings: Settings) -> Asked | None:
        """What is known of a document."""
        return self._known.get(_key(text, name, settings))

    def put(self, text: str, name: str | None, settings: Settings, document: DocumentNode) -> Asked:
        """Take in a document that the guard let pass."""
        operation = _operation(document, name)
        fragments = {
            one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
        }
        compiled = self._is_compiled(document, operation, fragments)
        asked = Asked(document, operation, compiled, fragments)
        return self._known.put(_key(text, name, settings), asked) if compiled else asked

    def _is_compiled(
        self,
        document: DocumentNode,
        operation: OperationDefinitionNode | None,
        fragments: Mapping[str, FragmentDefinitionNode],
    ) -> bool:
        """Whether all of it is the catalogue's. What is invalid is refused by ordinary execution."""
        if operation is None or operation.operation is not OperationType.QUERY or operation.directives:
            return False
        if validate(self.schema, document):
            return False
        fields: Fields = {}
        every = _Everything(self.schema, fragments, {})
        every.collect("Query", operation.selection_set, fields, set())
        return all(nodes[0].name.value in ROOTS for nodes in fields.values())

    async def answer(
        self, asked: Asked, context: Context, variables: dict[str, Any] | None
    ) -> dict[str, Any]:
        """The answer of a compiled operation, in GraphQL's response form."""
        assert asked.operation is not None  # noqa: S101 - compiled operations have one
        definitions = asked.operation.variable_definitions
        given: Mapping[str, Any] = {}
        if definitions:
            coerced = get_variable_values(self.schema, definitions, variables or {}, max_errors=50)
            if isinstance(coerced, list):
                return {"errors": [named(error) for error in coerced]}
            given = coerced.coerced
        try:
            plan = self._plan(asked, context, given)
            data, missing = await run(plan, context, given)
        except Refused as refused:
            return {"errors": [_told(refused)]}
        errors = {"errors": [_told(one) for one in missing]} if missing else {}
        return {**errors, "data": data}

    def _plan(self, asked: Asked, context: Context, variables: Mapping[str, Any]) -> Plan:
        most = most_of(context.caller.name)
        key = (most, shape(dict(variables)))
        found = asked.plans.get(key)
        if found is not None:
            self.counts.hits += 1
            return found
        self.counts.misses += 1
        assert asked.operation is not None  # noqa: S101
        document = Document(self.schema, asked.fragments, variables)
        return asked.plans.put(key, plans.of_operation(document, asked.operation, most))


class _Everything(Document):
    """Collects fields whatever their `@skip` and `@include` say."""

    def _wanted(self, node: Any) -> bool:
        return True


def _key(text: str, name: str | None, settings: Settings) -> Hashable:
    limits = (settings.depth, settings.aliases, settings.tokens, settings.introspection)
    return (text, name, limits)


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode | None:
    for one in document.definitions:
        if isinstance(one, OperationDefinitionNode) and name in (None, one.name.value if one.name else None):
            return one
    return None


def _told(refused: Refused) -> dict[str, Any]:
    error = refused.error
    return named(GraphQLError(str(error), [refused.node], path=list(refused.path), original_error=error))
