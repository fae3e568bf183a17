"""The schema, and one operation from text to answer: guard, run, name every error."""

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

import strawberry
from graphql import (
    DefinitionNode,
    DocumentNode,
    GraphQLError,
    GraphQLSyntaxError,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    parse,
    validate,
)
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.types.graphql import OperationType

from skillsgraph import licences
from skillsgraph.api import limits
from skillsgraph.api.access import check_may_explain, may_read
from skillsgraph.api.compiler.emitter import NotCompiled
from skillsgraph.api.compiler.shaped import Shaped
from skillsgraph.api.context import Context
from skillsgraph.api.cost import Cost
from skillsgraph.api.failures import named
from skillsgraph.api.mutations import Mutation
from skillsgraph.api.operations import Asked, Operations
from skillsgraph.api.queries import Query
from skillsgraph.errors import (
    DeadlineExceeded,
    GraphQLSyntax,
    LimitExceeded,
    MethodNotAllowed,
    SkillsGraphError,
)
from skillsgraph.settings import Role

READS = frozenset({OperationType.QUERY})
ANY = frozenset({OperationType.QUERY, OperationType.MUTATION})


class _Schema(strawberry.Schema):
    def process_errors(self, errors: list[GraphQLError], execution_context: Any = None) -> None:
        """Strawberry would log what came in; ours are logged by the endpoint, without it."""


class _Executor(StrawberryGraphQLCoreExecutionContext):
    """Takes what is already as the response has it."""

    def complete_value(
        self, return_type: Any, details: Any, info: Any, path: Any, result: Any, position: Any
    ) -> Any:
        if isinstance(result, Shaped):
            return result.value
        return super().complete_value(return_type, details, info, path, result, position)


class _Known(SchemaExtension):
    """A document that was found valid is neither read nor validated once more."""

    def on_parse(self) -> Iterator[None]:
        self.execution_context.graphql_document = self.execution_context.context.document
        yield

    def on_validate(self) -> Iterator[None]:
        if self.execution_context.context.document is not None:
            self.execution_context.pre_execution_errors = []
        yield


SCHEMA = _Schema(
    query=Query,
    mutation=Mutation,
    extensions=[_Known],
    config=StrawberryConfig(disable_field_suggestions=False),
    execution_context_class=_Executor,
)
OPERATIONS = Operations(SCHEMA._schema)


