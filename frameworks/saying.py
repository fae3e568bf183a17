"""What a format says of catalogue items, and what it leaves out, counted by the name of the field."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from typing import Any

from skillsgraph.frameworks.writing import Losses


def without_gaps(found: Mapping[str, Any]) -> dict[str, Any]:
    """The properties that say something."""
    return {name: value for name, value in found.items() if value not in (None, [], {}, "", ())}


def count_unsaid(losses: Losses, thing: Any, said: Iterable[str]) -> None:
    """Count every field of a model object that holds something and is not among those said."""
    for part in fields(thing):
        value = getattr(thing, part.name)
        standard = () if part.default is MISSING else part.default
        if part.name not in said and value not in (standard, None, ()):
            losses.count(f"{part.name.replace('_', ' ')} of {type(thing).__name__.casefold()}s")
