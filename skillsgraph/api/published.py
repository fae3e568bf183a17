"""What is published of the API: the schema as a file, and what a change of it would break."""

from graphql import build_schema, find_breaking_changes, lexicographic_sort_schema, print_schema

from skillsgraph.api.schema import SCHEMA


def sdl() -> str:
    """The schema in GraphQL's own language, sorted, so that two versions differ only where the API does."""
    return print_schema(lexicographic_sort_schema(SCHEMA._schema)) + "\n"


def broken(before: str, after: str) -> list[str]:
    """What of the schema `before` a client could use and `after` no longer lets it, in sentences."""
    changes = find_breaking_changes(build_schema(before), build_schema(after))
    return sorted(one.description for one in changes)