async def run(
    document: str,
    context: Context,
    *,
    variables: dict[str, Any] | None = None,
    operation: str | None = None,
    allowed: frozenset[OperationType] = ANY,
    extensions: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Answer one operation in GraphQL's response form, within the deadline of the settings.

    `data` is absent when nothing was run.

    `extensions` are the request's: with `{"cost": true}` the answer tells what it cost, and with
    `{"explain": true}` an admin is told the statement, its parameters and the engine's plan.
    """
    seconds = context.settings.deadline_seconds
    try:
        async with asyncio.timeout(seconds):
            asked = _asked(document, operation, context)
            context.document = asked.document if asked.valid else None
            cost = asked.cost(variables or {}, context)
            cost.check()
            wanted = extensions or {}
            if wanted.get("explain") is True:
                check_may_explain(context)
            if context.caller.role is not Role.ADMIN:
                context.graph = await licences.served(context.graph, context.caller.organization)
            answer = await _answer(asked, document, context, variables, operation, allowed)
            if more := await _more(asked, cost, context, variables, wanted):
                answer["extensions"] = more
        return answer if context.settings.introspection else _without_names(answer)
    except SkillsGraphError as error:
        return {"errors": [error.as_graphql()]}
    except TimeoutError:
        return {"errors": [DeadlineExceeded(f"There was no answer within {seconds:g} s.").as_graphql()]}
    finally:
        context.end()


def _without_names(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer whose errors suggest no names of the schema."""
    for one in answer.get("errors", ()):
        one["message"] = one["message"].partition(" Did you mean ")[0]
    return answer


def _asked(document: str, operation: str | None, context: Context) -> Asked:
    """What is known of a document; one that is new is guarded first."""
    asked = OPERATIONS.asked(document, operation, context.settings)
    if asked is None:
        guarded = _guard(document, operation, context)
        asked = OPERATIONS.put(document, operation, context.settings, guarded)
    return asked


async def _answer(
    asked: Asked,
    document: str,
    context: Context,
    variables: dict[str, Any] | None,
    operation: str | None,
    allowed: frozenset[OperationType],
) -> dict[str, Any]:
    """By the plan where there is one, else by ordinary execution."""
    if asked.compiled and may_read(context):
        try:
            found = await OPERATIONS.answer(asked, context, variables)
            context.catalogue = True
            return found
        except NotCompiled:
            asked.compiled = False
    OPERATIONS.counts.fallbacks += 1
    result = await _execute(document, context, variables, operation, allowed)
    answer: dict[str, Any] = {}
    errors = [named(error) for error in result.errors or ()]
    if errors:
        answer["errors"] = errors
    if result.data is not None or not errors or any("path" in error for error in errors):
        answer["data"] = result.data
    return answer


async def explain(
    document: str, context: Context, variables: dict[str, Any], operation: str | None = None
) -> dict[str, Any]:
    """How an operation would be answered; it is not run. Raises `GraphQLSyntax`, `LimitExceeded`."""
    asked = _asked(document, operation, context)
    if wrong := validate(SCHEMA._schema, asked.document):
        raise GraphQLSyntax(wrong[0].message)
    asked.cost(variables, context).check()
    return await OPERATIONS.explain(asked, context, variables)


async def _more(
    asked: Asked,
    cost: Cost,
    context: Context,
    variables: dict[str, Any] | None,
    wanted: Mapping[str, Any],
) -> dict[str, Any]:
    """What a request's `extensions` ask to be told beside the answer, `cost` and `explain`, and what licences
    withhold from the caller, which is told unasked."""
    found: dict[str, Any] = {"cost": cost.as_dict()} if wanted.get("cost") is True else {}
    if context.graph.withheld:
        found["withheld"] = await licences.notes(context.graph)
    if wanted.get("explain") is True:
        found["explain"] = await OPERATIONS.explain(asked, context, variables)
    return found


async def _execute(
    document: str,
    context: Context,
    variables: dict[str, Any] | None,
    operation: str | None,
    allowed: frozenset[OperationType],
) -> Any:
    try:
        return await SCHEMA.execute(
            document,
            variable_values=variables,
            context_value=context,
            operation_name=operation,
            allowed_operation_types=allowed,
        )
    except InvalidOperationTypeError as error:
        raise MethodNotAllowed(f"A {error.operation_type.value} is sent with POST.") from error


def _guard(document: str, operation: str | None, context: Context) -> DocumentNode:
    settings = context.settings
    try:
        parsed = parse(document, max_tokens=settings.tokens)
    except GraphQLSyntaxError as error:
        if "tokens" in error.message:
            raise LimitExceeded(f"The document has more than {settings.tokens} tokens.") from error
        if "nested too deeply" in error.message:
            raise LimitExceeded("The document is nested too deeply to be read.") from error
        line, column = next(iter(error.locations or []), (1, 1))
        raise GraphQLSyntax(f"{error.message} (line {line}, column {column})") from error
    except RecursionError as error:
        raise LimitExceeded("The document is nested too deeply to be read.") from error
    _check_operation(parsed, operation)
    limits.check(parsed, settings)
    if not settings.introspection and validate(SCHEMA._schema, parsed, [NoSchemaIntrospectionCustomRule]):
        raise GraphQLSyntax("Introspection is switched off on this server.")
    return parsed


def _check_operation(document: DocumentNode, name: str | None) -> None:
    """Refuse a name that the document does not have, none where it has several, and what is not served."""
    operations = [one for one in document.definitions if _is_operation(one)]
    if not operations:
        raise GraphQLSyntax("The document has no operation, only definitions.")
    if any(one.operation.value == "subscription" for one in operations):
        raise GraphQLSyntax("Subscriptions are not served.", hint="Ask `changes` for what is new.")
    names = [one.name.value if one.name else None for one in operations]
    if name is None and len(names) > 1:
        raise GraphQLSyntax(f"The document has {len(names)} operations.", hint="Name one in operationName.")
    if name is not None and name not in names:
        raise GraphQLSyntax(f"The document has no operation {name[:100]!r}.")


def _is_operation(definition: DefinitionNode) -> TypeGuard[OperationDefinitionNode]:
    return isinstance(definition, OperationDefinitionNode)
