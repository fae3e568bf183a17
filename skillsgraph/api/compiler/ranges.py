"""A list sorted by what may be null, read as two ranges: what has a value, by its index, and what has none.

Nulls come last in both directions. The second range is read only if the first does not fill the page.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from skillsgraph.api.compiler.order import Key, by, item, sign, values_at
from skillsgraph.api.compiler.values import Leaf

if TYPE_CHECKING:
    from skillsgraph.api.compiler.emitter import Emitter, Scope

# Where a page ends at a null, the other range is read up to what no value lies beyond.
_ENDS = {"text": ("", "\U0010ffff"), "enum": ("", "\U0010ffff"), "int": (-(2**63), 2**63 - 1)}
_ENDS["float"] = (float("-inf"), float("inf"))


def apply(scope: "Scope", keys: list[Key]) -> bool:
    """Whether a list is read so: one of the root, by one key that may be null."""
    return (
        scope.edge is None
        and not scope.fold
        and len(keys) == 2
        and keys[0].nullable
        and keys[0].own
        and keys[0].kind in _ENDS
    )


def lines(
    emit: "Emitter",
    scope: "Scope",
    name: str,
    keys: list[Key],
    places: list[tuple[Leaf, bool]],
    backwards: bool,
    limit: str,
) -> list[str]:
    """The lines that give a page's nodes in their order; `places` are cursors, and whether it ends there."""
    key, tie = keys
    valued, null = [f"{key.expression} IS NOT NULL"], [f"{key.expression} IS NULL"]
    for place, before in places:
        in_values, in_nulls = _beyond(emit, name, keys, place, before)
        valued.append(in_values)
        null.append(in_nulls)
    parts = [(valued, by([replace(key, nullable=False), tie], backwards)), (null, by([tie], backwards))]
    first, rest = emit.fresh("q"), emit.fresh("q")
    (wanted, order), (left, last) = reversed(parts) if backwards else parts
    return [
        "CALL () {",
        *_range(scope, wanted, order, limit, first),
        f"}} CALL ({first}) {{",
        f"WITH {first} WHERE size({first}) < {limit}",
        *_range(scope, left, last, limit, rest),
        f"}} UNWIND {first} + {rest} AS {scope.node}",
        f"WITH {scope.node} LIMIT {limit}",
    ]


def _range(scope: "Scope", conditions: list[str], order: str, limit: str, found: str) -> list[str]:
    return [
        *replace(scope, conditions=[*scope.conditions, *conditions]).lines(),
        f"WITH {scope.node} ORDER BY {order} LIMIT {limit}",
        f"RETURN collect({scope.node}) AS {found}",
    ]


def _beyond(emit: "Emitter", name: str, keys: list[Key], place: Leaf, before: bool) -> tuple[str, str]:
    """What of each range lies beyond a place: after it, or before it."""
    key, tie = keys
    values = values_at(name, keys, place, before)
    value, identifier = (emit.bind(values.map(item(number))) for number in range(2))
    first, second = sign(key, before), sign(tie, before)
    beyond = f"{tie.expression} {second} {identifier}"
    edge = value
    if before:
        end = _ENDS[key.kind][first == "<"]
        edge = emit.bind(values.map(lambda found: end if found[0] is None else found[0]))
    in_values = f"{key.expression} {first}= {edge} AND ({key.expression} {first} {edge} OR {beyond})"
    return in_values, f"({value} IS {'' if before else 'NOT '}NULL {'AND' if before else 'OR'} {beyond})"
