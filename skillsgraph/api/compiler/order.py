"""`orderBy` and keyset cursors: the keys of a list, and the conditions that lie after or before a place."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from skillsgraph.api import cursor
from skillsgraph.api.compiler.table import TABLE, Entity
from skillsgraph.api.compiler.values import Leaf, many
from skillsgraph.errors import InputError

if TYPE_CHECKING:
    from skillsgraph.api.compiler.emitter import Emitter


@dataclass(frozen=True, slots=True)
class Key:
    """One key of an order: its Cypher, and whether it may be null; nulls come last in both directions.

    `own`: a property of the things themselves, which may have an index.
    """

    name: str
    expression: str
    descending: bool = False
    nullable: bool = False
    kind: str = "text"
    own: bool = True

    def fits(self, value: object) -> bool:
        """Whether a cursor may hold the value: anybody can make one that looks like ours."""
        if value is None:
            return self.nullable
        if self.kind == "int":
            return type(value) is int and -(2**63) <= value < 2**63
        return type(value) in _TYPES.get(self.kind, (str,))


_TYPES: dict[str, tuple[type, ...]] = {"float": (int, float), "flag": (bool,), "list": (list,)}


def keys(emit: "Emitter", entity: Entity, node: str, given: Any, edge: str | None = None) -> list[Key]:
    """The keys that `orderBy` asks for, or the name; the id breaks ties, and an `edge` by its own key.

    Raises:
        InputError: One part has several keys, whose order would be unclear, or a key stands twice.
    """
    found: list[Key] = []
    for part in many(given):
        asked = [(name, one) for name, one in part.items() if one is not None]
        if len(asked) != 1:
            raise InputError(
                f"A part of orderBy has {len(asked)} keys.", hint="Give a list with one key each."
            )
        key = _key(emit, entity, node, *asked[0])
        if key.name in [one.name for one in found]:
            raise InputError(f"orderBy has {key.name} twice.")
        found.append(key)
    if not found and "name" in entity.properties:
        found = [Key("name", f"{node}.sortName")]
    last = [Key("edge", f"{edge}.key")] if edge else []
    names = [one.name for one in found]
    # No two things have one id: no property after it decides.
    found = found[: names.index("id") + 1] if "id" in names else [*found, Key("id", f"{node}.id")]
    return [*found, *last]


def _key(emit: "Emitter", entity: Entity, node: str, name: str, given: Any) -> Key:
    if isinstance(given, Leaf):
        one = entity.properties[name]
        return Key(name, one.key(node), given.value == "DESC", one.nullable, one.kind)
    relation = entity.relations[name]
    inner, leaf = next(((word, one) for word, one in given.items() if one is not None), (None, None))
    if inner is None or leaf is None:
        raise InputError(f"orderBy.{name} is empty.")
    down = leaf.value == "DESC"
    if inner == "count":
        return Key(f"{name}.count", emit.count(relation, node), down, kind="int")
    one = TABLE[relation.other].properties[inner]
    path = f"COLLECT {{ MATCH {relation.match(node, 'o')} RETURN {one.key('o')} LIMIT 1 }}[0]"
    return Key(f"{name}.{inner}", path, down, True, one.kind, own=False)


def by(found: list[Key], backwards: bool) -> str:
    """The ORDER BY of some keys."""
    parts = []
    for key in found:
        down = " DESC" if key.descending != backwards else ""
        if key.nullable:
            parts.append(f"{key.expression} IS NULL{' DESC' if backwards else ''}")
        parts.append(f"{key.expression}{down}")
    return ", ".join(parts)


def beyond(emit: "Emitter", connection: str, found: list[Key], place: Leaf, before: bool) -> str:
    """What lies after the place of a cursor, or before it. Raises `BadCursor` when it is bound."""
    values = values_at(connection, found, place, before)
    bound = [emit.bind(values.map(item(number))) for number in range(len(found))]
    if len(found) == 2 and not found[0].nullable:
        # The form that walks an index: a range, and what of its first value lies beyond.
        first, tie = (sign(key, before) for key in found)
        name, identifier = found[0].expression, found[1].expression
        inside = f"({name} {first} {bound[0]}) OR {identifier} {tie} {bound[1]}"
        return f"({name} {first}= {bound[0]}) AND ({inside})"
    parts = []
    for number, key in enumerate(found):
        equal = [_equal(one, value) for one, value in zip(found[:number], bound, strict=False)]
        parts.append(" AND ".join([*equal, _strictly(key, bound[number], before)]))
    return "(" + " OR ".join(f"({part})" for part in parts) + ")"


def values_at(connection: str, found: list[Key], place: Leaf, before: bool) -> Leaf:
    """The values of the keys at a place."""
    argument, fits = "before" if before else "after", [one.fits for one in found]
    return place.map(lambda text: cursor.decode_keys(connection, argument, text, fits))


def item(number: int) -> Any:
    """What reads one value of a place."""
    return lambda values: values[number]


def sign(key: Key, before: bool) -> str:
    """On which side of a value of the key lies what comes after it, or before it."""
    return "<" if key.descending != before else ">"


def _equal(key: Key, value: str) -> str:
    same = f"({key.expression} = {value})"
    return f"({same} OR ({key.expression} IS NULL AND {value} IS NULL))" if key.nullable else same


def _strictly(key: Key, value: str, before: bool) -> str:
    inside = f"({key.expression} {sign(key, before)} {value})"
    if not key.nullable:
        return inside
    edge = (
        f"{value} IS NULL AND {key.expression} IS NOT NULL"
        if before
        else f"{value} IS NOT NULL AND {key.expression} IS NULL"
    )
    return f"({inside} OR ({edge}))"
