"""Errors in GraphQL's form, each with a code."""

import logging
from typing import Any

from graphql import GraphQLError

from skillsgraph.errors import GraphQLSyntax, SkillsGraphError

_LOG = logging.getLogger("skillsgraph.api")


def named(error: GraphQLError) -> dict[str, Any]:
    """An error in GraphQL's form, with a code; what was not foreseen is logged and not told."""
    formatted: dict[str, Any] = dict(error.formatted)
    original = error.original_error
    if isinstance(original, SkillsGraphError):
        formatted |= original.as_graphql()
    elif original is None or isinstance(original, GraphQLError) or error.path is None:
        formatted["extensions"] = {"code": GraphQLSyntax.code}
    else:
        _LOG.error("unforeseen %s at %s", type(original).__name__, error.path, exc_info=original)
        formatted["message"] = "Something went wrong on our side."
        formatted["extensions"] = {"code": SkillsGraphError.code}
    return formatted
