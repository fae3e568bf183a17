"""`aggregate`: figures over a whole list."""

from collections import Counter
from typing import Any

from tests.integration.compiler.oracle.world import Row


def values(rows: list[Row], name: str) -> list[Any]:
    """The values of a property of the nodes, or else of the edges."""
    found = []
    for node, edge in rows:
        own = name in ("relation", "level") and edge is not None
        found.append(edge.properties.get(name) if own and edge else node.value(name))
    return found


def figure(rows: list[Row], name: str, of: str | None) -> Any:
    """One figure; what has no value does not count."""
    if name == "count" or of is None:
        return len(rows)
    known = [one for one in values(rows, of) if one is not None]
    if name == "distinct":
        return len(set(known))
    if name == "sum":
        return sum(known)
    if not known:
        return None
    if name == "average":
        return sum(known) / len(known)
    return min(known) if name == "min" else max(known)


def groups(rows: list[Row], by: str) -> list[tuple[Any, int]]:
    """(value, how many), the most frequent first, then by value, with those that have none last."""
    counted = Counter(values(rows, by)).items()
    return sorted(counted, key=lambda one: (-one[1], one[0] is None, 0 if one[0] is None else one[0]))


def as_text(value: Any) -> str | None:
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)
