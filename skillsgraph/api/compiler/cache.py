"""The plans of operations that were asked before, so that a repeated one is not read again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")
MOST_DOCUMENTS = 1000
MOST_PLANS = 2000


class Bounded(Generic[Value]):
    """A table that forgets what has not been used for the longest time."""

    def __init__(self, most: int = MOST_DOCUMENTS) -> None:
        self.most = most
        self._known: OrderedDict[Hashable, Value] = OrderedDict()

    def __len__(self) -> int:
        return len(self._known)

    def get(self, key: Hashable) -> Value | None:
        found = self._known.get(key)
        if found is not None:
            self._known.move_to_end(key)
        return found

    def put(self, key: Hashable, value: Value) -> Value:
        self._known[key] = value
        if len(self._known) > self.most:
            self._known.popitem(last=False)
        return value

    def made(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What stands under a key, made if it is not there."""
        found = self.get(key)
        return self.put(key, make()) if found is None else found


@dataclass(slots=True)
class Counts:
    """How operations were answered: by a plan that was there, by a new one, or by ordinary execution."""

    hits: int = 0
    misses: int = 0
    fallbacks: int = 0
