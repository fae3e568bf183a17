"""Operations on the catalogue: from text and variables to a plan that is kept, and by it to the answer."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    validate,
)

from skillsgraph.api.compiler import plan as plans
from skillsgraph.api.compiler.cache import MOST_PLANS, Bounded, Counts
from skillsgraph.api.compiler.emitter import NotCompiled, Refused
from skillsgraph.api.compiler.ground import ground_of
from skillsgraph.api.compiler.plan import Plan
from skillsgraph.api.compiler.roots import ROOTS
from skillsgraph.api.compiler.selection import Document, Fields, naming
from skillsgraph.api.compiler.shaped import run
from skillsgraph.api.compiler.values import shape
from skillsgraph.api.context import Context
from skillsgraph.api.cost import Cost, Measure, Weight, limit_of
from skillsgraph.api.documents import LONGEST
from skillsgraph.api.failures import named
from skillsgraph.api.limits import most_of
from skillsgraph.api.variables import Declared
from skillsgraph.settings import Settings

_MOST_WEIGHTS = 20


@dataclass(slots=True, eq=False)
class Asked:
    """A document that was read and guarded, and what its operation weighs."""

    document: DocumentNode
    operation: OperationDefinitionNode | None
    valid: bool
    compiled: bool
    fragments: Mapping[str, FragmentDefinitionNode]
    measure: Measure
    naming: frozenset[str]
    declared: Declared
    _weights: Bounded[Weight] = field(default_factory=lambda: Bounded(_MOST_WEIGHTS))

    def cost(self, variables: Mapping[str, Any], context: Context) -> Cost:
        """What the operation costs; weighed once for each set of sizes that its variables give."""
        caller = context.caller.name
        limit = limit_of(caller, context.settings)
        if self.operation is None:
            return Cost(0, limit, "")
        largest = most_of(caller)
        weight = self._weights.get(self._sizes(variables, largest))
        if weight is None:
            weight = self.measure.of(self.operation, variables, largest)
            self._weights.put(self._sizes(variables, largest), weight)
        return Cost(weight.objects, limit, weight.field)

    def _sizes(self, variables: Mapping[str, Any], largest: int) -> Hashable:
        # Which variables decide is known once it was weighed; before that, nothing is kept yet.
        return (largest, self.measure.decides(variables))


class Operations:
    """The operations that this process has seen; the counts are for its metrics."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self.counts = Counts()
        self._known: Bounded[Asked] = Bounded()
        self.plans: Bounded[Plan] = Bounded(MOST_PLANS)

    def __len__(self) -> int:
        return len(self._known)

    def asked(self, text: str, name: str | None, settings: Settings) -> Asked | None:
        """What is known of a document."""
        return self._known.get(_key(text, name, settings))

    def put(self, text: str, name: str | None, settings: Settings, document: DocumentNode) -> Asked:
        """Take in a document that the guard let pass."""
        operation = _operation(document, name)
        fragments = {
            one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
        }
        valid = not validate(self.schema, document)
        compiled = valid and self._is_compiled(operation, fragments)
        measure = Measure(self.schema, fragments)
        declared = Declared(self.schema, (operation and operation.variable_definitions) or ())
        asked = Asked(document, operation, valid, compiled, fragments, measure, naming(document), declared)
        # Whom a question of the catalogue is about is published; text in any other may be somebody's own.
        keeps = valid and len(text) <= LONGEST and (compiled or '"' not in text)
        return self._known.put(_key(text, name, settings), asked) if keeps else asked

    def _is_compiled(
        self, operation: OperationDefinitionNode | None, fragments: Mapping[str, FragmentDefinitionNode]
    ) -> bool:
        """Whether all of it is the catalogue's."""
        if operation is None or operation.operation is not OperationType.QUERY or operation.directives:
            return False
        fields: Fields = {}
        every = _Everything(self.schema, fragments, {})
        every.collect("Query", operation.selection_set, fields, set())
        return all(nodes[0].name.value in ROOTS for nodes in fields.values())

    async def answer(
        self, asked: Asked, context: Context, variables: dict[str, Any] | None
    ) -> dict[str, Any]:
        """The answer of a compiled operation, in GraphQL's response form."""
        given = asked.declared.coerced(variables or {})
        if isinstance(given, list):
            return {"errors": [named(error) for error in given]}
        try:
            plan = self._plan(asked, context, given)
            data, missing = await run(plan, context, given)
        except Refused as refused:
            return {"errors": [named(refused.told())]}
        errors = {"errors": [named(one.told()) for one in missing]} if missing else {}
        return {**errors, "data": data}

    async def explain(
        self, asked: Asked, context: Context, variables: dict[str, Any] | None
    ) -> dict[str, Any]:
        """An operation's statement, its parameters and the engine's plan; ordinary execution has none."""
        given = asked.declared.coerced(variables or {}) if asked.compiled else []
        if isinstance(given, list):
            return {"compiled": False}
        try:
            plan = self._plan(asked, context, given)
            parameters = plan.parameters(plan.values(given), context.languages)
        except (Refused, NotCompiled):
            return {"compiled": False}
        lines = await context.graph.explain(plan.statement, **parameters)
        return {"compiled": True, "cypher": plan.statement.text, "parameters": parameters, "plan": lines}

    def _plan(self, asked: Asked, context: Context, variables: Mapping[str, Any]) -> Plan:
        properties = tuple(variables.get(name) for name in asked.naming)
        ground, worded = ground_of(context), bool(context.languages)
        key = (asked, ground, worded, shape(dict(variables)), properties)
        found = self.plans.get(key)
        if found is not None:
            self.counts.hits += 1
            return found
        self.counts.misses += 1
        assert asked.operation is not None  # noqa: S101
        document = Document(self.schema, asked.fragments, variables, worded)
        made = plans.of_operation(document, asked.operation, ground)
        return self.plans.put(key, made) if len(made.statement.text) <= LONGEST else made


class _Everything(Document):
    """Collects fields whatever their `@skip` and `@include` say."""

    def _wanted(self, node: Any) -> bool:
        return True


def _key(text: str, name: str | None, settings: Settings) -> Hashable:
    limits = (settings.depth, settings.aliases, settings.directives, settings.tokens, settings.introspection)
    return (text, name, limits)


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode | None:
    for one in document.definitions:
        if isinstance(one, OperationDefinitionNode) and name in (None, one.name.value if one.name else None):
            return one
    return None
