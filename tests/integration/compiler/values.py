"""Argument values: written into the document, or given as variables."""

import json
from dataclasses import dataclass, field
from random import Random
from typing import Any


class Enum(str):
    """A value of an enumeration, which a document has without quotes."""


@dataclass(frozen=True)
class Typed:
    """A value whose GraphQL type is known, so that a variable may hold it."""

    kind: str
    value: Any
    variable: bool = False


@dataclass
class Given:
    """The variables of an operation. `waiting`: those that page a list once its cursors are known."""

    random: Random
    kinds: dict[str, str] = field(default_factory=dict)
    variables: dict[str, Any] = field(default_factory=dict)
    waiting: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    last: str = ""

    def head(self) -> str:
        """The definitions of the variables."""
        told = [f"${name}: {kind}" for name, kind in self.kinds.items()]
        return f"({', '.join(told)})" if told else ""

    def write(self, given: Any) -> str:
        """The text of a value; parts of it become variables now and then."""
        if isinstance(given, Typed):
            if given.variable or self.random.random() < 0.3:
                return self.variable(given.kind, plain(given.value))
            return self.write(given.value)
        if isinstance(given, dict):
            return "{" + ", ".join(f"{name}: {self.write(one)}" for name, one in given.items()) + "}"
        if isinstance(given, list):
            return "[" + ", ".join(self.write(one) for one in given) + "]"
        return str(given) if isinstance(given, Enum) else json.dumps(given, ensure_ascii=False)

    def variable(self, kind: str, value: Any) -> str:
        """A new variable, whose value is sometimes its default."""
        self.last = f"v{len(self.kinds)}"
        self.kinds[self.last] = kind
        if value is not None and not kind.endswith("!") and self.random.random() < 0.1:
            self.kinds[self.last] = f"{kind} = {_literal(value, kind)}"
        elif value is not None or self.random.random() < 0.5:
            self.variables[self.last] = value
        return f"${self.last}"

    def place(self) -> str:
        """A variable for a cursor, absent as yet."""
        self.last = f"v{len(self.kinds)}"
        self.kinds[self.last] = "String"
        return f"${self.last}"


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Typed):
        return plain(value.value)
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value


def _literal(value: Any, kind: str) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_literal(one, kind)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_literal(one, kind) for one in value) + "]"
    return str(value) if isinstance(value, Enum) else json.dumps(value, ensure_ascii=False)
