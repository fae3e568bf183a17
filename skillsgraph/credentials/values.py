"""JSON-LD writes one value or a list of them, and leaves out what there is none of."""

from typing import Any


def values_of(value: Any) -> list[Any]:
    """The values: a list as it is, none for null, one value alone."""
    return value if isinstance(value, list) else [] if value is None else [value]


def objects_of(value: Any) -> list[dict[str, Any]]:
    """Those of the values that are objects."""
    return [one for one in values_of(value) if isinstance(one, dict)]
