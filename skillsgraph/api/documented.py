"""The reference of the API as Markdown: what the schema says of itself, and the examples that tests run."""

from collections.abc import Iterator
from pathlib import Path

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLUnionType,
    is_introspection_type,
    lexicographic_sort_schema,
)

from skillsgraph.api.schema import SCHEMA

_HEAD = """# The GraphQL API

Made from the descriptions in the schema by `scripts/published.py`. Connections work alike everywhere:
`first`, `last`, `after`, `before`, `where` and `orderBy` go in, `nodes`, `edges`, `pageInfo`, `totalCount`
and `aggregate` come out. The types that they and their filters are made of stand in `schema.graphql` alone.
"""
# Types that a connection or a filter makes of another type; each would say the same again.
_DERIVED = ("Connection", "Edge", "Where", "Order", "Filter")


def reference(examples: Path) -> str:
    """The whole page; `examples` is the folder of operations, whose first line says what each asks."""
    schema = lexicographic_sort_schema(SCHEMA._schema)
    types = [one for one in schema.type_map.values() if not is_introspection_type(one)]
    parts = [_HEAD, "## Examples\n", *_examples(examples)]
    for title, root in (("Questions", schema.query_type), ("Changes", schema.mutation_type)):
        parts += [f"## {title}\n", *(_field(name, one) for name, one in root.fields.items())] if root else []
    named = [one for one in types if one not in (schema.query_type, schema.mutation_type)]
    parts += ["## Types\n", *(text for one in named if (text := _type(one)))]
    return "\n".join(parts)


def _examples(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.graphql")):
        first, _, rest = path.read_text(encoding="utf-8").partition("\n")
        yield f"{first.lstrip('# ')}\n\n```graphql\n{rest.strip()}\n```\n"


def _field(name: str, field: GraphQLField) -> str:
    said = _said(field.description)
    listed = "".join(f"- {_argument(key, one)}\n" for key, one in field.args.items())
    return f"### `{name}: {field.type}`\n\n{said}\n" + (f"\n{listed}" if listed else "")


def _argument(name: str, one: GraphQLArgument) -> str:
    said = _said(one.description)
    return f"`{name}: {one.type}`" + (f": {said}" if said else "")


def _type(one: GraphQLNamedType) -> str:
    if one.name.endswith(_DERIVED) or not (lines := list(_members(one))):
        return ""
    return f"### {one.name}\n\n{_said(one.description)}\n\n" + "".join(f"- {line}\n" for line in lines)


def _members(one: GraphQLNamedType) -> Iterator[str]:
    match one:
        case GraphQLObjectType() | GraphQLInterfaceType() | GraphQLInputObjectType():
            for name, field in one.fields.items():
                said = _said(field.description)
                yield f"`{name}: {field.type}`" + (f": {said}" if said else "")
        case GraphQLEnumType():
            for name, value in one.values.items():
                said = _said(value.description)
                yield f"`{name}`" + (f": {said}" if said else "")
        case GraphQLUnionType():
            yield from (f"`{kind.name}`" for kind in one.types)


def _said(description: str | None) -> str:
    return " ".join((description or "").split())
