"""The inputs of `where` and `orderBy`, made from the table: one pair a type."""

from enum import Enum
from typing import Annotated, Any

import strawberry

from skillsgraph.api.compiler.table import TABLE, Entity, Property
from skillsgraph.api.types import accreditations, assessments, concepts, credentials, offerings
from skillsgraph.model.text import snake

_HERE = "skillsgraph.api.types.filters"
_KNOWN: dict[str, Any] = {}

__all__ = ["SortDirection", "accreditations", "assessments", "concepts", "credentials", "offerings"]


@strawberry.enum(description="Which way a list is sorted; what has no value comes last either way.")
class SortDirection(Enum):
    ASC = "ASC"
    DESC = "DESC"


def _input(name: str, says: str, parts: dict[str, Any]) -> Any:
    """An input all of whose fields may be left out."""
    if name in _KNOWN:
        return _KNOWN[name]
    body: dict[str, Any] = {"__annotations__": {}, "__module__": __name__}
    for field, kind in parts.items():
        own = f"{field}_" if field in ("in", "AND", "OR", "NOT") else snake(field)
        body["__annotations__"][own] = kind | None
        # Unset, not null: `{eq: null}` asks for what has no value, and `{}` does not.
        body[own] = strawberry.field(default=strawberry.UNSET, name=field)
    made = strawberry.input(type(name, (), body), description=says)
    _KNOWN[name] = globals()[name] = made
    return made


def _lazy(name: str) -> Any:
    return Annotated[name, strawberry.lazy(_HERE)]


def _number(name: str, kind: Any) -> Any:
    signs = dict.fromkeys(("eq", "gt", "gte", "lt", "lte"), kind)
    return _input(name, "Conditions on a number.", {**signs, "in": list[kind], "isNull": bool})


_TEXT = {
    **dict.fromkeys(("eq", "gt", "gte", "lt", "lte", "contains", "startsWith", "endsWith"), str),
    "in": list[str],
    "isNull": bool,
    "ignoreCase": bool,
}
TEXT = _input("StringFilter", "Conditions on a text; all must be fulfilled.", _TEXT)
ID = _input("IdFilter", "Which ids.", {"eq": strawberry.ID, "in": list[strawberry.ID]})
INT = _number("IntFilter", int)
FLOAT = _number("FloatFilter", float)
FLAG = _input("BooleanFilter", "Whether it holds.", {"eq": bool})
LIST = _input("ListFilter", "Conditions on a list.", {"includes": str})
COUNT = _input("CountFilter", "Conditions on how many.", dict.fromkeys(("eq", "gt", "gte", "lt", "lte"), int))
EDGE = _input("EdgeWhere", "Conditions on the edge that leads here.", {"relation": TEXT, "level": TEXT})
_BY_KIND = {"text": TEXT, "id": ID, "int": INT, "float": FLOAT, "flag": FLAG, "list": LIST}


def _filter(entity: Entity, one: Property) -> Any:
    if one.enum is None:
        return _BY_KIND[one.kind]
    name = one.enum.__name__
    return _input(
        f"{name}Filter",
        f"Which values of {one.name}.",
        {"eq": one.enum, "in": list[one.enum], "isNull": bool},  # type: ignore[name-defined]
    )


def _make(entity: Entity) -> None:
    where: Any = _lazy(f"{entity.name}Where")
    parts: dict[str, Any] = {name: _filter(entity, one) for name, one in entity.properties.items()}
    orders: dict[str, Any] = {
        name: SortDirection for name, one in entity.properties.items() if one.kind != "list"
    }
    for name, relation in entity.relations.items():
        parts[name] = _lazy(f"{relation.other}RelationWhere")
        if relation.reach is None:
            orders[name] = _relation_count() if relation.many else _lazy(f"{relation.other}Keys")
    parts |= {"edge": EDGE, "AND": list[where], "OR": list[where], "NOT": where}
    _input(f"{entity.name}Where", f"Which {entity.name} things; every condition must be fulfilled.", parts)
    _input(
        f"{entity.name}RelationWhere",
        f"Conditions on the {entity.name} things that are related.",
        {**dict.fromkeys(("some", "all", "none", "single"), where), "count": COUNT},
    )
    _input(f"{entity.name}OrderBy", "One key of an order; several are several parts of the list.", orders)
    keys = {name: one for name, one in orders.items() if name in entity.properties}
    _input(f"{entity.name}Keys", "One key of a related thing.", keys)


def _relation_count() -> Any:
    return _input("RelationOrder", "An order by how many are related.", {"count": SortDirection})


for _entity in TABLE.values():
    _make(_entity)
