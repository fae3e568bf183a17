"""Connections after Relay: edges with cursors, and the nodes alone for those who need no cursor."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar, cast

import strawberry
from strawberry.scalars import JSON

from skillsgraph.api import cursor
from skillsgraph.api.access import Info
from skillsgraph.api.limits import most_of, within
from skillsgraph.graph.access import Row

Node = TypeVar("Node")

First = Annotated[int, strawberry.argument(description="How many, at most 100; 1,000 with a key.")]
After = Annotated[str | None, strawberry.argument(description="The cursor that the page begins after.")]


@strawberry.type(description="Where a page begins and ends, and whether the list goes on.")
class PageInfo:
    has_next_page: bool
    end_cursor: str | None
    has_previous_page: bool = False
    start_cursor: str | None = None


@strawberry.type(description="How many of a list have a value of a property.")
class Group:
    value: str | None
    count: int


def _of_the_database() -> Any:
    raise NotImplementedError("figures are the database's")


Of = Annotated[str, strawberry.argument(description="The name of a property, such as `credits`.")]
By = Annotated[str, strawberry.argument(description="The name of a property, of the edge too: `relation`.")]


@strawberry.type(description="Figures over a whole list, whatever its page.")
class Aggregate:
    @strawberry.field(description="How many there are.")
    def count(self) -> int:
        return int(_of_the_database())

    @strawberry.field(description="How many different values a property has.")
    def distinct(self, of: Of) -> int:
        return int(_of_the_database())

    @strawberry.field(description="The least value of a property.")
    def min(self, of: Of) -> JSON | None:
        return cast(JSON | None, _of_the_database())

    @strawberry.field(description="The greatest value of a property.")
    def max(self, of: Of) -> JSON | None:
        return cast(JSON | None, _of_the_database())

    @strawberry.field(description="The mean of a number, of those that have it.")
    def average(self, of: Of) -> float | None:
        return float(_of_the_database())

    @strawberry.field(description="The sum of a number.")
    def sum(self, of: Of) -> float | None:
        return float(_of_the_database())

    @strawberry.field(description="The list counted by a property, the most frequent first, at most 100.")
    def groups(self, by: By) -> list[Group]:
        return cast(list[Group], _of_the_database())


@strawberry.type(description="A node, and the relation that leads to it.")
class Edge(Generic[Node]):
    node: Node
    cursor: str
    relation: str | None = strawberry.field(
        default=None, description="The relation in the source's words, such as ESSENTIAL or OPTIONAL."
    )
    level: str | None = strawberry.field(default=None, description="The level of proficiency, if stated.")
    importance: float | None = strawberry.field(default=None, description="On the source's scale, if stated.")
    depth: int | None = strawberry.field(
        default=None, description="How many steps away the node is, where paths lead to it."
    )
    derived_by: str | None = strawberry.field(
        default=None, description="The policy that derived it, where the source itself states no requirement."
    )


@strawberry.type(description="A page of a list.")
class Connection(Generic[Node]):
    edges: list[Edge[Node]]
    page_info: PageInfo
    count: strawberry.Private[Callable[[], Awaitable[int]] | None] = None

    @strawberry.field(description="The nodes of the edges.")
    def nodes(self) -> list[Node]:
        return [edge.node for edge in self.edges]

    @strawberry.field(
        description="The length of the whole list, counted only when asked for; null if unknown."
    )
    async def total_count(self) -> int | None:
        return await self.count() if self.count else None

    @strawberry.field(description="Figures over the whole list; null for a ranked one.")
    def aggregate(self) -> Aggregate | None:
        return None


def bounded(info: Info, first: int) -> int:
    """`first`, if it is within what the caller may ask for."""
    return within("first", first, most_of(info.context.caller.name))


def by_name(
    name: str,
    rows: Sequence[Row],
    first: int,
    make: Callable[[Row], Node],
    count: Callable[[], Awaitable[int]] | None = None,
    *,
    whole_row: bool = False,
) -> Connection[Node]:
    """A connection in the order of names; `rows` holds one more than asked for if the list goes on."""
    edges = [
        Edge(
            node=make(row if whole_row else row["node"]),
            cursor=cursor.encode(name, row["node"]["sortName"], row["node"]["id"]),
            relation=row.get("relation"),
            level=row.get("level"),
            importance=row.get("importance"),
            derived_by=row.get("derivedBy"),
        )
        for row in rows[:first]
    ]
    end = edges[-1].cursor if edges else None
    info = PageInfo(has_next_page=len(rows) > first, end_cursor=end)
    return Connection(edges=edges, page_info=info, count=count)


def by_rank(name: str, nodes: Sequence[Node], start: int, has_more: bool) -> Connection[Node]:
    """A connection in the order of a rank, whose nodes begin at the place `start`."""
    edges = [
        Edge(node=node, cursor=cursor.encode(name, start + place)) for place, node in enumerate(nodes, 1)
    ]
    end = edges[-1].cursor if edges else None
    return Connection(edges=edges, page_info=PageInfo(has_next_page=has_more, end_cursor=end))


async def related(
    info: Info,
    statement: str,
    identifier: str,
    first: int,
    after: str | None,
    make: Callable[[Row], Node],
    *,
    with_told: bool = False,
) -> Connection[Node]:
    """A page of what a relation leads to; the same relation of many nodes is one statement.

    `make` is given the node, or the whole row where what the relation tells is a part of the object.
    """
    first = bounded(info, first)
    name, place = cursor.decode_name(statement, after)
    rows = await info.context.related(statement, identifier, afterName=name, afterId=place, first=first + 1)
    return by_name(statement, rows, first, make, whole_row=with_told)
