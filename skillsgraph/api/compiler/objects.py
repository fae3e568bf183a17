"""Objects for ordinary execution, where some field below them is none of the compiler's.

The same statement is made, with all properties selected; each field of the objects then resolves by itself.
"""

from collections.abc import Sequence
from typing import Any

from graphql import FieldNode, parse

from skillsgraph.api.compiler.table import TABLE, Entity
from skillsgraph.api.types.concepts import Chain, ChainRelation, ChainStep
from skillsgraph.api.types.connection import Connection, Edge, PageInfo
from skillsgraph.model.text import snake

LIST = (
    "edges {{ cursor relation level depth importance derivedBy node {{ {} }} }} totalCount"
    " pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}"
)
CHAIN = "length steps {{ relation concept {{ {} }} }}"


def whole(nodes: list[FieldNode], kinds: Sequence[str], form: str = "{}") -> list[FieldNode]:
    """The same field, with every property of its types selected, in the form of a connection or a chain."""
    each = " ".join(f"... on {kind} {{ {' '.join(TABLE[kind].properties)} }}" for kind in kinds)
    selection = form.format(f"__typename {each}")
    parsed: Any = parse(f"{{ {selection} }}").definitions[0]
    first = nodes[0]
    return [
        FieldNode(
            name=first.name,
            alias=first.alias,
            arguments=first.arguments,
            directives=(),
            selection_set=parsed.selection_set,
        )
    ]


def objects(data: Any) -> Any:
    """The objects of a value that was selected by `whole`."""
    if data is None:
        return None
    if isinstance(data, list):
        return [objects(one) for one in data]
    if "steps" in data:
        return _chain(data)
    if "edges" not in data:
        return _object(TABLE[data["__typename"]], data)
    info = data["pageInfo"]
    edges = [
        Edge(
            node=objects(one["node"]),
            cursor=one["cursor"],
            relation=one["relation"],
            level=one["level"],
            importance=one["importance"],
            derived_by=one["derivedBy"],
            depth=one["depth"],
        )
        for one in data["edges"]
    ]

    async def count() -> int:
        return int(data["totalCount"])

    page = PageInfo(
        has_next_page=info["hasNextPage"],
        end_cursor=info["endCursor"],
        has_previous_page=info["hasPreviousPage"],
        start_cursor=info["startCursor"],
    )
    return Connection(edges=edges, page_info=page, count=count)


def _chain(data: dict[str, Any]) -> Chain:
    steps = [
        ChainStep(
            relation=ChainRelation(one["relation"]) if one["relation"] else None,
            concept=objects(one["concept"]),
        )
        for one in data["steps"]
    ]
    return Chain(length=data["length"], steps=steps)


def _object(entity: Entity, data: dict[str, Any]) -> Any:
    values = {}
    for name, one in entity.properties.items():
        value = data[name]
        values[snake(name)] = one.enum(value) if one.enum is not None and value is not None else value
    return entity.cls(**values)
