"""The schema, and one operation from text to answer: guard, run, name every error."""

from typing import Any, TypeGuard

import strawberry
from graphql import (
    DefinitionNode,
    DocumentNode,
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    parse,
)
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.types.graphql import OperationType

from skillsgraph.api import limits
from skillsgraph.api.access import may_read
from skillsgraph.api.compiler.emitter import NotCompiled
from skillsgraph.api.compiler.shaped import Shaped
from skillsgraph.api.context import Context
from skillsgraph.api.failures import named
from skillsgraph.api.mutations import Mutation
from skillsgraph.api.operations import Operations
from skillsgraph.api.queries import Query
from skillsgraph.errors import GraphQLSyntax, LimitExceeded, MethodNotAllowed, SkillsGraphError

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


SCHEMA = _Schema(
    query=Query,
    mutation=Mutation,
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
) -> dict[str, Any]:
    """Answer one operation in GraphQL's response form; `data` is absent when nothing was run."""
    try:
        asked = OPERATIONS.asked(document, operation, context.settings)
        if asked is None:
            asked = OPERATIONS.put(
                document, operation, context.settings, _guard(document, operation, context)
            )
        if asked.compiled and may_read(context):
            try:
                return await OPERATIONS.answer(asked, context, variables)
            except NotCompiled:
                asked.compiled = False
        OPERATIONS.counts.fallbacks += 1
        result = await _execute(document, context, variables, operation, allowed)
    except SkillsGraphError as error:
        return {"errors": [error.as_graphql()]}
    answer: dict[str, Any] = {}
    errors = [named(error) for error in result.errors or ()]
    if errors:
        answer["errors"] = errors
    if result.data is not None or not errors or any("path" in error for error in errors):
        answer["data"] = result.data
    return answer


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
    if not settings.introspection and ("__schema" in document or "__type(" in document):
        raise GraphQLSyntax("Introspection is switched off on this server.")
    return parsed


def _check_operation(document: DocumentNode, name: str | None) -> None:
    """Refuse a name that is none of the document's, and no name where there are several to choose from."""
    names = [one.name.value if one.name else None for one in document.definitions if _is_operation(one)]
    if name is None and len(names) > 1:
        raise GraphQLSyntax(f"The document has {len(names)} operations.", hint="Name one in operationName.")
    if name is not None and name not in names:
        raise GraphQLSyntax(f"The document has no operation {name[:100]!r}.")


def _is_operation(definition: DefinitionNode) -> TypeGuard[OperationDefinitionNode]:
    return isinstance(definition, OperationDefinitionNode)
