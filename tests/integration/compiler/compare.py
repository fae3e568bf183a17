"""Whether an answer is what the oracle says: the same keys in the same order, lists, values and cursors."""

from collections.abc import Iterator
from math import isclose
from typing import Any

from tests.integration.compiler.oracle.evaluator import OneOf
from tests.integration.compiler.oracle.orders import Place


class Cursors:
    """Which place each cursor stands for, as answers have shown: one each, the same wherever it comes."""

    def __init__(self) -> None:
        self.places: dict[str, Place] = {}
        self.texts: dict[Place, str] = {}

    def differences(self, found: Any, expected: Any, at: str = "") -> Iterator[str]:
        """What is not as expected, with where it stands."""
        if isinstance(expected, OneOf):
            if not any(not list(self.differences(found, one, at)) for one in expected.answers):
                yield f"{at} is {found!r} and none of {expected.answers!r}"
        elif isinstance(expected, dict) and isinstance(found, dict):
            if list(found) != list(expected):
                yield f"{at} has the fields {list(found)} and not {list(expected)}"
                return
            for key in expected:
                yield from self.differences(found[key], expected[key], f"{at}.{key}")
        elif isinstance(expected, list) and isinstance(found, list):
            if len(found) != len(expected):
                yield f"{at} has {len(found)} items and not {len(expected)}: {found} and not {expected}"
                return
            for number, (one, other) in enumerate(zip(found, expected, strict=True)):
                yield from self.differences(one, other, f"{at}[{number}]")
        elif not self._same(found, expected):
            yield f"{at} is {found!r} and not {expected!r}{self._known(found, expected)}"

    def _known(self, found: Any, expected: Any) -> str:
        """A cursor is wrong when it is another than before, or was another's: which it was."""
        if not isinstance(expected, Place) or not isinstance(found, str):
            return ""
        return f", known as {self.texts.get(expected)!r}; it was {self.places.get(found)!r}"

    def _same(self, found: Any, expected: Any) -> bool:
        if isinstance(expected, Place):
            if not isinstance(found, str):
                return False
            return (
                self.places.setdefault(found, expected) == expected
                and self.texts.setdefault(expected, found) == found
            )
        if isinstance(expected, bool) or isinstance(found, bool) or expected is None or found is None:
            return found is expected
        if isinstance(expected, float) and isinstance(found, int | float):
            return isclose(found, expected)
        return bool(found == expected)
