"""How a type declares a relation: one line with its pattern, from which the field is made."""

from typing import Annotated, Any

import strawberry

from skillsgraph.api.access import Info
from skillsgraph.api.compiler.below import answer_field
from skillsgraph.api.compiler.table import Expression, Listed, Reach, Relation
from skillsgraph.api.types.connection import After, Connection

_HOMES = {
    "Skill": "concepts",
    "JobRole": "concepts",
    "Framework": "concepts",
    "Collection": "concepts",
    "Term": "concepts",
    "Credential": "credentials",
    "Organization": "credentials",
}
FILTERS = "skillsgraph.api.types.filters"
First = Annotated[
    int | None, strawberry.argument(description="How many: 20 if not said; at most 100, 1,000 with a key.")
]
Last = Annotated[int | None, strawberry.argument(description="How many from the end.")]
Depth = Annotated[
    int | None, strawberry.argument(description="How many steps at most, from 1 to 10; 10 if not said.")
]
Before = Annotated[str | None, strawberry.argument(description="The cursor that the page ends before.")]


def type_of(name: str) -> Any:
    """A type by its name, found when the schema is made: types know each other."""
    return _lazy(name, f"skillsgraph.api.types.{_HOMES[name]}")


def _lazy(name: str, module: str) -> Any:
    return Annotated[name, strawberry.lazy(module)]


def filters_of(name: str) -> dict[str, Any]:
    """The annotations of the arguments that choose and sort things of a type."""
    where: Any = _lazy(f"{name}Where", FILTERS)
    order: Any = _lazy(f"{name}OrderBy", FILTERS)
    return {"where": where | None, "order_by": list[order] | None}


def related(
    pattern: str, *, many: bool = True, null: bool = False, groups: bool = True, says: str = ""
) -> Any:
    """A relation. `many`: a connection; else one, or with `null` perhaps none."""
    declared = Relation(pattern, many, groups)
    other: Any = type_of(declared.other)
    resolver: Any
    if many:

        async def connected(
            self: Any,
            info: Info,
            first: First = None,
            after: After = None,
            last: Last = None,
            before: Before = None,
            where: Any = None,
            order_by: Any = None,
        ) -> Any:
            return await answer_field(info, self.id)

        connected.__annotations__ |= filters_of(declared.other) | {"return": Connection[other]}
        resolver = connected
    else:

        async def one(self: Any, info: Info) -> Any:
            return await answer_field(info, self.id)

        one.__annotations__["return"] = other | None if null else other
        resolver = one
    return strawberry.field(resolver=resolver, description=says or pattern, metadata={"declared": declared})


def reached(pattern: str, says: str, *, steps: str = "length(path)", barred: str = "") -> Any:
    """What paths lead to, each thing once, the nearest first: a pattern with a star.

    `steps` counts those of a `path`; no `node` of it may be `barred`.
    """
    declared = Relation(pattern, reach=Reach(steps, barred))
    other: Any = type_of(declared.other)

    async def found(
        self: Any,
        info: Info,
        depth: Depth = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        where: Any = None,
        order_by: Any = None,
    ) -> Any:
        return await answer_field(info, self.id)

    found.__annotations__ |= filters_of(declared.other) | {"return": Connection[other]}
    return strawberry.field(resolver=found, description=says, metadata={"declared": declared})


def computed(cypher: str, kind: Any, says: str) -> Any:
    """A value that is worked out from a node, `this` in its Cypher."""

    async def value(self: Any, info: Info) -> Any:
        return await answer_field(info, self.id)

    value.__annotations__["return"] = kind
    return strawberry.field(resolver=value, description=says, metadata={"declared": Expression(cypher)})


def terms() -> Any:
    """The labels of a concept."""
    declared = Listed(
        "(this)-[:HAS_TERM]->(other:Term)",
        "CASE other.kind WHEN 'PREFERRED' THEN 0 WHEN 'ALTERNATIVE' THEN 1 ELSE 2 END,"
        " other.folded, other.id",
    )

    async def found(self: Any, info: Info, language: list[str] | None = None) -> Any:
        return await answer_field(info, self.id)

    term: Any = type_of("Term")
    found.__annotations__["return"] = list[term]
    return strawberry.field(
        resolver=found,
        description="(this)-[:HAS_TERM]->(other:Term): its labels, the preferred ones first.",
        metadata={"declared": declared},
    )
