"""How a type declares a relation: one line with its pattern, from which the field is made."""

from collections.abc import Awaitable, Callable
from inspect import Parameter, Signature, signature
from typing import Annotated, Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.extensions import FieldExtension
from strawberry.types.arguments import StrawberryArgument

from skillsgraph.api.access import Info
from skillsgraph.api.compiler.below import answer_field
from skillsgraph.api.compiler.table import Expression, Listed, Reach, Relation, Told
from skillsgraph.api.types.connection import After, Connection

_HOMES = {
    "Skill": "concepts",
    "JobRole": "concepts",
    "Framework": "concepts",
    "Collection": "concepts",
    "Term": "concepts",
    "Credential": "credentials",
    "Organization": "credentials",
    "Offering": "offerings",
    "Cost": "offerings",
    "Assessment": "assessments",
    "Accreditation": "accreditations",
}
FILTERS = "skillsgraph.api.types.filters"
First = Annotated[
    int | None, strawberry.argument(description="How many: 20 if not said; at most 100, 1,000 with a key.")
]
Last = Annotated[int | None, strawberry.argument(description="How many from the end.")]
Depth = Annotated[
    int | None, strawberry.argument(description="How many steps at most, from 1 to 10; 10 if not said.")
]
Language = Annotated[
    list[str] | None,
    strawberry.argument(
        description="In order of preference, such as `de-AT`; what is in none is told in the framework's own."
        " Left out: those of the header `Accept-Language`."
    ),
]
Before = Annotated[str | None, strawberry.argument(description="The cursor that the page ends before.")]


def type_of(name: str) -> Any:
    """A type by its name, found when the schema is made: types know each other."""
    return _lazy(name, f"skillsgraph.api.types.{_HOMES[name]}")


def _lazy(name: str, module: str) -> Any:
    return Annotated[name, strawberry.lazy(module)]


def paged(kind: str, answer: Callable[[Any, Any], Awaitable[Any]], **more: Any) -> Any:
    """The resolver of a page of things of a type: what every page can be asked, and `more` by name."""

    async def page(self: Any, info: Info, **asked: Any) -> Any:
        return await answer(self, info)

    where: Any = _lazy(f"{kind}Where", FILTERS)
    order: Any = _lazy(f"{kind}OrderBy", FILTERS)
    node: Any = type_of(kind)
    asked: dict[str, Any] = {"first": First, "after": After, "last": Last, "before": Before}
    asked |= {**more, "where": where | None, "order_by": list[order] | None}
    # The arguments are the signature's, which is made here, so that they are written down once.
    own = list(signature(page).parameters.values())[:2]
    given = [Parameter(one, Parameter.KEYWORD_ONLY, default=None, annotation=asked[one]) for one in asked]
    page.__signature__ = Signature([*own, *given], return_annotation=Connection[node])  # type: ignore[attr-defined]
    return page


async def _answered(self: Any, info: Any) -> Any:
    return await answer_field(info, self.id)


def related(
    pattern: str, *, many: bool = True, null: bool = False, groups: bool = True, says: str = ""
) -> Any:
    """A relation. `many`: a connection; else one, or with `null` perhaps none."""
    declared = Relation(pattern, many, groups)
    if many:
        return _declared(paged(declared.other, _answered), declared, says or pattern)
    other: Any = type_of(declared.other)
    return _declared(_one(other | None if null else other), declared, says or pattern)


def reached(pattern: str, says: str, *, steps: str = "length(path)", barred: str = "") -> Any:
    """What paths lead to, each thing once, the nearest first: a pattern with a star.

    `steps` counts those of a `path`; no `node` of it may be `barred`.
    """
    declared = Relation(pattern, reach=Reach(steps, barred))
    return _declared(paged(declared.other, _answered, depth=Depth), declared, says)


def _one(kind: Any) -> Any:
    async def one(self: Any, info: Info) -> Any:
        return await _answered(self, info)

    one.__annotations__["return"] = kind
    return one


def _declared(resolver: Any, declared: Any, says: str) -> Any:
    return strawberry.field(resolver=resolver, description=says, metadata={"declared": declared})


def computed(cypher: str, kind: Any, says: str) -> Any:
    """A value that is worked out from a node, `this` in its Cypher."""
    return _declared(_one(kind), Expression(cypher), says)


def told(cypher: str, kind: Any, make: Callable[[list[Any]], Any], says: str) -> Any:
    """An object that is made of the rows of some Cypher about `(this)`."""
    return _declared(_one(kind), Told(cypher, make), says)


class _InLanguage(FieldExtension):
    """Gives a property the argument `language`; where nobody says one, it is told as it is kept."""

    def apply(self, field: Any) -> None:
        language = StrawberryAnnotation(Language)
        field.arguments = [StrawberryArgument("language", None, language, default=None)]

    def resolve(self, next_: Any, source: Any, info: Any, **asked: Any) -> Any:
        if asked.get("language") is None and not info.context.languages:
            return next_(source, info)
        return answer_field(info, source.id)


def worded(pattern: str, says: str) -> Any:
    """A property that is kept in the framework's language, and in others as the pattern has it."""
    return strawberry.field(description=says, extensions=[_InLanguage()], metadata={"words": pattern})


def named() -> Any:
    """The name of a concept, in a language that was asked for where it has one."""
    return worded(
        "(this)-[:HAS_TERM]->(other:Term {kind: 'PREFERRED'})",
        "Its name: the preferred label in the first `language` that has one, else in the framework's own.",
    )


def described() -> Any:
    """The same of its description."""
    return worded(
        "(this)-[:HAS_TEXT]->(other:Text {kind: 'DESCRIPTION'})",
        "Its description in the first `language` that has one, else in the framework's own.",
    )


def terms() -> Any:
    """The labels of a concept."""
    declared = Listed(
        "(this)-[:HAS_TERM]->(other:Term)",
        "CASE other.kind WHEN 'PREFERRED' THEN 0 WHEN 'ALTERNATIVE' THEN 1 ELSE 2 END,"
        " other.folded, other.id",
    )

    async def found(self: Any, info: Info, language: list[str] | None = None) -> Any:
        return await _answered(self, info)

    term: Any = type_of("Term")
    found.__annotations__["return"] = list[term]
    says = "(this)-[:HAS_TERM]->(other:Term): its labels, the preferred ones first."
    return _declared(found, declared, says)
